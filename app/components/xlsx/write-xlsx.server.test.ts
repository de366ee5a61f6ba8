import readXlsxFile from "read-excel-file/universal";
import { expect, it } from "vitest";
import { writeXlsx } from "./write-xlsx.server";

const HOSTILE = [
	"=1+1",
	"+33 6 00",
	"-2",
	"@SUM(A1)",
	'=HYPERLINK("http://x.example")',
	"constructor",
	"_x000D_",
	"<b>&",
];

it("writes each text as it is, never as a formula, and each number as one", async () => {
	const bytes = await writeXlsx({
		sheet: "Essai",
		columns: [
			{ title: "=Titre", width: 10 },
			{ title: "Écart", width: 10 },
		],
		rows: [...HOSTILE.map((text) => [text, -2]), ["vide", null]],
		about: [["=CAE", "=Rhizome"]],
	});
	const sheets = await readXlsxFile(Uint8Array.from(bytes).buffer, { trim: false });
	expect(sheets.map(({ sheet }) => sheet)).toEqual(["Essai", "À lire"]);
	const [table, about] = sheets.map(({ data }) => data);
	expect(table).toEqual([["=Titre", "Écart"], ...HOSTILE.map((text) => [text, -2]), ["vide", null]]);
	expect(about).toEqual([["=CAE", "=Rhizome"]]);
});
