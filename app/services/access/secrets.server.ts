/**
 * Owns what the server's key is used for: tokens of the links sent by e-mail, and the sealing of second-factor secrets. The
 * key is never in the database, so that a dump of it opens nothing.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

export type LinkPurpose = "invitation" | "passwordReset";

export interface Secrets {
	/** The token of a link, derived from the row it belongs to: 43 characters, base64url. Only its hash is stored. */
	linkToken(purpose: LinkPurpose, rowId: string): string;
	/** A keyed hash for throttling counters: no address is readable in them. Hex. */
	fingerprint(text: string): string;
	/** What seals a person's unsent texts in their own browser: theirs alone, always the same. 32 bytes, hex. */
	shelfKey(userId: string): string;
	/** Encrypts (AES-256-GCM). `owner` is bound to the text: it can't be moved to somebody else's row. */
	seal(text: string, owner: string): string;
	/** Throws when the text was changed, moved or sealed with another key. */
	unseal(sealed: string, owner: string): string;
}

/** SHA-256, hex: how tokens and codes are stored. */
export function hashToken(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}

/** 256 random bits, 43 characters, base64url. */
export function randomToken(): string {
	return randomBytes(32).toString("base64url");
}

/** @param key at least 32 bytes */
export function createSecrets(key: Uint8Array): Secrets {
	if (key.length < 32) throw new Error("the server key has fewer than 32 bytes");
	const derived = (purpose: string) => Buffer.from(hkdfSync("sha256", key, "label-cae", purpose, 32));
	const linkKey = derived("links");
	const fingerprintKey = derived("fingerprints");
	const sealKey = derived("seals");
	const shelfKey = derived("shelves");
	return {
		linkToken: (purpose, rowId) => createHmac("sha256", linkKey).update(`${purpose}\0${rowId}`).digest("base64url"),
		fingerprint: (text) => createHmac("sha256", fingerprintKey).update(text).digest("hex"),
		shelfKey: (userId) => createHmac("sha256", shelfKey).update(userId).digest("hex"),
		seal(text, owner) {
			const iv = randomBytes(12);
			const cipher = createCipheriv("aes-256-gcm", sealKey, iv).setAAD(Buffer.from(owner));
			const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
			return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
		},
		unseal(sealed, owner) {
			const bytes = Buffer.from(sealed, "base64url");
			const decipher = createDecipheriv("aes-256-gcm", sealKey, bytes.subarray(0, 12), { authTagLength: 16 }).setAAD(
				Buffer.from(owner),
			);
			decipher.setAuthTag(bytes.subarray(12, 28));
			return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
		},
	};
}
