/** One role of somebody: its days, and its end. What an auditor had to visit is handed over here. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { roleRefusals } from "~/components/access/people-words";
import { roleDates } from "~/components/access/role-dates";
import { MandateFields, roleError } from "~/components/access/role-fields";
import { HandOverFields, HandOverSummary } from "~/components/audit/hand-over-fields";
import { Button, ButtonLink } from "~/components/form/button";
import { ErrorSummary } from "~/components/form/error-summary";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { frenchTypography } from "~/components/text/french";
import { roleLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { handOverInput, handOverValues } from "~/routes/access/hand-over-input";
import { changeRoleDates, endRole } from "~/services/access/change-role.server";
import { getRole } from "~/services/access/get-role-forms.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data ? roleLabels[data.role] : "Rôle"} · ${data?.person.name ?? ""} · Label CAE` },
];

export const loader = guarded(
	"role.end",
	async ({ params, useCase }) => json(await getRole(useCase, params.userId ?? "", params.grantId ?? "")),
	{ freshProof: true },
);

export const action = guarded(
	"role.end",
	async ({ request, params, useCase }) => {
		const { userId = "", grantId = "" } = params;
		const form = await request.formData();
		const intent = form.get("intent") === "end" ? ("end" as const) : ("dates" as const);
		const handOver = handOverInput(form);
		const common = { seen: String(form.get("seen") ?? ""), ...handOver };
		const dates = { startsOn: String(form.get("startsOn") ?? ""), endsOn: String(form.get("endsOn") ?? "") };
		const result =
			intent === "end"
				? await endRole(useCase, userId, grantId, common)
				: await changeRoleDates(useCase, userId, grantId, { ...common, ...dates });
		if (result.ok) return redirect(paths.persons.one(userId, intent === "end" ? "retrait" : "changement"));
		const audits = result.reason === "AUDITS_TO_HAND_OVER" ? result.details.audits : [];
		return json({ intent, reason: result.reason, dates, audits, handOver: handOverValues(handOver) }, { status: 422 });
	},
	{ freshProof: true },
);

export default function RolePage() {
	const { person, role, cooperativeId, grantId, startsOn, endsOn, seen, kept } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "reason" in outcome ? outcome : null;
	const message = refusal ? roleRefusals[refusal.reason] : "";
	const error = refusal?.intent === "dates" ? roleError(refusal.reason, message) : null;
	const busy = useNavigation().state === "submitting";
	const handOver = (intent: "dates" | "end") =>
		refusal?.intent === intent &&
		refusal.audits.length > 0 && <HandOverFields audits={refusal.audits} values={refusal.handOver} />;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: "Personnes", href: paths.persons.list() },
					{ label: person.name, href: paths.persons.one(person.id) },
				]}
				title={roleLabels[role]}
				lead={frenchTypography(`${person.name}. ${roleDates({ startsOn: startsOn || null, endsOn: endsOn || null })}.`)}
			/>
			{error && (
				<ErrorSummary
					title="Rien n’a été enregistré"
					kept="Ce que vous avez saisi est toujours là."
					errors={[{ fieldId: error.field, message }]}
				/>
			)}
			{refusal && refusal.audits.length > 0 && <HandOverSummary audits={refusal.audits} message={message} />}
			{refusal && !error && refusal.audits.length === 0 && <Notice kind="error">{frenchTypography(message)}</Notice>}
			<Section title="Dates" ruled>
				<Form method="post" className="form" key={seen}>
					<input type="hidden" name="seen" value={seen} />
					<MandateFields values={refusal?.intent === "dates" ? refusal.dates : { startsOn, endsOn }} error={error} />
					{handOver("dates")}
					<p className="actions">
						<Button kind="primary" name="intent" value="dates">
							{busy ? "Enregistrement…" : "Enregistrer ces dates"}
						</Button>
						<ButtonLink kind="quiet" href={paths.persons.one(person.id)}>
							Laisser comme c’est
						</ButtonLink>
					</p>
				</Form>
			</Section>
			<Section title="Retirer ce rôle" ruled>
				{cooperativeId === null ? (
					<Form method="post" className="stack">
						<input type="hidden" name="seen" value={seen} />
						<ul>
							{consequences(role, person.name).map((line) => (
								<li key={line}>{frenchTypography(line)}</li>
							))}
						</ul>
						{handOver("end")}
						<p>
							<Button kind="danger" name="intent" value="end" disabledReason={kept ? roleRefusals[kept] : undefined}>
								Retirer ce rôle
							</Button>
						</p>
					</Form>
				) : (
					<div className="stack">
						<p>Le départ d’une équipe, et à qui passent les domaines confiés, se règle sur la page de l’équipe.</p>
						<p>
							<ButtonLink href={paths.cooperatives.member(cooperativeId, grantId)}>
								Ouvrir sa fiche dans l’équipe
							</ButtonLink>
						</p>
					</div>
				)}
			</Section>
		</div>
	);
}

function consequences(role: string, name: string): readonly string[] {
	return [
		`Ce rôle n’ouvre plus rien à ${name}, dès maintenant : son dernier jour devient la veille.`,
		"Ses sessions se ferment. Ses autres rôles restent.",
		"Ce qui a été fait sous ce rôle reste, à son nom, et le journal le garde.",
		...(role === "auditor" ? ["Ses audits encore ouverts sont confiés à d’autres dans le même geste."] : []),
	];
}
