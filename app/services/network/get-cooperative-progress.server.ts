/** One cooperative's progress: its own figures by year and domain, declared and audited apart, beside the network's quartiles. */
import { and, desc, eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { assessmentSummaries } from "~/db/schema/network.server";
import { holdsIn } from "~/domain/access/roles";
import { answerValues } from "~/domain/assessment/answer-record";
import { OWN_VERSION } from "~/domain/network/comparable";
import { type DraftFigures, type ProgressFigures, yearBefore } from "~/domain/network/progress";
import { rateOrNull } from "~/domain/network/rate";
import type { ScoreStage } from "~/domain/network/stage";
import { trendBasis } from "~/domain/network/trend-basis";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { shownVersion } from "~/domain/standard/shown-version";
import { loadAnswers } from "../assessment/load-assessment.server";
import { findLatestStandard, getStandard, listVersions } from "../standard/get-standard.server";
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
	const draft = own ? rows.find(({ status }) => status !== "submitted") : undefined;
	const versions = await listVersions(db);
	const pinnedTo = (of: number | undefined) => {
		const versionId = rows.find((row) => row.year === of)?.standardVersionId;
		return versions.flatMap(({ id, standard }) => (id === versionId ? [standard] : []));
	};
	const shown = year ?? draft?.year;
	const standard = pinnedTo(shown)[0] ?? (await findLatestStandard(db))?.standard;
	const basisOf = (compared: readonly number[]) =>
		trendBasis(
			compared.map((one) => ({ year: one, versions: pinnedTo(one) })),
			versions.map((one) => one.standard),
		);
	const stages = [...new Set(figures.map(({ stage }) => stage))];
	const trends = {
		declared: basisOf(yearsAt(figures, "declared")),
		audited: basisOf(yearsAt(figures, "audited")),
	};
	const previous = year === null ? null : yearBefore(figures, year, "declared");
	const radar = basisOf([previous, year].flatMap((one) => one ?? []));
	const bases = [OWN_VERSION, trends.declared.basis, trends.audited.basis, radar.basis];
	return {
		cooperative,
		/** Whether the reader belongs to the cooperative. */
		own,
		years,
		/** The year shown; null before the first assessment sent. */
		year,
		/** Of the référentiel the figures of the year are pinned to; without any, the draft's. */
		version: shown === undefined || !standard ? null : shownVersion(standard),
		domains: standard?.domains.map(({ code, title }) => ({ code, title })) ?? [],
		goal: standard?.labelRules.conformity.awardedPercent ?? 100,
		figures: figures.filter(({ basis }) => bases.includes(basis)),
		/** What the years of each trend, and the two years of the radar, can be compared on. */
		trends,
		radar,
		network: year === null ? [] : await loadComparison(db, years, year, stages, [...new Set(bases)]),
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

/** The years with figures at that stage, oldest first. */
function yearsAt(figures: readonly ProgressFigures[], stage: ScoreStage): readonly number[] {
	const years = figures.filter((row) => row.stage === stage).map(({ year }) => year);
	return [...new Set(years)].sort((a, b) => a - b);
}

function toFigures(summary: NonNullable<OwnRow["summary"]>) {
	return {
		year: summary.year,
		stage: summary.stage,
		domain: summary.domain,
		conformity: rateOrNull(summary.conformityNum, summary.conformityDen),
		maturity: rateOrNull(summary.maturityNum, summary.maturityDen),
		recommended: rateOrNull(summary.recommendedMet, summary.recommendedApplicable),
		majors: summary.majors,
		minors: summary.minors,
		basis: summary.basis,
	};
}

async function draftFigures(db: Database, draft: OwnRow): Promise<DraftFigures> {
	const { standard } = await getStandard(db, draft.standardVersionId);
	const recorded = await loadAnswers(db, draft.assessmentId);
	const score = scoreAssessment(standard, draft.profile, answerValues(recorded));
	return {
		assessmentId: draft.assessmentId,
		year: draft.year,
		version: shownVersion(standard),
		applicable: score.applicable,
		answered: score.answered,
		conformity: rateOrNull(score.conformity.num, score.conformity.den),
		maturity: rateOrNull(score.maturity.num, score.maturity.den),
	};
}
