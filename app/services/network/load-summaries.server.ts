/** Loads the summary rows the network's figures are made of. Drafts have a status here, never a figure. */
import { and, asc, eq, ne } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { assessmentSummaries, WHOLE } from "~/db/schema/network.server";
import type { YearAssessment } from "~/domain/network/funnel";
import { rateOrNull } from "~/domain/network/rate";
import type { ScoreStage } from "~/domain/network/stage";
import type { ScoreSummary } from "~/domain/network/summary";
import type { CampaignYear } from "~/domain/network/trend";

const figures = {
	conformityNum: assessmentSummaries.conformityNum,
	conformityDen: assessmentSummaries.conformityDen,
	maturityNum: assessmentSummaries.maturityNum,
	maturityDen: assessmentSummaries.maturityDen,
};
type Figures = { [Key in keyof typeof figures]: number };

function rates(row: Figures) {
	return {
		conformity: rateOrNull(row.conformityNum, row.conformityDen),
		maturity: rateOrNull(row.maturityNum, row.maturityDen),
	};
}

export interface CampaignYears {
	/** Every campaign, oldest first. */
	readonly years: readonly (CampaignYear & { readonly standardVersionId: string })[];
	readonly assessments: readonly YearAssessment[];
	/** One row per assessment sent, for the whole of it. */
	readonly wholes: readonly ScoreSummary[];
}

/** One query: every campaign, its assessments, and the figures of those sent, at one stage. */
export async function loadCampaignYears(db: Database, stage: ScoreStage): Promise<CampaignYears> {
	const rows = await db
		.select({
			year: campaigns.year,
			closesOn: campaigns.closesOn,
			standardVersionId: campaigns.standardVersionId,
			cooperativeId: assessments.cooperativeId,
			status: assessments.status,
			summarised: assessmentSummaries.assessmentId,
			...figures,
		})
		.from(campaigns)
		.leftJoin(assessments, eq(assessments.campaignId, campaigns.id))
		.leftJoin(
			assessmentSummaries,
			and(
				eq(assessmentSummaries.assessmentId, assessments.id),
				eq(assessmentSummaries.domain, WHOLE),
				eq(assessmentSummaries.stage, stage),
				eq(assessments.status, "submitted"),
			),
		)
		.orderBy(asc(campaigns.year));
	const years = new Map<number, CampaignYears["years"][number]>();
	for (const { year, closesOn, standardVersionId, status } of rows) {
		const sent = (years.get(year)?.sent ?? 0) + (status === "submitted" ? 1 : 0);
		years.set(year, { year, closesOn, standardVersionId, sent });
	}
	return {
		years: [...years.values()],
		assessments: rows.flatMap(({ year, cooperativeId, status }) =>
			cooperativeId && status ? [{ year, cooperativeId, status }] : [],
		),
		wholes: rows.flatMap((row) =>
			row.cooperativeId && row.summarised
				? [{ year: row.year, cooperativeId: row.cooperativeId, stage, domain: WHOLE, ...rates(row as Figures) }]
				: [],
		),
	};
}

/** One query: the figures by domain of the assessments sent in that year, at one stage. */
export async function loadDomainSummaries(
	db: Database,
	year: number,
	stage: ScoreStage,
): Promise<readonly ScoreSummary[]> {
	const rows = await db
		.select({ cooperativeId: assessmentSummaries.cooperativeId, domain: assessmentSummaries.domain, ...figures })
		.from(assessmentSummaries)
		.innerJoin(
			assessments,
			and(eq(assessments.id, assessmentSummaries.assessmentId), eq(assessments.status, "submitted")),
		)
		.where(
			and(
				eq(assessmentSummaries.year, year),
				eq(assessmentSummaries.stage, stage),
				ne(assessmentSummaries.domain, WHOLE),
			),
		);
	return rows.map((row) => ({ cooperativeId: row.cooperativeId, domain: row.domain, year, stage, ...rates(row) }));
}
