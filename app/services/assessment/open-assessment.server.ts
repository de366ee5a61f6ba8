/** Opens a cooperative's assessment in the open campaign: a draft pinned to the campaign's version, with what an earlier year proposes. */
import { and, eq, gte, lte } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { atomically } from "~/db/transaction.server";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite, recordWrites } from "../journal/record-write.server";
import { getStandard } from "../standard/get-standard.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import type { AssessmentRow } from "./load-assessment.server";
import { type LoadedCarryOver, loadCarryOver } from "./load-carry-over.server";
import { openingProfile } from "./opening-profile.server";
import { writeAnswers } from "./write-answers.server";

export type OpenResult = Result<
	{ readonly assessmentId: string },
	"NO_OPEN_CAMPAIGN" | "NOT_ENROLLED" | "NO_LONGER_MEMBER"
>;

/**
 * Opening twice gives the same assessment, and proposes once.
 * @param start `empty` leaves aside what the earlier year would propose (R-89b)
 */
export async function openAssessment(
	useCase: UseCase,
	cooperativeId: string,
	start: "proposals" | "empty" = "proposals",
): Promise<OpenResult> {
	const { db, actor, now } = useCase;
	authorise(actor, "assessment.open", { cooperativeId }, ["cooperative.read", { cooperativeId }]);
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const today = dayInParis(now);
	return atomically(db, async (tx) => {
		const [campaign] = await tx
			.select()
			.from(campaigns)
			.where(and(lte(campaigns.opensOn, today), gte(campaigns.closesOn, today)));
		if (!campaign) return refuse("NO_OPEN_CAMPAIGN");
		const [cooperative] = await tx.select().from(cooperatives).where(eq(cooperatives.id, cooperativeId));
		if (!cooperative) throw new NotFoundError(cooperativeId);
		if (!cooperative.enrolledOn) return refuse("NOT_ENROLLED");
		const existing = await existingAssessment(tx, cooperativeId, campaign.id);
		if (existing) return accept({ assessmentId: existing });
		// what was opened before stays open to the end of its campaign.
		if (cooperative.memberUntil !== null && cooperative.memberUntil < today) return refuse("NO_LONGER_MEMBER");
		const profile = await openingProfile(tx, cooperative, campaign.year);
		const [opened] = await tx
			.insert(assessments)
			.values({
				cooperativeId,
				campaignId: campaign.id,
				standardVersionId: campaign.standardVersionId,
				profile,
				createdAt: now,
			})
			.onConflictDoNothing()
			.returning();
		if (opened) {
			const earlier = await loadCarryOver(tx, {
				cooperativeId,
				year: campaign.year,
				published: await getStandard(tx, campaign.standardVersionId),
				profile,
			});
			await recordWrite(tx, {
				at: now,
				actorId: actor.userId,
				action: "assessment.opened",
				subject: ["assessment", opened.id],
				cooperativeId,
				after: { year: campaign.year, profile, ...told(earlier, start) },
			});
			if (earlier && start === "proposals") await propose(tx, useCase, opened, earlier);
			return accept({ assessmentId: opened.id });
		}
		// Somebody else opened it at this very moment.
		const theirs = await existingAssessment(tx, cooperativeId, campaign.id);
		if (!theirs) throw new NotFoundError(cooperativeId);
		return accept({ assessmentId: theirs });
	});
}

/** From which year, and how many; nothing when there is no earlier year. */
function told(earlier: LoadedCarryOver | null, start: "proposals" | "empty") {
	if (!earlier) return {};
	const { year, version, carried } = earlier;
	const proposed = start === "empty" ? 0 : (carried?.proposals.size ?? 0);
	return { carriedFrom: year, carriedVersion: version, proposed, ...(start === "empty" ? { startedEmpty: true } : {}) };
}

async function propose(
	tx: Transaction,
	{ actor, now }: UseCase,
	opened: AssessmentRow,
	{ year, carried }: LoadedCarryOver,
): Promise<void> {
	// Signed by nobody: no one has answered this year yet. The journal says who opened it.
	const proposals = [...(carried?.proposals ?? [])];
	await writeAnswers(tx, opened, { write: proposals, remove: [] }, () => ({ updatedAt: now, updatedBy: null }));
	await recordWrites(
		tx,
		proposals.map(([criterionId, answer]) => ({
			at: now,
			actorId: actor.userId,
			action: "answer.proposed",
			subject: ["answer", `${opened.id}/${criterionId}`],
			cooperativeId: opened.cooperativeId,
			after: { ...answer, carriedFrom: year },
		})),
	);
}

async function existingAssessment(tx: Transaction, cooperativeId: string, campaignId: string) {
	const [existing] = await tx
		.select({ id: assessments.id })
		.from(assessments)
		.where(and(eq(assessments.cooperativeId, cooperativeId), eq(assessments.campaignId, campaignId)));
	return existing?.id;
}
