/** Owns the forms of a finding: written otherwise by the team, with its reason; the lead's answer to the cooperative. */
import { Form } from "@remix-run/react";
import type { FindingKind } from "~/domain/audit/audit-finding";
import { findingLabels } from "~/messages.report.fr";
import { Button } from "../form/button";
import { SelectField } from "../form/select-field";
import { TextareaField } from "../form/textarea-field";
import type { ShownFinding } from "./finding-line";

export interface TypedFinding {
	readonly criterionId: string;
	readonly kind: string;
	readonly text: string;
	readonly reason: string;
	readonly answer: string;
	readonly choice: string;
	readonly verdict: string;
	readonly error: string;
}

const kindOptions = (kinds: readonly FindingKind[]) =>
	kinds.map((kind) => ({ value: kind, label: findingLabels[kind] }));

export function EditFinding({ finding, typed }: { finding: ShownFinding; typed: TypedFinding | null }) {
	const { criterionId, kind, text, edits, writable } = finding;
	return (
		<details open={typed !== null}>
			<summary>{`Réécrire ce constat (${criterionId})`}</summary>
			<Form method="post" className="form" preventScrollReset>
				<input type="hidden" name="criterionId" value={criterionId} />
				<input type="hidden" name="edits" value={edits} />
				<SelectField
					id={`kind-${criterionId}`}
					name="kind"
					label="Constat"
					defaultValue={typed?.kind || kind}
					options={kindOptions(writable)}
				/>
				<TextareaField
					id={`text-${criterionId}`}
					name="text"
					label="Texte du constat"
					rows={3}
					defaultValue={typed?.text ?? text}
				/>
				<TextareaField
					id={`reason-${criterionId}`}
					name="reason"
					label="Pourquoi"
					hint="Ce qui était écrit reste lisible, avec votre motif."
					rows={2}
					required
					defaultValue={typed?.reason ?? ""}
					error={typed?.error}
				/>
				<p>
					<Button name="intent" value="edit">
						Enregistrer le constat
					</Button>
				</p>
			</Form>
		</details>
	);
}

export function AnswerReply({ finding, typed }: { finding: ShownFinding; typed: TypedFinding | null }) {
	const { criterionId, level, writable } = finding;
	const levels = ["0", "1", "2", "3"].filter((one) => one !== String(level));
	return (
		<Form method="post" className="form" preventScrollReset>
			<input type="hidden" name="criterionId" value={criterionId} />
			<TextareaField
				id={`answer-${criterionId}`}
				name="answer"
				label={`Votre réponse à la CAE (${criterionId})`}
				rows={3}
				required
				defaultValue={typed?.answer ?? ""}
				error={typed?.error}
			/>
			<details open={typed?.verdict === "changed"}>
				<summary>Changer le niveau ou le constat</summary>
				<SelectField
					id={`choice-${criterionId}`}
					name="choice"
					label="Niveau retenu"
					placeholder="Inchangé"
					defaultValue={typed?.choice ?? ""}
					options={[
						...levels.map((one) => ({ value: one, label: `Niveau ${one}` })),
						...(level === null ? [] : [{ value: "notApplicable", label: "Non applicable" }]),
					]}
				/>
				<SelectField
					id={`answer-kind-${criterionId}`}
					name="kind"
					label="Constat"
					placeholder="Ce que dit le niveau"
					defaultValue={typed?.kind ?? ""}
					options={kindOptions(writable)}
				/>
				<p>
					<Button name="intent" value="changed">
						Répondre et changer le constat
					</Button>
				</p>
			</details>
			<p>
				<Button name="intent" value="kept">
					Répondre et maintenir le constat
				</Button>
			</p>
		</Form>
	);
}
