import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { criteriaSheet } from "../../app/domain/standard/criteria-sheet";
import { readCriteriaFiles } from "../../app/services/standard/read-criteria.server";
import { realStandard } from "../../tests/fixtures/standard/real-standard";
import { fingerprintOf, writeWorkbook } from "./criteria-workbook";
import { importCriteria } from "./import-criteria";

const versions = (await readCriteriaFiles(process.cwd())).filter(({ standard }) => standard === "label-cae");

function target(version: string) {
	const found = versions.find((one) => one.version === version);
	if (!found) throw new Error(version);
	return found;
}

/** An export, with some cells changed: by row of the sheet, from 2, and title. */
async function workbook(
	version: string,
	changes: readonly [row: number, title: string, value: string | number][] = [],
) {
	const { columns, rows } = criteriaSheet(await realStandard(version));
	const edited = rows.map((row, index) =>
		row.map(
			(cell, at) => changes.find(([line, title]) => line === index + 2 && title === columns[at]?.title)?.[2] ?? cell,
		),
	);
	const origin = { reference: `label-cae/${version}`, fingerprint: fingerprintOf(target(version).files) };
	return writeWorkbook({ columns, rows: edited }, origin);
}

const imported = (version: string, bytes: Buffer) => importCriteria(versions, target(version), bytes);

async function refusal(bytes: Buffer, version = "2.0"): Promise<string> {
	const result = await imported(version, bytes);
	return result.ok ? "accepted" : result.problems.join("\n");
}

/** A .zip of these parts. */
function zip(parts: readonly (readonly [name: string, data: Buffer])[], declared?: number): Buffer {
	const locals: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, data] of parts) {
		const packed = deflateRawSync(data);
		const head = Buffer.alloc(26);
		head.writeUInt16LE(8, 4);
		head.writeUInt32LE(packed.length, 14);
		head.writeUInt32LE(declared ?? data.length, 18);
		head.writeUInt16LE(name.length, 22);
		const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		directory.push(Buffer.concat([Buffer.from("PK\x01\x02\0\0"), head, tail, Buffer.from(name)]));
		locals.push(local);
		offset += local.length;
	}
	const end = Buffer.alloc(18);
	end.writeUInt16LE(parts.length, 6);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...locals, ...directory, Buffer.from("PK\x05\x06"), end]);
}

const WORKBOOK = ["xl/workbook.xml", Buffer.from("<workbook/>")] as const;

describe("importCriteria", () => {
	it.each(["1.0", "2.0"])("changes no file of version %s when no cell changed", async (version) => {
		expect(await imported(version, await workbook(version))).toMatchObject({ ok: true, edits: 0, files: [] });
	});

	it("changes the one line of a changed cell", async () => {
		const result = await imported(
			"2.0",
			await workbook("2.0", [[21, "Niveau 3", "L’objet est expliqué aux entrants : oui"]]),
		);
		if (!result.ok) throw new Error(result.problems.join("\n"));
		expect(result.files.map(({ path }) => path)).toEqual(["criteria/label-cae/2.0/jur.yaml"]);
		const lines = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes).split("\n");
		const before = lines(target("2.0").files.find(({ path }) => path.endsWith("/jur.yaml"))?.bytes);
		const after = lines(result.files[0]?.bytes);
		expect(after).toHaveLength(before.length);
		expect(after.filter((line, index) => line !== before[index])).toEqual([
			'      3: "L’objet est expliqué aux entrants : oui"',
		]);
	});

	it("writes nothing when the edited version is wrong, and names the cell", async () => {
		const wrong = await refusal(
			await workbook("2.0", [
				[2, "Titre", "Objet"],
				[2, "Type", "bonne pratique"],
			]),
		);
		expect(wrong).toContain("E2 (JUR-01) criteria/label-cae/2.0/jur.yaml:");
		expect(await refusal(await workbook("2.0", [[2, "Public concerné", "Personne"]]))).toContain("S2 : JUR-01");
	});

	it("refuses a workbook of another version, or made before the files changed", async () => {
		expect(await refusal(await workbook("1.0"))).toContain("vient de label-cae/1.0");
		const { files, ...rest } = target("2.0");
		const changed = {
			...rest,
			files: files.map(({ path, bytes }) => ({ path, bytes: Buffer.concat([bytes, Buffer.from("# x\n")]) })),
		};
		const result = await importCriteria([target("1.0"), changed], changed, await workbook("2.0"));
		expect(result).toMatchObject({ ok: false, problems: [expect.stringContaining("ont changé depuis cet export")] });
	});

	it("refuses a formula and names its cell", async () => {
		const data = [
			["a", "b"],
			["c", { value: "=A1", type: "Formula" as const }],
		];
		expect(await refusal(await writeXlsxFile([{ sheet: "Critères", data }]).toBuffer())).toContain(
			"La cellule B2 contient une formule",
		);
	});

	it("refuses macros", async () => {
		expect(await refusal(zip([WORKBOOK, ["xl/vbaProject.bin", Buffer.from("x")]]))).toContain("macros");
		const types = Buffer.from(
			'<Types><Default ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
		);
		expect(await refusal(zip([WORKBOOK, ["[Content_Types].xml", types]]))).toContain("macros");
	});

	it("refuses what would fill the memory, whatever size it declares", async () => {
		const bomb = ["xl/worksheets/sheet1.xml", Buffer.alloc(40 * 1024 * 1024)] as const;
		expect(await refusal(zip([WORKBOOK, bomb]))).toContain("trop grand");
		expect(await refusal(zip([bomb], 10))).toContain("trop grand");
		const vast = Buffer.from(
			'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
		);
		expect(await refusal(zip([WORKBOOK, ["xl/worksheets/sheet1.xml", vast]]))).toContain("trop grand");
	});

	it("refuses what is not a spreadsheet, cut or damaged, with a sentence", async () => {
		const whole = await workbook("2.0");
		const other = [
			Buffer.alloc(0),
			Buffer.from("bonjour"),
			whole.subarray(0, whole.length / 2),
			zip([["a.txt", Buffer.from("a")]]),
		];
		for (const bytes of other) expect(await refusal(bytes)).toContain("n’est pas un classeur");
		expect(await refusal(zip([WORKBOOK]))).toContain("→");
	});
});
