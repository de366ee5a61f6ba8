/** Owns how bytes are counted: what the server sends for an address, gzipped as well as can be. */
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Bytes of the answer, which must be a success. `reader`: a signed-in page whose cookies are sent. */
export async function gzipped(address: string, reader?: Page): Promise<number> {
	const cookies = (await reader?.context().cookies()) ?? [];
	const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
	const response = await fetch(address, { headers: { Cookie, "Accept-Encoding": "identity" } });
	expect([address, response.status]).toEqual([address, 200]);
	return gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).length;
}
