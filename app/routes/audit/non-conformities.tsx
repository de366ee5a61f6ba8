/** The non-conformities under way: late ones, by domain, by cooperative; then those that were lifted. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Badge } from "~/components/display/badge";
import { DataTable } from "~/components/display/data-table";
import { DomainMark } from "~/components/display/domain-mark";
import { Button } from "~/components/form/button";
import { SelectField } from "~/components/form/select-field";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { PageHeader } from "~/components/layout/page-header";
import { formatCount, formatDate, formatShortDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { followLabels, gradeLabels } from "~/messages.followed.fr";
import { paths } from "~/paths";
import { listNonConformities } from "~/services/audit/list-non-conformities.server";

export const meta: MetaFunction = () => [{ title: "Écarts · Label CAE" }];

export const loader = guarded("nonConformity.list", async ({ url, useCase }) => {
	const query = url.searchParams;
	return json(
		await listNonConformities(useCase, {
			late: query.get("retard") === "oui",
			closed: query.get("clos") === "oui",
			domain: query.get("domaine")?.slice(0, 20) || null,
			cooperativeId: query.get("cae") || null,
		}),
	);
});

export default function NonConformities() {
	const { query, totals, rows, domains, cooperatives } = useLoaderData<typeof loader>();
	const filtered = query.late || query.domain !== null || query.cooperativeId !== null;
	return (
		<div className="page page-wide">
			<PageHeader
				breadcrumb={[{ label: "Audits", href: paths.audits.list() }]}
				title={query.closed ? "Écarts levés" : "Écarts en cours"}
				lead={frenchTypography(summary(totals))}
			/>
			<nav className="tabs" aria-label="Écarts">
				<ul>
					<li>
						<Link href={paths.nonConformities.list()} aria-current={query.closed ? undefined : "page"}>
							En cours
						</Link>
					</li>
					<li>
						<Link href={paths.nonConformities.list({ clos: "oui" })} aria-current={query.closed ? "page" : undefined}>
							Levés
						</Link>
					</li>
				</ul>
			</nav>
			<form method="get" className="filters filters-words">
				{query.closed && <input type="hidden" name="clos" value="oui" />}
				<SelectField
					name="domaine"
					label="Domaine"
					placeholder="Tous les domaines"
					defaultValue={query.domain ?? ""}
					options={domains.map(({ code, title }) => ({ value: code, label: title }))}
				/>
				{cooperatives.length > 1 && (
					<SelectField
						name="cae"
						label="CAE"
						placeholder="Toutes les CAE"
						defaultValue={query.cooperativeId ?? ""}
						options={cooperatives.map(({ id, name }) => ({ value: id, label: name }))}
					/>
				)}
				{!query.closed && (
					<label className="choice">
						<input type="checkbox" name="retard" value="oui" defaultChecked={query.late} /> En retard seulement
					</label>
				)}
				<Button>Filtrer</Button>
			</form>
			<DataTable
				caption={query.closed ? "Écarts levés" : "Écarts en cours"}
				captionHidden
				stacked
				rows={rows}
				rowKey={(row) => row.id}
				empty={
					<EmptyState title={filtered ? "Aucun écart ne répond à ces filtres." : "Aucun écart."}>
						<p>
							{filtered
								? "Enlevez un filtre pour en voir davantage."
								: "Un écart s’ouvre avec le rapport définitif d’un audit, quand un obligatoire n’atteint pas le niveau attendu."}
						</p>
					</EmptyState>
				}
				columns={[
					{
						key: "criterion",
						header: "Écart",
						rowHeader: true,
						cell: (row) => (
							<>
								<DomainMark code={row.domain} alone={row.criterionId !== null} />{" "}
								<span className="nowrap">
									<Link href={paths.nonConformities.one(row.id)}>{row.criterionId ?? `${row.minors} mineures`}</Link>
								</span>{" "}
								<span className="soft">{frenchTypography(row.title)}</span>
							</>
						),
					},
					{ key: "cooperative", header: "CAE", cell: (row) => row.cooperativeName },
					{
						key: "grade",
						header: "Gravité",
						cell: (row) => <Badge kind={row.grade === "major" ? "danger" : "warning"}>{gradeLabels[row.grade]}</Badge>,
					},
					{ key: "status", header: "Où il en est", cell: (row) => followLabels[row.status] },
					{
						key: "due",
						header: query.closed ? "Levé le" : "À lever avant le",
						cell: (row) =>
							query.closed ? (
								row.closedAt && formatDate(row.closedAt)
							) : (
								<>
									<span className="nowrap">{formatShortDate(row.dueOn)}</span>{" "}
									{row.late && <Badge kind="danger">En retard</Badge>}
								</>
							),
					},
				]}
			/>
		</div>
	);
}

function summary({ open, majors, late }: { open: number; majors: number; late: number }): string {
	if (open === 0) return "Aucun écart en cours.";
	const told = [formatCount(open, "écart en cours", "écarts en cours"), `dont ${formatCount(majors, "majeur")}`];
	return `${told.join(", ")} ; ${late === 0 ? "aucun en retard" : `${late} en retard`}.`;
}
