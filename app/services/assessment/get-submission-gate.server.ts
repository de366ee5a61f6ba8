/** What stands between a draft and its submission: each missing answer, and what the label will look at first. */

import { and, desc, eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { assessmentSnapshots, assessments } from "~/db/schema/assessment.server";
import { can } from "~/domain/access/can";
import { answerValues } from "~/domain/assessment/answer-record";
import { missingAnswers } from "~/domain/assessment/completeness";
import { xRay } from "~/domain/assessment/x-ray";
import { dayInParis } from "~/domain/calendar-day";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { applicableCriteria } from "~/domain/standard/applicability";
import { contradictionsIn } from "~/domain/standard/contradiction";
import { loadAttached } from "../evidence/load-attached.server";
import { loadContradictions } from "../standard/load-contradictions.server";
import { authorise, type UseCase } from "../use-case.server";
import { assessmentHeader } from "./get-overview.server";
import { loadAnswers, loadAssessment } from "./load-assessment.server";

/** @param root where `criteria/` is */
export async function getSubmissionGate({ db, actor, now }: UseCase, assessmentId: string, root: string) {
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
		/** In whose name it would be signed; null for who may not. */
		signatory: can(actor, "assessment.submit", loaded.resource)
			? {
					name: actor.name,
					cooperative: loaded.cooperative.name,
					lastSignedAs: await findLastFunction(db, loaded.resource.cooperativeId, actor.userId),
				}
			: null,
		/** What was given back is sent again at any time. */
		closed: loaded.assessment.status === "draft" && dayInParis(now) > loaded.closesOn,
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
			contradictions: contradictionsIn(
				await loadContradictions(root, standard),
				new Set(put.map(({ id }) => id)),
				recorded,
			).map(({ id, between, message }) => ({
				id,
				message,
				criteria: between.map(({ criterion }) => named(criterion)),
			})),
		},
	};
}

/** As what this person signed for that cooperative the last time: proposed again, never taken for granted. */
async function findLastFunction(db: Database, cooperativeId: string, userId: string) {
	const [last] = await db
		.select({ signedAs: assessmentSnapshots.signedAs })
		.from(assessmentSnapshots)
		.innerJoin(assessments, eq(assessments.id, assessmentSnapshots.assessmentId))
		.where(and(eq(assessments.cooperativeId, cooperativeId), eq(assessmentSnapshots.signedBy, userId)))
		.orderBy(desc(assessmentSnapshots.takenAt))
		.limit(1);
	return last?.signedAs ?? null;
}
