import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeRedirect } from "./safe-redirect";

const HERE = "https://label.example";
const FALLBACK = "/accueil";

/** Pieces that make a target dangerous, put together at random. */
const piece = fc.constantFrom(
	...["/", "//", "\\", "/\\", "@", ":", ".", "..", "/.", "%2f", "%5c", "%09", "\t", "\n", "\r", "\u0000", "\u007f"],
	...[
		"evil.example",
		"https:",
		"javascript:",
		"data:",
		"#",
		"?",
		"é",
		"中",
		"\ud800",
		"\u2028",
		"\u202e",
		" ",
		"／",
		"。",
	],
);
const target = fc.oneof(
	fc.string({ unit: "binary" }),
	fc.webUrl(),
	fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
	fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join("")}`),
);

describe("safeRedirect", () => {
	it("stays on this site, whatever it is given", () => {
		fc.assert(
			fc.property(target, (asked) => {
				const path = safeRedirect(asked, FALLBACK);
				expect(new URL(path, HERE).origin).toBe(HERE);
				expect(new URL(HERE + path).origin).toBe(HERE);
				expect(path).toMatch(/^\/(?!\/)[\x21-\x7e]*$/);
				expect(() => new Headers({ Location: path })).not.toThrow();
			}),
			{ numRuns: 5_000 },
		);
	});

	it("leads to the page asked for, with its query and its anchor", () => {
		expect(safeRedirect("/audits?mois=2026-10&page=2#liste", FALLBACK)).toBe("/audits?mois=2026-10&page=2#liste");
		expect(safeRedirect("/cooperatives?recherche=élan", FALLBACK)).toBe("/cooperatives?recherche=%C3%A9lan");
	});

	it.each([
		null,
		"",
		"accueil",
		"//evil.example",
		"/\\evil.example",
		"/.//evil.example",
		"/a/..//evil.example",
		"/\tevil",
		"https://evil.example/",
		"javascript:alert(1)",
		`/${"a".repeat(2_000)}`,
	])("falls back for %j", (asked) => {
		expect(safeRedirect(asked, FALLBACK)).toBe(FALLBACK);
	});
});
