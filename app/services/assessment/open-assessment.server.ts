/** Opens a cooperative's assessment in the open campaign: a draft pinned to the campaign's version of the référentiel. */

import { and, eq, gte, lte } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { atomically } from "~/db/transaction.server";
import { dayInParis } from "~/domain/calendar-day";
import { headcountFor } from "~/domain/cooperative/headcount";
import { accept, type Result, refuse } from "~/domain/result";
import { headcountsOf } from "../cooperative/get-cooperative-form.server";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";

export type OpenResult = Result<
	{ readonly assessmentId: string },
	"NO_OPEN_CAMPAIGN" | "NOT_ENROLLED" | "NO_LONGER_MEMBER"
>;

/** Opening twice gives the same assessment. */
export async function openAssessment({ db, actor, now }: UseCase, cooperativeId: string): Promise<OpenResult> {
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
		const headcounts = await headcountsOf(tx, cooperativeId);
		const profile = {
			...cooperative.profile,
			headcount: headcountFor(campaign.year, headcounts, cooperative.profile.headcount),
		};
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
			.returning({ id: assessments.id });
		if (opened) {
			await recordWrite(tx, {
				at: now,
				actorId: actor.userId,
				action: "assessment.opened",
				subject: ["assessment", opened.id],
				cooperativeId,
				after: { year: campaign.year, profile },
			});
			return accept({ assessmentId: opened.id });
		}
		// Somebody else opened it at this very moment.
		const theirs = await existingAssessment(tx, cooperativeId, campaign.id);
		if (!theirs) throw new NotFoundError(cooperativeId);
		return accept({ assessmentId: theirs });
	});
}

async function existingAssessment(tx: Transaction, cooperativeId: string, campaignId: string) {
	const [existing] = await tx
		.select({ id: assessments.id })
		.from(assessments)
		.where(and(eq(assessments.cooperativeId, cooperativeId), eq(assessments.campaignId, campaignId)));
	return existing?.id;
}
