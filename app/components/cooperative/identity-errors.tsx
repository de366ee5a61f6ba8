/** Owns the summary of what stops a cooperative's form, each line leading to its field. */
import { identityFieldLabels } from "~/messages.cooperative.fr";
import { ErrorSummary } from "../form/error-summary";
import { frenchTypography } from "../text/french";
import type { FieldErrors, FormField } from "./identity-fields";

export function IdentityErrors({ errors }: { errors: FieldErrors }) {
	const fields = Object.keys(identityFieldLabels) as FormField[];
	const listed = fields.flatMap((field) => (errors[field] === undefined ? [] : [[field, errors[field]] as const]));
	if (listed.length === 0) return null;
	return (
		<ErrorSummary
			title="Rien n’est encore enregistré"
			kept="Ce que vous avez saisi est toujours là. À corriger :"
			errors={listed.map(([field, message]) => ({
				fieldId: field,
				message: frenchTypography(`${identityFieldLabels[field]} : ${message}`),
			}))}
		/>
	);
}
