/** Owns the field of a new password: what is asked of it, and nothing that hinders a password manager or a paste. */
import { TextField } from "../form/text-field";

export function NewPasswordField({ id = "password", label, error }: { id?: string; label: string; error?: string }) {
	return (
		<TextField
			id={id}
			name="password"
			type="password"
			label={label}
			hint="12 caractères au moins, espaces compris : quelques mots sans lien entre eux font un bon mot de passe."
			autoComplete="new-password"
			autoCapitalize="off"
			spellCheck={false}
			required
			error={error}
		/>
	);
}
