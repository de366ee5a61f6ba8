/** The security log, for the administrators: what was tried on accounts, from where, and how it ended. */
import { json, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Badge } from "~/components/display/badge";
import { DataTable } from "~/components/display/data-table";
import { Pagination } from "~/components/display/pagination";
import { Button, ButtonLink } from "~/components/form/button";
import { SelectField } from "~/components/form/select-field";
import { TextField } from "~/components/form/text-field";
import { EmptyState } from "~/components/layout/empty-state";
import { PageHeader } from "~/components/layout/page-header";
import { formatDateTime } from "~/components/text/format";
import { SECURITY_EVENT_KINDS } from "~/domain/access/security-event";
import { securityEventLabels } from "~/messages.journal.fr";
import { paths } from "~/paths";
import { listSecurityEvents } from "~/services/access/list-security-events.server";

export const meta: MetaFunction = () => [{ title: "Journal de sécurité · Label CAE" }];

export const loader = guarded("security.read", async ({ platform, url, useCase }) => {
	const asked = (key: string) => url.searchParams.get(key) || undefined;
	const page = await listSecurityEvents(useCase, {
		from: asked("du"),
		until: asked("au"),
		kind: asked("evenement"),
		outcome: asked("issue"),
		page: asked("page"),
	});
	return json({ ...page, scans: platform.evidence.scans });
});

export default function SecurityLog() {
	const { query, rows, first, hasNext, keptDays, scans } = useLoaderData<typeof loader>();
	const pageHref = (page: number) =>
		paths.journal.security({ du: query.from, au: query.until, evenement: query.kind, issue: query.outcome, page });
	return (
		<div className="page page-wide">
			<PageHeader
				breadcrumb={[{ label: "Journal", href: paths.journal.list() }]}
				title="Journal de sécurité"
				lead={`Connexions, changements d’accès et refus. Chaque ligne est gardée ${keptDays} jours, puis effacée ; l’adresse complète n’est jamais notée, son préfixe seulement.`}
			/>
			<p className="soft">
				{scans
					? "Un antivirus examine chaque pièce déposée avant qu’elle soit gardée."
					: "Aucun antivirus n’est branché sur les pièces déposées (réglage SCAN_SOCKET) ; les autres contrôles s’appliquent."}
			</p>
			<Form
				method="get"
				action={paths.journal.security()}
				role="search"
				aria-label="Filtrer le journal de sécurité"
				className="filters"
				key={JSON.stringify(query)}
			>
				<TextField label="Du" name="du" type="date" defaultValue={query.from} />
				<TextField label="Au" name="au" type="date" defaultValue={query.until} />
				<SelectField
					label="Événement"
					name="evenement"
					defaultValue={query.kind ?? ""}
					placeholder="Tous"
					options={SECURITY_EVENT_KINDS.map((value) => ({ value, label: securityEventLabels[value] }))}
				/>
				<SelectField
					label="Issue"
					name="issue"
					defaultValue={query.outcome ?? ""}
					placeholder="Toutes"
					options={[
						{ value: "succeeded", label: "Réussi" },
						{ value: "failed", label: "Refusé ou manqué" },
					]}
				/>
				<div>
					<Button>Filtrer</Button>
				</div>
			</Form>
			<div>
				<DataTable
					caption="Événements de sécurité"
					captionHidden
					stacked
					empty={
						<EmptyState
							title="Aucun événement ne correspond"
							action={<ButtonLink href={paths.journal.security()}>Retirer les filtres</ButtonLink>}
						/>
					}
					columns={[
						{ key: "at", header: "Quand", rowHeader: true, cell: (row) => formatDateTime(row.at) },
						{ key: "kind", header: "Événement", cell: (row) => securityEventLabels[row.kind] },
						{
							key: "outcome",
							header: "Issue",
							cell: (row) => (
								<Badge kind={row.succeeded ? "good" : "warning"}>{row.succeeded ? "Réussi" : "Refusé"}</Badge>
							),
						},
						{
							key: "who",
							header: "Compte",
							cell: (row) => row.name ?? (row.userId ? "personne supprimée" : "adresse inconnue"),
						},
						{ key: "network", header: "Réseau", cell: (row) => row.network || "–" },
						{ key: "device", header: "Appareil", cell: (row) => row.device || "–" },
						{ key: "reference", header: "Référence", cell: (row) => row.reference || "–" },
					]}
					rows={rows}
					rowKey={(row) => String(row.id)}
				/>
				{(query.page > 1 || hasNext) && (
					<Pagination
						status={`Événements ${first} à ${first + rows.length - 1}, les plus récents d’abord`}
						previousHref={query.page > 1 ? pageHref(query.page - 1) : undefined}
						nextHref={hasNext ? pageHref(query.page + 1) : undefined}
					/>
				)}
			</div>
		</div>
	);
}
