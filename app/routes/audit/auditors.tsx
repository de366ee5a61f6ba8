/** Every auditor of the network: what they cover, their load of the year, how their accreditation stands. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Badge } from "~/components/display/badge";
import { DataTable } from "~/components/display/data-table";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { formatCount, formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { standingLabels } from "~/messages.auditor.fr";
import { paths } from "~/paths";
import { listAuditors } from "~/services/audit/list-auditors.server";

export const meta: MetaFunction = () => [{ title: "Auditeurs · Label CAE" }];

export const loader = guarded("auditor.list", async ({ useCase }) => json(await listAuditors(useCase)));

export default function Auditors() {
	const { auditors, year, domains, sectors } = useLoaderData<typeof loader>();
	const atRisk = auditors.filter(({ standing }) => standing === "tooFewVisits");
	const accredited = auditors.filter(({ standing }) => standing !== "ended" && standing !== "notYet");
	const uncovered = domains.filter(({ code }) => !accredited.some((auditor) => auditor.domains.includes(code)));
	return (
		<div className="page page-wide">
			<PageHeader
				breadcrumb={[{ label: "Audits", href: paths.audits.list() }]}
				title="Auditrices et auditeurs"
				lead={frenchTypography(
					`${formatCount(accredited.length, "personne habilitée", "personnes habilitées")} aujourd’hui. Charge de ${year} : visites faites et prévues.`,
				)}
			/>
			{atRisk.length > 0 && (
				<Notice kind="warning" live={false} title="Habilitations à risque">
					{frenchTypography(
						`Il faut deux visites par an pour rester habilité. Moins de deux en ${year} : ${atRisk.map(({ name }) => name).join(", ")}.`,
					)}
				</Notice>
			)}
			{auditors.length > 0 && uncovered.length > 0 && (
				<Notice kind="warning" live={false} title="Domaines que personne ne couvre">
					{frenchTypography(`${uncovered.map(({ title }) => title).join(", ")}. Complétez les profils, ou habilitez.`)}
				</Notice>
			)}
			<DataTable
				caption={`Charge et compétences en ${year}`}
				captionHidden
				stacked
				empty={
					<EmptyState title="Personne n’est habilité.">
						<p>Une habilitation se donne depuis la page d’une personne.</p>
					</EmptyState>
				}
				columns={[
					{
						key: "name",
						header: "Nom",
						rowHeader: true,
						cell: (row) => (
							<span>
								<Link href={paths.auditors.one(row.userId)}>{row.name}</Link>
								{row.away && (
									<>
										{" "}
										<Badge>Absence en cours</Badge>
									</>
								)}
							</span>
						),
					},
					{ key: "home", header: "CAE d’origine", cell: (row) => row.homeName ?? "Tiers indépendant" },
					{ key: "region", header: "Région", cell: (row) => row.region ?? "Non renseignée" },
					{
						key: "domains",
						header: "Domaines",
						cell: (row) => (row.domains.length > 0 ? row.domains.join(", ") : "Non renseignés"),
					},
					{
						key: "sectors",
						header: "Filières",
						cell: (row) =>
							row.sectors.length > 0 ? row.sectors.map((code) => sectors[code] ?? code).join(", ") : "Aucune",
					},
					{
						key: "load",
						header: `Visites ${year}`,
						numeric: true,
						cell: (row) => (row.yearlyLimit === null ? row.thisYear : `${row.thisYear} sur ${row.yearlyLimit}`),
					},
					{ key: "next", header: String(year + 1), numeric: true, cell: (row) => row.nextYear },
					{
						key: "standing",
						header: "Habilitation",
						cell: (row) => (
							<span>
								{frenchTypography(standingLabels[row.standing])}
								<br />
								<span className="small soft">jusqu’au {formatDate(row.accreditedUntil)}</span>
							</span>
						),
					},
				]}
				rows={auditors}
				rowKey={(row) => row.userId}
			/>
		</div>
	);
}
