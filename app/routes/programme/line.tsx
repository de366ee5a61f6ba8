/** One cooperative in the programme of a year: its days and team set by hand, pinned or taken out, then made an audit. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { formatVisitDates } from "~/components/audit/visit-dates";
import { Badge } from "~/components/display/badge";
import { Button, ButtonLink } from "~/components/form/button";
import { CheckboxGroup } from "~/components/form/checkbox-group";
import { SelectField } from "~/components/form/select-field";
import { TextField } from "~/components/form/text-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { LinePeople, lineOption } from "~/components/programme/line-people";
import { bandSentence, YearBand } from "~/components/programme/year-band";
import { frenchTypography } from "~/components/text/french";
import { wordFor } from "~/components/text/word-for";
import type { PlanRule } from "~/domain/programme/programme-plan";
import { breachLabels, lineRefusals, missingLabels, situationLabels, visitKindLabels } from "~/messages.programme.fr";
import { type ProgrammeDone, paths } from "~/paths";
import { changeLine, setLine } from "~/services/programme/change-line.server";
import { getLine } from "~/services/programme/get-line.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data?.cooperative.name ?? ""}, programme ${data?.year ?? ""} · Label CAE` },
];

export const loader = guarded("programme.plan", async ({ params, url, useCase }) => {
	const { year = "", cooperativeId = "" } = params;
	const asked = { startsOn: url.searchParams.get("debut"), endsOn: url.searchParams.get("fin") };
	return json(await getLine(useCase, { year, cooperativeId }, asked));
});

const CHANGES = { pin: "epingle", unpin: "libere", remove: "retire" } as const satisfies Record<string, ProgrammeDone>;

export const action = guarded("programme.plan", async ({ request, params, useCase }) => {
	const { year = "", cooperativeId = "" } = params;
	const at = { year, cooperativeId };
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? "");
	const back = (fait: ProgrammeDone) => redirect(paths.programme.line(Number(year), cooperativeId, { fait }));
	const intent = text("intent");
	if (intent === "pin" || intent === "unpin" || intent === "remove") {
		const result = await changeLine(useCase, at, intent, { version: text("version") });
		if (result.ok) return back(CHANGES[intent]);
		const breaches: readonly PlanRule[] = [];
		return json({ reason: result.reason, breaches, values: null }, { status: 409 });
	}
	const values = { leadAuditorId: text("leadAuditorId"), secondAuditorId: text("secondAuditorId") };
	const days = { startsOn: text("startsOn"), endsOn: text("endsOn") };
	const result = await setLine(useCase, at, {
		...days,
		...values,
		pinned: form.get("pinned") === "oui",
		version: text("version"),
	});
	if (result.ok) return back("place");
	const status = result.reason === "CHANGED_MEANWHILE" ? 409 : 422;
	const breaches = result.reason === "FORBIDDEN_BY_RULES" ? result.details.breaches.map(({ rule }) => rule) : [];
	return json({ reason: result.reason, breaches, values }, { status });
});

const DONE: Readonly<Partial<Record<ProgrammeDone, string>>> = {
	place: "La visite est dans le programme.",
	epingle: "La ligne est épinglée : le calcul ne la déplacera pas.",
	libere: "La ligne n’est plus épinglée.",
	retire: "La visite n’est plus dans le programme.",
};

export default function Line() {
	const page = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "reason" in outcome ? outcome : null;
	const [query] = useSearchParams();
	const { year, cooperative, situation, line, people, days, becomes } = page;
	const done = wordFor(DONE, query.get("fait"));
	const due = situation.due;
	const sector = page.sectors.find(({ code }) => code === cooperative.sector)?.label ?? null;
	const chosen = refusal?.values ?? {
		leadAuditorId: line?.team[0]?.id ?? "",
		secondAuditorId: line?.team[1]?.id ?? "",
	};
	const options = (people ?? []).filter(({ refused }) => refused.length === 0).map(lineOption);
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[{ label: `Programme ${year}`, href: paths.programme.year(year) }]}
				title={cooperative.name}
				above={
					<>
						<Badge>{situationLabels[situation.code]}</Badge>
						{situation.late && <Badge kind="danger">En retard</Badge>}
						{line?.pinned && <Badge kind="info">Épinglée</Badge>}
					</>
				}
				lead={frenchTypography(
					[
						cooperative.department,
						sector && `filière ${sector}`,
						due && `${visitKindLabels[due.kind].toLowerCase()} à placer`,
					]
						.filter(Boolean)
						.join(", "),
				)}
			/>
			{done && !refusal && <Notice kind="success">{done}</Notice>}
			{refusal && (
				<Notice kind="error" title="Rien n’a été enregistré">
					{frenchTypography(lineRefusals[refusal.reason])}
					{refusal.breaches.length > 0 && (
						<ul>
							{refusal.breaches.map((rule) => (
								<li key={rule}>{frenchTypography(breachLabels[rule])}</li>
							))}
						</ul>
					)}
				</Notice>
			)}
			<Section title={`Dans l’année ${year}`} ruled>
				<YearBand band={{ year, today: page.today, window: due?.window ?? null, placed: line, settled: null }} />
				<p>
					{frenchTypography(
						bandSentence({ year, today: page.today, window: due?.window ?? null, placed: line, settled: null }),
					)}
					.
				</p>
				{situation.missing.length > 0 && (
					<Notice kind="warning" live={false}>
						{frenchTypography(`Manque : ${situation.missing.map((code) => missingLabels[code]).join(", ")}.`)}
					</Notice>
				)}
			</Section>
			{line && (
				<Section
					title="La visite proposée"
					ruled
					lead={frenchTypography(
						`${visitKindLabels[line.kind]}, ${formatVisitDates(line)} : ${line.team.map(({ name }) => name ?? "une personne partie").join(" et ")}.`,
					)}
				>
					{page.breaches.length > 0 && (
						<Notice kind="warning" live={false} title="Ce que les règles en disent">
							<ul>
								{page.breaches.map(({ rule, name }) => (
									<li key={`${rule} ${name}`}>
										{frenchTypography(`${name ? `${name} : ` : ""}${breachLabels[rule]}`)}
									</li>
								))}
							</ul>
						</Notice>
					)}
					<Form method="post" className="row">
						<input type="hidden" name="version" value={line.version} />
						<Button name="intent" value={line.pinned ? "unpin" : "pin"}>
							{line.pinned ? "Ne plus épingler" : "Épingler"}
						</Button>
						<Button kind="quiet" name="intent" value="remove">
							Retirer du programme
						</Button>
						<Becomes line={line} becomes={becomes} />
					</Form>
				</Section>
			)}
			{due && (
				<Section
					title={line ? "Changer les jours ou l’équipe" : "Placer la visite à la main"}
					ruled
					lead="Les jours d’abord : la liste des personnes en dépend."
				>
					<Form method="get" className="form" key={`${days.startsOn} ${days.endsOn}`}>
						<div className="field-pair">
							<TextField
								id="debut"
								name="debut"
								type="date"
								label="Premier jour"
								required
								defaultValue={days.startsOn}
								error={page.dates ? frenchTypography(lineRefusals[page.dates]) : undefined}
							/>
							<TextField id="fin" name="fin" type="date" label="Dernier jour" required defaultValue={days.endsOn} />
						</div>
						<p>
							<Button>Voir qui peut y aller</Button>
						</p>
					</Form>
					{people && page.size && (
						<Form method="post" className="form" key={`${line?.version ?? 0} ${days.startsOn} ${days.endsOn}`}>
							<input type="hidden" name="version" value={line?.version ?? 0} />
							<input type="hidden" name="startsOn" value={days.startsOn} />
							<input type="hidden" name="endsOn" value={days.endsOn} />
							<SelectField
								name="leadAuditorId"
								label="Responsable de l’audit"
								required
								placeholder="Choisir une personne"
								options={options}
								defaultValue={chosen.leadAuditorId}
							/>
							<SelectField
								name="secondAuditorId"
								label="Deuxième personne de l’équipe"
								optional={page.size === 1 ? "facultatif pour un suivi" : undefined}
								required={page.size === 2}
								placeholder={page.size === 1 ? "Personne d’autre" : "Choisir une personne"}
								options={options}
								defaultValue={chosen.secondAuditorId}
							/>
							<CheckboxGroup
								name="pinned"
								label="Épingler cette ligne ?"
								options={[{ value: "oui", label: "Le calcul ne la déplacera pas" }]}
								defaultValues={["oui"]}
							/>
							<p>
								<Button kind="primary">{frenchTypography(`Placer ${formatVisitDates(days)}`)}</Button>
							</p>
						</Form>
					)}
				</Section>
			)}
			{people && <LinePeople people={people} />}
		</div>
	);
}

/** Where the line becomes an audit: the form that plans one, filled in; the team is chosen there again, under every rule. */
function Becomes({
	line,
	becomes,
}: {
	line: { readonly kind: string; readonly startsOn: string; readonly endsOn: string };
	becomes: { readonly postponedAuditId: string | null; readonly assessmentId: string | null } | null;
}) {
	if (!becomes) return <span className="soft">Un audit se planifie dès que la CAE a envoyé son auto-évaluation.</span>;
	const days = { debut: line.startsOn, fin: line.endsOn };
	return (
		<ButtonLink
			kind="primary"
			href={
				becomes.postponedAuditId
					? paths.audits.edit(becomes.postponedAuditId, days)
					: paths.audits.create(becomes.assessmentId ?? undefined, { nature: line.kind, ...days })
			}
		>
			Planifier l’audit
		</ButtonLink>
	);
}
