/** Owns the shape of the recovery codes: what is shown, and what is understood of what is typed. Rule R-65c of docs/regles-metier.md. */

/** How many codes a person receives at once. */
export const RECOVERY_CODES = 10;

/** Crockford's base 32: no I, L, O or U, so that nothing written by hand is mistaken for something else. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 28;
const GROUP = 4;

/** Bytes one code is made of: five bits of each are used, 140 in all. */
export const RECOVERY_CODE_BYTES = LENGTH;

/**
 * A code as it is shown, seven groups of four: `4K7T-9XPM-…`.
 * @param bytes {@link RECOVERY_CODE_BYTES} random bytes
 */
export function formatRecoveryCode(bytes: Uint8Array): string {
	if (bytes.length !== RECOVERY_CODE_BYTES) throw new Error(`a recovery code is made of ${RECOVERY_CODE_BYTES} bytes`);
	const signs = Array.from(bytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length));
	return Array.from({ length: LENGTH / GROUP }, (_, group) =>
		signs.slice(group * GROUP, (group + 1) * GROUP).join(""),
	).join("-");
}

/** What was typed as it is stored (hashed): case, dashes and spaces apart, O read as 0, I and L as 1. Null when it can't be a code. */
export function readRecoveryCode(typed: string): string | null {
	const code = typed
		.slice(0, 200)
		.toUpperCase()
		.replace(/[\s\p{Pd}]/gu, "")
		.replaceAll("O", "0")
		.replace(/[IL]/g, "1");
	return code.length === LENGTH && [...code].every((sign) => ALPHABET.includes(sign)) ? code : null;
}
