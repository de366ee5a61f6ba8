import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vouchedAddress } from "./oidc-sign-in";

describe("the word of an identity provider", () => {
	it("is worth the address it says it verified, written as ours are", () => {
		expect(vouchedAddress({ email: "Camille@CAE.example", email_verified: true })).toBe("camille@cae.example");
	});

	it("is worth nothing about an address it does not say it verified", () => {
		expect(vouchedAddress({ email: "camille@cae.example", email_verified: false })).toBeNull();
		expect(vouchedAddress({ email: "camille@cae.example" })).toBeNull();
	});

	it("is worth nothing unless it says true, in so many words", () => {
		const anything = fc.anything().filter((value) => value !== true);
		fc.assert(
			fc.property(anything, (said) => {
				expect(vouchedAddress({ email: "camille@cae.example", email_verified: said })).toBeNull();
			}),
		);
		expect(vouchedAddress({ email: "camille@cae.example", email_verified: "true" })).toBeNull();
		expect(vouchedAddress({ email: "camille@cae.example", email_verified: 1 })).toBeNull();
	});

	it.each([undefined, null, 7, "", "camille", ["camille@cae.example"], { email: "camille@cae.example" }])(
		"is worth nothing when the address is %j",
		(email) => {
			expect(vouchedAddress({ email, email_verified: true })).toBeNull();
		},
	);
});
