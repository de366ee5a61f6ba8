/** Owns what became of the files just sent: what was kept, what was refused and why. Takes the focus when something was. */
import type { EvidenceRefusal } from "~/domain/evidence/evidence-file";
import { fileRefusals } from "~/messages.evidence.fr";
import { ErrorSummary } from "../form/error-summary";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import type { ShownFacts } from "./evidence-fields";

export interface UploadOutcomeData {
	/** A reason that bears on the whole form. */
	readonly error?: string;
	/** What was typed beside the files, when nothing was kept; `key`: of the same form. */
	readonly typed?: ShownFacts & { readonly key?: string; readonly expected?: string };
	readonly added: readonly { readonly title: string }[];
	readonly refused: readonly { readonly name: string; readonly reason: EvidenceRefusal | "QUOTA" }[];
}

/** What a form said beside its files. */
export function typedIn(fields: Readonly<Record<string, unknown>>): UploadOutcomeData["typed"] {
	const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : "");
	return {
		key: text("key"),
		title: text("title"),
		kind: text("kind") || "other",
		issuedOn: text("issuedOn"),
		expiresOn: text("expiresOn"),
		confidential: text("confidential") === "oui",
		expected: text("expected"),
	};
}

export function UploadOutcome({ outcome, fieldId }: { outcome: UploadOutcomeData; fieldId: string }) {
	const { error, added, refused } = outcome;
	const messages = [
		...(error ? [error] : []),
		...refused.map(({ name, reason }) => frenchTypography(`« ${name} » : ${fileRefusals[reason]}`)),
	];
	const kept = added.length > 0 ? `${formatCount(added.length, "pièce enregistrée", "pièces enregistrées")} : ` : "";
	return (
		<ErrorSummary
			title={refused.length > 1 ? "Des fichiers n’ont pas été gardés" : "Un fichier n’a pas été gardé"}
			kept={
				kept
					? frenchTypography(`${kept}${added.map(({ title }) => `« ${title} »`).join(", ")}.`)
					: "Rien n’a été enregistré de cet envoi ; le reste de votre dossier est intact."
			}
			errors={messages.map((message) => ({ fieldId, message }))}
			answer={outcome}
		/>
	);
}
