/** What was declared and what the audit retained, domain by domain then criterion by criterion. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { auditCrumbs } from "~/components/audit/audit-header";
import { AuditStatusBadge } from "~/components/audit/audit-status-badge";
import { GapTable } from "~/components/audit/gap-table";
import { FigureSource } from "~/components/chart/figure-source";
import { RadarFigure } from "~/components/chart/radar-figure";
import { LevelMarkShape } from "~/components/display/level-mark";
import { StandardVersion, versionsText } from "~/components/display/standard-version";
import { Button, ButtonLink } from "~/components/form/button";
import { SelectField } from "~/components/form/select-field";
import { EmptyState } from "~/components/layout/empty-state";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { countGaps, gapsConclusion } from "~/domain/audit/level-gaps";
import { auditGapConclusion } from "~/domain/network/cooperative-conclusions";
import { rateOrNull } from "~/domain/network/rate";
import type { Ratio } from "~/domain/scoring/ratio";
import { paths } from "~/paths";
import { getLevelComparison } from "~/services/audit/get-level-comparison.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Déclaré et retenu · ${data?.header.cooperative.name ?? ""} · Label CAE` },
];

export const loader = guarded("audit.findings", async ({ params, url, useCase }) => {
	const comparison = await getLevelComparison(useCase, params.auditId ?? "");
	const asked = url.searchParams.get("domaine");
	const domain = comparison.domains.find(({ code }) => code === asked)?.code ?? null;
	return json({ ...comparison, query: { onlyGaps: url.searchParams.get("ecarts") === "oui", domain } });
});

const rate = ({ num, den }: Ratio) => rateOrNull(num, den);

export default function LevelComparisonPage() {
	const { header, query, domains, counts, declared, audited, examined, applicable } = useLoaderData<typeof loader>();
	const shown = domains
		.filter(({ code }) => query.domain === null || code === query.domain)
		.map((domain) => ({ ...domain, listed: domain.lines.filter(({ differs }) => differs || !query.onlyGaps) }))
		.filter(({ listed }) => listed.length > 0);
	return (
		<FigureSource.Provider value={versionsText([header.standard])}>
			<div className="page page-wide">
				<LevelMarkShape />
				<PageHeader
					breadcrumb={[...auditCrumbs(header), { label: "Rapport", href: paths.audits.report(header.id) }]}
					above={
						<>
							<AuditStatusBadge status={header.status} />
							<StandardVersion versions={[header.standard]} />
						</>
					}
					title="Déclaré et retenu"
					lead={frenchTypography(
						`${header.cooperative.name}, auto-évaluation ${header.year}. ${formatCount(examined, "critère examiné", "critères examinés")} sur ${applicable}. ${gapsConclusion(counts)}.`,
					)}
				/>
				{examined === 0 ? (
					<EmptyState title="Rien à comparer pour l’instant">
						<p>Les niveaux se lisent ici l’un à côté de l’autre dès qu’un critère est examiné pendant la visite.</p>
					</EmptyState>
				) : (
					<>
						<Section title="Domaine par domaine" ruled>
							<DomainRadar domains={domains} declared={declared} audited={audited} />
						</Section>
						<form method="get" className="filters filters-words">
							<SelectField
								name="domaine"
								label="Domaine"
								placeholder="Tous les domaines"
								defaultValue={query.domain ?? ""}
								options={domains.map(({ code, title }) => ({ value: code, label: title }))}
							/>
							<label className="choice">
								<input type="checkbox" name="ecarts" value="oui" defaultChecked={query.onlyGaps} /> Seulement ce qui
								diffère
							</label>
							<Button>Filtrer</Button>
							<ButtonLink kind="quiet" href={paths.audits.comparisonXlsx(header.id)} download>
								Tableau entier (XLSX)
							</ButtonLink>
						</form>
						{shown.length === 0 && (
							<EmptyState title="Aucun critère ne répond à ces filtres">
								<p>Ici, l’audit retient ce que la CAE a déclaré. Enlevez un filtre pour voir les critères.</p>
							</EmptyState>
						)}
						{shown.map((domain) => (
							<Section
								key={domain.code}
								title={domain.title}
								lead={frenchTypography(`${gapsConclusion(countGaps(domain.lines))}.`)}
								ruled
							>
								<GapTable auditId={header.id} domain={domain} lines={domain.listed} />
							</Section>
						))}
					</>
				)}
			</div>
		</FigureSource.Provider>
	);
}

interface DomainRates {
	readonly code: string;
	readonly title: string;
	readonly declared: Ratio;
	readonly audited: Ratio;
}

function DomainRadar({
	domains,
	declared,
	audited,
}: {
	domains: readonly DomainRates[];
	declared: Ratio;
	audited: Ratio;
}) {
	const [said, kept] = [rate(declared), rate(audited)];
	const ratesOf = (of: "declared" | "audited") =>
		Object.fromEntries(domains.map((domain) => [domain.code, rate(domain[of])]));
	return (
		<RadarFigure
			title={said && kept ? auditGapConclusion(said, kept, "other") : "Aucun critère obligatoire à comparer"}
			note="Conformité des critères obligatoires examinés, pondérée. Deux séries côte à côte, jamais mêlées."
			caption="Conformité déclarée et retenue, par domaine"
			domains={domains}
			measure="conformity"
			series={[
				{ label: "Déclaré par la CAE", tone: "past", rates: ratesOf("declared") },
				{ label: "Retenu par l’audit", tone: "own", rates: ratesOf("audited") },
			]}
		/>
	);
}
