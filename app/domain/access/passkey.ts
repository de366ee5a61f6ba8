/** Owns what a passkey may be: its algorithms, its name, how many a person has. R-65e of docs/regles-metier.md. */

/** COSE identifiers of EdDSA and ES256: the two that ASVS 11.6.1 allows; RS256 (-257) is not offered. */
export const PASSKEY_ALGORITHMS: readonly number[] = [-8, -7];

/** Ways an authenticator may be reached; anything else a browser says is not kept. */
export const PASSKEY_TRANSPORTS: readonly string[] = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"];

export const PASSKEY_NAME_LIMIT = 60;
export const PASSKEYS_LIMIT = 10;

/** Why a passkey was not added, or opened nothing. */
export type PasskeyRefusal =
	| "NAME_MISSING"
	| "CEREMONY_OVER"
	| "NOT_VERIFIED"
	| "ALREADY_ADDED"
	| "TOO_MANY"
	| "THROTTLED"
	/** No browser makes passkeys at this address. */
	| "NO_PASSKEY_HERE"
	/** What the browser says by itself: the person gave up, it can't, or the server did not answer. */
	| "CANCELLED"
	| "BROWSER_REFUSED"
	| "UNREACHABLE";
