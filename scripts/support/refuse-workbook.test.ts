/** What is not a plain .xlsx is refused in a sentence that says what to do. The real files of LibreOffice gave these messages too. */
import { describe, expect, it } from "vitest";
import { smallVersion, smallWorkbook, withParts } from "../../tests/fixtures/spreadsheet/small-workbook";
import { zip } from "../../tests/support/zip";
import { importCriteria } from "./import-criteria";

const whole = await smallWorkbook();
const SHEET = "xl/worksheets/sheet1.xml";

async function reading(bytes: Buffer): Promise<string> {
	const result = await importCriteria([smallVersion], smallVersion, bytes);
	return result.ok ? `accepted, ${result.edits} edits` : result.problems.join("\n");
}

const ole = (name: string) =>
	Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(512), Buffer.from(name, "utf16le")]);
const cells = (xml: string) => `<worksheet><sheetData>${xml}</sheetData></worksheet>`;
const intoCell = (cell: string, inner: string) => (xml: string) =>
	xml.replace(
		new RegExp(`(<c r="${cell}"[^>]*?)/?>(.*?</c>)?`),
		(_, start) => `${start.replace(/ t="s"/, "")}>${inner}</c>`,
	);
const addedBefore = (end: string, added: string) => (xml: string) => xml.replace(end, () => `${added}${end}`);

describe("importCriteria refuses", () => {
	it.each<[what: string, bytes: Buffer, message: string]>([
		["nothing", Buffer.alloc(0), "Ce fichier est vide."],
		["a CSV under another name", Buffer.from("Identifiant;Domaine\nJUR-01;JUR\n"), "Ce fichier est du texte (CSV"],
		["bytes at random", Buffer.from([1, 0, 2, 0, 3]), "Ce fichier n’est pas un classeur .xlsx."],
		["half a file", whole.subarray(0, whole.length / 2), "Ce fichier n’est pas un classeur .xlsx."],
		["another .zip", zip([["a.txt", "a"]]), "Ce fichier n’est pas un classeur .xlsx."],
		[
			"an .ods",
			zip([["mimetype", "application/vnd.oasis.opendocument.spreadsheet"]]),
			"(.ods). → L’ouvrir dans un tableur et l’enregistrer sous le format « Classeur Excel 2007-365 (.xlsx) ».",
		],
		["an .xlsb", zip([["xl/workbook.bin", "\0"]]), "(.xlsb). → L’ouvrir"],
		["an .xls", ole("Workbook"), "(.xls). → L’ouvrir"],
		["a password", ole("EncryptedPackage"), "protégé par un mot de passe. → L’ouvrir, retirer le mot de passe"],
		["an empty workbook", zip([["xl/workbook.xml", "<workbook/>"]]), "La feuille « Critères » manque."],
		["macros", withParts(whole, { "xl/vbaProject.bin": () => "x" }), "Ce classeur contient des macros (.xlsm)."],
		[
			"macros announced",
			withParts(whole, {
				"[Content_Types].xml": (xml) => xml.replace("sheet.main+xml", "sheet.macroEnabled.main+xml"),
			}),
			"Ce classeur contient des macros (.xlsm).",
		],
		[
			"old macros",
			withParts(whole, { "xl/macrosheets/sheet1.xml": () => "<x/>" }),
			"Ce classeur contient des macros (.xlsm).",
		],
		[
			"a link to another file",
			withParts(whole, {
				"xl/externalLinks/externalLink1.xml": () => "<externalLink/>",
				"xl/externalLinks/_rels/externalLink1.xml.rels": () =>
					'<Relationships><Relationship Id="rId1" Target="file:///tmp/notes%20&amp;.xlsx" TargetMode="External"/></Relationships>',
			}),
			"lié à un autre fichier (« notes%20&.xlsx »). → Rompre le lien",
		],
		[
			"a source of data",
			withParts(whole, { "xl/connections.xml": () => "<connections/>" }),
			"lié à des données extérieures.",
		],
		[
			"a sheet renamed",
			withParts(whole, { "xl/workbook.xml": (xml) => xml.replace("Critères", "Feuille1") }),
			"La feuille « Critères » manque.",
		],
		[
			"the table hidden",
			withParts(whole, {
				"xl/workbook.xml": (xml) => xml.replace('name="Critères"', 'state="veryHidden" name="Critères"'),
			}),
			"La feuille « Critères » est masquée",
		],
		[
			"a formula",
			withParts(whole, { [SHEET]: intoCell("D3", "<f>A1</f><v>1</v>") }),
			"La cellule D3 de la feuille « Critères » contient une formule. → La remplacer par sa valeur",
		],
		[
			"a document type",
			withParts(whole, { [SHEET]: (xml) => xml.replace("<worksheet", "<!DOCTYPE a><worksheet") }),
			"Ce fichier n’est pas un classeur .xlsx.",
		],
	])("%s", async (_, bytes, message) => {
		expect(await reading(bytes)).toContain(message);
	});

	it("what would fill the memory, whatever size it declares", async () => {
		const bomb = [["xl/worksheets/sheet1.xml", Buffer.alloc(33 * 1024 * 1024)]] as const;
		const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
		for (const bytes of [
			zip(bomb),
			zip(bomb, 10),
			withParts(whole, { "xl/worksheets/sheet9.xml": () => cells(far) }),
			withParts(whole, { "xl/worksheets/sheet9.xml": () => cells('<row r="4000000"/>') }),
		]) {
			expect(await reading(bytes)).toContain("trop grand");
		}
	});
});

describe("importCriteria minds not", () => {
	it.each<[what: string, bytes: Buffer]>([
		[
			"another sheet, hidden, with formulas",
			withParts(whole, {
				"xl/workbook.xml": addedBefore("</sheets>", '<sheet name="Calculs" sheetId="9" state="hidden" r:id="rId9"/>'),
				"xl/_rels/workbook.xml.rels": addedBefore(
					"</Relationships>",
					'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet9.xml"/>',
				),
				"xl/worksheets/sheet9.xml": () => cells('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'),
			}),
		],
		[
			"the formula of a validation",
			withParts(whole, {
				[SHEET]: addedBefore(
					"</worksheet>",
					"<extLst><ext><x14:dataValidation><xm:f>A1:A9</xm:f></x14:dataValidation></ext></extLst>",
				),
			}),
		],
		[
			"the format of a whole column, cell by cell",
			withParts(whole, { [SHEET]: addedBefore("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row>') }),
		],
	])("%s", async (_, bytes) => {
		expect(await reading(bytes)).toBe("accepted, 0 edits");
	});

	it.each([
		[
			"runs of several formats",
			' t="inlineStr"><is><r><rPr><b/></rPr><t xml:space="preserve">Objet </t></r><r><t>statutaire</t></r></is>',
		],
		["an escaped line end", ' t="inlineStr"><is><t>Objet statutaire_x000D_</t></is>'],
		["non-breaking spaces", ' t="inlineStr"><is><t>\u00a0Objet\u202fstatutaire&#160;</t></is>'],
	])("a cell in %s", async (_, inner) => {
		const bytes = withParts(whole, {
			[SHEET]: (xml) =>
				xml.replace(/<c r="D2"([^>]*?) t="s"><v>\d+<\/v>/, (_cell, style) => `<c r="D2"${style}${inner}`),
		});
		expect(await reading(bytes)).toBe("accepted, 0 edits");
	});
});
