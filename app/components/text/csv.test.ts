import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvFile } from "./csv";

const cellOf = (text: string) => csvFile([[text]]).slice(1);

describe("csvFile", () => {
	it("opens with a byte order mark, separates with semicolons, ends lines as spreadsheets expect", () => {
		expect(
			csvFile([
				["Nom", "Effectif"],
				['La "Fabrique"', 12.5],
			]),
		).toBe('\ufeff"Nom";"Effectif"\r\n"La ""Fabrique""";12,5');
	});

	it.each([
		"=1+1",
		"+33",
		"-2",
		"@SUM(A1)",
		"\t=1",
		"\r=1",
		"\n=1",
		" =1",
		"\u200b=1",
		"＝1",
		"＋1",
		"－1",
		"＠A",
		"\u00a0=1",
	])("keeps %j a text", (text) => {
		expect(cellOf(text).startsWith("\"'")).toBe(true);
	});

	it("leaves ordinary words and negative numbers alone", () => {
		expect(cellOf("Élan – bâtisseur")).toBe('"Élan – bâtisseur"');
		expect(csvFile([[-3]])).toBe("\ufeff-3");
	});

	it("never lets a cell start with what runs, nor leave its quotes", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (text) => {
				const written = cellOf(text);
				expect(written).not.toMatch(/^"[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u);
				expect(written.slice(1, -1).replaceAll('""', "")).not.toContain('"');
			}),
		);
	});
});
