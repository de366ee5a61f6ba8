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
import { OWN_VERSION } from "~/domain/network/comparable";
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
	/** Every campaign, oldest first, with the versions its figures are pinned to: its own one while there is none. */
	readonly years: readonly (CampaignYear & {
		readonly standardVersionId: string;
		readonly versionIds: readonly string[];
	})[];
	readonly assessments: readonly YearAssessment[];
	/** One per assessment sent, for the whole of it, on every criterion of its own version. */
	readonly wholes: readonly ScoreSummary[];
	/** The same on the criteria comparable over each span of versions. */
	readonly comparable: readonly ScoreSummary[];
}

type AssessmentEntry = readonly [
	cooperativeId: string,
	status: AssessmentStatus,
	standardVersionId: string,
	...([basis: string, ...Figures] | [null, null, null, null, null]),
];

/** One query: every campaign, its assessments, and the figures of those sent, at one stage, on every basis. */
export async function loadCampaignYears(db: Database, stage: ScoreStage): Promise<CampaignYears> {
	const rows = await db
		.select({
			year: campaigns.year,
			closesOn: campaigns.closesOn,
			standardVersionId: campaigns.standardVersionId,
			entries: sql<
				readonly AssessmentEntry[] | null
			>`json_agg(json_build_array(${assessments.cooperativeId}, ${assessments.status}, ${assessments.standardVersionId}, ${assessmentSummaries.basis}, ${figures})) filter (where ${assessments.id} is not null)`,
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
	const found = rows.map(({ entries, ...campaign }) => ({ ...campaign, entries: entries ?? [] }));
	const summaries = found.flatMap(({ year, entries }) =>
		entries.flatMap(([cooperativeId, , , basis, ...numbers]) =>
			basis === null || numbers[0] === null
				? []
				: [{ year, cooperativeId, stage, domain: WHOLE, basis, ...rates(numbers as Figures) }],
		),
	);
	return {
		years: found.map(({ year, closesOn, standardVersionId, entries }) => ({
			year,
			closesOn,
			standardVersionId,
			versionIds: versionsOf(entries, standardVersionId),
			sent: entries.filter(isOnce).filter(([, status]) => status === "submitted").length,
		})),
		assessments: found.flatMap(({ year, entries }) =>
			entries.filter(isOnce).map(([cooperativeId, status]) => ({ year, cooperativeId, status })),
		),
		wholes: summaries.filter(({ basis }) => basis === OWN_VERSION),
		comparable: summaries.filter(({ basis }) => basis !== OWN_VERSION),
	};
}

/** An assessment has one entry per basis of its figures, or one without figures. */
function isOnce([, , , basis]: AssessmentEntry): boolean {
	return basis === null || basis === OWN_VERSION;
}

function versionsOf(entries: readonly AssessmentEntry[], ofCampaign: string): readonly string[] {
	const found = new Set(entries.flatMap(([, , versionId, basis]) => (basis === null ? [] : versionId)));
	return found.size === 0 ? [ofCampaign] : [...found];
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
		.where(
			and(
				eq(assessmentSummaries.year, year),
				eq(assessmentSummaries.stage, stage),
				eq(assessmentSummaries.basis, OWN_VERSION),
				ne(domain, WHOLE),
			),
		);
	return (row?.entries ?? []).flatMap(([id, code, ...numbers]) =>
		sent.has(id) ? [{ cooperativeId: id, domain: code, year, stage, ...rates(numbers) }] : [],
	);
}
