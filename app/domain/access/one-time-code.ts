/** Owns the one-time codes of authenticator applications: their length, their life, and what is understood of what is typed. R-65b. */

export const ONE_TIME_CODE_DIGITS = 6;
/** A code lives as long as its step, not a second more. */
export const ONE_TIME_CODE_SECONDS = 30;

/** The number of the 30-second step an instant belongs to (RFC 6238). */
export function stepAt(instant: Date): number {
	return Math.floor(instant.getTime() / 1000 / ONE_TIME_CODE_SECONDS);
}

/** The six digits typed, spaces apart: applications show « 123 456 ». Null when it can't be a code. */
export function readOneTimeCode(typed: string): string | null {
	const code = typed.slice(0, 40).replace(/\s/g, "");
	return /^\d{6}$/.test(code) ? code : null;
}

/** The secret as it is typed into an application by hand: groups of four signs. */
export function inGroupsOfFour(secret: string): string {
	return secret.match(/.{1,4}/g)?.join(" ") ?? "";
}
