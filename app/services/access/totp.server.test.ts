import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { createTotpSecret, matchingStep, totpAddress } from "./totp.server";

// The secret and the instants of RFC 6238, appendix B (its eight digits cut to the last six).
const RFC = new Secret({ buffer: new TextEncoder().encode("12345678901234567890").buffer }).base32;

describe("time-based codes", () => {
	it.each([
		["1970-01-01T00:00:59Z", "287082"],
		["2005-03-18T01:58:29Z", "081804"],
		["2005-03-18T01:58:31Z", "050471"],
		["2009-02-13T23:31:30Z", "005924"],
		["2603-10-11T11:33:20Z", "353130"],
	])("agree with RFC 6238 at %s", (instant, code) => {
		const now = new Date(instant);
		expect(matchingStep(RFC, code, now)).toBe(Math.floor(now.getTime() / 30_000));
	});

	it("live thirty seconds: neither the code before nor the one after is taken", () => {
		const secret = createTotpSecret();
		const now = new Date("2026-10-05T09:30:00Z");
		const codeAt = (seconds: number) =>
			new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() + seconds * 1000 });
		const taken = [-31, -1, 0, 29, 30, 60].filter((seconds) => matchingStep(secret, codeAt(seconds), now) !== null);
		expect(taken).toEqual([0, 29]);
		expect(matchingStep(secret, codeAt(0), new Date(now.getTime() + 29_999))).not.toBeNull();
		expect(matchingStep(secret, codeAt(0), new Date(now.getTime() + 30_000))).toBeNull();
	});

	it("come from 160 random bits, never the same", () => {
		const secrets = new Set(Array.from({ length: 1000 }, createTotpSecret));
		expect(secrets.size).toBe(1000);
		for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
	});

	it("are announced to the application with the account and the issuer", () => {
		const address = new URL(totpAddress("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "a+b@cae.example"));
		expect(decodeURIComponent(address.pathname)).toContain("Label CAE:a+b@cae.example");
		expect(Object.fromEntries(address.searchParams)).toEqual({
			issuer: "Label CAE",
			secret: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
			algorithm: "SHA1",
			digits: "6",
			period: "30",
		});
	});
});
