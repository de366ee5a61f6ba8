/** The challenge of an audit team: its cooperative writes it, once; the national team answers it. Both read it here. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { auditCrumbs } from "~/components/audit/audit-header";
import { ChallengeText } from "~/components/audit/challenge-state";
import { formatVisitDates } from "~/components/audit/visit-dates";
import { Button, ButtonLink } from "~/components/form/button";
import { CheckboxGroup } from "~/components/form/checkbox-group";
import { SelectField } from "~/components/form/select-field";
import { TextareaField } from "~/components/form/textarea-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { wordFor } from "~/components/text/word-for";
import { challengeRefusals } from "~/messages.declaration.fr";
import { paths } from "~/paths";
import { answerChallenge } from "~/services/audit/answer-challenge.server";
import { challengeMember } from "~/services/audit/challenge-member.server";
import { getChallenge } from "~/services/audit/get-challenge.server";

export const meta: MetaFunction = () => [{ title: "Récusation · Label CAE" }];

export const loader = guarded("audit.read", async ({ params, useCase }) =>
	json(await getChallenge(useCase, params.auditId ?? "")),
);

const INTENTS = ["challenge", "accept", "refuse"] as const;

export const action = guarded(["audit.challenge", "audit.answerChallenge"], async ({ request, params, useCase }) => {
	const { auditId = "" } = params;
	const form = await request.formData();
	const field = (name: string) => String(form.get(name) ?? "");
	const intent = INTENTS.find((word) => word === form.get("intent")) ?? "challenge";
	const typed = { auditorId: field("auditorId"), reason: field("reason"), answer: field("answer"), to: field("to") };
	const { auditorId, reason, answer } = typed;
	const sequence = form.get("sequence");
	const accepted = intent === "accept";
	const result =
		intent === "challenge"
			? await challengeMember(useCase, auditId, { auditorId, reason, sequence })
			: await answerChallenge(useCase, auditId, { accepted, answer, to: accepted ? typed.to : "", sequence });
	if (result.ok) return redirect(paths.audits.challenge(auditId, intent === "challenge" ? "envoyee" : "repondue"));
	return json({ intent, error: challengeRefusals[result.reason], typed }, { status: 422 });
});

const DONE = {
	envoyee: "La récusation est envoyée : l’équipe nationale est prévenue. La visite attend sa réponse.",
	repondue: "La réponse est enregistrée : la CAE est prévenue.",
} as const;

export default function Challenge() {
	const { header, members, alone, challenge, until, may, candidates } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "error" in outcome ? outcome : null;
	const [query] = useSearchParams();
	const busy = useNavigation().state === "submitting";
	const done = wordFor(DONE, query.get("fait"));
	const typed = refusal?.typed;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={auditCrumbs(header)}
				title="Récusation"
				lead={frenchTypography(
					`Audit : ${header.cooperative.name}, visite ${formatVisitDates(header)}. Équipe : ${members.map(({ name }) => name).join(", ")}.`,
				)}
			/>
			{done && !refusal && <Notice kind="success">{frenchTypography(done)}</Notice>}
			{refusal && (
				<Notice kind="error" title="Rien n’a été enregistré">
					<p>{frenchTypography(refusal.error)}</p>
					<p>Ce que vous avez saisi est toujours là.</p>
				</Notice>
			)}
			{challenge && (
				<Section title="La récusation" ruled>
					<ChallengeText challenge={challenge} />
				</Section>
			)}
			{may.challenge && until && (
				<Section
					title="Récuser une personne"
					ruled
					lead={frenchTypography(
						`Une seule fois pour cet audit, jusqu’au ${formatDate(until)}. L’équipe nationale accepte ou refuse par écrit ; la visite ne commence pas avant. Le motif se lit par l’équipe d’audit et dans le rapport.`,
					)}
				>
					<Form method="post" className="form">
						<input type="hidden" name="intent" value="challenge" />
						<input type="hidden" name="sequence" value={header.sequence} />
						<CheckboxGroup
							name="auditorId"
							type="radio"
							label="Personne récusée"
							options={members.map(({ id, name }) => ({ value: id, label: name }))}
							defaultValues={[typed?.auditorId ?? ""]}
						/>
						<TextareaField name="reason" label="Motif" rows={4} required defaultValue={typed?.reason ?? ""} />
						<p>
							<Button kind="danger" disabled={busy}>
								Envoyer la récusation
							</Button>
						</p>
					</Form>
				</Section>
			)}
			{may.answer && (
				<Section
					title="Votre réponse"
					ruled
					lead="Acceptée, la personne quitte l’équipe et les jours restent ; la visite attend une équipe complète. Refusée, l’équipe reste telle qu’elle est. La CAE lit votre réponse, le rapport la cite."
				>
					<Form method="post" className="form">
						<input type="hidden" name="sequence" value={header.sequence} />
						<TextareaField name="answer" label="Réponse motivée" rows={4} required defaultValue={typed?.answer ?? ""} />
						<SelectField
							name="to"
							label="Qui la remplace"
							optional={alone ? undefined : "facultatif, si vous acceptez"}
							hint={
								candidates.length === 0
									? "Personne n’est libre sans dérogation ces jours-là : changez l’équipe depuis la page de l’audit, cela accepte aussi la récusation."
									: "Seules les personnes sans conflit d’intérêts ces jours-là sont proposées."
							}
							placeholder="Personne pour l’instant"
							options={candidates.map(({ userId, name, homeName }) => ({
								value: userId,
								label: `${name} (${homeName ?? "tiers indépendant"})`,
							}))}
							defaultValue={typed?.to ?? ""}
						/>
						<p className="row">
							<Button kind="primary" name="intent" value="accept" disabled={busy}>
								Accepter la récusation
							</Button>
							<Button name="intent" value="refuse" disabled={busy}>
								Refuser la récusation
							</Button>
						</p>
					</Form>
				</Section>
			)}
			{!challenge && !may.challenge && <p className="soft">Personne n’a été récusé pour cet audit.</p>}
			<p>
				<ButtonLink kind="quiet" href={paths.audits.one(header.id)}>
					Revenir à l’audit
				</ButtonLink>
			</p>
		</div>
	);
}
