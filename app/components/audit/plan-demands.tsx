/** Owns the evidence asked for before a visit: the team asks and settles, the cooperative answers from its library. */
import { Form } from "@remix-run/react";
import { DEMAND_TEXT_LIMIT, type DemandState } from "~/domain/audit/evidence-demand";
import { demandStateLabels } from "~/messages.preparation.fr";
import { paths } from "~/paths";
import { Badge, type BadgeKind } from "../display/badge";
import { DomainMark } from "../display/domain-mark";
import { Button, ButtonLink } from "../form/button";
import { CheckboxGroup } from "../form/checkbox-group";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";
import { TextareaField } from "../form/textarea-field";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";
import { type RefusedPreparation, refusalOf } from "./preparation-form";

export interface ShownDemand {
	readonly id: string;
	readonly criterionId: string;
	readonly title: string;
	readonly domain: string;
	readonly wording: string;
	readonly dueOn: string;
	readonly state: DemandState;
	readonly version: number;
	readonly late: boolean;
	readonly againReason: string;
	readonly answerNote: string;
	readonly answeredAt: string | null;
	readonly evidence: readonly { readonly id: string; readonly title: string | null }[];
}

export interface DemandsView {
	readonly demands: readonly ShownDemand[];
	readonly drafts: number;
	readonly cooperativeId: string;
	readonly criteria: readonly { readonly id: string; readonly title: string }[];
	readonly library: readonly { readonly id: string; readonly title: string }[];
	/** Proposed last day; null: the visit is too near to ask in writing. */
	readonly dueOn: string | null;
	/** Of the form: sent twice, written once. */
	readonly formKey: string;
	readonly asks: boolean;
	readonly answers: boolean;
	readonly busy: boolean;
	readonly refused: RefusedPreparation | null;
}

const BADGES: { readonly [S in DemandState]: BadgeKind } = {
	draft: "neutral",
	asked: "info",
	answered: "warning",
	received: "good",
	withdrawn: "neutral",
};

export function PlanDemands(view: DemandsView) {
	const { demands, drafts, asks, busy, refused } = view;
	const sending = refusalOf(refused, "sendDemands");
	return (
		<div className="stack-wide">
			{demands.length === 0 ? (
				<p>Aucune pièce n’est demandée.</p>
			) : (
				<ul className="plan-lines">
					{demands.map((demand) => (
						<li key={demand.id} id={`demande-${demand.id}`}>
							<Demand demand={demand} view={view} />
						</li>
					))}
				</ul>
			)}
			{asks && drafts > 0 && (
				<Form method="post" preventScrollReset className="stack">
					{sending && <Notice kind="error">{sending.error}</Notice>}
					<p>
						<Button kind="primary" name="intent" value="sendDemands" disabled={busy}>
							{drafts === 1 ? "Envoyer la demande à la CAE" : `Envoyer les ${drafts} demandes à la CAE`}
						</Button>
					</p>
				</Form>
			)}
			{asks && <AskForm view={view} />}
		</div>
	);
}

function Demand({ demand, view }: { demand: ShownDemand; view: DemandsView }) {
	const { state, late, criterionId, title, wording, dueOn, againReason, answerNote, evidence } = demand;
	return (
		<div className="stack-tight">
			<p className="row">
				<DomainMark code={demand.domain} />
				<Badge kind={late ? "danger" : BADGES[state]}>{late ? "En retard" : demandStateLabels[state]}</Badge>
				<span className="soft">{frenchTypography(`Pour le ${formatDate(dueOn)}`)}</span>
			</p>
			<p>
				<b>{criterionId}</b> {title}
			</p>
			<p className="pre-line">{frenchTypography(wording)}</p>
			{againReason !== "" && state === "asked" && (
				<p className="pre-line">
					<b>Redemandée.</b> {frenchTypography(againReason)}
				</p>
			)}
			{answerNote !== "" && <p className="pre-line">{frenchTypography(`Réponse de la CAE : ${answerNote}`)}</p>}
			{evidence.length > 0 && (
				<ul>
					{evidence.map(({ id, title: piece }) => (
						<li key={id}>
							{piece === null ? (
								"Une pièce confidentielle"
							) : (
								<Link href={paths.evidence.one(view.cooperativeId, id)}>{piece}</Link>
							)}
						</li>
					))}
				</ul>
			)}
			{view.asks && <Settle demand={demand} view={view} />}
			{view.answers && state === "asked" && <AnswerForm demand={demand} view={view} />}
		</div>
	);
}

