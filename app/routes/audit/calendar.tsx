/** The audits of the network, of an auditor, or of a cooperative: a month or the weeks to come, what is open, what has ended. */
import { json, type LinksFunction, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { AuditFilters, AuditViews, auditsAddress } from "~/components/audit/audit-filters";
import { AuditTable } from "~/components/audit/audit-table";
import { calendarEvents } from "~/components/audit/calendar-events";
import { MissionsToSign } from "~/components/audit/missions-to-sign";
import { VisitAgenda } from "~/components/audit/visit-agenda";
import { VISIT_MANIFEST } from "~/components/audit/visit-worker";
import { MonthCalendar } from "~/components/display/month-calendar";
import { Pagination } from "~/components/display/pagination";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount } from "~/components/text/format";
import { can } from "~/domain/access/can";
import { holds } from "~/domain/access/roles";
import { isOpenVisit } from "~/domain/audit/audit-life";
import { paths } from "~/paths";
import { listAudits, PAGE_SIZE } from "~/services/audit/list-audits.server";

/** A visit may be kept on the home screen of a tablet. */
export const links: LinksFunction = () => [{ rel: "manifest", href: VISIT_MANIFEST }];

export const meta: MetaFunction = () => [{ title: "Audits · Label CAE" }];

export const loader = guarded("audit.list", async ({ url, useCase }) => {
	const list = await listAudits(useCase, {
		view: url.searchParams.get("vue") === "semaines" ? "weeks" : "month",
		month: url.searchParams.get("mois"),
		person: url.searchParams.get("personne"),
		cooperative: url.searchParams.get("cae"),
		page: Number(url.searchParams.get("page") ?? 1),
	});
	const { actor } = useCase;
	return json({
		...list,
		pageSize: PAGE_SIZE,
		maySchedule: can(actor, "audit.schedule", null),
		mayListAuditors: can(actor, "auditor.list", null),
		mayDeclare: can(actor, "recusal.declare", null),
		mayCalibrate: can(actor, "calibration.criteria", null) || can(actor, "calibration.auditor", actor),
		/** One's own profile, for an auditor. */
		profileOf: holds(actor, "auditor") ? actor.userId : null,
	});
});

export default function Calendar() {
	const {
		today,
		view,
		month,
		filter,
		choices,
		previousMonth,
		nextMonth,
		ofMonth,
		open,
		toSign,
		past,
		pageSize,
		...may
	} = useLoaderData<typeof loader>();
	const look = { view, month, filter };
	const href = (page: number) => auditsAddress(look, { page: page > 1 ? page : undefined });
	const ahead = open.filter((visit) => isOpenVisit(visit.status) && visit.endsOn >= today);
	const filtered = filter.person !== null || filter.cooperative !== null;
	const listed = view === "weeks" ? open.filter((visit) => !ahead.includes(visit)) : open;
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
						{may.mayDeclare && <ButtonLink href={paths.ties()}>Mes liens et déclarations</ButtonLink>}
						{may.mayListAuditors && <ButtonLink href={paths.auditors.list()}>Auditrices et auditeurs</ButtonLink>}
						{may.mayCalibrate && <ButtonLink href={paths.calibration()}>Calibrage</ButtonLink>}
						<ButtonLink href={paths.account.calendar()}>Suivre dans mon agenda</ButtonLink>
						{may.maySchedule && <ButtonLink href={paths.audits.requests()}>Demandes et dates à trouver</ButtonLink>}
						{may.maySchedule && (
							<ButtonLink kind="primary" href={paths.audits.create()}>
								Planifier un audit
							</ButtonLink>
						)}
					</>
				}
			/>
			<MissionsToSign missions={toSign} />
			<div className="stack">
				<AuditViews look={look} />
				<AuditFilters look={look} choices={choices} />
			</div>
			{view === "month" ? (
				<MonthCalendar
					month={month}
					today={today}
					events={calendarEvents(ofMonth)}
					previousHref={auditsAddress(look, { month: previousMonth })}
					nextHref={auditsAddress(look, { month: nextMonth })}
					empty={<p className="soft">Aucune visite ce mois-ci.</p>}
				/>
			) : (
				<Section title="Les visites à venir" ruled>
					<VisitAgenda
						visits={ahead}
						today={today}
						empty={<p className="soft">Aucune visite n’est prévue dans les semaines à venir.</p>}
					/>
				</Section>
			)}
			<Section title={view === "weeks" ? "En retard, reportés ou au rapport" : "À venir et en cours"} ruled>
				<AuditTable
					caption={view === "weeks" ? "Audits en retard, reportés ou au rapport" : "Audits à venir et en cours"}
					rows={listed}
					today={today}
					empty={<NothingOpen {...{ view, filtered }} maySchedule={may.maySchedule} />}
				/>
			</Section>
			<Section title="Passés" ruled>
				<AuditTable
					caption="Audits clos ou annulés"
					rows={past.rows}
					today={today}
					empty={<p className="soft">Aucun audit n’est clos ni annulé.</p>}
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

function NothingOpen({
	view,
	filtered,
	maySchedule,
}: {
	view: "month" | "weeks";
	filtered: boolean;
	maySchedule: boolean;
}) {
	if (view === "weeks") return <p className="soft">Rien n’est en retard, reporté ni au rapport.</p>;
	if (filtered) return <p className="soft">Aucune visite à venir ne correspond à ce choix.</p>;
	return (
		<EmptyState
			title="Aucune visite n’est prévue."
			action={maySchedule && <ButtonLink href={paths.audits.create()}>Planifier un audit</ButtonLink>}
		>
			<p>
				{maySchedule
					? "Une visite se planifie dès qu’une CAE a envoyé son auto-évaluation."
					: "L’équipe nationale planifie une visite après l’envoi de l’auto-évaluation. Elle apparaîtra ici."}
			</p>
		</EmptyState>
	);
}

function summary(open: number, past: number): string {
	const ahead =
		open === 0 ? "Aucun audit en cours" : formatCount(open, "audit à venir ou en cours", "audits à venir ou en cours");
	return past === 0 ? `${ahead}.` : `${ahead}, ${formatCount(past, "clos ou annulé", "clos ou annulés")}.`;
}
