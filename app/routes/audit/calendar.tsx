/** The audits of the network, of an auditor, or of a cooperative: a month, then what is open and what has ended. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { AuditTable } from "~/components/audit/audit-table";
import { calendarEvents } from "~/components/audit/calendar-events";
import { MonthCalendar } from "~/components/display/month-calendar";
import { Pagination } from "~/components/display/pagination";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount } from "~/components/text/format";
import { can } from "~/domain/access/can";
import { holds } from "~/domain/access/roles";
import { paths } from "~/paths";
import { listAudits, PAGE_SIZE } from "~/services/audit/list-audits.server";

export const meta: MetaFunction = () => [{ title: "Audits · Label CAE" }];

export const loader = guarded("audit.list", async ({ url, useCase }) => {
	const list = await listAudits(useCase, {
		month: url.searchParams.get("mois"),
		page: Number(url.searchParams.get("page") ?? 1),
	});
	const { actor } = useCase;
	return json({
		...list,
		pageSize: PAGE_SIZE,
		maySchedule: can(actor, "audit.schedule", null),
		mayListAuditors: can(actor, "auditor.list", null),
		mayDeclare: can(actor, "recusal.declare", null),
		/** One's own profile, for an auditor. */
		profileOf: holds(actor, "auditor") ? actor.userId : null,
	});
});

export default function Calendar() {
	const { today, month, previousMonth, nextMonth, ofMonth, open, past, pageSize, ...may } =
		useLoaderData<typeof loader>();
	const href = (page: number) => paths.audits.list({ mois: month, page: page > 1 ? page : undefined });
	return (
		<div className="page page-wide">
			<PageHeader
				title="Audits"
				lead={summary(open.length, past.total)}
				actions={
					<>
						<ButtonLink href={paths.nonConformities.list()}>Voir les écarts en cours</ButtonLink>
						{may.profileOf && (
							<ButtonLink href={paths.auditors.one(may.profileOf)}>Mon profil et mes disponibilités</ButtonLink>
						)}
						{may.mayDeclare && <ButtonLink href={paths.ties()}>Mes liens et déports</ButtonLink>}
						{may.mayListAuditors && <ButtonLink href={paths.auditors.list()}>Auditrices et auditeurs</ButtonLink>}
						{may.maySchedule && (
							<ButtonLink kind="primary" href={paths.audits.create()}>
								Planifier un audit
							</ButtonLink>
						)}
					</>
				}
			/>
			<MonthCalendar
				month={month}
				today={today}
				events={calendarEvents(ofMonth)}
				previousHref={paths.audits.list({ mois: previousMonth })}
				nextHref={paths.audits.list({ mois: nextMonth })}
				empty={<p className="soft">Aucune visite ce mois-ci.</p>}
			/>
			<Section title="À venir et en cours" ruled>
				<AuditTable
					caption="Audits à venir et en cours"
					rows={open}
					today={today}
					empty={
						<EmptyState
							title="Aucune visite n’est prévue."
							action={may.maySchedule && <ButtonLink href={paths.audits.create()}>Planifier un audit</ButtonLink>}
						>
							<p>
								{may.maySchedule
									? "Une visite se planifie dès qu’une CAE a envoyé son auto-évaluation."
									: "L’équipe nationale planifie une visite après l’envoi de l’auto-évaluation. Elle apparaîtra ici."}
							</p>
						</EmptyState>
					}
				/>
			</Section>
			<Section title="Passés" ruled>
				<AuditTable
					caption="Audits clos ou annulés"
					rows={past.rows}
					today={today}
					empty={<p className="soft">Aucune visite n’a encore eu lieu.</p>}
				/>
				{past.total > pageSize && (
					<Pagination
						status={`Page ${past.page} sur ${Math.ceil(past.total / pageSize)}`}
						previousHref={past.page > 1 ? href(past.page - 1) : undefined}
						nextHref={past.page * pageSize < past.total ? href(past.page + 1) : undefined}
					/>
				)}
			</Section>
		</div>
	);
}

function summary(open: number, past: number): string {
	const ahead =
		open === 0
			? "Aucune visite à venir"
			: formatCount(open, "visite à venir ou en cours", "visites à venir ou en cours");
	return past === 0 ? `${ahead}.` : `${ahead}, ${formatCount(past, "passée")}.`;
}
