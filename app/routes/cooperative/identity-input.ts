/** Owns how a cooperative's form is read from a request, and its mistakes told field by field. */
import type { FieldErrors, TypedIdentity } from "~/components/cooperative/identity-fields";
import { identityMistakes } from "~/messages.cooperative.fr";
import type { RefusedField } from "~/services/cooperative/identity-row.server";

export function identityInput(form: FormData): TypedIdentity {
	const text = (name: string) => String(form.get(name) ?? "");
	const codes = (name: string) => form.getAll(name).map(String);
	return {
		code: text("code"),
		name: text("name"),
		siren: text("siren"),
		legalForm: text("legalForm"),
		region: text("region"),
		department: text("department"),
		regionalAssociation: text("regionalAssociation"),
		groupName: text("groupName"),
		mainSector: text("mainSector"),
		sectors: codes("sectors"),
		activities: codes("activities"),
		conditions: codes("conditions"),
		enrolledOn: text("enrolledOn"),
		memberSince: text("memberSince"),
	};
}

export const NO_ERRORS: FieldErrors = {};

/** The first mistake of each field. */
export function fieldErrors(refused: readonly RefusedField[]): FieldErrors {
	const errors: Record<string, string> = {};
	for (const { field, reason } of refused) errors[field] ??= identityMistakes[reason];
	return errors;
}
