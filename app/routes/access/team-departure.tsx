/** Somebody leaves a cooperative's team: what it changes, who takes their domains over, then the confirmation. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { domainWords } from "~/components/access/domain-codes";
import { teamRefusals } from "~/components/access/people-words";
import { Button, ButtonLink } from "~/components/form/button";
import { SelectField } from "~/components/form/select-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { frenchTypography } from "~/components/text/french";
import { roleLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { getDeparture } from "~/services/access/get-member.server";
import { removeMember } from "~/services/access/remove-member.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Départ de ${data?.name ?? "cette personne"} · Équipe · Label CAE` },
];

export const loader = guarded("team.manage", async ({ params, url, useCase }) => {
	const { cooperativeId = "", grantId = "" } = params;
	return json(await getDeparture(useCase, cooperativeId, grantId, url.searchParams.get("reprise") ?? ""));
});

export const action = guarded("team.manage", async ({ request, params, useCase }) => {
	const { cooperativeId = "", grantId = "" } = params;
	const form = await request.formData();
	const result = await removeMember(useCase, cooperativeId, grantId, {
		handTo: String(form.get("handTo") ?? ""),
		seen: String(form.get("seen") ?? ""),
	});
	if (result.ok) return redirect(paths.cooperatives.team(cooperativeId, "retrait"));
	return json({ reason: result.reason }, { status: 422 });
});

export default function TeamDeparture() {
	const departure = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const busy = useNavigation().state === "submitting";
	const { cooperative, grantId, name, role, isSelf, kept, candidates, receiver } = departure;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: "Équipe", href: paths.cooperatives.team(cooperative.id) },
					{ label: name, href: paths.cooperatives.member(cooperative.id, grantId) },
				]}
				title={isSelf ? "Quitter l’équipe" : `Retirer ${name} de l’équipe`}
				lead={`${roleLabels[role]}, ${cooperative.name}`}
			/>
			{outcome && "reason" in outcome && <Notice kind="error">{teamRefusals[outcome.reason]}</Notice>}
			{departure.unknownReceiver && !outcome && <Notice kind="error">{teamRefusals.UNKNOWN_RECEIVER}</Notice>}
			{candidates.length > 0 && (
				<Section
					title="1. À qui confier ses domaines"
					ruled
					lead={frenchTypography(`${name} répond à : ${domainWords(departure.domains)}.`)}
				>
					<Form method="get" className="form" key={receiver?.grantId ?? "managers"}>
						<SelectField
							label="Les domaines passent à"
							name="reprise"
							defaultValue={receiver?.grantId ?? ""}
							placeholder="Personne en particulier : les responsables y répondent"
							options={candidates.map((one) => ({
								value: one.grantId,
								label: `${one.name} (répond déjà à ${domainWords(one.domains)})`,
							}))}
						/>
						<p>
							<Button>Voir ce qui change</Button>
						</p>
					</Form>
				</Section>
			)}
			<Section title={candidates.length > 0 ? "2. Ce qui change" : "Ce qui change"} ruled>
				<div className="stack">
					<ul>
						{consequences(departure).map((line) => (
							<li key={line}>{frenchTypography(line)}</li>
						))}
					</ul>
					<Form method="post" className="stack">
						<input type="hidden" name="seen" value={departure.seen} />
						<input type="hidden" name="handTo" value={receiver?.grantId ?? ""} />
						<p className="actions">
							<Button kind="danger" disabledReason={kept ? teamRefusals[kept] : undefined}>
								{busy ? "Enregistrement…" : isSelf ? "Quitter l’équipe" : `Retirer ${name} de l’équipe`}
							</Button>
							<ButtonLink kind="quiet" href={paths.cooperatives.member(cooperative.id, grantId)}>
								{isSelf ? "Rester dans l’équipe" : "Garder cette personne dans l’équipe"}
							</ButtonLink>
						</p>
					</Form>
				</div>
			</Section>
		</div>
	);
}

function consequences({
	name,
	isSelf,
	role,
	receiver,
	leftToManagers,
	managers,
	cooperative,
}: ReturnType<typeof useLoaderData<typeof loader>>): readonly string[] {
	const who = isSelf ? "Vous" : name;
	return [
		`${who} ${isSelf ? "n’ouvrez" : "n’ouvre"} plus rien de ${cooperative.name}, dès maintenant, et ${isSelf ? "vos" : "ses"} sessions se ferment.`,
		`Les réponses et les commentaires que ${isSelf ? "vous avez" : "cette personne a"} écrits restent, à ${isSelf ? "votre" : "son"} nom.`,
		...(receiver
			? [`${receiver.name} répondra à : ${domainWords(receiver.after)}. Ses sessions se ferment aussi.`]
			: []),
		...(leftToManagers.length > 0 && managers.length > 0
			? [`Les responsables (${managers.join(", ")}) répondent à : ${domainWords(leftToManagers)}.`]
			: []),
		...(role === "manager" && managers.length > 0 ? [`Reste responsable : ${managers.join(", ")}.`] : []),
	];
}
