/** Owns what the audits retained: apart from what was declared, and named as such. */
import { auditGapConclusion } from "~/domain/network/cooperative-conclusions";
import { at, type Comparison, type ProgressFigures, ratesByYear } from "~/domain/network/progress";
import type { TrendBasis } from "~/domain/network/trend-basis";
import type { Voice } from "~/domain/network/words";
import { frenchTypography } from "../text/french";
import { CooperativeTrend } from "./cooperative-trend";
import { DomainFiguresTable } from "./domain-figures-table";

export function AuditedProgress({
	year,
	voice,
	domains,
	figures,
	network,
	basis,
}: {
	year: number;
	voice: Voice;
	domains: readonly { readonly code: string; readonly title: string }[];
	figures: readonly ProgressFigures[];
	network: readonly Comparison[];
	/** What the audited years are compared on. */
	basis: TrendBasis;
}) {
	const audited = at(figures, { year, stage: "audited" });
	const years = ratesByYear(figures, "audited", "conformity").map((one) => one.year);
	const declared = at(figures, { year, stage: "declared" });
	return (
		<div className="stack-wide">
			{audited?.conformity && declared?.conformity && (
				<p className="lead">
					{frenchTypography(`${auditGapConclusion(declared.conformity, audited.conformity, voice)}.`)}
				</p>
			)}
			{audited ? (
				<DomainFiguresTable
					caption={`Conformité et maturité retenues par l’audit, ${year}`}
					captionNote="Niveaux retenus par les auditeurs. Ils ne remplacent pas les niveaux déclarés : les deux se lisent côte à côte."
					year={year}
					stage="audited"
					domains={domains}
					figures={figures}
					network={network}
				/>
			) : (
				<p className="soft measure">
					Pas d’audit clos sur l’auto-évaluation de {year}
					{years.length > 0 ? ` ; des résultats d’audit existent pour ${years.join(", ")}.` : "."}
				</p>
			)}
			{years.length > 1 && (
				<CooperativeTrend
					stage="audited"
					measure="conformity"
					voice={voice}
					figures={figures}
					network={network}
					basis={basis}
				/>
			)}
		</div>
	);
}
