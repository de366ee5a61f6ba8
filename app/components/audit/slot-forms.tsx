/** Owns the forms by which the days of a visit are agreed on: proposing, choosing, declining, postponing. */
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { SLOTS_AT_LEAST, SLOTS_AT_MOST } from "~/domain/audit/visit-dates";
import { Button } from "../form/button";
import { CheckboxGroup } from "../form/checkbox-group";
import { TextField } from "../form/text-field";
import { TextareaField } from "../form/textarea-field";
import { formatVisitDates } from "./visit-dates";

interface Span {
	readonly startsOn: string;
	readonly endsOn: string;
}

export interface ProposedValues {
	readonly slots: readonly Span[];
	readonly opensAt: string;
	readonly closesAt: string;
}

/** What was typed, and the sequence the person was looking at. */
interface AnswerForm {
	readonly sequence: number;
	readonly busy: boolean;
	readonly reason?: string;
	readonly reasonError?: string;
}

export function ProposeSlots({ sequence, busy, values }: AnswerForm & { readonly values: ProposedValues }) {
	return (
		<Form method="post" className="form">
			<input type="hidden" name="intent" value="propose" />
			<input type="hidden" name="sequence" value={sequence} />
			{Array.from({ length: SLOTS_AT_MOST }, (_, index) => {
				const number = index + 1;
				const needed = number <= SLOTS_AT_LEAST;
				return (
					<fieldset key={number} className="field">
						<legend>
							Créneau {number}
							{!needed && <span className="field-optional"> (facultatif)</span>}
						</legend>
						<div className="field-pair">
							<TextField
								id={`debut-${number}`}
								name={`startsOn-${number}`}
								type="date"
								label="Premier jour"
								required={needed}
								defaultValue={values.slots[index]?.startsOn}
							/>
							<TextField
								id={`fin-${number}`}
								name={`endsOn-${number}`}
								type="date"
								label="Dernier jour"
								required={needed}
								defaultValue={values.slots[index]?.endsOn}
							/>
						</div>
					</fieldset>
				);
			})}
			<fieldset className="field">
				<legend>
					Heures <span className="field-optional">(facultatif)</span>
				</legend>
				<p className="field-hint">Heure de Paris. Sans elles, l’agenda montre des journées entières.</p>
				<div className="field-pair">
					<TextField
						id="opensAt"
						name="opensAt"
						type="time"
						label="Arrivée le premier jour"
						defaultValue={values.opensAt}
					/>
					<TextField
						id="closesAt"
						name="closesAt"
						type="time"
						label="Fin le dernier jour"
						defaultValue={values.closesAt}
					/>
				</div>
			</fieldset>
			<p>
				<Button kind="primary">{busy ? "Envoi…" : "Proposer ces créneaux à la CAE"}</Button>
			</p>
		</Form>
	);
}

export function ChooseSlot({
	sequence,
	busy,
	slots,
	days,
}: AnswerForm & { readonly slots: readonly (Span & { readonly id: string })[]; readonly days: Span }) {
	return (
		<Form method="post" className="form">
			<input type="hidden" name="intent" value="choose" />
			<input type="hidden" name="sequence" value={sequence} />
			{slots.length > 0 ? (
				<CheckboxGroup
					id="slotId"
					name="slotId"
					type="radio"
					label="Quel créneau vous convient ?"
					options={slots.map((slot) => ({ value: slot.id, label: formatVisitDates(slot) }))}
				/>
			) : (
				<p>
					La visite est proposée <b>{formatVisitDates(days)}</b>.
				</p>
			)}
			<p>Votre accord fixe les jours : l’équipe d’audit et les responsables de la CAE reçoivent l’invitation.</p>
			<p>
				<Button kind="primary">{busy ? "Enregistrement…" : "Donner l’accord de la CAE"}</Button>
			</p>
		</Form>
	);
}

export function DeclineSlots({ sequence, busy, reason, reasonError }: AnswerForm) {
	return (
		<details open={reasonError !== undefined}>
			<summary>Aucun de ces jours ne convient</summary>
			<ReasonForm
				{...{ sequence, reason, reasonError }}
				intent="decline"
				label="Pourquoi, et quand cela irait mieux"
				button={<Button disabled={busy}>Demander d’autres jours</Button>}
			>
				L’équipe nationale lira ce motif et proposera d’autres jours.
			</ReasonForm>
		</details>
	);
}

export function PostponeVisit({ sequence, busy, reason, reasonError }: AnswerForm) {
	return (
		<details open={reasonError !== undefined}>
			<summary>Reporter la visite</summary>
			<ReasonForm
				{...{ sequence, reason, reasonError }}
				intent="postpone"
				label="Motif du report"
				button={
					<Button kind="danger" disabled={busy}>
						Retirer ces jours et reporter la visite
					</Button>
				}
			>
				Les jours prévus sont retirés de l’agenda de la CAE et de l’équipe d’audit, qui liront le motif. La visite
				reprendra quand de nouveaux créneaux seront proposés.
			</ReasonForm>
		</details>
	);
}

function ReasonForm({
	intent,
	sequence,
	label,
	reason,
	reasonError,
	button,
	children,
}: {
	intent: string;
	sequence: number;
	label: string;
	reason?: string;
	reasonError?: string;
	button: ReactNode;
	children: ReactNode;
}) {
	return (
		<Form method="post" className="form">
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="sequence" value={sequence} />
			<p>{children}</p>
			<TextareaField
				id={`motif-${intent}`}
				name="reason"
				label={label}
				rows={3}
				maxLength={1_000}
				required
				defaultValue={reason}
				error={reasonError}
			/>
			<p>{button}</p>
		</Form>
	);
}
