/**
 * Owns the reading of a ZIP's table of contents, from the end of the file and within bounds, and of one of its entries. What
 * two programs could read differently is refused: bytes before or after the archive, sizes that lie, entries that overlap.
 */
import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";

export interface ZipEntry {
	readonly name: string;
	readonly method: number;
	readonly packedSize: number;
	readonly size: number;
	readonly offset: number;
}

/** The archive is not sound: damaged, encrypted, out of bounds, or made to deceive. */
export class UnsafeZipError extends Error {}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const COMMENT_BYTES = 65_535;
const PART_BYTES = 65_536;
const LIMITS = { entries: 4_000, directoryBytes: 2 * 1024 * 1024, totalBytes: 250 * 1024 * 1024, ratio: 250 };
/** A small text packs well: the ratio counts from there. */
const RATIO_FROM = 1024 * 1024;

/** @throws UnsafeZipError */
export async function readZipDirectory(file: FileHandle, size: number): Promise<readonly ZipEntry[]> {
	const end = await findEnd(file, size);
	const directory = await read(file, end.offset, end.length);
	const entries: ZipEntry[] = [];
	let at = 0;
	for (let rank = 0; rank < end.entries; rank += 1) {
		if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw new UnsafeZipError("directory");
		const flags = directory.readUInt16LE(at + 8);
		const nameLength = directory.readUInt16LE(at + 28);
		const next = at + 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
		if (next > directory.length || (flags & 1) === 1) throw new UnsafeZipError("entry");
		entries.push({
			name: directory.toString("utf8", at + 46, at + 46 + nameLength),
			method: directory.readUInt16LE(at + 10),
			packedSize: directory.readUInt32LE(at + 20),
			size: directory.readUInt32LE(at + 24),
			offset: directory.readUInt32LE(at + 42),
		});
		at = next;
	}
	if (at !== directory.length) throw new UnsafeZipError("directory");
	requireBounds(entries, end.offset);
	return entries;
}

async function findEnd(file: FileHandle, size: number) {
	const from = Math.max(0, size - END_BYTES - COMMENT_BYTES);
	const tail = await read(file, from, size - from);
	for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
		if (tail.readUInt32LE(at) !== END) continue;
		const entries = tail.readUInt16LE(at + 10);
		const length = tail.readUInt32LE(at + 12);
		const offset = tail.readUInt32LE(at + 16);
		const closes = at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length;
		// The directory stands right before its end, and the end closes the file: nothing is hidden around them.
		if (!closes || offset + length !== from + at) throw new UnsafeZipError("end");
		if (entries === 0 || entries > LIMITS.entries || length > LIMITS.directoryBytes) throw new UnsafeZipError("end");
		return { entries, length, offset };
	}
	throw new UnsafeZipError("no end");
}

function requireBounds(entries: readonly ZipEntry[], directoryOffset: number): void {
	const total = entries.reduce((sum, entry) => sum + entry.size, 0);
	const packed = entries.reduce((sum, entry) => sum + entry.packedSize, 0);
	if (total > LIMITS.totalBytes || packed > directoryOffset) throw new UnsafeZipError("size");
	if (total > RATIO_FROM && total > packed * LIMITS.ratio) throw new UnsafeZipError("ratio");
	const ordered = entries.toSorted((a, b) => a.offset - b.offset);
	if (ordered[0]?.offset !== 0) throw new UnsafeZipError("bytes before the archive");
	let free = 0;
	for (const { offset, packedSize, name, method, size } of ordered) {
		if (offset < free || (method !== 0 && method !== 8)) throw new UnsafeZipError("overlap");
		if (method === 0 && size !== packedSize) throw new UnsafeZipError("size");
		if (isUnsafeName(name)) throw new UnsafeZipError("name");
		free = offset + 30 + packedSize;
	}
	if (free > directoryOffset) throw new UnsafeZipError("overlap");
	if (new Set(entries.map(({ name }) => name.toLowerCase())).size !== entries.length) throw new UnsafeZipError("twice");
}

/** Leaves its folder, or hides what it is. */
function isUnsafeName(name: string): boolean {
	return name === "" || /^[/\\]|\\|(^|\/)\.\.(\/|$)|^[A-Za-z]:|[\p{Cc}\p{Cf}\ufffd]/u.test(name);
}

/**
 * The bytes of an entry.
 * @param keep how many bytes are kept at most: an entry that is larger is refused; null: none is kept, all are counted
 * @throws UnsafeZipError when it is larger than it says
 */
export async function readZipEntry(file: FileHandle, entry: ZipEntry, keep: number | null): Promise<Buffer> {
	if (keep !== null && entry.size > keep) throw new UnsafeZipError("entry too large");
	const head = await read(file, entry.offset, 30);
	if (head.readUInt32LE(0) !== LOCAL) throw new UnsafeZipError("entry");
	const nameLength = head.readUInt16LE(26);
	const start = entry.offset + 30 + nameLength + head.readUInt16LE(28);
	const name = (await read(file, entry.offset + 30, nameLength)).toString("utf8");
	if (name !== entry.name) throw new UnsafeZipError("name");
	if (entry.method === 0) return keep === null ? Buffer.alloc(0) : read(file, start, entry.packedSize);
	if (entry.packedSize === 0) throw new UnsafeZipError("entry");
	return inflate(file, start, entry, keep !== null);
}

async function inflate(file: FileHandle, start: number, entry: ZipEntry, keeps: boolean): Promise<Buffer> {
	const inflated = createInflateRaw();
	const packed = Readable.from(partsOf(file, start, entry.packedSize)).on("error", (error) => inflated.destroy(error));
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of packed.pipe(inflated) as AsyncIterable<Buffer>) {
			size += chunk.length;
			if (size > entry.size) throw new UnsafeZipError("larger than it says");
			if (keeps) chunks.push(chunk);
		}
	} catch (error) {
		throw error instanceof UnsafeZipError ? error : new UnsafeZipError("entry");
	} finally {
		packed.destroy();
	}
	if (size !== entry.size) throw new UnsafeZipError("smaller than it says");
	return Buffer.concat(chunks);
}

async function* partsOf(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
	for (let at = 0; at < length; at += PART_BYTES) yield read(file, start + at, Math.min(PART_BYTES, length - at));
}

async function read(file: FileHandle, offset: number, length: number): Promise<Buffer> {
	const bytes = Buffer.alloc(length);
	const { bytesRead } = await file.read(bytes, 0, length, offset);
	if (bytesRead !== length) throw new UnsafeZipError("short");
	return bytes;
}
