import { describe, expect, it } from "vitest";
import { criteriaSheet } from "../../app/domain/standard/criteria-sheet";
import { readCriteriaFiles } from "../../app/services/standard/read-criteria.server";
import {
	type Change,
	libreOfficeWorkbook,
	smallVersion,
	smallWorkbook,
} from "../../tests/fixtures/spreadsheet/small-workbook";
import { realStandard } from "../../tests/fixtures/standard/real-standard";
import { fingerprintOf, writeWorkbook } from "./criteria-workbook";
import { importCriteria } from "./import-criteria";

const versions = (await readCriteriaFiles(process.cwd())).filter(({ standard }) => standard === "label-cae");

function target(version: string) {
	const found = versions.find((one) => one.version === version);
	if (!found) throw new Error(version);
	return found;
}

/** An export of a real version, with one cell changed, or none. */
async function realWorkbook(version: string, change?: Change) {
	const { columns, rows } = criteriaSheet(await realStandard(version));
	const edited = rows.map((row, index) =>
		row.map((cell, at) => (change?.[0] === index + 2 && change[1] === columns[at]?.title ? change[2] : cell)),
	);
	const origin = { reference: `label-cae/${version}`, fingerprint: fingerprintOf(target(version).files) };
	return writeWorkbook({ columns, rows: edited }, origin);
}

const imported = (bytes: Buffer) => importCriteria([smallVersion], smallVersion, bytes);

async function refusal(changes: readonly Change[]): Promise<string> {
	const result = await imported(await smallWorkbook(changes));
	return result.ok ? "accepted" : result.problems.join("\n");
}

const lines = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes).split("\n");

describe("importCriteria", () => {
	it.each(["1.0", "2.0"])("changes no file of version %s when no cell changed", async (version) => {
		const result = await importCriteria(versions, target(version), await realWorkbook(version));
		expect(result).toMatchObject({ ok: true, edits: 0, files: [], ignored: [] });
	});

	it("names the cell of what the version before does not allow", async () => {
		const result = await importCriteria(versions, target("2.0"), await realWorkbook("2.0", [3, "Niveau 3", "Mieux"]));
		expect(result.ok ? [] : result.problems).toEqual([
			expect.stringMatching(/^N3 \(JUR-02\) criteria\/label-cae\/2.0\/jur.yaml:\d+:5 criteria\[1\].levels : /),
		]);
	});

	it("writes nothing when the edited version is wrong, and names the cell", async () => {
		const wrong: Change[] = [
			[2, "Titre", "Objet"],
			[2, "Type", "bonne pratique"],
		];
		expect(await refusal(wrong)).toContain("E2 (JUR-01) criteria/essai/1.0/jur.yaml:");
		expect(await refusal([[2, "Public concerné", "Personne"]])).toContain("S2 : JUR-01");
	});

	it("refuses a workbook of another version, or made before the files changed", async () => {
		const elsewhere = await importCriteria(versions, target("2.0"), await smallWorkbook());
		expect(elsewhere).toMatchObject({ ok: false, problems: [expect.stringContaining("vient de essai/1.0")] });
		const { files, ...rest } = smallVersion;
		const changed = {
			...rest,
			files: files.map(({ path, bytes }) => ({ path, bytes: Buffer.concat([bytes, Buffer.from("# x\n")]) })),
		};
		const result = await importCriteria([changed], changed, await smallWorkbook());
		expect(result).toMatchObject({ ok: false, problems: [expect.stringContaining("ont changé depuis cet export")] });
	});
});

/**
 * Both files are LibreOffice 7.4’s own, from `npm run criteria:export -- essai/1.0 --root tests/fixtures/spreadsheet`. The
 * first was opened and saved as xlsx. In the second, eleven values were changed as below, with a line break, non-breaking
 * spaces and straight apostrophes; whole columns got a width, wrapping, bold and colours, the rows down to 400 a background,
 * one text a bold word, one cell a comment; a column was hidden, an automatic filter set; a column of notes was inserted and
 * a note typed beside the table; a hidden sheet counts rows by a formula; the table was sorted by title, downwards.
 */
describe("a workbook that LibreOffice wrote", () => {
	it("changes nothing when nothing was changed", async () => {
		expect(await imported(await libreOfficeWorkbook("saved-by-libreoffice"))).toMatchObject({
			ok: true,
			edits: 0,
			files: [],
			ignored: [],
		});
	});

	it("changes the values that were edited, and not one byte more", async () => {
		const result = await imported(await libreOfficeWorkbook("edited-in-libreoffice"));
		if (!result.ok) throw new Error(result.problems.join("\n"));
		expect(result.ignored).toEqual(["F (Notes)", "V"]);
		const changes = result.files.map(({ path, bytes }) => {
			const before = lines(smallVersion.files.find((file) => file.path === path)?.bytes);
			const after = lines(bytes);
			expect(after).toHaveLength(before.length);
			return [path, ...after.flatMap((line, index) => (line === before[index] ? [] : [`${index + 1}:${line}`]))];
		});
		expect(changes).toEqual([
			[
				"criteria/essai/1.0/anc.yaml",
				"9:    kind: recommended",
				"10:    type: goodPractice",
				"12:    weight: 3",
				'35:      0: "Aucun # ou un seul"',
			],
			[
				"criteria/essai/1.0/jur.yaml",
				"6:    title: Objet social # relu par le comité",
				"9:      développement d’activités, « hors » salariat : rien d’autre.",
				"12:    blocking: false",
				`19:      3: 'L’objet est relu puis "débattu" chaque année ; l’équipe y est'`,
				'22:      - { label: "Extrait du registre, récent", required: false, maxAgeMonths: 12 } # Kbis',
				"35:    type: legalObligation",
				"69:      confidence: high",
			],
		]);
	});
});
