/** Owns the words of an answer's saved state. */
import { Button } from "../form/button";
import { SaveState } from "../form/save-state";
import { formatTime } from "../text/format";
import type { OutboxState } from "./answer-outbox";

const REFUSALS = {
	locked: "L’auto-évaluation a été envoyée entre-temps : cette réponse ne change plus. Votre texte reste affiché ici.",
	signedOut: "Vous êtes déconnecté. Votre texte est gardé sur cet appareil : reconnectez-vous, il partira tout seul.",
	tooLarge: "Le texte est trop long pour être enregistré. Raccourcissez-le : il est gardé ici en attendant.",
	invalid:
		"Cette réponse n’a pas pu être enregistrée. Votre texte est gardé ici : rechargez la page, puis vérifiez-le.",
} as const;

export function AnswerSaveState({
	state,
	justSaved,
	reasonMissing,
	onRetry,
}: {
	state: OutboxState;
	/** Saved by a form sent without JavaScript. */
	justSaved: boolean;
	reasonMissing: boolean;
	onRetry: () => void;
}) {
	switch (state.status) {
		case "idle":
			return (
				<SaveState status={justSaved ? "saved" : "idle"}>
					{justSaved && `Enregistré${reasonMissing ? ", mais le motif manque" : ""}`}
				</SaveState>
			);
		case "saving":
			return <SaveState status="saving">Enregistrement…</SaveState>;
		case "saved":
			return (
				<SaveState status="saved">
					Enregistré à {formatTime(state.at)}
					{reasonMissing && " : il manque le motif de la non-applicabilité"}
				</SaveState>
			);
		case "retrying":
			return (
				<SaveState status="retrying">
					Non enregistré, nouvel essai en cours. Votre texte est gardé sur cet appareil.{" "}
					<Button kind="quiet" small type="button" onClick={onRetry}>
						Réessayer maintenant
					</Button>
				</SaveState>
			);
		case "conflict":
			return (
				<SaveState status="conflict">Une autre personne a modifié cette réponse : choisissez ci-dessus.</SaveState>
			);
		case "refused":
			return (
				<SaveState status="retrying">
					{REFUSALS[state.reason]}{" "}
					{state.reason !== "locked" && (
						<Button kind="quiet" small type="button" onClick={onRetry}>
							Réessayer
						</Button>
					)}
				</SaveState>
			);
	}
}
