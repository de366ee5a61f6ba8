/** Owns the choice of a role with what it needs: its cooperative, its domains, its days. */
import type { Role } from "~/domain/access/roles";
import { roleLabels } from "~/messages.fr";
import { CheckboxGroup } from "../form/checkbox-group";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";

export interface RoleValues {
	readonly role: string;
	readonly cooperativeId: string;
	readonly domains: readonly string[];
	readonly startsOn: string;
	readonly endsOn: string;
}

export const NO_ROLE: RoleValues = { role: "", cooperativeId: "", domains: [], startsOn: "", endsOn: "" };

export interface RoleErrors {
	readonly field: "role" | "cooperativeId" | "domains" | "startsOn" | "endsOn";
	readonly message: string;
}

export function RoleFields({
	offered,
	cooperatives,
	known,
	values,
	error,
}: {
	offered: readonly Role[];
	cooperatives: readonly { readonly id: string; readonly name: string }[];
	known: readonly { readonly code: string; readonly title: string }[];
	values: RoleValues;
	error: RoleErrors | null;
}) {
	const errorOf = (field: RoleErrors["field"]) => (error?.field === field ? error.message : undefined);
	return (
		<>
			<SelectField
				id="role"
				name="role"
				label="Rôle"
				required
				placeholder="Choisir un rôle"
				options={offered.map((role) => ({ value: role, label: roleLabels[role] }))}
				defaultValue={values.role}
				error={errorOf("role")}
			/>
			<SelectField
				id="cooperativeId"
				name="cooperativeId"
				label="CAE"
				optional="pour une personne responsable ou de l’équipe d’une CAE"
				placeholder="Aucune"
				options={cooperatives.map(({ id, name }) => ({ value: id, label: name }))}
				defaultValue={values.cooperativeId}
				error={errorOf("cooperativeId")}
			/>
			<CheckboxGroup
				id="domains"
				name="domains"
				label="Domaines confiés"
				optional="pour une personne de l’équipe d’une CAE"
				error={errorOf("domains")}
				options={known.map(({ code, title }) => ({ value: code, label: `${code} · ${title}` }))}
				defaultValues={values.domains}
			/>
			<MandateFields values={values} error={error} />
		</>
	);
}

export function MandateFields({
	values,
	error,
}: {
	values: { readonly startsOn: string; readonly endsOn: string };
	error: RoleErrors | null;
}) {
	return (
		<div className="field-pair">
			<TextField
				id="startsOn"
				name="startsOn"
				type="date"
				label="Premier jour"
				hint="Sans date : dès aujourd’hui."
				defaultValue={values.startsOn}
				error={error?.field === "startsOn" ? error.message : undefined}
			/>
			<TextField
				id="endsOn"
				name="endsOn"
				type="date"
				label="Dernier jour"
				hint="Compté. Sans date : jusqu’à nouvel ordre."
				defaultValue={values.endsOn}
				error={error?.field === "endsOn" ? error.message : undefined}
			/>
		</div>
	);
}

/** The same fields as sent. */
export function roleValues(form: FormData): RoleValues & { readonly domains: string[] } {
	const field = (name: string) => {
		const value = form.get(name);
		return typeof value === "string" ? value : "";
	};
	return {
		role: field("role"),
		cooperativeId: field("cooperativeId"),
		domains: form.getAll("domains").filter((code) => typeof code === "string"),
		startsOn: field("startsOn"),
		endsOn: field("endsOn"),
	};
}

const FIELDS: Readonly<Record<string, RoleErrors["field"]>> = {
	COOPERATIVE_REQUIRED: "cooperativeId",
	NO_DOMAIN: "domains",
	UNKNOWN_DOMAIN: "domains",
	INVALID_DOMAINS: "domains",
	INVALID_DATES: "startsOn",
	MANDATE_DATES_REQUIRED: "endsOn",
	ENDS_BEFORE_START: "endsOn",
	ALREADY_OVER: "endsOn",
	ALREADY_HELD: "role",
	INVALID: "role",
	INVALID_ROLE: "role",
	ALREADY_MEMBER: "role",
};

/** The field a refusal leads to; null when it is about none of them. */
export function roleError(reason: string, message: string): RoleErrors | null {
	const field = FIELDS[reason];
	return field ? { field, message } : null;
}
