/** What was declared and retained, as a workbook to sort and filter at home: two columns of levels, and their difference. */
import { guarded } from "~/auth/guarded.server";
import { plainFileName } from "~/components/text/file-name";
import { formatDateTime } from "~/components/text/format";
import { writeXlsx, XLSX_TYPE } from "~/components/xlsx/write-xlsx.server";
import { gapsConclusion } from "~/domain/audit/level-gaps";
import { auditStatusLabels, criterionKindLabels } from "~/messages.fr";
import { comparedLevelText } from "~/messages.gaps.fr";
import { findingLabels } from "~/messages.report.fr";
import { getLevelComparison } from "~/services/audit/get-level-comparison.server";
import { fileResponse } from "./file-response";

const COLUMNS = [
	{ title: "Domaine", width: 24 },
	{ title: "Critère", width: 10 },
	{ title: "Intitulé", width: 46 },
	{ title: "Nature", width: 14 },
	{ title: "Bloquant", width: 10 },
	{ title: "Déclaré", width: 15 },
	{ title: "Retenu", width: 15 },
	{ title: "Écart (retenu moins déclaré)", width: 16 },
	{ title: "Constat", width: 24 },
	{ title: "Note de l’audit", width: 70 },
] as const;

export const loader = guarded("audit.findings", async ({ params, useCase }) => {
	const { header, domains, counts } = await getLevelComparison(useCase, params.auditId ?? "");
	const rows = domains.flatMap(({ title: domain, lines }) =>
		lines.map(({ id, title, kind, blocking, declared, retained, gap, finding, note }) => [
			...[domain, id, title, criterionKindLabels[kind], blocking ? "oui" : "non"],
			// A level stays a number, to be sorted as one.
			typeof declared === "number" ? declared : comparedLevelText(declared),
			typeof retained === "number" ? retained : comparedLevelText(retained),
			...[gap, findingLabels[finding], note],
		]),
	);
	const workbook = await writeXlsx({
		sheet: "Déclaré et retenu",
		columns: COLUMNS,
		rows,
		about: [
			["CAE", header.cooperative.name],
			["Auto-évaluation", String(header.year)],
			["Référentiel", `version ${header.standard.version}`],
			["Audit", auditStatusLabels[header.status]],
			["Exporté le", formatDateTime(useCase.now)],
			["Ce qui ressort", `${gapsConclusion(counts)}.`],
			[
				"Écart",
				"Niveau retenu par l’audit moins niveau déclaré par la CAE. Vide quand l’un des deux n’est pas un niveau.",
			],
		],
	});
	return fileResponse(
		workbook,
		XLSX_TYPE,
		`declare-retenu-${header.year}-${plainFileName(header.cooperative.name)}.xlsx`,
	);
});
