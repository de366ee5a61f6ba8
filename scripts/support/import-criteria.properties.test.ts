/** Whatever is in the cells, or in the bytes, an import answers: 30 cases of each kind, or as many as CRITERIA_FUZZ says. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { readCriteriaSheet } from "../../app/domain/standard/criteria-sheet";
import { parseStandard } from "../../app/domain/standard/parse-standard";
import { unpackWorkbook } from "../../app/services/assessment/unpack-workbook.server";
import { libreOfficeWorkbook, smallTable, smallVersion } from "../../tests/fixtures/spreadsheet/small-workbook";
import { zip } from "../../tests/support/zip";
import { fingerprintOf, readWorkbook } from "./criteria-workbook";
import { importCriteria } from "./import-criteria";

const numRuns = Number(process.env.CRITERIA_FUZZ ?? 30);
const timeout = 60_000 + numRuns * 200;

type Cell = string | number | boolean | Date | null;

const header = smallTable.columns.map(({ title }) => title);
const editable = smallTable.columns.flatMap(({ editable }, at) => (editable ? [at] : []));
const shown = smallTable.rows.flat().filter((cell) => cell !== "");
const WORDS = [
	"oui",
	"NON",
	"recommandé",
	"obligatoire",
	"bonne pratique",
	"à relire",
	"confirmée",
	"1",
	"2",
	"3",
	"0",
];
const HARD = [
	..."\u00a0\u200b\u2028\ufeff\t\n\r\0\u0007\ud83d",
	"a: b",
	"# a",
	"- a",
	"{a}",
	"'",
	'"',
	"\\",
	"---",
	"&a",
	"*a",
	"!a",
	"%a",
	"null",
	"~",
	"1e3",
	"_x0041_",
	"<a/>",
	"]]>",
	"=1+1",
	">-",
	"certifié",
	"😀é",
];

const text: fc.Arbitrary<string> = fc.oneof(
	fc.string({ unit: "binary", maxLength: 40 }),
	fc.array(fc.constantFrom(...HARD, "mot", " ", "l'a"), { minLength: 1, maxLength: 8 }).map((parts) => parts.join("")),
	fc
		.array(fc.constantFrom("un", "texte", "assez", "long", ";", "coopérative", "2-3"), { maxLength: 60 })
		.map((parts) => parts.join(" ")),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
	{ weight: 6, arbitrary: text },
	{ weight: 3, arbitrary: fc.constantFrom(...WORDS) },
	{ weight: 2, arbitrary: fc.constantFrom<Cell>(...shown) },
	fc.constantFrom<Cell>(1, 2, 3, 0, 1.5, -1, true, false, null, new Date(Date.UTC(2026, 1, 3))),
);
const place = fc.oneof(
	{
		weight: 12,
		arbitrary: fc.tuple(fc.integer({ min: 1, max: smallTable.rows.length }), fc.constantFrom(...editable)),
	},
	fc.tuple(fc.integer({ min: 0, max: smallTable.rows.length + 2 }), fc.integer({ min: 0, max: header.length + 1 })),
);
const edits = fc.array(fc.tuple(place, cell), { maxLength: 4 });

async function workbook(changes: readonly (readonly [readonly [number, number], Cell])[]): Promise<Buffer> {
	const table: Cell[][] = [header, ...smallTable.rows, [], []].map((row) => [...row]);
	for (const [[row, column], value] of changes) {
		const cells = table[row] ?? [];
		while (cells.length <= column) cells.push(null);
		cells[column] = value;
	}
	const data = table.map((row) =>
		row.map((value) => (value instanceof Date ? { value, format: "dd/mm/yyyy" } : value === null ? null : { value })),
	);
	const about = [
		["Référentiel", "essai/1.0"],
		["Empreinte", fingerprintOf(smallVersion.files)],
	];
	return writeXlsxFile([
		{ sheet: "Critères", data },
		{ sheet: "Origine", data: about },
	]).toBuffer();
}

const SAID =
	/^(?:[A-Z]{1,3}\d+ (?:: |\([A-Z]{3}-\d+\) criteria\/)|criteria\/essai\/1\.0\/\w+\.yaml:\d+:\d+ |(?:Ce|Cette|La|Les) )[^\n]* → [^\n]+\.$/u;

/** Accepted, it can be read again and says what the cells say; refused, each problem is a sentence that says where, and what to do. */
async function answer(bytes: Buffer): Promise<"accepted" | "refused"> {
	const result = await importCriteria([smallVersion], smallVersion, bytes);
	if (!result.ok) {
		expect(result.problems.length).toBeGreaterThan(0);
		for (const problem of result.problems) {
			expect(problem).toMatch(SAID);
			expect(problem).not.toMatch(/undefined|\[object|Error|\bat .*:\d+:\d+\)/);
		}
		return "refused";
	}
	const after = parseStandard(
		smallVersion.files.map((file) => result.files.find(({ path }) => path === file.path) ?? file),
	);
	if (!after.ok) throw new Error("accepted, and does not parse");
	const again = readCriteriaSheet(after.value, (await readWorkbook(bytes)).table);
	expect(again).toMatchObject({ ok: true, edits: [] });
	return "accepted";
}

describe("importCriteria", () => {
	test("answers whatever the cells hold", { timeout }, async () => {
		const answers = new Set<string>();
		const property = fc.asyncProperty(edits, async (changes) => {
			answers.add(await answer(await workbook(changes)));
		});
		await fc.assert(property, { numRuns });
		expect(answers).toEqual(new Set(["accepted", "refused"]));
	});

	test("answers whatever the bytes are", { timeout }, async () => {
		const whole = await libreOfficeWorkbook("saved-by-libreoffice");
		const parts = [...unpackWorkbook(whole)].filter(([name]) => /\.(xml|rels)$/.test(name));
		const bytes = fc
			.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
			.map((changes) => {
				const damaged = Buffer.from(whole);
				for (const [at, byte] of changes) damaged[at] = byte;
				return damaged;
			});
		const inside = fc
			.tuple(
				fc.nat(parts.length - 1),
				fc.nat(10_000),
				fc.nat(40),
				fc.oneof(
					text,
					fc.constantFrom(
						"<",
						">",
						'"',
						"</c>",
						'<c r="A1">',
						'<row r="99999999">',
						"<f>1</f>",
						"<![CDATA[a]]>",
						"&#0;",
						"&a;",
						"<!--",
					),
				),
			)
			.map(([part, at, length, added]) =>
				zip(
					parts.map(([name, data], index) => {
						if (index !== part) return [name, data] as const;
						const xml = data.toString("utf8");
						const start = at % xml.length;
						return [name, `${xml.slice(0, start)}${added}${xml.slice(start + length)}`] as const;
					}),
				),
			);
		await fc.assert(
			fc.asyncProperty(fc.oneof(bytes, inside), async (damaged) => {
				await answer(damaged);
			}),
			{ numRuns },
		);
	});
});
