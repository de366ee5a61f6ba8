/** Owns the two forms of an auditor's profile: what they know, and the days on which they make no visit. */
import { Form } from "@remix-run/react";
import {
	ABSENCE_NOTE_LIMIT,
	ABSENCE_PARTS,
	type AbsencePart,
	LANGUAGES,
	MOST_VISITS_A_YEAR,
	WEEKDAYS,
} from "~/domain/audit/auditor-profile";
import { DEPARTMENTS } from "~/domain/cooperative/regions";
import { absencePartLabels, languageLabels, weekdayLabels } from "~/messages.auditor.fr";
import { Button } from "../form/button";
import { CheckboxGroup } from "../form/checkbox-group";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";
import { formatDate } from "../text/format";
import { formatVisitDates } from "./visit-dates";

export interface SkillValues {
	readonly domains: readonly string[];
	readonly sectors: readonly string[];
	readonly languages: readonly string[];
	readonly department: string;
	readonly yearlyLimit: string;
	readonly weekdays: readonly string[];
}

export interface SkillChoices {
	readonly domains: readonly { readonly code: string; readonly title: string }[];
	readonly sectors: readonly { readonly code: string; readonly label: string }[];
}

export function SkillsForm({
	values,
	version,
	choices,
	homeDepartment,
	errorOf,
}: {
	values: SkillValues;
	version: number;
	choices: SkillChoices;
	homeDepartment: string | null;
	errorOf: (field: string) => string | undefined;
}) {
	return (
		<Form method="post" className="form">
			<input type="hidden" name="version" value={version} />
			<CheckboxGroup
				id="domains"
				name="domains"
				label="Domaines maîtrisés"
				hint="Une équipe couvre à deux les cinq domaines du référentiel."
				options={choices.domains.map(({ code, title }) => ({ value: code, label: title }))}
				defaultValues={values.domains}
				error={errorOf("domains")}
			/>
			<CheckboxGroup
				name="sectors"
				label="Filières connues"
				options={choices.sectors.map(({ code, label }) => ({ value: code, label }))}
				defaultValues={values.sectors}
			/>
			<CheckboxGroup
				name="languages"
				label="Langues, en plus du français"
				optional="facultatif"
				options={LANGUAGES.map((code) => ({ value: code, label: languageLabels[code] }))}
				defaultValues={values.languages}
			/>
			<SelectField
				name="department"
				label="Département de départ"
				optional="facultatif"
				placeholder={homeDepartment ? `Celui de la CAE : ${homeDepartment}` : "Non renseigné"}
				options={DEPARTMENTS.map(({ code, name }) => ({ value: name, label: `${code} ${name}` }))}
				defaultValue={values.department}
			/>
			<TextField
				id="yearlyLimit"
				name="yearlyLimit"
				short
				inputMode="numeric"
				label="Visites par an, au plus"
				hint={`De 1 à ${MOST_VISITS_A_YEAR}. Vide : pas de plafond. Il en faut deux pour rester habilité.`}
				optional="facultatif"
				defaultValue={values.yearlyLimit}
				error={errorOf("yearlyLimit")}
			/>
			<CheckboxGroup
				id="weekdays"
				name="weekdays"
				label="Jours de visite possibles"
				options={WEEKDAYS.map((day) => ({ value: String(day), label: weekdayLabels[day] }))}
				defaultValues={values.weekdays}
				error={errorOf("weekdays")}
			/>
			<p>
				<Button kind="primary" name="intent" value="skills">
					Enregistrer le profil
				</Button>
			</p>
		</Form>
	);
}

export interface ListedAbsence {
	readonly id: string;
	readonly startsOn: string;
	readonly endsOn: string;
	readonly part: AbsencePart;
	readonly note: string | null;
}

/** @param isOwn whose page it is: the reason is shown to nobody else. */
export function AbsenceList({ absences, isOwn }: { absences: readonly ListedAbsence[]; isOwn: boolean }) {
	if (absences.length === 0) return <p className="soft">Aucune indisponibilité à venir.</p>;
	return (
		<ul className="stack">
			{absences.map((absence) => (
				<li key={absence.id}>
					<Form method="post" className="row">
						<input type="hidden" name="absenceId" value={absence.id} />
						<span>
							{absenceText(absence)}
							{isOwn && absence.note && <span className="soft">, {absence.note}</span>}
						</span>
						<Button small name="intent" value="remove" aria-label={`Retirer l’indisponibilité ${absenceText(absence)}`}>
							Retirer
						</Button>
					</Form>
				</li>
			))}
		</ul>
	);
}

function absenceText({ startsOn, endsOn, part }: ListedAbsence): string {
	if (part === "day") return formatVisitDates({ startsOn, endsOn });
	return `le ${formatDate(startsOn)}, ${absencePartLabels[part].toLowerCase()}`;
}

export function AbsenceForm({
	formKey,
	isOwn,
	today,
	values,
	errorOf,
}: {
	formKey: string;
	isOwn: boolean;
	today: string;
	values: { readonly startsOn: string; readonly endsOn: string; readonly part: string; readonly note: string };
	errorOf: (field: string) => string | undefined;
}) {
	return (
		<Form method="post" className="form">
			<input type="hidden" name="key" value={formKey} />
			<div className="field-pair">
				<TextField
					id="startsOn"
					name="startsOn"
					type="date"
					label="Premier jour"
					required
					defaultValue={values.startsOn}
					error={errorOf("startsOn")}
				/>
				<TextField
					id="endsOn"
					name="endsOn"
					type="date"
					label="Dernier jour"
					optional="vide : un seul jour"
					min={today}
					defaultValue={values.endsOn}
					error={errorOf("endsOn")}
				/>
			</div>
			<CheckboxGroup
				type="radio"
				name="part"
				label="Durée"
				options={ABSENCE_PARTS.map((part) => ({ value: part, label: absencePartLabels[part] }))}
				defaultValues={[values.part]}
			/>
			{isOwn && (
				<TextField
					name="note"
					label="Pourquoi"
					hint="Pour vous seulement : personne d’autre ne le lit, pas même l’équipe nationale."
					optional="facultatif"
					maxLength={ABSENCE_NOTE_LIMIT}
					defaultValue={values.note}
				/>
			)}
			<p>
				<Button kind="primary" name="intent" value="absence">
					Ajouter cette indisponibilité
				</Button>
			</p>
		</Form>
	);
}
