/** One's ties with cooperatives: an auditor's, a committee or board member's; the missions to sign, the files they close. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { MissionsToSign } from "~/components/audit/missions-to-sign";
import { recusalSentence } from "~/components/audit/recusal-sentence";
import { Button } from "~/components/form/button";
import { SelectField } from "~/components/form/select-field";
import { TextField } from "~/components/form/text-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { wordFor } from "~/components/text/word-for";
import { TIE_KINDS } from "~/domain/audit/interest-declaration";
import { interestLabels, tieRefusals } from "~/messages.auditor.fr";
import { paths } from "~/paths";
import { declareInterest, endInterest } from "~/services/audit/declare-interest.server";
import { getOwnTies } from "~/services/audit/get-own-ties.server";

export const meta: MetaFunction = () => [{ title: "Mes liens et déclarations · Label CAE" }];

export const loader = guarded("recusal.declare", async ({ useCase }) => json(await getOwnTies(useCase)));

export const action = guarded("recusal.declare", async ({ request, useCase }) => {
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? "");
	const ends = form.get("intent") === "end";
	const typed = { cooperativeId: text("cooperativeId"), named: text("named"), kind: text("kind") };
	const result = ends ? await endInterest(useCase, text("interestId")) : await declareInterest(useCase, typed);
	if (result.ok) return redirect(paths.ties(ends ? "fin" : "lien"));
	return json({ reason: result.reason, typed }, { status: 422 });
});

const DONE = {
	lien: "Le lien est déclaré : le dossier de cette CAE vous est fermé.",
	fin: "La fin du lien est enregistrée.",
	signature:
		"Votre déclaration est signée. Le lien que vous y dites vous ferme ce dossier : l’équipe nationale est prévenue.",
} as const;

export default function OwnTies() {
	const { judges, recusals, declared, missions, choices } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "reason" in outcome ? outcome : null;
	const [query] = useSearchParams();
	const done = wordFor(DONE, query.get("fait"));
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[{ label: "Audits", href: paths.audits.list() }]}
				title="Mes liens et déclarations"
				lead={frenchTypography(
					"Un lien avec une CAE ferme son dossier : ni progrès, ni audit, ni débat, ni vote. Le registre public reste ouvert.",
				)}
			/>
			{done && !refusal && <Notice kind="success">{frenchTypography(done)}</Notice>}
			{refusal && <Notice kind="error">{frenchTypography(tieRefusals[refusal.reason])}</Notice>}
			<MissionsToSign missions={missions} />
			{judges && <SetAside recusals={recusals} />}
			<Section title="Liens que j’ai déclarés" ruled>
				{declared.length === 0 ? (
					<p className="soft">Vous n’en avez déclaré aucun.</p>
				) : (
					<ul className="stack">
						{declared.map(({ id, name, kind, declaredAt }) => (
							<li key={id}>
								<Form method="post" className="row">
									<input type="hidden" name="interestId" value={id} />
									<span>
										{frenchTypography(`${name} : ${interestLabels[kind].toLowerCase()}`)}
										<span className="soft"> depuis le {formatDate(declaredAt)}</span>
									</span>
									<Button small name="intent" value="end" aria-label={`Ce lien a pris fin : ${name}`}>
										Ce lien a pris fin
									</Button>
								</Form>
							</li>
						))}
					</ul>
				)}
			</Section>
			<Section
				title="Déclarer un lien"
				ruled
				lead="Le dossier se ferme aussitôt, sauf pour un autre lien, qui demande une dérogation ; le journal garde la déclaration et sa fin. Vous et l’équipe nationale les lisez, personne d’autre. Les accompagnements inscrits et les CAE que vous avez auditées comptent sans rien déclarer."
			>
				<Form method="post" className="form" key={declared.length}>
					{judges ? (
						<SelectField
							name="cooperativeId"
							label="CAE"
							required
							placeholder="Choisir une CAE"
							options={choices.map(({ id, name }) => ({ value: id, label: name }))}
							defaultValue={refusal?.typed.cooperativeId ?? ""}
						/>
					) : (
						<TextField
							name="named"
							label="CAE"
							hint="Son nom entier, ou son numéro SIREN."
							required
							maxLength={200}
							defaultValue={refusal?.typed.named ?? ""}
						/>
					)}
					<SelectField
						name="kind"
						label="Nature du lien"
						required
						placeholder="Choisir"
						options={TIE_KINDS.map((kind) => ({ value: kind, label: interestLabels[kind] }))}
						defaultValue={refusal?.typed.kind ?? ""}
					/>
					<p>
						<Button kind="primary" name="intent" value="declare">
							Déclarer ce lien
						</Button>
					</p>
				</Form>
			</Section>
		</div>
	);
}

type Recusals = ReturnType<typeof useLoaderData<typeof loader>>["recusals"];

function SetAside({ recusals }: { recusals: Recusals }) {
	return (
		<Section
			title="Dossiers dont je me déporte"
			ruled
			lead={
				recusals.length > 0
					? `${formatCount(recusals.length, "CAE", "CAE")} aujourd’hui.`
					: "Aucun lien connu ne vous écarte d’un dossier aujourd’hui."
			}
		>
			{recusals.length > 0 && (
				<ul className="refused-auditors">
					{recusals.map(({ id, name, reasons }) => (
						<li key={id}>
							<strong>{name}</strong>
							<ul>
								{reasons.map((reason) => (
									<li key={recusalSentence(reason)}>{recusalSentence(reason)}</li>
								))}
							</ul>
						</li>
					))}
				</ul>
			)}
		</Section>
	);
}
