/** Owns the field of a code from an authenticator application: digits on a phone's keyboard, spaces welcome. */
import { TextField } from "../form/text-field";

export function CodeField({ error }: { error?: string }) {
	return (
		<TextField
			id="code"
			name="code"
			label="Code à six chiffres"
			hint="Il change toutes les trente secondes."
			inputMode="numeric"
			autoComplete="one-time-code"
			maxLength={20}
			required
			short
			error={error}
		/>
	);
}
