/** One assessment as a file: a workbook to fill in, a table, or data for another program (docs/exports.md). */
import { guarded } from "~/auth/guarded.server";
import { csvFile } from "~/components/text/csv";
import { plainFileName } from "~/components/text/file-name";
import { formatCount, formatDateTime } from "~/components/text/format";
import { ANSWER_COLUMNS, answerRow } from "~/domain/assessment/answer-sheet";
import { answerDigestOf, writeAnswerWorkbook } from "~/services/assessment/answer-workbook.server";
import { type ExportedAssessment, exportAnswers, exportedData } from "~/services/assessment/export-answers.server";

const TYPES = {
	xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	csv: "text/csv; charset=utf-8",
	json: "application/json; charset=utf-8",
} as const;
type Format = keyof typeof TYPES;

export const loader = guarded("assessment.read", async ({ params, useCase }) => {
	const exported = await exportAnswers(useCase, params.assessmentId ?? "");
	const format = params.format ?? "";
	if (!isFormat(format)) throw new Response("Introuvable", { status: 404 });
	return new Response(await fileOf(format, exported), {
		headers: {
			"Content-Type": TYPES[format],
			"Content-Disposition": `attachment; filename="auto-evaluation-${exported.year}-${plainFileName(exported.cooperative.name)}.${format}"`,
			"Cache-Control": "no-store",
		},
	});
});

function isFormat(text: string): text is Format {
	return Object.hasOwn(TYPES, text);
}

async function fileOf(format: Format, exported: ExportedAssessment): Promise<string | Uint8Array<ArrayBuffer>> {
	if (format === "json") return JSON.stringify(exportedData(exported), null, "\t");
	if (format === "csv") {
		// Without the mark, which only an import reads.
		const width = ANSWER_COLUMNS.length - 1;
		const rows = exported.rows.map((row) => answerRow(row, answerDigestOf).slice(0, width));
		return csvFile([ANSWER_COLUMNS.map(({ title }) => title).slice(0, width), ...rows]);
	}
	const answered = exported.rows.filter(({ savedOn }) => savedOn !== null).length;
	const { code, version } = exported.standard;
	const workbook = await writeAnswerWorkbook(exported.rows, {
		cooperative: exported.cooperative.name,
		year: exported.year,
		standard: `${code}/${version}`,
		assessmentId: exported.assessmentId,
		exportedAt: formatDateTime(exported.exportedAt),
		contents: `${formatCount(exported.rows.length, "critère applicable", "critères applicables")}, ${formatCount(answered, "réponse enregistrée", "réponses enregistrées")}`,
	});
	return Uint8Array.from(workbook);
}
