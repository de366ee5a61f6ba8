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
		const none = { ok: true, edits: [] };
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
		});
		expect(read(set(1, "Bloquant", "Non"))).toMatchObject({ edits: [{ path: ["blocking"], value: false }] });
		expect(read(set(1, "Poids", "1"))).toMatchObject({ edits: [{ path: ["weight"], value: 1 }] });
		expect(read(set(1, "Niveau 2", "Tout"))).toMatchObject({ edits: [{ path: ["levels", "2"], value: "Tout" }] });
		const [first, ...others] = (standard.criteria[0]?.evidence ?? []).map(({ label }) => label);
		expect(read(set(1, "Preuves (une par ligne)", [`${first} bis`, ...others].join("\n")))).toMatchObject({
			edits: [{ path: ["evidence", 0, "label"], value: `${first} bis` }],
		});
	});

	it.each([
		["a column for reading", set(1, "Chapitre", "JUR-B"), "C2", "se lit seulement"],
		["a word that is not a choice", set(1, "Nature", "facultatif"), "E2", "n’est pas un choix"],
		["an emptied text", set(1, "Titre", null), "D2", "vide"],
		["two paragraphs", set(1, "Énoncé", "a\nb"), "J2", "un seul paragraphe"],
		["a date", set(1, "Titre", new Date(0)), "D2", "pas un texte"],
		["one line too many of evidence", set(1, "Preuves (une par ligne)", "a\nb\nc\nd"), "O2", "une par preuve"],
		["guidance where there is none", set(1, "Précision", "Nouveau"), "T2", "pas encore"],
		["an unknown id", set(1, "Identifiant", "JUR-99"), "A2", "n’est pas un critère"],
		["an id twice", set(2, "Identifiant", "JUR-01"), "A3", "déjà en ligne 2"],
		["a missing row", (cells: unknown[][]) => void cells.splice(1, 1), "A121", "JUR-01 manque"],
		["a cell beside the table", (cells: unknown[][]) => void cells[3]?.push("note"), "U4", "n’est pas du tableau"],
		["a column more", (cells: unknown[][]) => void cells[0]?.push("Avis"), "U1", "n’est pas du tableau"],
		["another heading", set(0, "Poids", "Points"), "H1", "Poids"],
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
