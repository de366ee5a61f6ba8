/** The board of a year: what each cooperative is due, what is settled or proposed, what the network can do, and the years after. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { DataTable } from "~/components/display/data-table";
import { KeyFigure, KeyFigures } from "~/components/display/key-figure";
import { Button, ButtonLink } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { BandKeys } from "~/components/programme/band-keys";
import { CoverageAlerts } from "~/components/programme/coverage-alerts";
import { MonthCapacity } from "~/components/programme/month-capacity";
import { ProgrammeTable } from "~/components/programme/programme-table";
import { formatCount } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { MOST_PER_WEEK, USUAL_PER_WEEK } from "~/domain/programme/proposal";
import type { SituationCode } from "~/domain/programme/situation";
import { askRefusals, visitKindLabels } from "~/messages.programme.fr";
import { paths } from "~/paths";
import { askProposal } from "~/services/programme/ask-proposal.server";
import { getProgramme } from "~/services/programme/get-programme.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Programme ${data?.year ?? ""} · Label CAE` }];

export const loader = guarded("programme.read", async ({ params, useCase }) =>
	json(await getProgramme(useCase, params.year ?? "")),
);

export const action = guarded("programme.plan", async ({ request, params, useCase }) => {
	const form = await request.formData();
	const result = await askProposal(useCase, params.year ?? "", { mostPerWeek: form.get("mostPerWeek") });
	if (result.ok) return redirect(paths.programme.proposal(Number(params.year)));
	return json({ reason: result.reason }, { status: 422 });
});

const TO_PLACE: readonly SituationCode[] = ["renewalDue", "followUpDue", "neverAudited", "lapsed"];
const WAITING: readonly SituationCode[] = ["conditionsUnmet", "awaitingDecision", "deferred"];

export default function ProgrammeYear() {
	const board = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "reason" in outcome ? outcome.reason : null;
	const busy = useNavigation().state === "submitting";
	const [query] = useSearchParams();
	const { year, today, plans, rows, proposal } = board;
	const toPlace = rows.filter(({ code }) => TO_PLACE.includes(code));
	const settled = rows.filter(({ visit }) => visit !== null);
	const proposed = toPlace.filter(({ line }) => line !== null);
	const late = toPlace.filter((row) => row.late);
	const waiting = rows.filter(({ code, visit }) => WAITING.includes(code) && visit === null);
	const others = rows.filter((row) => !toPlace.includes(row) && !settled.includes(row) && !waiting.includes(row));
	const table = { year, today, plans };
	return (
		<div className="page page-wide">
			<PageHeader
				title={`Programme d’audit ${year}`}
				lead={frenchTypography(headline(year, toPlace.length, settled.length, plans ? proposed.length : null))}
				actions={
					<>
						<ButtonLink href={paths.programme.year(year - 1)}>{year - 1}</ButtonLink>
						<ButtonLink href={paths.programme.year(year + 1)}>{year + 1}</ButtonLink>
					</>
				}
			/>
			{query.get("fait") === "repris" && <Notice kind="success">Les lignes choisies sont dans le programme.</Notice>}
			{refusal && (
				<Notice kind="error" title="Aucune proposition demandée">
					{frenchTypography(askRefusals[refusal])}
				</Notice>
			)}
			<KeyFigures>
				<KeyFigure value={toPlace.length} sentence={frenchTypography("visites à placer dans l’année")} />
				<KeyFigure value={settled.length} sentence="visites déjà fixées, ou faites" />
				{plans && <KeyFigure value={proposed.length} sentence="visites proposées, à confirmer" />}
				<KeyFigure value={late.length} sentence="CAE en retard sur leur calendrier" />
			</KeyFigures>
			{board.coverage && <CoverageAlerts coverage={board.coverage} sectors={board.sectors} domains={board.domains} />}
			{plans && year >= board.thisYear && (
				<Section
					title="Proposer un programme"
					ruled
					lead={frenchTypography(
						"Le calcul cherche équipes et jours pour toutes les visites à placer, sous les règles. Il ne déplace ni les visites fixées ni les lignes épinglées, et rien ne change avant que vous ne repreniez une ligne.",
					)}
				>
					<Form method="post" action={paths.programme.year(year)} className="row">
						<TextField
							id="mostPerWeek"
							name="mostPerWeek"
							type="number"
							label="Visites à suivre par semaine, au plus"
							min={1}
							max={MOST_PER_WEEK}
							required
							defaultValue={String(proposal?.mostPerWeek ?? USUAL_PER_WEEK)}
						/>
						<Button kind="primary">{busy ? "Demande…" : "Proposer un programme"}</Button>
						{proposal && <Link href={paths.programme.proposal(year)}>Voir la dernière proposition</Link>}
					</Form>
				</Section>
			)}
			<Section
				title={frenchTypography(`À placer : ${formatCount(toPlace.length, "visite")}`)}
				ruled
				lead="Du plus pressé au moins pressé."
			>
				{toPlace.length === 0 ? (
					<p className="soft">Aucune visite à placer cette année.</p>
				) : (
					<>
						<BandKeys />
						<ProgrammeTable caption="Visites à placer" rows={sorted(toPlace)} {...table} />
					</>
				)}
			</Section>
			<Section title={frenchTypography(`Fixées ou faites : ${formatCount(settled.length, "visite")}`)} ruled>
				{settled.length === 0 ? (
					<p className="soft">Aucune visite n’est encore fixée.</p>
				) : (
					<ProgrammeTable caption="Visites fixées ou faites" rows={settled} {...table} />
				)}
			</Section>
			{waiting.length > 0 && (
				<Section
					title={frenchTypography(`En attente : ${formatCount(waiting.length, "CAE", "CAE")}`)}
					ruled
					lead="Aucune visite ne se place tant que ce qui manque n’est pas là."
				>
					<details>
						<summary>Voir ce qui manque à chacune</summary>
						<ProgrammeTable caption="CAE en attente" rows={waiting} {...table} banded={false} />
					</details>
				</Section>
			)}
			{board.capacity && (
				<Section
					title="Ce que le réseau peut faire, mois par mois"
					ruled
					lead={frenchTypography(
						"En clair, les journées où les personnes habilitées sont disponibles ; en plein, celles que prennent les visites fixées et proposées.",
					)}
				>
					<MonthCapacity months={board.capacity} />
				</Section>
			)}
			<Section
				title={`De ${year} à ${year + 2}`}
				ruled
				lead={frenchTypography(
					"Ce que le label de chaque CAE appelle déjà. Les visites des années suivantes dépendront aussi des décisions à venir.",
				)}
			>
				<DataTable
					caption={`Visites dues de ${year} à ${year + 2}`}
					captionHidden
					rows={yearsAhead(board)}
					rowKey={(row) => String(row.year)}
					columns={[
						{ key: "year", header: "Année", rowHeader: true, cell: (row) => row.year },
						...(["renewal", "followUp", "initial"] as const).map((kind) => ({
							key: kind,
							header: visitKindLabels[kind],
							numeric: true,
							cell: (row: ReturnType<typeof yearsAhead>[number]) => row[kind],
						})),
					]}
				/>
			</Section>
			{others.length > 0 && (
				<details>
					<summary>{frenchTypography(`Rien de dû en ${year} : ${formatCount(others.length, "CAE", "CAE")}`)}</summary>
					<ProgrammeTable caption="CAE sans visite due" rows={others} {...table} banded={false} />
				</details>
			)}
		</div>
	);
}

function headline(year: number, toPlace: number, settled: number, proposed: number | null): string {
	if (toPlace === 0 && settled === 0) return `Aucune visite n’est due en ${year}.`;
	const said = `${formatCount(settled, "visite fixée ou faite", "visites fixées ou faites")}, ${toPlace} à placer`;
	return !proposed ? `${said}.` : `${said}, dont ${proposed} proposée${proposed > 1 ? "s" : ""}.`;
}

function sorted<
	Row extends { readonly late: boolean; readonly due: { readonly window: { readonly closesOn: string } } | null },
>(rows: readonly Row[]): readonly Row[] {
	const day = (row: Row) => row.due?.window.closesOn ?? "";
	return [...rows].sort((a, b) => Number(b.late) - Number(a.late) || (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

function yearsAhead({ year, rows }: ReturnType<typeof useLoaderData<typeof loader>>) {
	const count = (at: number, kind: string) =>
		rows.filter((row) =>
			at === year
				? (row.visit ? row.visit.kind : row.due?.kind) === kind
				: row.ahead.some((one) => one.year === at && one.kind === kind),
		).length;
	return [year, year + 1, year + 2].map((at) => ({
		year: at,
		renewal: count(at, "renewal"),
		followUp: count(at, "followUp"),
		initial: count(at, "initial"),
	}));
}
