import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareTexts, isChanged, type TextPiece } from "./compare-texts";

const joined = (pieces: readonly TextPiece[], ...kinds: readonly TextPiece["kind"][]) =>
	pieces.flatMap(({ kind, text }) => (kinds.includes(kind) ? text : "")).join("");
const unspaced = (text: string) => text.replace(/\s+/gu, "");

/** Texts with many words in common, signs and accents. */
const words = fc.constantFrom("le", "critère", "de", "l’année", "est", "tenu", ",", ".", "à", "jour", "deux", "2026");
const sentence = fc
	.array(fc.tuple(words, fc.constantFrom(" ", " ", " ", "")), { maxLength: 30 })
	.map((list) => list.flat().join(""));

describe("compareTexts", () => {
	test("marks the words that changed, and nothing else", () => {
		expect(compareTexts("Un entretien tous les deux ans.", "Un entretien tous les quatre ans.")).toEqual([
			{ kind: "same", text: "Un entretien tous les " },
			{ kind: "removed", text: "deux " },
			{ kind: "added", text: "quatre " },
			{ kind: "same", text: "ans." },
		]);
	});

	test("keeps a short link with the changes on both sides of it", () => {
		const pieces = compareTexts("le plan d’actions de la CAE", "la feuille de route de la CAE");
		expect(joined(pieces, "added").trim()).toMatch(/^la feuille de route/);
		expect(pieces.filter(({ kind }) => kind === "removed")).toHaveLength(1);
	});

	test("a word followed by a comma is the same word", () => {
		const pieces = compareTexts("une trace datée suffit", "une trace datée, signée, suffit");
		expect(joined(pieces, "removed")).toBe("");
		expect(joined(pieces, "added")).toContain("signée");
	});

	test("equal texts make one piece, empty ones none, and a whole text is added or removed", () => {
		expect(compareTexts("Tout est là.", "Tout est là.")).toEqual([{ kind: "same", text: "Tout est là." }]);
		expect(compareTexts("", "")).toEqual([]);
		expect(compareTexts("", "Nouveau.")).toEqual([{ kind: "added", text: "Nouveau." }]);
		expect(compareTexts("Ancien.", "")).toEqual([{ kind: "removed", text: "Ancien." }]);
	});

	test("the pieces hold both texts whole", () => {
		fc.assert(
			fc.property(fc.oneof(sentence, fc.string({ unit: "grapheme" })), sentence, (before, after) => {
				const pieces = compareTexts(before, after);
				expect(joined(pieces, "same", "added")).toBe(after);
				expect(unspaced(joined(pieces, "same", "removed"))).toBe(unspaced(before));
				expect(isChanged(pieces)).toBe(joined(pieces, "added", "removed") !== "");
				expect(pieces.every(({ text }) => text !== "")).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	test("a text compared with itself has no change", () => {
		fc.assert(
			fc.property(fc.oneof(sentence, fc.string({ unit: "grapheme" })), (text) => {
				expect(isChanged(compareTexts(text, text))).toBe(false);
			}),
		);
	});
});
