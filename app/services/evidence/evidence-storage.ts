/** Owns what a store of files offers, wherever the bytes are: on disk by default, elsewhere by configuration. */
import type { Readable } from "node:stream";
import type { EvidenceRefusal, MediaType } from "~/domain/evidence/evidence-file";

/** How much one form may bring. */
export interface UploadLimits {
	readonly fileBytes: number;
	readonly files: number;
}

/** A file that came whole and was found sound: in a temporary place until it is kept. */
export interface SoundFile {
	readonly path: string;
	/** Cleaned: what it is called from now on. */
	readonly name: string;
	readonly size: number;
	/** SHA-256 of the bytes, hex. */
	readonly sha256: string;
	readonly mediaType: MediaType;
}

export type ReceivedFile =
	| ({ readonly ok: true } & SoundFile)
	| { readonly ok: false; readonly name: string; readonly reason: EvidenceRefusal };

/** A form that came with files. */
export interface Received {
	readonly fields: URLSearchParams;
	readonly files: readonly ReceivedFile[];
	/** Out of bounds: no file of it was looked at. */
	readonly excess: "TOO_MANY_FILES" | "TOO_MANY_FIELDS" | null;
	/** Places of the parts of a file that comes in several: not looked at. */
	readonly parts: readonly string[];
	/** What came in parts and was kept need not wait any more. */
	forget(): Promise<void>;
	/** Removes what is left in the temporary place. To be called once, whatever happened. */
	discard(): Promise<void>;
}

export interface StoredFile {
	readonly sha256: string;
	readonly changedAt: Date;
}

export interface EvidenceStorage {
	/** Puts a received file in its place, under its hash, for good. Kept twice, it is there once. */
	keep(file: Pick<SoundFile, "path" | "sha256">): Promise<void>;
	/** Throws when it is not there. */
	open(sha256: string): Promise<Readable>;
	list(): AsyncIterable<StoredFile>;
	remove(sha256: string): Promise<void>;
}
