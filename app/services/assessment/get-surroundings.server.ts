/** What surrounds the criteria of one domain's sheet, for whoever reads that sheet. */
import type { CriterionSurroundings, SheetSurroundings } from "~/domain/assessment/around";
import { applicableCriteria } from "~/domain/standard/applicability";
import { loadLastRemarks } from "../audit/load-last-remarks.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { loadAssessment } from "./load-assessment.server";

export async function getSurroundings(
	{ db, actor }: UseCase,
	assessmentId: string,
	domainCode: string,
): Promise<SheetSurroundings> {
	const { resource, published, year, assessment } = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.read", resource);
	const { standard } = published;
	if (!standard.domains.some(({ code }) => code === domainCode)) throw new NotFoundError(domainCode);
	const { cooperativeId } = resource;
	const visit = await loadLastRemarks(db, actor, { cooperativeId, year, published });
	const around = applicableCriteria(standard, assessment.profile)
		.filter(({ domain }) => domain === domainCode)
		.map(({ id }): [string, CriterionSurroundings] => {
			const remarks = visit.remarks.get(id);
			return [id, { ...(remarks ? { remarks } : {}) }];
		});
	return {
		visitYear: visit.year,
		criteria: Object.fromEntries(around.filter(([, one]) => Object.keys(one).length > 0)),
	};
}
