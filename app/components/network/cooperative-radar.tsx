/** Owns the radar of one cooperative: this year, its year before, and the network's median, at one stage. */
import { progressConclusion, strengthsConclusion } from "~/domain/network/cooperative-conclusions";
import { at, type Comparison, type ProgressFigures, yearBefore } from "~/domain/network/progress";
import type { ScoreStage } from "~/domain/network/stage";
import { basisNote, likeForLike, type TrendBasis } from "~/domain/network/trend-basis";
import { uncapitalised, type Voice } from "~/domain/network/words";
import type { Ratio } from "~/domain/scoring/ratio";
import { domainPhrase, stageLabels } from "~/messages.fr";
import { RadarFigure, type RadarSeries } from "../chart/radar-figure";

const MEASURE = "maturity";

export function CooperativeRadar({
	year,
	stage,
	voice,
	domains,
	figures,
	network,
	basis,
}: {
	year: number;
	stage: ScoreStage;
	voice: Voice;
	domains: readonly { readonly code: string; readonly title: string }[];
	figures: readonly ProgressFigures[];
	network: readonly Comparison[];
	/** What this year and the one before are compared on: the network's median too. */
	basis: TrendBasis;
}) {
	const own = (of: number, domain: string) =>
		at(figures, { year: of, stage, domain, basis: basis.basis })?.[MEASURE] ?? null;
	const previous = yearBefore(figures, year, stage);
	const byDomain = (rate: (code: string) => Ratio | null) =>
		Object.fromEntries(domains.map(({ code }) => [code, rate(code)]));
	const medians = byDomain(
		(code) => at(network, { year, stage, domain: code, basis: basis.basis })?.quartiles[MEASURE]?.median ?? null,
	);
	const name = voice === "own" ? "Votre CAE" : "La CAE";
	const series: RadarSeries[] = [
		{ label: `${name}, ${year}`, tone: "own", rates: byDomain((code) => own(year, code)) },
		...(previous === null
			? []
			: [{ label: `${name}, ${previous}`, tone: "past" as const, rates: byDomain((code) => own(previous, code)) }]),
		...(Object.values(medians).some(Boolean)
			? [{ label: `Médiane du réseau, ${year}`, tone: "network" as const, rates: medians }]
			: []),
	];
	const rates = domains.flatMap((domain) => {
		const rate = own(year, domain.code);
		return rate ? [{ phrase: domainPhrase(domain), rate }] : [];
	});
	const pairs = domains.flatMap((domain) => {
		const [before, now] = [previous === null ? null : own(previous, domain.code), own(year, domain.code)];
		return before && now ? [{ phrase: domainPhrase(domain), before, now }] : [];
	});
	const moved = previous === null ? null : progressConclusion(pairs, previous);
	return (
		<RadarFigure
			title={likeForLike(strengthsConclusion(rates, MEASURE, voice), basis)}
			note={`${stageLabels[stage]}. Indice de maturité sur 100 : il dit le progrès et ne décide pas du label. ${moved ?? ""}`}
			basis={basisNote(basis) ?? undefined}
			caption={`Indice de maturité par domaine, ${uncapitalised(stageLabels[stage])}`}
			domains={domains}
			series={series}
			measure={MEASURE}
		/>
	);
}
