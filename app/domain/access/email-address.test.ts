import { describe, expect, it } from "vitest";
import { readEmailAddress } from "./email-address";

describe("readEmailAddress", () => {
	it("writes an address in one way", () => {
		expect(readEmailAddress(" Camille.Perrin+label@Cae.Example ")).toBe("camille.perrin+label@cae.example");
		expect(readEmailAddress("hélène@coopérative.example")).toBe("hélène@coopérative.example");
	});

	it("may be as long as mail itself allows, 254 characters, 64 of them before the at sign", () => {
		const longest = `${"a".repeat(64)}@${"b".repeat(181)}.example`;
		expect(longest).toHaveLength(254);
		expect(readEmailAddress(longest)).toBe(longest);
		expect(readEmailAddress(longest.replace("@", "@b"))).toBeNull();
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
		"camille@",
		"camille@.example",
		"camille@cae.",
		"camille@cae.example puis",
		"puis camille@cae.example",
		"camille@cae\\.example",
		"camille@cae.exa(mple)",
	])("refuses %j", (text) => {
		expect(readEmailAddress(text)).toBeNull();
	});
});
