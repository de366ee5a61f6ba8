/** What stands between a draft and its submission: each missing answer, and what the label will look at first. */

import { can } from "~/domain/access/can";
import { answerValues } from "~/domain/assessment/answer-record";
import { missingAnswers } from "~/domain/assessment/completeness";
import { xRay } from "~/domain/assessment/x-ray";
import { dayInParis } from "~/domain/calendar-day";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { applicableCriteria } from "~/domain/standard/applicability";
import { loadAttached } from "../evidence/load-attached.server";
import { authorise, type UseCase } from "../use-case.server";
import { assessmentHeader } from "./get-overview.server";
import { loadAnswers, loadAssessment } from "./load-assessment.server";

export async function getSubmissionGate({ db, actor, now }: UseCase, assessmentId: string) {
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.read", loaded.resource);
	const { standard } = loaded.published;
	const recorded = await loadAnswers(db, assessmentId);
	const score = scoreAssessment(standard, loaded.assessment.profile, answerValues(recorded));
	const missing = missingAnswers(standard, loaded.assessment.profile, recorded);
	const put = applicableCriteria(standard, loaded.assessment.profile);
	const noticed = xRay(put, recorded, await loadAttached(db, assessmentId), dayInParis(now));
	const titles = new Map(standard.criteria.map(({ id, title }) => [id, title]));
	const domainOf = new Map(standard.criteria.map(({ id, domain }) => [id, domain]));
	const named = (id: string) => ({ id, title: titles.get(id) ?? id, domain: domainOf.get(id) ?? "" });
	return {
		header: assessmentHeader(loaded),
		maySubmit: can(actor, "assessment.submit", loaded.resource),
		closed: dayInParis(now) > loaded.closesOn,
		missing: standard.domains.map(({ code, title }) => ({
			code,
			title,
			criteria: missing
				.filter(({ criterion }) => criterion.domain === code)
				.map(({ criterion, reason }) => ({ ...named(criterion.id), reason })),
		})),
		missingCount: missing.length,
		/** Blocking criteria answered under the level that counts: they do not stop the sending, but an audit would be premature. */
		blockingNotMet: score.majors
			.filter((id) => titles.has(id) && !missing.some(({ criterion }) => criterion.id === id))
			.map(named),
		/** What an audit would notice at once: told, never a refusal. */
		xRay: {
			signs: noticed.signs.map(({ criterionId, sign }) => ({ ...named(criterionId), sign })),
			metWithoutEvidence: noticed.metWithoutEvidence,
		},
	};
}
