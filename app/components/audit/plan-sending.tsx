/** Owns where a visit's plan stands between the team and the cooperative: sent, acknowledged, to be changed; and their forms. */
import { Form } from "@remix-run/react";
import { ANSWER_TEXT_LIMIT, type PlanAnswer, type SendRefusal } from "~/domain/audit/audit-plan";
import { preparationRefusals } from "~/messages.preparation.fr";
import { Button } from "../form/button";
import { TextareaField } from "../form/textarea-field";
import { Notice } from "../layout/notice";
import { formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";
import { type RefusedPreparation, refusalOf } from "./preparation-form";

export interface SendingView {
	readonly number: number;
	readonly sentAt: string;
	readonly answer: PlanAnswer | null;
	readonly answerText: string;
	readonly answeredAt: string | null;
	readonly answeredByName: string | null;
}

/** What was sent last and what was said of it, for either side. */
export function PlanStanding({
	sending,
	toSend,
	awaitsReader,
}: {
	sending: SendingView | null;
	toSend: boolean;
	/** Whoever reads is the one who answers. */
	awaitsReader: boolean;
}) {
	if (!sending) return null;
	const { answer, answerText, answeredAt, answeredByName, sentAt } = sending;
	const by = answeredByName ? ` par ${answeredByName}` : "";
	const at = answeredAt ? formatDateTime(answeredAt) : "";
	return (
		<div className="stack">
			{answer === "acknowledged" && (
				<Notice kind="success" live={false} title="Plan accepté par la CAE">
					{frenchTypography(`Accusé de réception le ${at}${by}.`)}
				</Notice>
			)}
			{answer === "changeAsked" && (
				<Notice kind="warning" live={false} title="La CAE demande un changement">
					<p className="pre-line">{frenchTypography(answerText)}</p>
					<p>{frenchTypography(`Le ${at}${by}.`)}</p>
				</Notice>
			)}
			{answer === null && (
				<Notice
					kind="info"
					live={false}
					title={awaitsReader ? "Ce plan attend votre réponse" : "Plan envoyé, sans réponse de la CAE"}
				>
					{frenchTypography(`Envoyé le ${formatDateTime(sentAt)}.`)}
				</Notice>
			)}
			{toSend && (
				<Notice kind="warning" live={false} title="La CAE n’a pas lu ce plan">
					Il a changé depuis le dernier envoi : elle doit le recevoir, et en accuser réception de nouveau.
				</Notice>
			)}
		</div>
	);
}

export function SendPlan({
	version,
	toSend,
	sentBefore,
	drafts,
	notReady,
	busy,
	refused,
}: {
	version: number;
	toSend: boolean;
	sentBefore: boolean;
	drafts: number;
	notReady: SendRefusal | null;
	busy: boolean;
	refused: RefusedPreparation | null;
}) {
	const refusal = refusalOf(refused, "send");
	if (!toSend) return <p className="soft">La CAE a reçu ce plan tel qu’il est.</p>;
	const also =
		drafts === 0
			? ""
			: drafts === 1
				? " La demande de pièce part avec lui."
				: ` Les ${drafts} demandes de pièces partent avec lui.`;
	const label = sentBefore ? "Envoyer le plan modifié à la CAE" : "Envoyer le plan à la CAE";
	return (
		<Form method="post" className="stack" preventScrollReset>
			{refusal && <Notice kind="error">{refusal.error}</Notice>}
			<input type="hidden" name="version" value={version} />
			<p>
				Les responsables de la CAE reçoivent un e-mail. Ils lisent le déroulé et la nature de l’échantillon, jamais les
				critères tirés.{also}
			</p>
			<p>
				{notReady ? (
					<Button kind="primary" disabledReason={preparationRefusals[notReady]}>
						{label}
					</Button>
				) : (
					<Button kind="primary" name="intent" value="send" disabled={busy}>
						{label}
					</Button>
				)}
			</p>
		</Form>
	);
}

export function AnswerPlan({
	number,
	busy,
	refused,
}: {
	number: number;
	busy: boolean;
	refused: RefusedPreparation | null;
}) {
	const change = refusalOf(refused, "changeAsked");
	const agreed = refusalOf(refused, "acknowledged");
	return (
		<div className="stack">
			{agreed && <Notice kind="error">{agreed.error}</Notice>}
			<Form method="post" preventScrollReset className="stack">
				<input type="hidden" name="number" value={number} />
				<p>Votre accusé de réception est daté et porte votre nom. Si le plan change ensuite, il vous sera renvoyé.</p>
				<p>
					<Button kind="primary" name="intent" value="acknowledged" disabled={busy}>
						Accuser réception du plan
					</Button>
				</p>
			</Form>
			<details open={change !== undefined}>
				<summary>Demander un changement</summary>
				<Form method="post" className="form" preventScrollReset key={change?.error ?? ""}>
					{change && <Notice kind="error">{change.error}</Notice>}
					<input type="hidden" name="number" value={number} />
					<TextareaField
						id="changement"
						name="text"
						label="Ce qui doit changer"
						hint="Une heure, une personne absente, un lieu : l’équipe d’audit lira ce texte."
						rows={3}
						required
						maxLength={ANSWER_TEXT_LIMIT}
						defaultValue={change?.typed.text}
					/>
					<p>
						<Button name="intent" value="changeAsked" disabled={busy}>
							Demander ce changement
						</Button>
					</p>
				</Form>
			</details>
		</div>
	);
}
