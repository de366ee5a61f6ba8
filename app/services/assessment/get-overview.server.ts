/** What the first page of an assessment shows: progress by domain, what is missing, the indicative outcome. */
import { can } from "~/domain/access/can";
import { holdsIn } from "~/domain/access/roles";
import { answerValues, type RecordedAnswer } from "~/domain/assessment/answer-record";
import { missingAnswers, proposedByDomain } from "~/domain/assessment/completeness";
import { labelOutcome } from "~/domain/scoring/label-outcome";
import { outcomeChecks } from "~/domain/scoring/outcome-checks";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { shortestPath } from "~/domain/scoring/shortest-path";
import { applicableCriteria } from "~/domain/standard/applicability";
import { shownVersion } from "~/domain/standard/shown-version";
import type { Profile, Standard } from "~/domain/standard/standard";
import { authorise, type UseCase } from "../use-case.server";
import { answerersByDomain } from "./answerers-by-domain.server";
import { findSubmission } from "./find-submission.server";
import { loadAnswers, loadAssessment } from "./load-assessment.server";

export async function getOverview(useCase: UseCase, assessmentId: string) {
	const { overview, loaded } = await readOverview(useCase, assessmentId);
	const put = applicableCriteria(loaded.published.standard, loaded.assessment.profile);
	/** The criteria put to the cooperative, by domain and chapter. */
	const index = loaded.published.standard.domains.map(({ code, title, chapters }) => ({
		code,
		title,
		mayAnswer: can(useCase.actor, "assessment.answer", { ...loaded.resource, domain: code }),
		chapters: chapters.flatMap((chapter) => {
			const criteria = put.filter((one) => one.chapter === chapter.code).map(({ id }) => id);
			return criteria.length > 0 ? [{ code: chapter.code, title: chapter.title, criteria }] : [];
		}),
	}));
	return { ...overview, index };
}

/** The same, with what it was made from: for a page that says more of it. */
export async function readOverview(useCase: UseCase, assessmentId: string) {
	const { db, actor } = useCase;
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.read", loaded.resource);
	const { standard } = loaded.published;
	const { profile } = loaded.assessment;
	const recorded = await loadAnswers(db, assessmentId);
	const score = scoreAssessment(standard, profile, answerValues(recorded));
	const missing = missingAnswers(standard, profile, recorded);
	const mayAnswer = (domain: string) => can(actor, "assessment.answer", { ...loaded.resource, domain });
	const answeredBy = await answerersByDomain(useCase, loaded);
	const missingIn = (domain: string) => missing.filter(({ criterion }) => criterion.domain === domain);
	const overview = {
		header: assessmentHeader(loaded),
		submission: loaded.assessment.status === "submitted" ? await findSubmission(db, assessmentId) : null,
		rights: {
			answer: standard.domains.some(({ code }) => mayAnswer(code)),
			profile: can(actor, "assessment.profile", loaded.resource),
			submit: can(actor, "assessment.submit", loaded.resource),
			history: can(actor, "assessment.history", loaded.resource),
			version: holdsIn(actor, loaded.resource.cooperativeId),
			return: can(actor, "assessment.return", loaded.resource),
			askReopening: can(actor, "assessment.askReopening", loaded.resource),
			sendings: can(actor, "assessment.sendings", loaded.resource),
		},
		criteriaCount: standard.criteria.length,
		howTo: {
			scale: standard.scale,
			notes: [...standard.scaleNotes, standard.notApplicableNotice, standard.evidenceNotice],
			notice: standard.notice,
		},
		score,
		outcome: labelOutcome(standard.labelRules, score),
		checks: outcomeChecks(standard.labelRules, score),
		missingCount: missing.length,
		proposedIn: proposedByDomain(missing),
		path: missing.length === 0 ? pathToLabel(standard, profile, recorded) : null,
		domains: standard.domains.map(({ code, title, description }) => ({
			code,
			title,
			description,
			score: score.domains[code] ?? null,
			missingCount: missingIn(code).length,
			firstMissing: missingIn(code)[0]?.criterion.id ?? null,
			mayAnswer: mayAnswer(code),
			answeredBy: answeredBy(code),
		})),
	};
	return { overview, loaded, recorded };
}

/** The least effort to the label without reservations; empty when the answers already give it, null when nothing can. */
function pathToLabel(standard: Standard, profile: Profile, recorded: ReadonlyMap<string, RecordedAnswer>) {
	const path = shortestPath(standard, profile, answerValues(recorded), "awarded");
	if (!path.ok) return null;
	const titles = new Map(standard.criteria.map(({ id, title }) => [id, title]));
	return path.value.raises.map(({ criterion: { id, domain, blocking }, from, to }) => {
		return { id, title: titles.get(id) ?? id, domain, blocking, from, to };
	});
}

/** What every page of an assessment repeats at its head. */
export function assessmentHeader(loaded: Awaited<ReturnType<typeof loadAssessment>>) {
	return {
		id: loaded.assessment.id,
		year: loaded.year,
		closesOn: loaded.closesOn,
		status: loaded.assessment.status,
		cooperative: loaded.cooperative,
		standard: shownVersion(loaded.published.standard),
		// Only when there is something to say: a whole sheet repeats it.
		...(loaded.returned ? { returned: loaded.returned } : {}),
	};
}
