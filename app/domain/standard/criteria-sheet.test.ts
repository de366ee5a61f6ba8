import { describe, expect, it } from "vitest";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { cellOfKey, criteriaSheet, readCriteriaSheet } from "./criteria-sheet";

const standard = await realStandard();

/** The table as exported, to be changed by a test. */
function table(): unknown[][] {
	const { columns, rows } = criteriaSheet(standard);
	return [columns.map(({ title }) => title), ...rows.map((row) => [...row])];
}

const column = (title: string) => criteriaSheet(standard).columns.findIndex((one) => one.title === title);

function read(change: (cells: unknown[][]) => void) {
	const cells = table();
	change(cells);
	return readCriteriaSheet(standard, cells);
}

function set(row: number, title: string, value: unknown) {
	return (cells: unknown[][]) => {
		(cells[row] as unknown[])[column(title)] = value;
	};
}

describe("readCriteriaSheet", () => {
	it("finds nothing to change in the table as exported, sorted otherwise, or saved with other line ends", () => {
		const none = { ok: true, edits: [], ignored: [] };
		expect(read(() => {})).toEqual(none);
		expect(read((cells) => cells.splice(1, cells.length, ...cells.slice(1).reverse()))).toEqual(none);
		expect(read((cells) => cells.push([null, "", "  "]))).toEqual(none);
		const crlf = (cell: unknown) => (typeof cell === "string" ? `${cell.replaceAll("\n", "\r\n")} ` : String(cell));
		expect(
			readCriteriaSheet(
				standard,
				table().map((row) => row.map(crlf)),
			),
		).toEqual(none);
	});

	it("says which value each changed cell changes", () => {
		expect(read(set(1, "Titre", "Objet"))).toEqual({
			ok: true,
			edits: [{ id: "JUR-01", path: ["title"], value: "Objet", cell: "D2" }],
			ignored: [],
		});
		expect(read(set(1, "Bloquant", "Non"))).toMatchObject({ edits: [{ path: ["blocking"], value: false }] });
		expect(read(set(1, "Poids", "1"))).toMatchObject({ edits: [{ path: ["weight"], value: 1 }] });
		expect(read(set(1, "Niveau 2", "Tout"))).toMatchObject({ edits: [{ path: ["levels", "2"], value: "Tout" }] });
		const [first, ...others] = (standard.criteria[0]?.evidence ?? []).map(({ label }) => label);
		expect(read(set(1, "Preuves (une par ligne)", [`${first} bis`, ...others].join("\n")))).toMatchObject({
			edits: [{ path: ["evidence", 0, "label"], value: `${first} bis` }],
		});
	});

	it("knows columns by their title, and leaves those of the experts aside", () => {
		const reading = read((cells) => {
			for (const [index, row] of cells.entries())
				row.splice(5, 0, index === 0 ? "Notes" : index === 4 ? "à voir" : null);
			for (const row of cells) row.unshift(row.pop());
			cells[6]?.push("seule");
			(cells[1] as unknown[])[4] = "Objet";
		});
		expect(reading).toEqual({
			ok: true,
			edits: [{ id: "JUR-01", path: ["title"], value: "Objet", cell: "E2" }],
			ignored: ["G (Notes)", "V"],
		});
	});

	it("undoes what spreadsheets and pastes slip into a text", () => {
		const typed = "L'objet\u00a0: e\u0301crit\u200b,\r\n\trelu\u202f;  su\u00adivi ";
		expect(read(set(1, "Énoncé", typed))).toMatchObject({ edits: [{ value: "L’objet : écrit, relu ; suivi" }] });
		const same = standard.criteria[0]?.statement.replaceAll(" ", "\u00a0");
		expect(read(set(1, "Énoncé", same))).toMatchObject({ edits: [] });
		expect(read(set(1, "Nature", "\u00a0OBLIGATOIRE"))).toMatchObject({ edits: [] });
	});

	it("tells a column sorted without the others from texts that were edited", () => {
		const statements = standard.criteria.map(({ statement }) => statement);
		const sorted = (count: number) => (cells: unknown[][]) => {
			for (let row = 0; row < count; row++) set(row + 1, "Énoncé", statements[(row + 1) % count])(cells);
		};
		expect(read(sorted(2))).toMatchObject({ ok: true });
		expect(read(sorted(3))).toMatchObject({
			problems: [{ cell: "J2", message: expect.stringContaining("triée sans les autres") }],
		});
		const copied = read((cells) => [1, 2, 3, 4, 5].map((row) => set(row, "Source", "Label")(cells)));
		expect(copied).toMatchObject({ ok: true });
	});

	it.each([
		["a column for reading", set(1, "Chapitre", "JUR-B"), "C2", "se lit seulement"],
		["a word that is not a choice", set(1, "Nature", "facultatif"), "E2", "n’est pas un choix"],
		["an emptied text", set(1, "Titre", null), "D2", "vide"],
		["a date", set(1, "Titre", new Date(0)), "D2", "en a fait une date (1970-01-01)"],
		["a number for a text", set(1, "Niveau 1", 1), "L2", "en a fait un nombre"],
		["a yes for a text", set(1, "Énoncé", true), "J2", "en a fait un nombre ou une valeur logique"],
		["a character nobody sees", set(1, "Énoncé", "a\u0007b"), "J2", "un caractère illisible (U+0007)"],
		["half a character", set(1, "Titre", "a\ud83d"), "D2", "un caractère illisible (U+D83D)"],
		["spaces without width", set(1, "Titre", "\u200b"), "D2", "rien ne s’y lit"],
		["one line too many of evidence", set(1, "Preuves (une par ligne)", "a\nb\nc\nd"), "O2", "une par preuve"],
		["guidance where there is none", set(1, "Précision", "Nouveau"), "T2", "pas encore"],
		["an unknown id", set(1, "Identifiant", "JUR-99"), "A2", "n’est pas un critère"],
		["an id twice", set(2, "Identifiant", "JUR-01"), "A3", "déjà en ligne 2"],
		["a missing row", (cells: unknown[][]) => void cells.splice(1, 1), "A121", "JUR-01 manque"],
		["another heading", set(0, "Poids", "Points"), "H1", "« Poids » manque"],
		["a column twice", (cells: unknown[][]) => void cells[0]?.push("Titre"), "U1", "« Titre » est déjà en D1"],
		["a line above the table", (cells: unknown[][]) => void cells.unshift(["Référentiel"]), "A1", "titres de l’export"],
	])("refuses %s and names the cell", (_, change, cell, message) => {
		const reading = read(change);
		expect(reading.ok ? [] : reading.problems).toContainEqual(
			expect.objectContaining({ cell, message: expect.stringContaining(message) }),
		);
	});

	it("finds the cell of a key", () => {
		expect(cellOfKey(standard, table(), "JUR-02", "levels.2")).toBe("M3");
		expect(cellOfKey(standard, table(), "JUR-02", "evidence[0].label")).toBe("O3");
		expect(cellOfKey(standard, table(), "JUR-02", "change")).toBeNull();
	});
});
