/** The network's page: what the Conseil d'administration reads before it decides. */
import { json, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { FigureSource } from "~/components/chart/figure-source";
import { Pagination } from "~/components/display/pagination";
import { StandardVersion, versionsText } from "~/components/display/standard-version";
import { EmptyState } from "~/components/layout/empty-state";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { BreakdownTable } from "~/components/network/breakdown-table";
import { addressOf, wishOf } from "~/components/network/dashboard-address";
import { DashboardFilters } from "~/components/network/dashboard-filters";
import { DistributionFigure } from "~/components/network/distribution-figure";
import { ExpiryList } from "~/components/network/expiry-list";
import { FunnelFigure } from "~/components/network/funnel-figure";
import { NetworkHeatmap } from "~/components/network/network-heatmap";
import { NetworkKeyFigures } from "~/components/network/network-key-figures";
import { LabelTrend, MedianTrend } from "~/components/network/network-trends";
import { WithoutFigures } from "~/components/network/without-figures";
import { formatCount, formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { domainsConclusion } from "~/domain/network/network-conclusions";
import { domainPhrase, NOT_KNOWN } from "~/messages.fr";
import { paths } from "~/paths";
import { getNetworkDashboard } from "~/services/network/get-network-dashboard.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Progrès du réseau ${data?.query.year ?? ""} · Label CAE` },
];

export const loader = guarded("network.read", async ({ url, useCase }) =>
	json(await getNetworkDashboard(useCase, wishOf(url.searchParams))),
);

export default function Dashboard() {
	const data = useLoaderData<typeof loader>();
	const { query, heatmap, choices } = data;
	const { year, stage, measure } = query;
	const sectorLabel = (code: string) => data.sectors.find((sector) => sector.code === code)?.label ?? code;
	const narrowed = [
		query.region && (query.region === choices.notGiven ? `région ${NOT_KNOWN}e` : query.region),
		query.sector && (query.sector === choices.notGiven ? `filière ${NOT_KNOWN}e` : sectorLabel(query.sector)),
	].filter(Boolean);
	const conclusion = domainsConclusion(
		data.domains.map((domain) => ({ phrase: domainPhrase(domain), quartiles: domain.quartiles })),
		measure,
		stage,
	);
	const pageHref = (page: number) => paths.network(addressOf(query, page));
	return (
		<FigureSource.Provider value={versionsText(data.versions)}>
			<div className="page page-wide network-page">
				<PageHeader
					title={`Le label dans le réseau en ${year}`}
					above={
						<>
							{narrowed.length > 0 && <strong>{narrowed.join(", ")}</strong>}
							<StandardVersion versions={data.versions} />
						</>
					}
				/>
				<Form method="get" action={paths.network()} aria-label="Choisir ce qui est montré">
					<DashboardFilters
						wish={query}
						years={choices.years}
						regions={choices.regions}
						sectors={choices.sectors}
						sectorLabel={sectorLabel}
						notGiven={choices.notGiven}
					/>
				</Form>
				{data.openUntil && (
					<Notice kind="info" live={false} title={`La campagne ${year} est en cours`}>
						<p>
							Les CAE ont jusqu’au {formatDate(data.openUntil)} pour envoyer leur auto-évaluation : ces chiffres bougent
							encore, et les courbes s’arrêtent à la dernière campagne close.
						</p>
					</Notice>
				)}
				<NetworkKeyFigures
					figures={data.keyFigures}
					withReservations={data.withReservations}
					expiring={data.expiries.length}
					yearUnderWay={data.yearUnderWay}
				/>
				<Section title="Où en sont les CAE" ruled>
					<div className="figures-beside">
						<FunnelFigure funnel={data.funnel} year={year} />
						<LabelTrend years={data.trend} basis={data.labelBasis} />
					</div>
				</Section>
				<Section title="Domaine par domaine" lead={frenchTypography(`${conclusion}.`)} ruled>
					{heatmap.setAside > 0 && (
						<p className="soft">
							{formatCount(
								heatmap.setAside,
								"CAE dont vous vous déportez n’est",
								"CAE dont vous vous déportez ne sont",
							)}{" "}
							pas dans ce tableau ; les autres chiffres de la page les comptent.
						</p>
					)}
					{heatmap.total === 0 ? (
						<EmptyState title={`Aucun résultat ${stage === "declared" ? "déclaré" : "audité"} ici en ${year}`}>
							<p>Changez d’année, de région ou de filière.</p>
						</EmptyState>
					) : (
						<NetworkHeatmap
							rows={heatmap.rows}
							bounds={heatmap.bounds}
							domains={data.domains}
							whole={data.quartiles}
							wish={query}
							total={heatmap.total}
						/>
					)}
					{heatmap.pages > 1 && (
						<Pagination
							status={`CAE ${heatmap.first} à ${heatmap.first + heatmap.rows.length - 1} sur ${heatmap.total}`}
							previousHref={heatmap.page > 1 ? pageHref(heatmap.page - 1) : undefined}
							nextHref={heatmap.page < heatmap.pages ? pageHref(heatmap.page + 1) : undefined}
						/>
					)}
					<WithoutFigures cooperatives={heatmap.without} count={heatmap.withoutCount} year={year} stage={stage} />
				</Section>
				<Section title="Répartition et évolution" ruled>
					<div className="figures-beside">
						<DistributionFigure
							bands={data.distribution}
							measure={measure}
							stage={stage}
							rules={data.rules}
							quartiles={data.quartiles}
							year={year}
						/>
						<MedianTrend years={data.quartileTrend} measure={measure} stage={stage} basis={data.trendBasis} />
					</div>
				</Section>
				<Section title="Labels à renouveler" ruled>
					<ExpiryList expiries={data.expiries} />
				</Section>
				<Section title="Par région et par filière" ruled>
					<div className="figures-beside">
						<BreakdownTable
							caption={`Par région, ${year}`}
							header="Région"
							groups={data.regions}
							measure={measure}
							stage={stage}
							nameOf={(region) => region}
							hrefOf={(region) => paths.network(addressOf({ ...query, region: region ?? choices.notGiven }))}
						/>
						<BreakdownTable
							caption={`Par filière, ${year}`}
							header="Filière"
							groups={data.mainSectors}
							measure={measure}
							stage={stage}
							nameOf={sectorLabel}
							hrefOf={(sector) => paths.network(addressOf({ ...query, sector: sector ?? choices.notGiven }))}
						/>
					</div>
				</Section>
			</div>
		</FigureSource.Provider>
	);
}
