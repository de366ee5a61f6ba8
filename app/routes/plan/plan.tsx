/** The yearly plan of an assessment: who does what by when, by month or by person. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { byMonth, byPerson, GONE, planLines } from "~/components/plan/plan-lines";
import { PlanTable } from "~/components/plan/plan-table";
import { formatCount, formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { wordFor } from "~/components/text/word-for";
import { type PlanDone, paths } from "~/paths";
import { getPlan } from "~/services/plan/get-plan.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Plan ${data?.header.year ?? ""} · ${data?.header.cooperative.name ?? ""} · Label CAE` },
];

export const loader = guarded("plan.read", async ({ params, useCase }) =>
	json(await getPlan(useCase, params.assessmentId ?? "")),
);

const DONE: Readonly<Record<PlanDone, string>> = {
	attribution: "C’est confié. La personne le trouve dans « Mes tâches ».",
	reprise: "Ce n’est plus confié à personne. Les réponses déjà données ne changent pas.",
	actions: "Les actions sont au plan, et à côté de leur critère.",
};

export default function Plan() {
	const { header, rights, rows, unassigned, actions } = useLoaderData<typeof loader>();
	const [query] = useSearchParams();
	const person = query.get("par") === "personne";
	const done = wordFor(DONE, query.get("fait"));
	const lines = planLines(rows, actions);
	const orphans = lines.filter(({ orphan }) => orphan);
	return (
		<div className="page-wide">
			<PageHeader
				breadcrumb={assessmentCrumbs(header)}
				title={`Plan de l’année ${header.year}`}
				lead={frenchTypography(
					`Qui fait quoi, et pour quand. À envoyer au plus tard le ${formatDate(header.closesOn)}.`,
				)}
				actions={
					<>
						{rights.assigns && (
							<ButtonLink kind="primary" href={paths.assessments.assign(header.id)}>
								{rights.manages ? "Confier un domaine ou un critère" : "Prendre un domaine ou un critère"}
							</ButtonLink>
						)}
						{rights.assigns && (
							<ButtonLink href={paths.assessments.carriedPlan(header.id)}>Reprendre l’année passée</ButtonLink>
						)}
						{rights.acts && (
							<ButtonLink href={paths.assessments.simulation(header.id)}>Simuler et planifier des actions</ButtonLink>
						)}
					</>
				}
			/>
			<ReturnNotice header={header} />
			{done && <Notice kind="success">{frenchTypography(done)}</Notice>}
			{orphans.length > 0 && (
				<Notice kind="warning" live={false} title={`${formatCount(orphans.length, "ligne")} à réattribuer`}>
					<p>
						{frenchTypography(
							"La personne n’est plus dans l’équipe, ou ne répond plus à ce domaine. Rien n’est perdu : choisissez qui reprend.",
						)}
					</p>
					<ul>
						{orphans.map((line) => (
							<li key={line.row.id}>
								{frenchTypography(
									`${line.kind === "answer" ? "" : "Action : "}${nameOf(line.row)}, ${line.person === GONE ? "sans personne" : `confié à ${line.person}`}`,
								)}{" "}
								{line.kind === "action" && rights.manages && (
									<Link
										href={paths.cooperatives.action(header.cooperative.id, line.row.id)}
										aria-label={`Réattribuer l’action ${nameOf(line.row)}`}
									>
										Réattribuer
									</Link>
								)}
								{line.kind === "answer" && line.row.mayChange && (
									<Link
										href={paths.assessments.assign(header.id, line.row.criterionId ?? line.row.domain)}
										aria-label={`Réattribuer ${nameOf(line.row)}`}
									>
										Réattribuer
									</Link>
								)}
							</li>
						))}
					</ul>
				</Notice>
			)}
			{lines.length === 0 ? (
				<EmptyState
					title="Rien n’est encore confié à personne."
					action={
						rights.assigns && (
							<ButtonLink href={paths.assessments.assign(header.id)}>
								{rights.manages ? "Confier un premier domaine" : "Prendre un premier domaine"}
							</ButtonLink>
						)
					}
				>
					<p>
						Confiez chaque domaine à une personne de l’équipe, avec une échéance : chacun voit ce qui l’attend, et vous
						voyez ce qui reste.
					</p>
				</EmptyState>
			) : (
				<>
					<nav aria-label="Présenter le plan" className="tabs no-print">
						<ul>
							<li>
								<Link href={paths.assessments.plan(header.id)} aria-current={person ? undefined : "true"}>
									Par échéance
								</Link>
							</li>
							<li>
								<Link
									href={paths.assessments.plan(header.id, { par: "personne" })}
									aria-current={person ? "true" : undefined}
								>
									Par personne
								</Link>
							</li>
						</ul>
					</nav>
					<div className="stack-wide">
						{(person ? byPerson(lines) : byMonth(lines)).map((group) => (
							<PlanTable
								key={group.key}
								group={group}
								assessmentId={header.id}
								cooperativeId={header.cooperative.id}
								shows={person ? "day" : "person"}
							/>
						))}
					</div>
				</>
			)}
			{unassigned.length > 0 && (
				<Section
					title="Ce qui n’est confié à personne"
					ruled
					lead="Chacun y répond selon les domaines qui lui sont confiés dans l’équipe."
				>
					<ul>
						{unassigned.map(({ code, title, count, mayTake }) => (
							<li key={code}>
								{frenchTypography(`${title} : ${formatCount(count, "critère")}`)}{" "}
								{mayTake && (
									<Link href={paths.assessments.assign(header.id, code)} aria-label={`Confier ${title}`}>
										{rights.manages ? "Confier" : "Prendre"}
									</Link>
								)}
							</li>
						))}
					</ul>
				</Section>
			)}
		</div>
	);
}

function nameOf({ criterionId, title }: { readonly criterionId: string | null; readonly title: string }): string {
	return criterionId === null ? title : `${criterionId} · ${title}`;
}
