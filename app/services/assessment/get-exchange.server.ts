/** What the page of exports and imports shows: how much there is to take away, and whether the person may bring it back. */
import { can } from "~/domain/access/can";
import { saysSomething } from "~/domain/assessment/answer-record";
import { applicableCriteria } from "~/domain/standard/applicability";
import { authorise, type UseCase } from "../use-case.server";
import { assessmentHeader } from "./get-overview.server";
import { loadAnswers, loadAssessment } from "./load-assessment.server";

export async function getExchange({ db, actor }: UseCase, assessmentId: string) {
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.read", loaded.resource);
	const { standard } = loaded.published;
	const recorded = await loadAnswers(db, assessmentId);
	const applicable = applicableCriteria(standard, loaded.assessment.profile);
	return {
		header: assessmentHeader(loaded),
		mayImport: standard.domains.some(({ code }) =>
			can(actor, "assessment.answer", { ...loaded.resource, domain: code }),
		),
		applicable: applicable.length,
		answered: applicable.filter(({ id }) => {
			const answer = recorded.get(id);
			return answer !== undefined && saysSomething(answer);
		}).length,
	};
}
