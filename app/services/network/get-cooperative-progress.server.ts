/** One cooperative's progress: its own figures by year and domain, declared and audited apart, beside the network's quartiles. */
import { and, desc, eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { assessmentSummaries } from "~/db/schema/network.server";
import { holdsIn } from "~/domain/access/roles";
import { answerValues } from "~/domain/assessment/answer-record";
import type { DraftFigures, ProgressFigures } from "~/domain/network/progress";
import { rateOrNull } from "~/domain/network/rate";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { loadAnswers } from "../assessment/load-assessment.server";
import { findLatestStandard, getStandard } from "../standard/get-standard.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { loadComparison } from "./load-comparison.server";

/** Six queries at most, the version of the référentiel included. */
export async function getCooperativeProgress({ db, actor }: UseCase, cooperativeId: string, askedYear?: number) {
	authorise(actor, "progress.read", { cooperativeId });
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const [cooperative] = await db
		.select({ id: cooperatives.id, name: cooperatives.name, fictional: cooperatives.fictional })
		.from(cooperatives)
		.where(eq(cooperatives.id, cooperativeId));
	if (!cooperative) throw new NotFoundError(cooperativeId);
	const rows = await loadOwnRows(db, cooperativeId);
	const figures = rows.flatMap((row) => (row.status === "submitted" && row.summary ? [toFigures(row.summary)] : []));
	const years = [...new Set(figures.map(({ year }) => year))].sort((a, b) => a - b);
	const year = askedYear !== undefined && years.includes(askedYear) ? askedYear : (years.at(-1) ?? null);
	const own = holdsIn(actor, cooperativeId);
	const draft = own ? rows.find(({ status }) => status === "draft") : undefined;
	const versionId = rows.find((row) => row.year === year)?.standardVersionId ?? draft?.standardVersionId;
	const published = versionId ? await getStandard(db, versionId) : await findLatestStandard(db);
	return {
		cooperative,
		/** Whether the reader belongs to the cooperative. */
		own,
		years,
		/** The year shown; null before the first assessment sent. */
		year,
		domains: published?.standard.domains.map(({ code, title }) => ({ code, title })) ?? [],
		goal: published?.standard.labelRules.conformity.awardedPercent ?? 100,
		figures,
		network:
			year === null ? [] : await loadComparison(db, years, year, [...new Set(figures.map(({ stage }) => stage))]),
		draft: draft ? await draftFigures(db, draft) : null,
	};
}

/** One query: the assessments of the cooperative, with the figures of those that have some. */
async function loadOwnRows(db: Database, cooperativeId: string) {
	return db
		.select({
			assessmentId: assessments.id,
			year: campaigns.year,
			status: assessments.status,
			profile: assessments.profile,
			standardVersionId: assessments.standardVersionId,
			summary: assessmentSummaries,
		})
		.from(assessments)
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.leftJoin(
			assessmentSummaries,
			and(
				eq(assessmentSummaries.assessmentId, assessments.id),
				eq(assessmentSummaries.cooperativeId, assessments.cooperativeId),
			),
		)
		.where(eq(assessments.cooperativeId, cooperativeId))
		.orderBy(desc(campaigns.year));
}

type OwnRow = Awaited<ReturnType<typeof loadOwnRows>>[number];

function toFigures(summary: NonNullable<OwnRow["summary"]>): ProgressFigures {
	return {
		year: summary.year,
		stage: summary.stage,
		domain: summary.domain,
		conformity: rateOrNull(summary.conformityNum, summary.conformityDen),
		maturity: rateOrNull(summary.maturityNum, summary.maturityDen),
		recommended: rateOrNull(summary.recommendedMet, summary.recommendedApplicable),
		majors: summary.majors,
		minors: summary.minors,
	};
}

async function draftFigures(db: Database, draft: OwnRow): Promise<DraftFigures> {
	const { standard } = await getStandard(db, draft.standardVersionId);
	const recorded = await loadAnswers(db, draft.assessmentId);
	const score = scoreAssessment(standard, draft.profile, answerValues(recorded));
	return {
		assessmentId: draft.assessmentId,
		year: draft.year,
		applicable: score.applicable,
		answered: score.answered,
		conformity: rateOrNull(score.conformity.num, score.conformity.den),
		maturity: rateOrNull(score.maturity.num, score.maturity.den),
	};
}