function Settle({
	demand: { id, state, version, criterionId, dueOn },
	view,
}: {
	demand: ShownDemand;
	view: DemandsView;
}) {
	const { busy, refused } = view;
	const again = refusalOf(refused, "askAgain", id);
	const other = refusalOf(refused, "receive", id) ?? refusalOf(refused, "withdraw", id);
	if (state === "withdrawn") return null;
	return (
		<>
			{other && <Notice kind="error">{other.error}</Notice>}
			<Form method="post" className="actions" preventScrollReset>
				<input type="hidden" name="demandId" value={id} />
				<input type="hidden" name="version" value={version} />
				{(state === "answered" || state === "asked") && (
					<Button small name="intent" value="receive" disabled={busy}>
						Marquer reçue <span className="visually-hidden">{criterionId}</span>
					</Button>
				)}
				{state !== "received" && (
					<Button small kind="quiet" name="intent" value="withdraw" disabled={busy}>
						Retirer la demande <span className="visually-hidden">{criterionId}</span>
					</Button>
				)}
			</Form>
			{(state === "answered" || state === "received") && view.dueOn !== null && (
				<details open={again !== undefined}>
					<summary>
						Redemander <span className="visually-hidden">{criterionId}</span>
					</summary>
					<Form method="post" className="form" preventScrollReset key={again?.error ?? ""}>
						{again && <Notice kind="error">{again.error}</Notice>}
						<input type="hidden" name="demandId" value={id} />
						<input type="hidden" name="version" value={version} />
						<TextareaField
							id={`manque-${id}`}
							name="reason"
							label="Ce qui manque"
							hint="La CAE le lira."
							rows={2}
							required
							maxLength={DEMAND_TEXT_LIMIT}
							defaultValue={again?.typed.reason}
						/>
						<TextField
							id={`redu-${id}`}
							name="dueOn"
							type="date"
							label="Pour le"
							required
							defaultValue={again?.typed.dueOn ?? (dueOn > view.dueOn ? dueOn : view.dueOn)}
						/>
						<p>
							<Button small name="intent" value="askAgain" disabled={busy}>
								Redemander cette pièce
							</Button>
						</p>
					</Form>
				</details>
			)}
		</>
	);
}

function AnswerForm({
	demand: { id, version, criterionId, evidence },
	view,
}: {
	demand: ShownDemand;
	view: DemandsView;
}) {
	const refusal = refusalOf(view.refused, "answer", id);
	return (
		<details open={refusal !== undefined}>
			<summary>
				Fournir cette pièce <span className="visually-hidden">({criterionId})</span>
			</summary>
			<Form method="post" className="form" preventScrollReset key={refusal?.error ?? ""}>
				{refusal && <Notice kind="error">{refusal.error}</Notice>}
				<input type="hidden" name="demandId" value={id} />
				<input type="hidden" name="version" value={version} />
				<p>
					Les pièces choisies seront lues par l’équipe d’audit, et par l’équipe nationale si elles ne sont pas
					confidentielles.
				</p>
				{view.library.length > 0 && (
					<CheckboxGroup
						id={`pieces-${id}`}
						name="evidence"
						label="Pièces de votre bibliothèque"
						options={view.library.map((piece) => ({ value: piece.id, label: piece.title }))}
						defaultValues={refusal?.evidence ?? evidence.map((piece) => piece.id)}
					/>
				)}
				<p>
					<ButtonLink small href={paths.evidence.list(view.cooperativeId)}>
						Ajouter une pièce à la bibliothèque
					</ButtonLink>
				</p>
				<TextareaField
					id={`reponse-${id}`}
					name="note"
					label="Précision"
					hint="Nécessaire si vous n’avez pas cette pièce : dites pourquoi."
					rows={2}
					maxLength={DEMAND_TEXT_LIMIT}
					defaultValue={refusal?.typed.note}
				/>
				<p>
					<Button kind="primary" name="intent" value="answer" disabled={view.busy}>
						Répondre à cette demande
					</Button>
				</p>
			</Form>
		</details>
	);
}

function AskForm({ view }: { view: DemandsView }) {
	const refusal = refusalOf(view.refused, "ask");
	if (view.dueOn === null) {
		return <p className="soft">La visite commence : les pièces se regardent sur place.</p>;
	}
	return (
		<details open={refusal !== undefined}>
			<summary>Demander une pièce</summary>
			<Form method="post" className="form" preventScrollReset key={`${view.formKey} ${refusal?.error ?? ""}`}>
				{refusal && <Notice kind="error">{refusal.error}</Notice>}
				<input type="hidden" name="key" value={refusal?.typed.key || view.formKey} />
				<SelectField
					id="demande-critere"
					name="criterionId"
					label="Critère"
					required
					placeholder="Choisir un critère"
					defaultValue={refusal?.typed.criterionId ?? ""}
					options={view.criteria.map(({ id, title }) => ({ value: id, label: `${id} · ${title}` }))}
				/>
				<TextareaField
					id="demande-texte"
					name="wording"
					label="Ce que la CAE doit montrer"
					hint="Évitez les noms de personnes : dites la nature de la pièce, la période, le nombre."
					rows={3}
					required
					maxLength={DEMAND_TEXT_LIMIT}
					defaultValue={refusal?.typed.wording}
				/>
				<TextField
					id="demande-jour"
					name="dueOn"
					type="date"
					label="Pour le"
					hint="Avant le début de la visite."
					required
					defaultValue={refusal?.typed.dueOn ?? view.dueOn}
				/>
				<p>
					<Button kind="primary" name="intent" value="ask" disabled={view.busy}>
						Noter cette demande
					</Button>
				</p>
			</Form>
		</details>
	);
}
