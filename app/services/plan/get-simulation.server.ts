/** What a simulation starts from: the declared levels, and of the référentiel what the figures read. Nothing is ever written. */
import { can } from "~/domain/access/can";
import { answerValues } from "~/domain/assessment/answer-record";
import { isSetAside } from "~/domain/scoring/answer";
import { applicableCriteria } from "~/domain/standard/applicability";
import { assessmentHeader } from "../assessment/get-overview.server";
import { loadAnswers, loadAssessment } from "../assessment/load-assessment.server";
import { authorise, type UseCase } from "../use-case.server";

export async function getSimulation({ db, actor }: UseCase, assessmentId: string) {
	const loaded = await loadAssessment(db, actor, assessmentId);
	const { resource, published, assessment } = loaded;
	authorise(actor, "plan.read", resource, ["assessment.read", resource]);
	const { standard } = published;
	const put = applicableCriteria(standard, assessment.profile);
	const values = answerValues(await loadAnswers(db, assessmentId));
	return {
		header: assessmentHeader(loaded),
		scale: standard.scale.map(({ level, label }) => ({ level, label })),
		titles: Object.fromEntries(put.map(({ id, title }) => [id, title])),
		domains: standard.domains.map(({ code, title }) => ({ code, title })),
		/** Criteria put to the cooperative; nothing that a page need not know to count. */
		file: {
			standard: {
				domains: standard.domains.map(({ code }) => ({ code })),
				labelRules: standard.labelRules,
				criteria: put.map(({ id, domain, kind, blocking, weight, metFrom, applicability }) => {
					return { id, domain, kind, blocking, weight, metFrom, applicability };
				}),
			},
			profile: assessment.profile,
			answers: Object.fromEntries(
				put.flatMap(({ id }) => {
					const value = values[id];
					if (value === null || value === undefined) return [];
					return [[id, isSetAside(value) ? { notApplicable: "oui" } : value]];
				}),
			),
		},
		mayPlan: standard.domains.some(({ code }) =>
			can(actor, "plan.act", { cooperativeId: resource.cooperativeId, domain: code, ownerId: actor.userId }),
		),
	};
}
