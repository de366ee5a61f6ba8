/** Owns the signing of an assessment: in whose name, as what, and the sending that it is. */
import { Form } from "@remix-run/react";
import { SIGNATORY_FUNCTIONS, type SignatoryFunction } from "~/domain/assessment/signature";
import { signatoryLabels } from "~/messages.sending.fr";
import { Button } from "../form/button";
import { SelectField } from "../form/select-field";
import { Section } from "../layout/section";
import { frenchTypography } from "../text/french";

export interface SignatureFormProps {
	readonly signatory: {
		readonly name: string;
		readonly cooperative: string;
		readonly lastSignedAs: SignatoryFunction | null;
	};
	/** What was filled in before: one's identity was asked for again, or the form came back. */
	readonly typed: { readonly signedAs: SignatoryFunction | null; readonly confirmed: boolean };
	readonly proofMinutes: number;
	/** Sent before, and given back. */
	readonly again: boolean;
	readonly noFunction?: string;
	readonly busy: boolean;
}

export function SignatureForm({ signatory, typed, proofMinutes, again, noFunction, busy }: SignatureFormProps) {
	const { name, cooperative, lastSignedAs } = signatory;
	return (
		<Section title={again ? "Signer et envoyer de nouveau" : "Signer et envoyer"} ruled>
			<p>
				Après l’envoi, vos réponses ne changent plus : elles sont figées avec leur date et une empreinte, et l’équipe
				nationale les lit pour programmer l’audit. Pour y revenir, il faudra lui demander de les rouvrir.
			</p>
			<p>
				{frenchTypography("Vous signez en tant que")} <strong>{name}</strong>,{" "}
				{frenchTypography(`personne responsable de ${cooperative}.`)}
			</p>
			<Form method="post" className="form">
				<SelectField
					id="fonction"
					name="fonction"
					label="Votre fonction"
					hint="Elle reste écrite avec la signature."
					placeholder="Choisir"
					required
					defaultValue={typed.signedAs ?? lastSignedAs ?? ""}
					error={noFunction}
					options={SIGNATORY_FUNCTIONS.map((code) => ({ value: code, label: signatoryLabels[code] }))}
				/>
				<label className="choice">
					<input type="checkbox" name="confirmation" value="oui" required defaultChecked={typed.confirmed} /> J’ai relu
					: ces réponses engagent la CAE
				</label>
				<p className="soft small">
					{frenchTypography(
						`Votre identité vous est redemandée si vous ne l’avez pas prouvée depuis ${proofMinutes} minutes ; vous revenez ici ensuite.`,
					)}
				</p>
				<p>
					<Button kind="primary">{busy ? "Envoi…" : "Signer et envoyer à l’équipe nationale"}</Button>
				</p>
			</Form>
		</Section>
	);
}
