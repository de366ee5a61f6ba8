/** The gaps of the network by criterion, as a workbook. No auditor and no cooperative is in it. */
import { guarded } from "~/auth/guarded.server";
import { formatDateTime } from "~/components/text/format";
import { writeXlsx, XLSX_TYPE } from "~/components/xlsx/write-xlsx.server";
import { calibrationConclusion } from "~/domain/audit/calibration";
import { SMALLEST_COHORT } from "~/domain/network/quartiles";
import { directionText } from "~/messages.calibration.fr";
import { getCalibration } from "~/services/audit/get-calibration.server";
import { authorise } from "~/services/use-case.server";
import { fileResponse } from "./file-response";

const COLUMNS = [
	{ title: "Domaine", width: 24 },
	{ title: "Critère", width: 10 },
	{ title: "Intitulé", width: 50 },
	{ title: "Écart moyen (retenu moins déclaré, en niveaux)", width: 24 },
	{ title: "Le réseau", width: 18 },
	{ title: "CAE", width: 8 },
] as const;

export const loader = guarded("calibration.criteria", async ({ url, useCase }) => {
	authorise(useCase.actor, "calibration.criteria", null);
	const { criteria, domains, version, until } = await getCalibration(useCase, url.searchParams.get("version"));
	const titles = new Map(domains.map(({ code, title }) => [code, title]));
	const workbook = await writeXlsx({
		sheet: "Calibrage",
		columns: COLUMNS,
		rows: criteria.map(({ criterionId, domain, title, mean, cooperatives }) => [
			...[
				titles.get(domain) ?? domain,
				criterionId,
				title,
				Math.round(mean * 100) / 100,
				directionText(mean),
				cooperatives,
			],
		]),
		about: [
			["Référentiel", version ? `version ${version.version}` : "aucun"],
			["Audits", until === null ? "terminés à ce jour" : `terminés avant la fin de ${until}`],
			["Exporté le", formatDateTime(useCase.now)],
			["Ce qui ressort", `${calibrationConclusion(criteria)}.`],
			["Critères absents", `Moins de ${SMALLEST_COHORT} CAE auditées : un chiffre en désignerait une.`],
		],
	});
	return fileResponse(workbook, XLSX_TYPE, `calibrage-${version?.version ?? "vide"}.xlsx`);
});
