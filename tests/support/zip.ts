/** A .zip file, written part by part, for tests that need one nobody would write. */
import { deflateRawSync } from "node:zlib";

/** @param declared the unpacked size each part pretends to have. */
export function zip(parts: Iterable<readonly [name: string, data: Buffer | string]>, declared?: number): Buffer {
	const locals: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, content] of parts) {
		const data = Buffer.from(content);
		const packed = deflateRawSync(data, { level: 1 });
		const head = Buffer.alloc(26);
		head.writeUInt16LE(8, 4);
		head.writeUInt32LE(packed.length, 14);
		head.writeUInt32LE(declared ?? data.length, 18);
		head.writeUInt16LE(name.length, 22);
		const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		directory.push(Buffer.concat([Buffer.from("PK\x01\x02\0\0"), head, tail, Buffer.from(name)]));
		locals.push(local);
		offset += local.length;
	}
	const end = Buffer.alloc(18);
	end.writeUInt16LE(directory.length, 4);
	end.writeUInt16LE(directory.length, 6);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...locals, ...directory, Buffer.from("PK\x05\x06"), end]);
}
