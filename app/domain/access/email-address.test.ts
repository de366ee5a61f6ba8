import { describe, expect, it } from "vitest";
import { readEmailAddress } from "./email-address";

describe("readEmailAddress", () => {
	it("writes an address in one way", () => {
		expect(readEmailAddress(" Camille.Perrin+label@Cae.Example ")).toBe("camille.perrin+label@cae.example");
		expect(readEmailAddress("hélène@coopérative.example")).toBe("hélène@coopérative.example");
	});

	it.each([
		"",
		"camille",
		"camille@cae",
		"@cae.example",
		"a@b@cae.example",
		"camille@cae.example, autre@cae.example",
		"camille@cae.example;autre@cae.example",
		"Camille <camille@cae.example>",
		"camille@cae.example\r\nBcc: autre@cae.example",
		"camille\n@cae.example",
		"camille@cae.example\u0000",
		'"camille perrin"@cae.example',
		`${"a".repeat(65)}@cae.example`,
		`a@${"b".repeat(250)}.example`,
	])("refuses %j", (text) => {
		expect(readEmailAddress(text)).toBeNull();
	});
});
