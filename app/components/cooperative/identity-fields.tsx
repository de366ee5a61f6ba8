/** Owns the fields of a cooperative's identity and declared profile, shared by the two forms that write them. */
import { LEGAL_FORMS, NAME_LIMIT } from "~/domain/cooperative/identity-limits";
import { DEPARTMENTS, REGIONS } from "~/domain/cooperative/regions";
import { identityFieldLabels as labels } from "~/messages.cooperative.fr";
import { legalFormLabel } from "~/messages.fr";
import { CheckboxGroup } from "../form/checkbox-group";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";
import { frenchTypography } from "../text/french";

export type FormField = keyof typeof labels;
export type FieldErrors = Readonly<Partial<Record<FormField, string>>>;

/** As typed: texts and ticked codes. */
export interface TypedIdentity {
	readonly code: string;
	readonly name: string;
	readonly siren: string;
	readonly legalForm: string;
	readonly region: string;
	readonly department: string;
	readonly regionalAssociation: string;
	readonly groupName: string;
	readonly mainSector: string;
	readonly sectors: readonly string[];
	readonly activities: readonly string[];
	readonly conditions: readonly string[];
	readonly enrolledOn: string;
	readonly memberSince: string;
}

interface Term {
	readonly code: string;
	readonly label: string;
	readonly note?: string;
}

export interface IdentityFormTerms {
	readonly sectors: readonly Term[];
	readonly activities: readonly Term[];
	readonly conditions: readonly Term[];
}

export function IdentityFields({
	values,
	errors,
	terms,
	associations,
	groups,
}: {
	values: TypedIdentity;
	errors: FieldErrors;
	terms: IdentityFormTerms;
	associations: readonly string[];
	groups: readonly string[];
}) {
	const options = (known: readonly Term[]) =>
		known.map(({ code, label, note }) => ({
			value: code,
			label: frenchTypography(label),
			hint: note && frenchTypography(note),
		}));
	const field = (name: keyof TypedIdentity & FormField) => ({
		id: name,
		name,
		label: labels[name],
		error: errors[name],
	});
	return (
		<>
			<TextField {...field("name")} required maxLength={NAME_LIMIT} defaultValue={values.name} />
			<TextField
				{...field("code")}
				hint="Court et durable : il désigne la CAE dans les listes."
				required
				short
				defaultValue={values.code}
			/>
			<TextField
				{...field("siren")}
				optional="facultatif"
				hint="Neuf chiffres, espaces acceptés."
				inputMode="numeric"
				short
				defaultValue={values.siren}
			/>
			<SelectField
				{...field("legalForm")}
				placeholder="Non renseignée"
				defaultValue={values.legalForm}
				options={LEGAL_FORMS.map((value) => ({ value, label: legalFormLabel(value) ?? value }))}
			/>
			<div className="field-pair">
				<SelectField
					{...field("department")}
					placeholder="Non renseigné"
					defaultValue={values.department}
					options={DEPARTMENTS.map(({ code, name }) => ({ value: name, label: `${code} · ${name}` }))}
				/>
				<SelectField
					{...field("region")}
					placeholder="Celle du département"
					defaultValue={values.region}
					options={REGIONS.map((value) => ({ value, label: value }))}
				/>
			</div>
			<TextField
				{...field("regionalAssociation")}
				optional="facultatif"
				hint="Écrite comme pour les autres CAE : deux CAE d’une même association ne s’auditent pas."
				list="associations"
				maxLength={NAME_LIMIT}
				defaultValue={values.regionalAssociation}
			/>
			<datalist id="associations">
				{associations.map((name) => (
					<option key={name} value={name} />
				))}
			</datalist>
			<TextField
				{...field("groupName")}
				optional="facultatif"
				hint="Écrit comme pour les autres CAE du groupe : deux CAE d’un même groupe ne s’auditent pas, et leurs membres se déportent."
				list="groups"
				maxLength={NAME_LIMIT}
				defaultValue={values.groupName}
			/>
			<datalist id="groups">
				{groups.map((name) => (
					<option key={name} value={name} />
				))}
			</datalist>
			<div className="field-pair">
				<TextField {...field("memberSince")} optional="facultatif" type="date" defaultValue={values.memberSince} />
				<TextField {...field("enrolledOn")} optional="facultatif" type="date" defaultValue={values.enrolledOn} />
			</div>
			<SelectField
				{...field("mainSector")}
				hint="Celle que l’on affiche ; les critères dépendent des filières hébergées."
				placeholder="Non renseignée"
				defaultValue={values.mainSector}
				options={options(terms.sectors).map(({ value, label }) => ({ value, label }))}
			/>
			<CheckboxGroup {...field("sectors")} options={options(terms.sectors)} defaultValues={values.sectors} />
			<CheckboxGroup {...field("activities")} options={options(terms.activities)} defaultValues={values.activities} />
			<CheckboxGroup {...field("conditions")} options={options(terms.conditions)} defaultValues={values.conditions} />
		</>
	);
}
