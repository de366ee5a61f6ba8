import { describe, expect, it } from "vitest";
import { createSecrets, hashToken, randomToken } from "./secrets.server";

const KEY = new Uint8Array(32).fill(7);
const secrets = createSecrets(KEY);
const TEXT = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

describe("a sealed text", () => {
	it("is AES-256-GCM: twelve bytes of nonce never the same, sixteen of tag, as many as the text", () => {
		const sealed = Array.from({ length: 200 }, () => Buffer.from(secrets.seal(TEXT, "owner"), "base64url"));
		for (const bytes of sealed) expect(bytes).toHaveLength(12 + 16 + TEXT.length);
		expect(new Set(sealed.map((bytes) => bytes.subarray(0, 12).toString("hex"))).size).toBe(200);
		expect(secrets.unseal(secrets.seal(TEXT, "owner"), "owner")).toBe(TEXT);
	});

	it("is refused with any bit changed, cut, with a shortened tag, moved to somebody else, or under another key", () => {
		const sealed = Buffer.from(secrets.seal(TEXT, "owner"), "base64url");
		const unseal =
			(bytes: Uint8Array, owner = "owner", from = secrets) =>
			() =>
				from.unseal(Buffer.from(bytes).toString("base64url"), owner);
		for (let bit = 0; bit < sealed.length * 8; bit += 1) {
			const changed = Buffer.from(sealed);
			changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
			expect(unseal(changed)).toThrow();
		}
		for (let length = 0; length < sealed.length; length += 1) expect(unseal(sealed.subarray(0, length))).toThrow();
		expect(unseal(sealed, "somebody else")).toThrow();
		expect(unseal(sealed, "owner", createSecrets(new Uint8Array(32).fill(8)))).toThrow();
	});
});

describe("a token", () => {
	it("is 256 random bits, never the same, and stored as its SHA-256", () => {
		const tokens = new Set(Array.from({ length: 10_000 }, randomToken));
		expect(tokens.size).toBe(10_000);
		for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
		// SHA-256 of "abc", FIPS 180-4.
		expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	});

	it("of a link depends on the row, on its purpose and on the key, and has 256 bits", () => {
		const of = (purpose: "invitation" | "passwordReset", row: string, key = KEY) =>
			createSecrets(key).linkToken(purpose, row);
		const tokens = [
			of("invitation", "one"),
			of("invitation", "two"),
			of("passwordReset", "one"),
			of("invitation", "one", new Uint8Array(32).fill(8)),
		];
		expect(new Set(tokens).size).toBe(4);
		for (const token of tokens) expect(Buffer.from(token, "base64url")).toHaveLength(32);
		expect(of("invitation", "one")).toBe(tokens[0]);
	});

	it("is never made from a key shorter than 256 bits", () => {
		expect(() => createSecrets(new Uint8Array(31))).toThrow("fewer than 32 bytes");
	});

	it("uses one key per purpose: none says anything of another", () => {
		const text = "owner";
		const said = [secrets.fingerprint(text), secrets.shelfKey(text), secrets.linkToken("invitation", text)];
		const hex = said.map((one) => (/^[0-9a-f]{64}$/.test(one) ? one : Buffer.from(one, "base64url").toString("hex")));
		expect(new Set(hex).size).toBe(3);
	});
});
