/** The directory of the cooperatives: search, filters, fifty per page. */
import { json, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { DataTable } from "~/components/display/data-table";
import { Pagination } from "~/components/display/pagination";
import { Button, ButtonLink } from "~/components/form/button";
import { SelectField } from "~/components/form/select-field";
import { TextField } from "~/components/form/text-field";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { PageHeader } from "~/components/layout/page-header";
import { LabelBadge } from "~/components/network/label-badge";
import { formatCount, formatDate } from "~/components/text/format";
import { NOT_KNOWN } from "~/messages.fr";
import { paths } from "~/paths";
import { listCooperatives } from "~/services/cooperative/list-cooperatives.server";

export const meta: MetaFunction = () => [{ title: "Coopératives · Label CAE" }];

export const loader = guarded("cooperative.list", async ({ url, useCase }) => {
	const asked = (key: string) => url.searchParams.get(key) || undefined;
	return json(
		await listCooperatives(useCase, {
			search: asked("recherche"),
			region: asked("region"),
			sector: asked("filiere"),
			page: asked("page"),
		}),
	);
});

export default function Cooperatives() {
	const { query, rows, total, first, pages, choices, sectors, mayCreate } = useLoaderData<typeof loader>();
	const sectorLabel = (code: string) => sectors.find((sector) => sector.code === code)?.label ?? code;
	const option = (label: (value: string) => string) => (value: string) => ({
		value,
		label: value === choices.notGiven ? NOT_KNOWN : label(value),
	});
	const pageHref = (page: number) =>
		paths.cooperatives.list({ recherche: query.search, region: query.region, filiere: query.sector, page });
	const narrowed = query.search !== "" || query.region !== undefined || query.sector !== undefined;
	return (
		<div className="page page-wide network-page">
			<PageHeader
				title="Coopératives"
				lead={`${formatCount(total, "CAE", "CAE")} ${narrowed ? "pour cette recherche" : "dans le réseau"}.`}
				actions={mayCreate && <ButtonLink href={paths.cooperatives.create()}>Ajouter une coopérative</ButtonLink>}
			/>
			<Form
				method="get"
				action={paths.cooperatives.list()}
				role="search"
				className="filters"
				key={JSON.stringify(query)}
			>
				<TextField label="Nom" name="recherche" type="search" defaultValue={query.search} />
				<SelectField
					label="Région"
					name="region"
					defaultValue={query.region ?? ""}
					placeholder="Toutes"
					options={choices.regions.map(option((region) => region))}
				/>
				<SelectField
					label="Filière"
					name="filiere"
					defaultValue={query.sector ?? ""}
					placeholder="Toutes"
					options={choices.sectors.map(option(sectorLabel))}
				/>
				<div>
					<Button>Chercher</Button>
				</div>
			</Form>
			<div>
				<DataTable
					caption="Coopératives du réseau"
					captionHidden={!rows.some((row) => row.fictional)}
					captionNote="« Fictive » : coopérative inventée pour la démonstration, comme toutes ses données."
					stacked
					empty={
						<EmptyState
							title="Aucune coopérative ne correspond"
							action={<ButtonLink href={paths.cooperatives.list()}>Voir toutes les coopératives</ButtonLink>}
						>
							<p>Vérifiez l’orthographe, ou retirez un filtre.</p>
						</EmptyState>
					}
					columns={[
						{
							key: "name",
							header: "CAE",
							rowHeader: true,
							cell: (row) => (
								<span>
									<Link href={paths.cooperatives.one(row.id)}>{row.name}</Link>
									{row.fictional && <span className="small soft"> (fictive)</span>}
								</span>
							),
						},
						{ key: "region", header: "Région", cell: (row) => row.region ?? <Unknown /> },
						{
							key: "sector",
							header: "Filière",
							cell: (row) => (row.mainSector ? sectorLabel(row.mainSector) : <Unknown />),
						},
						{
							key: "enrolled",
							header: "Engagée depuis",
							cell: (row) => (row.enrolledOn ? formatDate(row.enrolledOn) : <Unknown />),
						},
						{
							key: "label",
							header: "Label",
							cell: (row) => <LabelBadge state={row.label.state} known={row.label.known} />,
						},
					]}
					rows={rows}
					rowKey={(row) => row.id}
				/>
				{pages > 1 && (
					<Pagination
						status={`Coopératives ${first} à ${first + rows.length - 1} sur ${total}`}
						previousHref={query.page > 1 ? pageHref(query.page - 1) : undefined}
						nextHref={query.page < pages ? pageHref(query.page + 1) : undefined}
					/>
				)}
			</div>
		</div>
	);
}

function Unknown() {
	return <span className="soft">{NOT_KNOWN}</span>;
}
