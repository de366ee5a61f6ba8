/** Confirms together the proposed answers of a domain whose question did not change, and takes that back while nobody edited them. */
import { UNANSWERED } from "~/domain/assessment/answer-record";
import type { SeenAnswer } from "~/domain/assessment/seen-answer";
import { isUnchanged, type ProposedAnswer, proposedAnswers } from "~/domain/assessment/unchanged-answers";
import { applicableCriteria } from "~/domain/standard/applicability";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { changeTogether, type TogetherResult } from "./change-together.server";
import { assessmentHeader } from "./get-overview.server";
import { type LoadedAssessment, loadAnswers, loadAssessment } from "./load-assessment.server";
import { loadCarryOver } from "./load-carry-over.server";

/** What waits for a confirmation in a domain: together, or one by one with the reason. */
export async function getUnchanged({ db, actor }: UseCase, assessmentId: string, domainCode: string) {
	const loaded = await loadAssessment(db, actor, assessmentId);
	const domain = loaded.published.standard.domains.find(({ code }) => code === domainCode);
	authorise(actor, "assessment.answer", { ...loaded.resource, domain: domain?.code ?? "" }, [
		"assessment.read",
		loaded.resource,
	]);
	if (!domain) throw new NotFoundError(domainCode);
	const { proposed, carried, year } = await loadProposed(db, loaded, domainCode);
	const shown = ({ criterion: { id, title }, answer, note }: ProposedAnswer) => ({ id, title, ...answer, note });
	return {
		header: assessmentHeader(loaded),
		domain,
		year,
		scale: loaded.published.standard.scale.map(({ level, label }) => ({ level, label })),
		unchanged: proposed.filter((one) => isUnchanged(one, carried)).map(shown),
		oneByOne: proposed.filter((one) => !isUnchanged(one, carried)).map(shown),
	};
}

async function loadProposed(db: UseCase["db"], loaded: LoadedAssessment, domainCode: string) {
	const { published, year, resource, assessment } = loaded;
	const { profile } = assessment;
	const put = applicableCriteria(published.standard, profile).filter(({ domain }) => domain === domainCode);
	const recorded = await loadAnswers(db, assessment.id);
	const earlier = await loadCarryOver(db, { cooperativeId: resource.cooperativeId, year, published, profile });
	const carried = new Map(earlier?.carried?.criteria.map((one) => [one.criterionId, one]));
	return { proposed: proposedAnswers(put, recorded, carried), carried, year: earlier?.year ?? null };
}

/**
 * Confirms those of the seen answers that are still as they were seen, or takes the confirmation back. What somebody edited
 * meanwhile is left as it is: `written` says which were done, at their new version.
 */
export async function confirmUnchanged(
	useCase: UseCase,
	assessmentId: string,
	domainCode: string,
	seen: readonly SeenAnswer[],
	direction: "confirm" | "undo",
): Promise<TogetherResult> {
	const { db, actor } = useCase;
	const loaded = await loadAssessment(db, actor, assessmentId);
	const { resource, published } = loaded;
	const domain = published.standard.domains.find(({ code }) => code === domainCode);
	authorise(actor, "assessment.answer", { ...resource, status: "draft", domain: domain?.code ?? "" }, [
		"assessment.read",
		resource,
	]);
	if (!domain) throw new NotFoundError(domainCode);
	const { proposed, carried } = await loadProposed(db, loaded, domainCode);
	const askable = new Set(
		direction === "confirm"
			? proposed.filter((one) => isUnchanged(one, carried)).map(({ criterion }) => criterion.id)
			: published.standard.criteria.flatMap(({ id, domain }) => (domain === domainCode && carried.has(id) ? [id] : [])),
	);
	const toConfirm = direction === "undo";
	const wanted = seen.filter(({ criterionId }) => askable.has(criterionId));
	return changeTogether(useCase, loaded, wanted, (_, before) => {
		if (before === UNANSWERED || (before.toConfirm ?? false) === toConfirm) return null;
		// A proposal is signed by nobody.
		return { answer: { ...before, toConfirm }, signed: !toConfirm };
	});
}
