import { describe, expect, it } from "vitest";
import { PASSKEY_ALGORITHMS, PASSKEY_NAME_LIMIT, PASSKEY_TRANSPORTS, PASSKEYS_LIMIT } from "./passkey";

describe("passkeys (R-65e)", () => {
	it("sign with EdDSA, else with ES256: never with RSA, however an authenticator would like it", () => {
		// IANA, COSE algorithms.
		const [EDDSA, ES256] = [-8, -7];
		expect(PASSKEY_ALGORITHMS).toEqual([EDDSA, ES256]);
	});

	it("are reached in the ways that WebAuthn names, « cable » being what browsers called « hybrid » before", () => {
		expect(new Set(PASSKEY_TRANSPORTS)).toEqual(
			new Set(["usb", "nfc", "ble", "smart-card", "hybrid", "internal", "cable"]),
		);
	});

	it("are ten at most for one person, each with a name that fits on a line", () => {
		expect([PASSKEYS_LIMIT, PASSKEY_NAME_LIMIT]).toEqual([10, 60]);
	});
});
