/**
 * Owns the arithmetic of time-based codes (RFC 6238). SHA-1, six digits, thirty seconds: what every authenticator
 * application knows, several of them ignoring whatever else the address says; HMAC does not rest on what broke SHA-1.
 * Only the code of the present half minute is right: one lives thirty seconds, as ASVS 6.5.5 asks.
 */
import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { ONE_TIME_CODE_DIGITS, ONE_TIME_CODE_SECONDS, readOneTimeCode, stepAt } from "~/domain/access/one-time-code";

const ISSUER = "Label CAE";
const SECRET_BYTES = 20;

const build = (secret: string, label = "") =>
	new TOTP({
		issuer: ISSUER,
		label,
		algorithm: "SHA1",
		digits: ONE_TIME_CODE_DIGITS,
		period: ONE_TIME_CODE_SECONDS,
		secret: Secret.fromBase32(secret),
	});

/** 160 random bits in base 32: 32 signs. */
export function createTotpSecret(): string {
	return new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer }).base32;
}

/** The `otpauth:` address an application reads from the QR code. */
export function totpAddress(secret: string, email: string): string {
	return build(secret, email).toString();
}

/** The step whose code was typed: the present one, or none. */
export function matchingStep(secret: string, typed: string, now: Date): number | null {
	const code = readOneTimeCode(typed);
	if (code === null) return null;
	const matches = build(secret).validate({ token: code, timestamp: now.getTime(), window: 0 }) === 0;
	return matches ? stepAt(now) : null;
}
