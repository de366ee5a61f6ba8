/**
 * Receives a form that brings files: each is written to a temporary file as it comes, hashed on the way, never whole in
 * memory, then looked at. Nothing is kept yet: what stays is for the use case to say.
 */
import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { cleanFileName } from "~/domain/evidence/evidence-file";
import type { Scan } from "./clamd.server";
import type { Received, ReceivedFile, UploadLimits } from "./evidence-storage";
import { hashOf, inspectFile } from "./inspect-file.server";
import { PartialUploads, readAnnounced } from "./partial-upload.server";

const FIELD_BYTES = 20_000;
const FIELDS = 60;

/** The form is cut or ill-formed: nothing of it is kept. */
export class CutUploadError extends Error {}

interface Written {
	readonly path: string;
	readonly rawName: string;
	readonly size: number;
	readonly sha256: string;
	readonly tooLarge: boolean;
}

export interface Reception {
	/** Folder of the temporary files, made when it is not there. */
	readonly incoming: string;
	readonly limits: UploadLimits;
	/** Asks an antivirus about each file; null: none is configured. */
	readonly scan: Scan | null;
	/** Who sends: what came in parts before is looked for under this name. */
	readonly ownerId: string;
	/** Parts of a file that comes in several are not looked at. */
	readonly parts: boolean;
}

/**
 * @throws CutUploadError, once the temporary files are gone
 */
export async function receiveFiles(
	body: Readable,
	contentType: string,
	{ incoming, limits, scan, ownerId, parts }: Reception,
): Promise<Received> {
	const uploads = new PartialUploads(incoming);
	await mkdir(incoming, { recursive: true });
	const request = randomUUID();
	const discard = () => removeStartingWith(incoming, request);
	const placeOf = (rank: number) => path.join(incoming, `${request}-${rank}.part`);
	try {
		const { fields, written, excess } = await readParts(body, contentType, limits, placeOf);
		const announced = fields.getAll("envoi").flatMap((text) => readAnnounced(text) ?? []);
		const forget = async () => {
			for (const { upload } of announced) await uploads.forget(ownerId, upload);
		};
		if (parts) return { fields, files: [], excess, parts: written.map((part) => part.path), forget, discard };
		if (written.length + announced.length > limits.files) {
			return { fields, files: [], excess: "TOO_MANY_FILES", parts: [], forget, discard };
		}
		const files: ReceivedFile[] = [];
		if (!excess) for (const file of written) files.push(await judge(file, scan));
		for (const [rank, one] of announced.entries()) {
			const place = placeOf(written.length + rank);
			const whole = await uploads.take(ownerId, one, place);
			const file = { path: place, rawName: one.name, size: one.size, tooLarge: false };
			files.push(
				whole
					? await judge({ ...file, sha256: await hashOf(place) }, scan)
					: { ok: false, name: cleanFileName(one.name), reason: "INCOMPLETE" },
			);
		}
		return { fields, files, excess, parts: [], forget, discard };
	} catch (error) {
		await discard();
		throw error;
	}
}

async function judge({ rawName, tooLarge, ...file }: Written, scan: Scan | null): Promise<ReceivedFile> {
	const name = cleanFileName(rawName);
	if (tooLarge) return { ok: false, name, reason: "TOO_LARGE" };
	const inspected = await inspectFile({ ...file, name }, scan);
	if (!inspected.ok) return { ok: false, name, reason: inspected.reason };
	return { ok: true, ...inspected.value };
}

async function readParts(body: Readable, contentType: string, limits: UploadLimits, placeOf: (rank: number) => string) {
	const fields = new URLSearchParams();
	const writing: Promise<Written>[] = [];
	const parser = makeParser(contentType, limits);
	let excess: Received["excess"] = null as Received["excess"];
	parser.on("filesLimit", () => {
		excess = "TOO_MANY_FILES";
	});
	for (const limit of ["partsLimit", "fieldsLimit"] as const) {
		parser.on(limit, () => {
			excess ??= "TOO_MANY_FIELDS";
		});
	}
	parser.on("field", (name, value, nameCut, valueCut) => {
		if (nameCut || valueCut || value.includes("\0")) excess ??= "TOO_MANY_FIELDS";
		else fields.append(name, value);
	});
	parser.on("file", (_field, stream, rawName) => {
		// A form without a file sends an empty one without a name.
		if (!rawName) return void stream.resume();
		const written = writeOne(stream, rawName, placeOf(writing.length));
		written.catch(() => undefined);
		writing.push(written);
	});
	try {
		await pipeline(body, parser);
	} catch {
		await Promise.allSettled(writing);
		throw new CutUploadError();
	}
	const settled = await Promise.allSettled(writing);
	const written = settled.map((result) => {
		if (result.status === "rejected") throw result.reason;
		return result.value;
	});
	return { fields, written, excess };
}

function makeParser(contentType: string, { fileBytes, files }: UploadLimits): BusboyInstance {
	try {
		return new Busboy({
			headers: { "content-type": contentType },
			limits: {
				fieldNameSize: 100,
				fieldSize: FIELD_BYTES,
				fields: FIELDS,
				fileSize: fileBytes,
				files,
				parts: FIELDS + files + 1,
				headerPairs: 20,
			},
		});
	} catch {
		throw new CutUploadError();
	}
}

async function writeOne(
	stream: Readable & { readonly truncated: boolean },
	rawName: string,
	place: string,
): Promise<Written> {
	const hash = createHash("sha256");
	let size = 0;
	const counted = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			size += chunk.length;
			done(null, chunk);
		},
	});
	const file = createWriteStream(place, { flags: "wx", mode: 0o600 });
	// Cut while it is being opened, it comes into being a moment later: who removes it waits for that.
	const closed = new Promise<void>((resolve) => file.once("close", resolve));
	try {
		await pipeline(stream, counted, file);
	} finally {
		await closed;
	}
	await flush(place);
	return { path: place, rawName, size, sha256: hash.digest("hex"), tooLarge: stream.truncated };
}

/** On the disk, not only in the system's memory. */
async function flush(place: string): Promise<void> {
	const handle = await open(place, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

async function removeStartingWith(folder: string, start: string): Promise<void> {
	for (const name of await readdir(folder)) {
		if (name.startsWith(start)) await rm(path.join(folder, name), { force: true });
	}
}
