/** What waits for the national team: audits asked for, and visits whose days are not agreed on. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { AuditStatusBadge } from "~/components/audit/audit-status-badge";
import { formatVisitDates } from "~/components/audit/visit-dates";
import { DataTable } from "~/components/display/data-table";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatDate, formatMonth } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { paths } from "~/paths";
import { listRequests } from "~/services/audit/list-requests.server";

export const meta: MetaFunction = () => [{ title: "Demandes d’audit · Label CAE" }];

export const loader = guarded("audit.schedule", async ({ useCase }) => json(await listRequests(useCase)));

type Dates = ReturnType<typeof useLoaderData<typeof loader>>["dates"][number];

export default function Requests() {
	const { requests, dates } = useLoaderData<typeof loader>();
	return (
		<div className="page page-wide">
			<PageHeader
				breadcrumb={[{ label: "Audits", href: paths.audits.list() }]}
				title="Demandes et dates à trouver"
				lead="Les CAE qui demandent un audit, et les visites dont les jours attendent encore un accord."
			/>
			<Section title="Audits demandés" ruled>
				<DataTable
					caption="Audits demandés par les CAE"
					captionHidden
					stacked="words"
					rows={requests}
					rowKey={({ id }) => id}
					empty={
						<EmptyState title="Aucune demande n’attend.">
							<p>Une CAE peut demander son audit dès que son auto-évaluation est envoyée.</p>
						</EmptyState>
					}
					columns={[
						{
							key: "cooperative",
							header: "CAE",
							rowHeader: true,
							cell: (row) => (
								<Link href={paths.assessments.one(row.assessmentId)}>
									{row.cooperativeName}, {row.year}
								</Link>
							),
						},
						{
							key: "months",
							header: "Mois souhaités",
							cell: (row) => row.months.map((month) => formatMonth(`${month}-01`)).join(", "),
						},
						{
							key: "constraints",
							header: "À savoir",
							cell: (row) => (
								<span className="pre-line">{frenchTypography(row.constraints || "rien de particulier")}</span>
							),
						},
						{ key: "asked", header: "Demandé", cell: (row) => `le ${formatDate(row.askedAt)}, par ${row.askedBy}` },
						{
							key: "answer",
							header: "Réponse",
							cell: (row) =>
								row.status === "submitted" ? (
									<ButtonLink small href={paths.audits.create(row.assessmentId)}>
										Composer l’équipe
									</ButtonLink>
								) : (
									"auto-évaluation en correction"
								),
						},
					]}
				/>
			</Section>
			<Section title="Jours à convenir" ruled>
				<DataTable
					caption="Visites dont les jours ne sont pas convenus"
					captionHidden
					stacked="words"
					rows={dates}
					rowKey={({ id }) => id}
					empty={<p className="soft">Toutes les visites prévues ont l’accord de leur CAE.</p>}
					columns={[
						{
							key: "cooperative",
							header: "CAE",
							rowHeader: true,
							cell: (row) => <Link href={paths.audits.dates(row.id)}>{row.cooperativeName}</Link>,
						},
						{ key: "status", header: "État", cell: (row) => <AuditStatusBadge status={row.status} late={false} /> },
						{
							key: "dates",
							header: "Jours",
							cell: (row) => (row.status === "postponed" ? "retirés" : formatVisitDates(row)),
						},
						{ key: "answer", header: "Où on en est", cell: (row) => frenchTypography(situation(row)) },
					]}
				/>
			</Section>
		</div>
	);
}

function situation({ status, answer, reason, proposedAt, answeredAt, statusReason }: Dates): string {
	if (status === "postponed") return `Reporté : ${statusReason}`;
	if (answer === "declined" && answeredAt) return `Aucun jour ne convient, le ${formatDate(answeredAt)} : ${reason}`;
	if (answer === null && proposedAt) return `Créneaux proposés le ${formatDate(proposedAt)}, sans réponse`;
	return "La CAE n’a pas encore donné son accord";
}
