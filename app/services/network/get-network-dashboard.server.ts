/** The network's page: key figures, funnel, heatmap, distribution, trends, expiries. Reads summary rows, never answers. */

import type { Database } from "~/db/client.server";
import { seesFile } from "~/domain/access/can";
import { dayInParis } from "~/domain/calendar-day";
import { expiriesWithin } from "~/domain/decision/expiries";
import { breakdown } from "~/domain/network/breakdown";
import { OWN_VERSION } from "~/domain/network/comparable";
import { bandBounds, distribution } from "~/domain/network/distribution";
import { funnel } from "~/domain/network/funnel";
import { heatBounds, heatRows, NAME_ORDER, sortHeatRows } from "~/domain/network/heatmap";
import { countWithReservations, isEngaged, isMember, keyFigures, lastDayOf } from "~/domain/network/key-figures";
import { quartiles, SMALLEST_COHORT } from "~/domain/network/quartiles";
import { ratesOf, type ScoreSummary, WHOLE_DOMAIN } from "~/domain/network/summary";
import { isOver, keyFigureTrend, openingYear, quartileTrend, trendYears } from "~/domain/network/trend";
import { trendBasis } from "~/domain/network/trend-basis";
import { shownVersion } from "~/domain/standard/shown-version";
import { findLatestStandard, listVersions, type PublishedStandard } from "../standard/get-standard.server";
import { authorise, type UseCase } from "../use-case.server";
import { type DashboardQuery, passes, readDashboardQuery } from "./dashboard-query";
import { type LoadedFacts, loadNetworkFacts } from "./load-network-facts.server";
import { type CampaignYears, loadCampaignYears, loadDomainSummaries } from "./load-summaries.server";
import { networkChoices } from "./network-choices";

/** The whole network of today on one page; a larger one is paged. */
const ROWS_PER_PAGE = 75;
const EXPIRY_MONTHS = 12;

