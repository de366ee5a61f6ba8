/** The national team gives an assessment back to its cooperative, or answers a request for it. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { signatureWords } from "~/components/assessment/signature-words";
import { Button, ButtonLink } from "~/components/form/button";
import { CheckboxGroup } from "~/components/form/checkbox-group";
import { TextareaField } from "~/components/form/textarea-field";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDateTime } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { Points } from "~/components/text/prose";
import { wordFor } from "~/components/text/word-for";
import { RETURN_REASON_LIMIT } from "~/domain/assessment/status";
import { barrierWords, returnRefusals } from "~/messages.sending.fr";
import { paths } from "~/paths";
import { getReturnForm } from "~/services/assessment/get-return-form.server";
import { returnAssessment } from "~/services/assessment/return-assessment.server";

export const meta: MetaFunction = () => [{ title: "Renvoyer ou rouvrir une auto-évaluation · Label CAE" }];

export const loader = guarded("assessment.return", async ({ params, useCase }) =>
	json(await getReturnForm(useCase, params.assessmentId ?? "")),
);

const DONE = { returned: "renvoi", reopened: "reouverture", declined: "refus" } as const;

export const action = guarded("assessment.return", async ({ request, params, useCase }) => {
	const { assessmentId = "" } = params;
	const form = await request.formData();
	const typed = {
		kind: String(form.get("kind") ?? ""),
		reason: String(form.get("reason") ?? ""),
		criteria: form.getAll("criteria").map(String),
	};
	const result = await returnAssessment(useCase, assessmentId, { ...typed, number: form.get("number") });
	if (result.ok) return redirect(paths.assessments.return(assessmentId, DONE[result.value.kind]));
	return json({ refused: result.reason, typed }, { status: 422 });
});

export default function Return() {
	const { header, sent, number, submission, barrier, request, domains } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refused = outcome && "refused" in outcome ? outcome : null;
	const [query] = useSearchParams();
	const done = refused ? undefined : wordFor(DONE_WORDS, query.get("fait"));
	const busy = useNavigation().state === "submitting";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={sent ? assessmentCrumbs(header) : assessmentCrumbs(header).slice(0, 1)}
				title="Renvoyer ou rouvrir"
				lead={`${header.cooperative.name}, auto-évaluation ${header.year}${submission ? `, signée ${signatureWords(submission)}` : ""}.`}
			/>
			{refused && <Notice kind="error">{frenchTypography(returnRefusals[refused.refused])}</Notice>}
			{done && <Notice kind="success">{frenchTypography(done)}</Notice>}
			{!sent ? (
				<Notice kind="info" live={false}>
					Cette auto-évaluation est entre les mains de la CAE, jusqu’à son prochain envoi.{" "}
					<Link href={paths.assessments.sendings(header.id)}>Voir les envois</Link>
				</Notice>
			) : (
				<>
					{request && (
						<Notice kind="warning" live={false} title={`La CAE demande à rouvrir, le ${formatDateTime(request.at)}`}>
							<p className="pre-line">{frenchTypography(request.reason)}</p>
						</Notice>
					)}
					{barrier && (
						<Notice kind="warning" live={false} title="Ni renvoi ni réouverture aujourd’hui">
							<p>
								{frenchTypography(barrierWords[barrier])} <Link href={paths.audits.list()}>Voir les audits</Link>
							</p>
						</Notice>
					)}
					{(!barrier || request) && (
						<Section title="Ce que vous décidez" ruled>
							{!barrier && (
								<Points
									points={[
										"La CAE corrige, signe et envoie de nouveau. En attendant, elle compte comme un brouillon : vous ne lisez plus ses réponses, et aucun chiffre du réseau ne les compte.",
										"Ce qui avait été signé reste lisible tel quel, avec son empreinte.",
										"Les personnes responsables de la CAE reçoivent un e-mail, et lisent votre motif en tête de chaque page.",
									]}
								/>
							)}
							<Form method="post" className="form" key={number}>
								<input type="hidden" name="number" value={number} />
								<CheckboxGroup
									id="kind"
									name="kind"
									type="radio"
									label="Décision"
									defaultValues={[refused?.typed.kind ?? (request ? "reopened" : "returned")]}
									options={[
										{
											value: "returned",
											label: "Renvoyer pour correction",
											hint: "C’est vous qui demandez une correction avant l’audit.",
											disabled: barrier !== null,
										},
										{
											value: "reopened",
											label: "Rouvrir",
											hint: "La CAE vous l’a demandé, ici ou autrement.",
											disabled: barrier !== null,
										},
										...(request
											? [{ value: "declined", label: "Refuser la demande", hint: "Ce qui est envoyé reste tel quel." }]
											: []),
									]}
								/>
								<TextareaField
									id="reason"
									name="reason"
									label="Motif"
									hint="La CAE le lit. N’y nommez personne."
									rows={4}
									maxLength={RETURN_REASON_LIMIT}
									required
									defaultValue={refused?.typed.reason}
									error={refused?.refused === "REASON_REQUIRED" ? returnRefusals.REASON_REQUIRED : undefined}
								/>
								{!barrier && <ConcernedCriteria domains={domains} ticked={refused?.typed.criteria ?? []} />}
								<p className="actions">
									<Button kind="primary">{busy ? "Enregistrement…" : "Enregistrer la décision"}</Button>
									<ButtonLink kind="quiet" href={paths.assessments.one(header.id)}>
										Ne rien changer
									</ButtonLink>
								</p>
							</Form>
						</Section>
					)}
				</>
			)}
		</div>
	);
}

const DONE_WORDS: Readonly<Record<string, string>> = {
	renvoi: "Renvoyée : la CAE est prévenue par e-mail.",
	reouverture: "Rouverte : la CAE est prévenue par e-mail.",
	refus: "Demande refusée : la CAE est prévenue par e-mail.",
};

function ConcernedCriteria({
	domains,
	ticked,
}: {
	domains: readonly {
		readonly code: string;
		readonly title: string;
		readonly criteria: readonly { readonly id: string; readonly title: string }[];
	}[];
	ticked: readonly string[];
}) {
	return (
		<fieldset className="field">
			<legend>
				Critères concernés <span className="field-optional">(facultatif)</span>
			</legend>
			{domains.map(({ code, title, criteria }) => (
				<details key={code} open={criteria.some(({ id }) => ticked.includes(id))}>
					<summary>
						{title} <small>{formatCount(criteria.length, "critère")}</small>
					</summary>
					{criteria.map(({ id, title: words }) => (
						<label key={id} className="choice">
							<input type="checkbox" name="criteria" value={id} defaultChecked={ticked.includes(id)} />
							<span>
								{id} {frenchTypography(words)}
							</span>
						</label>
					))}
				</details>
			))}
		</fieldset>
	);
}
