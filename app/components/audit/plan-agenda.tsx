/** Owns the agenda of a visit, day by day, and the forms by which the team writes it. */
import { Form } from "@remix-run/react";
import { type AgendaSlot, SLOT_KINDS, SLOT_TEXT_LIMIT } from "~/domain/audit/audit-plan";
import { addDays } from "~/domain/calendar-day";
import { slotKindLabels } from "~/messages.preparation.fr";
import { Badge } from "../display/badge";
import { Button } from "../form/button";
import { CheckboxGroup } from "../form/checkbox-group";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";
import { Notice } from "../layout/notice";
import { formatDay } from "../text/format";
import { frenchTypography } from "../text/french";
import { formatHour } from "./hour";
import { type RefusedPreparation, refusalOf } from "./preparation-form";

export interface AgendaView {
	readonly startsOn: string;
	readonly days: number;
	readonly version: number;
	readonly leadName: string;
	readonly secondName: string | null;
	readonly domains: readonly { readonly code: string; readonly title: string }[];
	readonly slots: readonly (AgendaSlot & { readonly outOfVisit: boolean })[];
	readonly editable: boolean;
	readonly busy: boolean;
	readonly refused: RefusedPreparation | null;
}

export function PlanAgenda(view: AgendaView) {
	const { slots, startsOn, editable, refused } = view;
	const days = [...new Set(slots.map(({ day }) => day))].sort((a, b) => a - b);
	return (
		<div className="stack-wide">
			{days.map((day) => (
				<section key={day} aria-labelledby={`jour-${day}`}>
					<h3 id={`jour-${day}`}>{frenchTypography(`Jour ${day} : ${formatDay(addDays(startsOn, day - 1))}`)}</h3>
					<ol className="plan-slots">
						{slots
							.filter((slot) => slot.day === day)
							.map((slot) => (
								<li key={slot.key} id={`creneau-${slot.key}`}>
									<Slot slot={slot} view={view} />
								</li>
							))}
					</ol>
				</section>
			))}
			{editable && slots.length === 0 && (
				<Form method="post" preventScrollReset>
					<input type="hidden" name="version" value={view.version} />
					<Button kind="primary" name="intent" value="start" disabled={view.busy}>
						Partir d’un déroulé proposé
					</Button>
				</Form>
			)}
			{editable && (
				<details open={refusalOf(refused, "put") !== undefined}>
					<summary>Ajouter un créneau</summary>
					<SlotForm slot={null} view={view} />
				</details>
			)}
		</div>
	);
}

function Slot({ slot, view }: { slot: AgendaView["slots"][number]; view: AgendaView }) {
	const { domains, editable, refused, version, busy } = view;
	const titles = slot.domains.map((code) => domains.find((one) => one.code === code)?.title ?? code);
	const names = slot.seats.flatMap((seat) => (seat === "lead" ? view.leadName : (view.secondName ?? [])));
	return (
		<>
			<p className="plan-slot">
				<span className="plan-hours">
					{formatHour(slot.from)} à {formatHour(slot.to)}
				</span>
				<span>
					<b>{slotKindLabels[slot.kind]}</b>
					{titles.length > 0 && frenchTypography(` : ${titles.join(", ")}`)}
					{slot.about !== "" && frenchTypography(`. ${slot.about}`)}
					<small>
						{names.join(" et ")}
						{slot.met !== "" && frenchTypography(`. Personnes rencontrées : ${slot.met}`)}
					</small>
				</span>
				{slot.outOfVisit && <Badge kind="warning">Hors de la visite</Badge>}
			</p>
			{editable && (
				<details open={refusalOf(refused, "put", slot.key) !== undefined}>
					<summary>
						Modifier <span className="visually-hidden">le créneau de {formatHour(slot.from)}</span>
					</summary>
					<SlotForm slot={slot} view={view} />
					<Form method="post" preventScrollReset>
						<input type="hidden" name="version" value={version} />
						<input type="hidden" name="key" value={slot.key} />
						<Button small kind="danger" name="intent" value="remove" disabled={busy}>
							Retirer ce créneau
						</Button>
					</Form>
				</details>
			)}
		</>
	);
}

/** Made anew at each version: what was written since shows, and what was refused stays typed. */
function SlotForm({ slot, view }: { slot: AgendaSlot | null; view: AgendaView }) {
	const { version, domains, busy } = view;
	const about = slot?.key ?? "";
	const refusal = refusalOf(view.refused, "put", about);
	const id = about === "" ? "nouveau" : about;
	const typed = (name: "day" | "from" | "to" | "kind" | "met" | "about") =>
		refusal ? (refusal.typed[name] ?? "") : String(slot?.[name] ?? "");
	return (
		<Form method="post" className="form" preventScrollReset key={`${version} ${about} ${refusal?.error ?? ""}`}>
			{refusal && <Notice kind="error">{refusal.error}</Notice>}
			<input type="hidden" name="version" value={version} />
			<input type="hidden" name="key" value={about} />
			<div className="field-pair">
				<SelectField
					id={`jour-${id}-choix`}
					name="day"
					label="Jour"
					defaultValue={typed("day") || "1"}
					options={Array.from({ length: Math.max(view.days, slot?.day ?? 1) }, (_, index) => ({
						value: String(index + 1),
						label: formatDay(addDays(view.startsOn, index)),
					}))}
				/>
				<SelectField
					id={`nature-${id}`}
					name="kind"
					label="Quoi"
					defaultValue={typed("kind") || "interview"}
					options={SLOT_KINDS.map((kind) => ({ value: kind, label: slotKindLabels[kind] }))}
				/>
			</div>
			<div className="field-pair">
				<TextField id={`debut-${id}`} name="from" type="time" label="Début" required defaultValue={typed("from")} />
				<TextField id={`fin-${id}`} name="to" type="time" label="Fin" required defaultValue={typed("to")} />
			</div>
			<CheckboxGroup
				id={`domaines-${id}`}
				name="domains"
				label="Domaines"
				optional="facultatif"
				options={domains.map(({ code, title }) => ({ value: code, label: title }))}
				defaultValues={refusal?.domains ?? slot?.domains}
			/>
			<CheckboxGroup
				id={`equipe-${id}`}
				name="seats"
				label="Qui de l’équipe"
				options={[
					{ value: "lead", label: view.leadName },
					...(view.secondName ? [{ value: "second", label: view.secondName }] : []),
				]}
				defaultValues={refusal?.seats ?? slot?.seats ?? ["lead"]}
			/>
			<TextField
				id={`rencontre-${id}`}
				name="met"
				label="Personnes rencontrées"
				optional="facultatif"
				hint="Des fonctions plutôt que des noms : gérance, comptable, entrepreneurs d’un secteur."
				maxLength={SLOT_TEXT_LIMIT}
				defaultValue={typed("met")}
			/>
			<TextField
				id={`sujet-${id}`}
				name="about"
				label="Précision"
				optional="facultatif"
				maxLength={SLOT_TEXT_LIMIT}
				defaultValue={typed("about")}
			/>
			<p>
				<Button kind="primary" name="intent" value="put" disabled={busy}>
					{slot ? "Enregistrer ce créneau" : "Ajouter ce créneau"}
				</Button>
			</p>
		</Form>
	);
}
