import { describe, expect, it } from "vitest";
import { realFiles, realStandard } from "../../../tests/fixtures/standard/real-standard";
import { type CriterionEdit, editCriteriaText } from "./edit-criteria-text";

const TEXT = `# head
domain: JUR
criteria:
  - id: JUR-01   # first
    title: Objet statutaire
    statement: >-
      Les statuts en vigueur donnent pour objet principal
      l’appui aux entrepreneurs.
    blocking: true
    weight: 3
    levels:
      0: Rien
      1: 'L''objet'
    # evidence
    evidence:
      - { label: Statuts, required: true } # signed
    guidance: >-
      Fin.

  - id: JUR-02
    title: Autre
`;

const edit = (path: CriterionEdit["path"], value: CriterionEdit["value"], id = "JUR-01") =>
	editCriteriaText(TEXT, [{ id, path, value }]);

describe("editCriteriaText", () => {
	it("changes the value alone, in its own style", () => {
		expect(edit(["title"], "Objet")).toBe(TEXT.replace("Objet statutaire", "Objet"));
		expect(edit(["title"], "Nouveau", "JUR-02")).toBe(TEXT.replace("title: Autre", "title: Nouveau"));
		expect(edit(["blocking"], false)).toBe(TEXT.replace("blocking: true", "blocking: false"));
		expect(edit(["weight"], 1)).toBe(TEXT.replace("weight: 3", "weight: 1"));
		expect(edit(["levels", "1"], "C'est")).toBe(TEXT.replace("'L''objet'", "'C''est'"));
		expect(edit(["guidance"], "Suite.")).toBe(TEXT.replace("Fin.", "Suite."));
	});

	it("folds a text at the width of its file", () => {
		const after = edit(
			["statement"],
			"Les statuts en vigueur donnent pour objet l’appui aux entrepreneurs et à eux seuls.",
		);
		expect(after).toContain(
			"    statement: >-\n      Les statuts en vigueur donnent pour objet l’appui\n      aux entrepreneurs et à eux seuls.\n    blocking",
		);
	});

	it.each([
		"Note : x: y",
		"a # b",
		"- tiret",
		"& ancre",
		"*alias",
		"&a *a",
		"!tag",
		"true",
		"12",
		'dit "oui" \\ non',
		"[a]",
	])("quotes %s, which YAML would read otherwise", (value) => {
		const quoted = `"${value.replace(/[\\"]/g, "\\$&")}"`;
		const plain = value.startsWith("dit ");
		expect(edit(["title"], value)).toBe(TEXT.replace("Objet statutaire", plain ? value : quoted));
	});

	it("quotes inside braces what only they would cut", () => {
		expect(edit(["evidence", 0, "label"], "Statuts, signés")).toBe(
			TEXT.replace("label: Statuts,", 'label: "Statuts, signés",'),
		);
		expect(edit(["title"], "Statuts, signés")).toBe(TEXT.replace("Objet statutaire", "Statuts, signés"));
	});

	it("makes several edits at once, and none for another file", () => {
		const edits = [
			{ id: "JUR-02", path: ["title"], value: "B" },
			{ id: "JUR-01", path: ["title"], value: "A" },
			{ id: "FIN-01", path: ["title"], value: "C" },
		];
		expect(editCriteriaText(TEXT, edits)).toBe(TEXT.replace("Objet statutaire", "A").replace("Autre", "B"));
		expect(editCriteriaText(TEXT, [])).toBe(TEXT);
	});

	it("throws for a value that is not there", () => {
		expect(() => edit(["guidance"], "x", "JUR-02")).toThrow("JUR-02");
	});

	it.each(["1.0", "2.0"])(
		"writes every text of version %s over itself without a byte of difference",
		async (version) => {
			const { criteria } = await realStandard(version);
			const edits = criteria.flatMap(({ id, title, statement, levels, guidance, source, weight, evidence }) => [
				{ id, path: ["title"], value: title },
				{ id, path: ["statement"], value: statement },
				{ id, path: ["weight"], value: weight },
				{ id, path: ["source", "text"], value: source.text },
				...levels.map((value, level) => ({ id, path: ["levels", String(level)], value })),
				...evidence.map(({ label }, index) => ({ id, path: ["evidence", index, "label"], value: label })),
				...(guidance ? [{ id, path: ["guidance"], value: guidance }] : []),
			]);
			for (const { bytes } of await realFiles(version)) {
				const text = new TextDecoder().decode(bytes);
				expect(editCriteriaText(text, edits)).toBe(text);
			}
		},
	);
});
