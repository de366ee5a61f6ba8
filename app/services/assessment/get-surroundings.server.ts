/** What surrounds the criteria of one domain's sheet, for whoever reads that sheet. */

import { can } from "~/domain/access/can";
import type { CriterionSurroundings, SheetSurroundings } from "~/domain/assessment/around";
import { applicableCriteria } from "~/domain/standard/applicability";
import { loadLastRemarks } from "../audit/load-last-remarks.server";
import { loadPlanAround } from "../plan/load-plan-around.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { loadAssessment } from "./load-assessment.server";
import { countOpenThreads } from "./load-threads.server";

export async function getSurroundings(
	{ db, actor }: UseCase,
	assessmentId: string,
	domainCode: string,
): Promise<SheetSurroundings> {
	const loaded = await loadAssessment(db, actor, assessmentId);
	const { resource, published, year, assessment } = loaded;
	authorise(actor, "assessment.read", resource);
	const { standard } = published;
	if (!standard.domains.some(({ code }) => code === domainCode)) throw new NotFoundError(domainCode);
	const { cooperativeId } = resource;
	const visit = await loadLastRemarks(db, actor, { cooperativeId, year, published });
	const planOf = can(actor, "plan.read", { cooperativeId }) ? await loadPlanAround(db, loaded) : null;
	const open = can(actor, "assessment.discuss", resource) ? await countOpenThreads(db, assessmentId) : null;
	const around = applicableCriteria(standard, assessment.profile)
		.filter(({ domain }) => domain === domainCode)
		.map((criterion): [string, CriterionSurroundings] => {
			const { id } = criterion;
			const remarks = visit.remarks.get(id);
			const plan = planOf?.(criterion);
			const threads = open?.get(id);
			return [id, { ...(remarks ? { remarks } : {}), ...(plan ? { plan } : {}), ...(threads ? { threads } : {}) }];
		});
	return {
		visitYear: visit.year,
		assigns: can(actor, "plan.assign", { ...resource, domain: domainCode, assigneeId: actor.userId }),
		criteria: Object.fromEntries(around.filter(([, one]) => Object.keys(one).length > 0)),
	};
}
