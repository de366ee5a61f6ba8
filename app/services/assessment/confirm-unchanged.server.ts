/** Confirms together the proposed answers of a domain whose question did not change, and takes that back while nobody edited them. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { answers, assessments } from "~/db/schema/assessment.server";
import { atomically } from "~/db/transaction.server";
import {
	isUnchanged,
	type ProposedAnswer,
	proposedAnswers,
	type SeenAnswer,
} from "~/domain/assessment/unchanged-answers";
import { accept, type Result, refuse } from "~/domain/result";
import { applicableCriteria } from "~/domain/standard/applicability";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { assessmentHeader } from "./get-overview.server";
import { type LoadedAssessment, loadAnswers, loadAssessment, recordedAnswer } from "./load-assessment.server";
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

export type ConfirmResult = Result<{ readonly written: readonly SeenAnswer[] }, "ASSESSMENT_LOCKED">;

/**
 * Confirms those of the seen answers that are still as they were seen, or takes the confirmation back. What somebody edited
 * meanwhile is left as it is: `written` says which were done, at their new version.
 */
export async function confirmUnchanged(
	{ db, actor, now }: UseCase,
	assessmentId: string,
	domainCode: string,
	seen: readonly SeenAnswer[],
	direction: "confirm" | "undo",
): Promise<ConfirmResult> {
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
	const versions = new Map(
		seen.flatMap(({ criterionId, version }) => (askable.has(criterionId) ? [[criterionId, version]] : [])),
	);
	return atomically(db, async (tx) => {
		// Held until the end: the assessment cannot be submitted, nor its profile change, under this save.
		const [assessment] = await tx.select().from(assessments).where(eq(assessments.id, assessmentId)).for("share");
		if (assessment?.status !== "draft" || assessment.standardVersionId !== published.id) {
			return refuse("ASSESSMENT_LOCKED");
		}
		const wanted = and(eq(answers.assessmentId, assessmentId), inArray(answers.criterionId, [...versions.keys()]));
		const rows = versions.size === 0 ? [] : await tx.select().from(answers).where(wanted).for("update");
		const toConfirm = direction === "undo";
		const written = rows.filter((row) => row.version === versions.get(row.criterionId) && row.toConfirm !== toConfirm);
		if (written.length === 0) return accept({ written: [] });
		await tx
			.update(answers)
			.set({
				toConfirm,
				version: sql`${answers.version} + 1`,
				updatedAt: now,
				updatedBy: toConfirm ? null : actor.userId,
			})
			.where(
				and(
					eq(answers.assessmentId, assessmentId),
					inArray(
						answers.criterionId,
						written.map(({ criterionId }) => criterionId),
					),
				),
			);
		for (const row of written) {
			const before = recordedAnswer(row);
			await recordWrite(tx, {
				at: now,
				actorId: actor.userId,
				action: "answer.saved",
				subject: ["answer", `${assessmentId}/${row.criterionId}`],
				cooperativeId: resource.cooperativeId,
				before,
				after: { ...before, version: row.version + 1, toConfirm },
			});
		}
		return accept({ written: written.map(({ criterionId, version }) => ({ criterionId, version: version + 1 })) });
	});
}
