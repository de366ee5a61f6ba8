/**
 * Owns a file that comes in parts, so that a cut line or a reload costs one part and not the whole: its beginning waits a day in
 * the temporary folder, under the name of its sender. It becomes a file of a form like any other once it is whole.
 */
import { createHash } from "node:crypto";
import { constants, copyFile, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

/** Beginnings that one person may leave waiting. */
const WAITING_LIMIT = 60;

export interface PartialUpload {
	/** Chosen by the browser: the same file, sent again, goes on where it stopped. */
	readonly upload: string;
	readonly size: number;
	readonly name: string;
}

const announced = z.tuple([z.uuid(), z.coerce.number().int().min(1), z.string().min(1).max(300)]);

/** What a form says of a file that came in parts: `upload:size:name`. Null: ill-formed. */
export function readAnnounced(text: string): PartialUpload | null {
	const [, upload, size, name] = /^([^:]*):([^:]*):(.*)$/s.exec(text) ?? [];
	const parsed = announced.safeParse([upload, size, name]);
	return parsed.success ? { upload: parsed.data[0], size: parsed.data[1], name: parsed.data[2] } : null;
}

export class PartialUploads {
	constructor(private readonly incoming: string) {}

	/** How much of it came. */
	async length(ownerId: string, upload: string): Promise<number> {
		const found = await stat(this.placeOf(ownerId, upload)).catch(() => null);
		return found?.size ?? 0;
	}

	/**
	 * Writes a part in its place, on the disk before it is acknowledged; the same part twice changes nothing.
	 * @returns how much came, whether or not this part could be written: the sender goes on from there
	 */
	async append(ownerId: string, upload: string, offset: number, part: string, most: number): Promise<number> {
		await mkdir(this.incoming, { recursive: true });
		const length = await this.length(ownerId, upload);
		if (offset > length || (length === 0 && !(await this.hasRoom(ownerId)))) return length;
		const bytes = await readWhole(part);
		if (offset + bytes.length > most) return length;
		const file = await open(this.placeOf(ownerId, upload), constants.O_RDWR | constants.O_CREAT, 0o600);
		try {
			await file.write(bytes, 0, bytes.length, offset);
			await file.sync();
		} finally {
			await file.close();
		}
		return Math.max(length, offset + bytes.length);
	}

	/** A copy to work on, when it is whole; what waits is kept until `forget`. */
	async take(ownerId: string, { upload, size }: PartialUpload, to: string): Promise<boolean> {
		if ((await this.length(ownerId, upload)) !== size) return false;
		await copyFile(this.placeOf(ownerId, upload), to, constants.COPYFILE_EXCL);
		return true;
	}

	async forget(ownerId: string, upload: string): Promise<void> {
		await rm(this.placeOf(ownerId, upload), { force: true });
	}

	private async hasRoom(ownerId: string): Promise<boolean> {
		const waiting = await readdir(this.incoming);
		return waiting.filter((name) => name.startsWith(this.prefixOf(ownerId))).length < WAITING_LIMIT;
	}

	private prefixOf(ownerId: string): string {
		return `resume-${digest(ownerId).slice(0, 16)}-`;
	}

	private placeOf(ownerId: string, upload: string): string {
		return path.join(this.incoming, `${this.prefixOf(ownerId)}${digest(`${ownerId}:${upload}`).slice(0, 32)}.partial`);
	}
}

function digest(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}

async function readWhole(place: string): Promise<Buffer> {
	const file = await open(place, "r");
	try {
		return await file.readFile();
	} finally {
		await file.close();
	}
}
