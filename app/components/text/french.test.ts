import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frenchTypography } from "./french";

const N = "\u202f";
const B = "\u00a0";

describe("frenchTypography", () => {
	it.each([
		["Êtes-vous prêts ?", `Êtes-vous prêts${N}?`],
		["Êtes-vous prêts?", `Êtes-vous prêts${N}?`],
		["Vraiment ?! Oui !", `Vraiment${N}?! Oui${N}!`],
		["Trois cas : un ; deux", `Trois cas${B}: un${N}; deux`],
		["Note: à relire", `Note${B}: à relire`],
		["le mot « label » seul", `le mot «${N}label${N}» seul`],
		["«label» ?", `«${N}label${N}»${N}?`],
		["plus de 80 % et 12 €", `plus de 80${N}% et 12${B}€`],
		["l'audit d'aujourd'hui", "l’audit d’aujourd’hui"],
		["(prêts ?)", `(prêts${N}?)`],
	])("%s", (typed, printed) => {
		expect(frenchTypography(typed)).toBe(printed);
	});

	it.each([
		"https://exemple.coop/page?annee=2026;x=1!",
		"voir www.exemple.coop/?q=a;b",
		"écrire à l'equipe@exemple.coop",
		"rendez-vous à 14:02",
		"mailto:a'b@exemple.coop",
		"« ",
		"?",
		"ligne une\n: ligne deux",
	])("leaves alone: %s", (text) => {
		expect(frenchTypography(text)).toBe(text);
	});

	const texts = fc.array(
		fc.constantFrom(
			"a",
			"é",
			"1",
			" ",
			N,
			B,
			"«",
			"»",
			";",
			"?",
			"!",
			":",
			"'",
			"’",
			"%",
			"€",
			"\n",
			"(",
			")",
			".",
			"@",
			"https://a",
			"www.",
		),
		{ maxLength: 24 },
	);

	it("is idempotent", () => {
		fc.assert(
			fc.property(texts, (pieces) => {
				const once = frenchTypography(pieces.join(""));
				expect(frenchTypography(once)).toBe(once);
			}),
			{ numRuns: 5000 },
		);
	});

	it("changes nothing but spaces and apostrophes", () => {
		const bare = (text: string) => text.replace(/[ \u00a0\u202f]/g, "").replaceAll("'", "’");
		fc.assert(
			fc.property(texts, fc.string({ unit: "grapheme" }), (pieces, extra) => {
				const text = pieces.join("") + extra;
				expect(bare(frenchTypography(text))).toBe(bare(text));
			}),
		);
	});
});
