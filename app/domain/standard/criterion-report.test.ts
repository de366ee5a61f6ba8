import { describe, expect, it } from "vitest";
import { REPORT_LIMIT, readReportText } from "./criterion-report";

describe("the words of a report", () => {
	it.each([
		["  Un mot flou.\r\nDeux lignes.\r", "Un mot flou.\nDeux lignes."],
		["a\0b", "ab"],
		["é".repeat(REPORT_LIMIT), "é".repeat(REPORT_LIMIT)],
		// As a browser counts: a sign outside the first plane is one character, a line end is one.
		["🌱".repeat(REPORT_LIMIT), "🌱".repeat(REPORT_LIMIT)],
		[`${"x\r\n".repeat(REPORT_LIMIT / 2 - 1)}xx`, `${"x\n".repeat(REPORT_LIMIT / 2 - 1)}xx`],
	])("are kept as %#", (typed, kept) => {
		expect(readReportText(typed)).toEqual({ ok: true, value: kept });
	});

	it.each([
		["", "EMPTY"],
		[" \r\n\t\u00a0", "EMPTY"],
		["\0", "EMPTY"],
		["x".repeat(REPORT_LIMIT + 1), "TOO_LONG"],
	])("%j is %s", (typed, reason) => {
		expect(readReportText(typed)).toMatchObject({ ok: false, reason });
	});
});
