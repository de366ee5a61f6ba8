/**
 * Loads the summary rows the network's figures are made of. Drafts have a status here, never a figure.
 * Each query comes back as one JSON text per campaign: with thousands of cooperatives, reading rows one by one takes five
 * times as long.
 */
import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { assessmentSummaries, WHOLE } from "~/db/schema/network.server";
import type { AssessmentStatus } from "~/domain/assessment/status";
import type { YearAssessment } from "~/domain/network/funnel";
import { rateOrNull } from "~/domain/network/rate";
import type { ScoreStage } from "~/domain/network/stage";
import type { ScoreSummary } from "~/domain/network/summary";
import type { CampaignYear } from "~/domain/network/trend";

const { conformityNum, conformityDen, maturityNum, maturityDen } = assessmentSummaries;
const figures = sql`${conformityNum}, ${conformityDen}, ${maturityNum}, ${maturityDen}`;
type Figures = readonly [conformityNum: number, conformityDen: number, maturityNum: number, maturityDen: number];

function rates([conformity, outOf, maturity, most]: Figures) {
	return { conformity: rateOrNull(conformity, outOf), maturity: rateOrNull(maturity, most) };
}

export interface CampaignYears {
	/** Every campaign, oldest first. */
	readonly years: readonly (CampaignYear & { readonly standardVersionId: string })[];
	readonly assessments: readonly YearAssessment[];
	/** One per assessment sent, for the whole of it. */
	readonly wholes: readonly ScoreSummary[];
}

type AssessmentEntry = readonly [
	cooperativeId: string,
	status: AssessmentStatus,
	...(Figures | [null, null, null, null]),
];

/** One query: every campaign, its assessments, and the figures of those sent, at one stage. */
export async function loadCampaignYears(db: Database, stage: ScoreStage): Promise<CampaignYears> {
	const rows = await db
		.select({
			year: campaigns.year,
			closesOn: campaigns.closesOn,
			standardVersionId: campaigns.standardVersionId,
			entries: sql<
				readonly AssessmentEntry[] | null
			>`json_agg(json_build_array(${assessments.cooperativeId}, ${assessments.status}, ${figures})) filter (where ${assessments.id} is not null)`,
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
		.groupBy(campaigns.id)
		.orderBy(asc(campaigns.year));
	return {
		years: rows.map(({ year, closesOn, standardVersionId, entries }) => ({
			year,
			closesOn,
			standardVersionId,
			sent: (entries ?? []).filter(([, status]) => status === "submitted").length,
		})),
		assessments: rows.flatMap(({ year, entries }) =>
			(entries ?? []).map(([cooperativeId, status]) => ({ year, cooperativeId, status })),
		),
		wholes: rows.flatMap(({ year, entries }) =>
			(entries ?? []).flatMap(([cooperativeId, , ...numbers]) =>
				numbers[0] === null ? [] : [{ year, cooperativeId, stage, domain: WHOLE, ...rates(numbers) }],
			),
		),
	};
}

type DomainEntry = readonly [cooperativeId: string, domain: string, ...Figures];

/** One query: the figures by domain of that year, at one stage, of the cooperatives that have sent their assessment. */
export async function loadDomainSummaries(
	db: Database,
	year: number,
	stage: ScoreStage,
	sent: ReadonlySet<string>,
): Promise<readonly ScoreSummary[]> {
	const { cooperativeId, domain } = assessmentSummaries;
	const [row] = await db
		.select({
			entries: sql<readonly DomainEntry[] | null>`json_agg(json_build_array(${cooperativeId}, ${domain}, ${figures}))`,
		})
		.from(assessmentSummaries)
		.where(and(eq(assessmentSummaries.year, year), eq(assessmentSummaries.stage, stage), ne(domain, WHOLE)));
	return (row?.entries ?? []).flatMap(([id, code, ...numbers]) =>
		sent.has(id) ? [{ cooperativeId: id, domain: code, year, stage, ...rates(numbers) }] : [],
	);
}
