/**
 * Owns the sealing of what waits in the browser (AES-256-GCM), with a key that the server hands to the signed-in person only:
 * on a shared computer nobody reads another's words, and their owner finds them again after signing in.
 */

const IV_BYTES = 12;
const keys = new Map<string, Promise<CryptoKey>>();

/** Null without https: there is no sealing then. */
export async function importKey(text: string): Promise<CryptoKey | null> {
	if (globalThis.crypto?.subtle === undefined) return null;
	const known = keys.get(text);
	if (known) return known;
	const imported = crypto.subtle.importKey("raw", fromHex(text), "AES-GCM", false, ["encrypt", "decrypt"]);
	keys.set(text, imported);
	return imported;
}

export async function seal(text: string, key: CryptoKey | null): Promise<string> {
	if (!key) return text;
	const sealed = await sealBytes(new TextEncoder().encode(text), key);
	return `${toHex(sealed.subarray(0, IV_BYTES))}.${toHex(sealed.subarray(IV_BYTES))}`;
}

export async function unseal(text: string, key: CryptoKey | null): Promise<string> {
	if (!key) return text;
	return new TextDecoder().decode(await unsealBytes(fromHex(text.replace(".", "")), key));
}

/** The vector, then what it sealed. */
export async function sealBytes(bytes: Uint8Array<ArrayBuffer>, key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
	const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
	const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes));
	const whole = new Uint8Array(IV_BYTES + sealed.length);
	whole.set(iv);
	whole.set(sealed, IV_BYTES);
	return whole;
}

export async function unsealBytes(whole: Uint8Array<ArrayBuffer>, key: CryptoKey): Promise<ArrayBuffer> {
	const iv = whole.subarray(0, IV_BYTES);
	return crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, whole.subarray(IV_BYTES));
}

function toHex(bytes: Uint8Array): string {
	return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
	return new Uint8Array((text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}
