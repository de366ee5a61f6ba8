import { describe, expect, it } from "vitest";
import { inGroupsOfFour, readOneTimeCode, stepAt } from "./one-time-code";

describe("one-time codes", () => {
	it("change at each half minute", () => {
		expect(stepAt(new Date("1970-01-01T00:00:59.999Z"))).toBe(1);
		expect(stepAt(new Date("1970-01-01T00:01:00Z"))).toBe(2);
		// RFC 6238, appendix B.
		expect(stepAt(new Date("2009-02-13T23:31:30Z"))).toBe(0x273ef07);
	});

	it("are read with the spaces of the application or of a paste", () => {
		for (const typed of ["123456", " 123 456 ", "123\u00a0456", "123\u202f456\n"]) {
			expect(readOneTimeCode(typed)).toBe("123456");
		}
		for (const typed of ["", "12345", "1234567", "12345a", "１２３４５６", `${" ".repeat(40)}123456`]) {
			expect(readOneTimeCode(typed)).toBeNull();
		}
	});

	it("come from a secret one can type", () => {
		expect(inGroupsOfFour("ABCDEFGHIJ")).toBe("ABCD EFGH IJ");
		expect(inGroupsOfFour("")).toBe("");
	});
});