/** Six queries at most, the version of the référentiel included. */
export async function getNetworkDashboard({ db, actor, now }: UseCase, input: unknown) {
	authorise(actor, "network.read", null);
	const asked = readDashboardQuery(input);
	const all = await loadNetworkFacts(db);
	const campaigns = await loadCampaignYears(db, asked.stage);
	const today = dayInParis(now);
	const query = { ...asked, year: asked.year ?? openingYear(campaigns.years, SMALLEST_COHORT, today) };
	const { year, stage, measure } = query;
	const wholesSent = campaigns.wholes.filter((whole) => whole.year === year);
	const sent = new Set(wholesSent.map(({ cooperativeId }) => cooperativeId));
	const byDomain = await loadDomainSummaries(db, year, stage, sent);
	const versions = await listVersions(db);
	const campaign = campaigns.years.find((one) => one.year === year);
	const ofYear = standardsOf(versions, campaign?.versionIds ?? []);
	const standard = standardsOf(versions, [campaign?.standardVersionId ?? ""])[0] ?? (await latest(db));

	const cooperatives = all.cooperatives.filter(
		({ region, mainSector }) => passes(query.region, region) && passes(query.sector, mainSector),
	);
	const facts = { ...all, cooperatives };
	const selected = new Map(cooperatives.map((one) => [one.id, one]));
	const isCounted = (summary: ScoreSummary) => {
		const cooperative = selected.get(summary.cooperativeId);
		return cooperative !== undefined && isMember(cooperative, summary.year);
	};
	const wholes = campaigns.wholes.filter(isCounted);
	const wholesOfYear = wholes.filter((whole) => whole.year === year);
	const summaries = [...wholesOfYear, ...byDomain.filter(isCounted)];
	const rates = ratesOf(summaries, { year, stage, measure });
	const years = trendYears(campaigns.years, year, today);
	const basisOf = (idsOf: (campaign: CampaignYears["years"][number]) => readonly string[]) =>
		trendBasis(
			years.map((one) => {
				const ids = campaigns.years.filter((other) => other.year === one).flatMap(idsOf);
				return { year: one, versions: standardsOf(versions, ids) };
			}),
			versions.map((one) => one.standard),
		);
	const basis = basisOf(({ versionIds }) => versionIds);
	const compared = basis.basis === OWN_VERSION ? wholes : campaigns.comparable.filter(isCounted);
	const domains = standard.domains.map(({ code, title }) => ({
		code,
		title,
		quartiles: quartiles(ratesOf(summaries, { year, stage, measure, domain: code })),
	}));
	return {
		query,
		/** Of the référentiel the figures of the year are pinned to. */
		versions: (ofYear.length > 0 ? ofYear : [standard]).map(shownVersion),
		/** Set while the campaign of that year is under way: its figures still change. */
		openUntil: campaign && !isOver(campaign, today) ? campaign.closesOn : null,
		/** The last day of the year is still to come. */
		yearUnderWay: lastDayOf(year) > today,
		choices: networkChoices(all.cooperatives, campaigns.years, query),
		sectors: standard.sectors.map(({ code, label }) => ({ code, label })),
		rules: standard.labelRules.conformity,
		keyFigures: keyFigures(facts, year),
		withReservations: countWithReservations(facts, year),
		funnel: funnel(facts, campaigns.assessments, year),
		domains,
		heatmap: {
			bounds: heatBounds(measure, standard.labelRules),
			...heatPage({ ...facts, cooperatives: cooperatives.filter(({ id }) => seesFile(actor, id)) }, summaries, query),
			/** Rows kept from somebody who stands aside from those cooperatives; the figures count them. */
			setAside: cooperatives.filter(({ id }) => !seesFile(actor, id)).length,
		},
		quartiles: quartiles(rates),
		distribution: distribution(rates, bandBounds(measure, standard.labelRules)),
		trend: keyFigureTrend(facts, years),
		trendBasis: basis,
		/** Of the campaigns themselves: what a label was asked on that year. */
		labelBasis: basisOf(({ standardVersionId }) => [standardVersionId]),
		quartileTrend: quartileTrend(
			compared.filter((one) => one.basis === basis.basis),
			years,
			stage,
			measure,
		),
		regions: breakdown(facts, wholesOfYear, ({ region }) => region, year, measure),
		mainSectors: breakdown(facts, wholesOfYear, ({ mainSector }) => mainSector, year, measure),
		expiries: expiriesWithin(all.decisions, today, EXPIRY_MONTHS).flatMap((expiry) => {
			const cooperative = selected.get(expiry.cooperativeId);
			return cooperative ? [{ ...expiry, name: cooperative.name }] : [];
		}),
	};
}

function standardsOf(versions: readonly PublishedStandard[], ids: readonly string[]) {
	return versions.filter(({ id }) => ids.includes(id)).map(({ standard }) => standard);
}

/** For a year without a campaign. */
async function latest(db: Database) {
	const published = await findLatestStandard(db);
	if (!published) throw new Error("No version of the référentiel is published.");
	return published.standard;
}

/** Engaged cooperatives with a figure, in the order asked, one page of them; then those without. */
function heatPage(facts: LoadedFacts, summaries: readonly ScoreSummary[], query: DashboardQuery & { year: number }) {
	const engaged = facts.cooperatives.filter((one) => isMember(one, query.year) && isEngaged(one, query.year));
	const filter = { year: query.year, stage: query.stage, measure: query.measure };
	const all = sortHeatRows(heatRows(engaged, summaries, filter), query.order, query.reversed);
	const rows = all.filter(({ rates }) => rates[WHOLE_DOMAIN]);
	const without = all.filter(({ rates }) => !rates[WHOLE_DOMAIN]);
	const pages = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
	const page = Math.min(query.page, pages);
	return {
		rows: rows.slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE),
		first: rows.length === 0 ? 0 : (page - 1) * ROWS_PER_PAGE + 1,
		total: rows.length,
		engaged: engaged.length,
		page,
		pages,
		/** Engaged, nothing at this stage: the first by name, and how many. */
		without: sortHeatRows(without, NAME_ORDER)
			.slice(0, ROWS_PER_PAGE)
			.map(({ id, name }) => ({ id, name })),
		withoutCount: without.length,
	};
}
