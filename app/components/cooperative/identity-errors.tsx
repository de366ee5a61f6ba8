/** Owns the summary of what stops a cooperative's form, each line leading to its field. */
import { identityFieldLabels } from "~/messages.cooperative.fr";
import { ErrorSummary } from "../form/error-summary";
import { frenchTypography } from "../text/french";
import type { FieldErrors, FormField } from "./identity-fields";

const FIELDS = Object.keys(identityFieldLabels) as FormField[];

export function IdentityErrors({ errors }: { errors: FieldErrors }) {
	const listed = FIELDS.flatMap((field) => {
		const message = errors[field];
		if (message === undefined) return [];
		return [{ fieldId: field, message: frenchTypography(`${identityFieldLabels[field]} : ${message}`) }];
	});
	return (
		<ErrorSummary
			title="Rien n’est encore enregistré"
			kept="Ce que vous avez saisi est toujours là. À corriger :"
			errors={listed}
			answer={errors}
		/>
	);
}
