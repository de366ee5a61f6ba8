/** Lists assessments: a cooperative's own, year by year; for the national team, those of one year, drafts as progress only. */

import { and, asc, desc, eq, gte, inArray, lte, type SQL, sql } from "drizzle-orm";
import { answerCounts, assessments, campaigns } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { ownCooperatives } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { authorise, type UseCase } from "../use-case.server";
import { waitingMentions } from "./load-threads.server";
import { previewOpening } from "./preview-opening.server";

/** The cooperatives of the person, each with its assessments, latest year first, and the open campaign to start. */
export async function listOwnAssessments(useCase: UseCase) {
	const { campaign, cooperatives } = await readOwn(useCase);
	return { campaign, cooperatives: cooperatives.map(({ profile: _, ...cooperative }) => cooperative) };
}

/** The same, with what opening the year's assessment would propose, to whoever may open it. */
export async function listOwnOpenings(useCase: UseCase) {
	const { campaign, standardVersionId, cooperatives } = await readOwn(useCase);
	const shown = [];
	for (const { profile, ...cooperative } of cooperatives) {
		const started = cooperative.assessments.some(({ year }) => year === campaign?.year);
		const opens = campaign !== null && cooperative.mayOpen && !started;
		const into = { year: campaign?.year ?? 0, standardVersionId: standardVersionId ?? "" };
		const previewed = opens ? await previewOpening(useCase, { id: cooperative.id, profile }, into) : null;
		shown.push({ ...cooperative, opens, previewed });
	}
	return { campaign, cooperatives: shown };
}

async function readOwn({ db, actor, now }: UseCase) {
	const own = ownCooperatives(actor);
	if (own.length === 0) return { campaign: null, standardVersionId: null, cooperatives: [] };
	const today = dayInParis(now);
	const openCampaign = db
		.select({ id: campaigns.id })
		.from(campaigns)
		.where(and(lte(campaigns.opensOn, today), gte(campaigns.closesOn, today)))
		.orderBy(desc(campaigns.year))
		.limit(1);
	const found = await db
		.select({
			cooperative: { id: cooperatives.id, name: cooperatives.name, enrolledOn: cooperatives.enrolledOn },
			profile: cooperatives.profile,
			campaign: { year: campaigns.year, closesOn: campaigns.closesOn },
			standardVersionId: campaigns.standardVersionId,
			mentions: waitingMentions(actor.userId),
		})
		.from(cooperatives)
		.leftJoin(campaigns, eq(campaigns.id, openCampaign))
		.where(inArray(cooperatives.id, [...own]))
		.orderBy(asc(cooperatives.name));
	const rows = await assessmentRows(db, inArray(assessments.cooperativeId, [...own]));
	return {
		campaign: found[0]?.campaign ?? null,
		standardVersionId: found[0]?.standardVersionId ?? null,
		cooperatives: found.map(({ cooperative, profile, mentions }) => ({
			...cooperative,
			profile,
			/** Threads that wait for the person there. */
			mentions,
			mayOpen: actor.grants.some((grant) => grant.role === "manager" && grant.cooperativeId === cooperative.id),
			assessments: rows.filter((row) => row.cooperativeId === cooperative.id),
		})),
	};
}

/** Every assessment of one year, by name of cooperative. A draft gives nothing but how many answers it holds. */
export async function listYearAssessments({ db, actor }: UseCase, year: number) {
	authorise(actor, "assessment.list", null);
	return assessmentRows(db, eq(campaigns.year, year));
}

function assessmentRows(db: UseCase["db"], where: SQL) {
	return db
		.select({
			id: assessments.id,
			cooperativeId: assessments.cooperativeId,
			cooperativeName: cooperatives.name,
			region: cooperatives.region,
			year: campaigns.year,
			status: assessments.status,
			submittedAt: assessments.submittedAt,
			// Counted one assessment at a time: joined, the view would count every answer of the network.
			answered: sql<number>`coalesce((select ${answerCounts.answered} from ${answerCounts} where ${answerCounts.assessmentId} = ${assessments.id}), 0)`,
		})
		.from(assessments)
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.innerJoin(cooperatives, eq(cooperatives.id, assessments.cooperativeId))
		.where(where)
		.orderBy(desc(campaigns.year), asc(cooperatives.name));
}
