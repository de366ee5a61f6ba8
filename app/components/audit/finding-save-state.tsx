/** Owns the words of a finding's saved state. */
import type { OutboxState } from "../assessment/answer-outbox";
import { Button } from "../form/button";
import { SaveState } from "../form/save-state";
import { formatTime } from "../text/format";

const REFUSALS = {
	locked: "La visite est close ou annulée : ce constat ne change plus. Votre texte reste affiché ici.",
	signedOut: "Vous êtes déconnecté. Votre texte est gardé sur cet appareil : reconnectez-vous, il partira tout seul.",
	tooLarge: "La note est trop longue pour être enregistrée. Raccourcissez-la : elle est gardée ici en attendant.",
	invalid: "Ce constat n’a pas pu être enregistré. Votre texte est gardé ici : rechargez la page, puis vérifiez-le.",
} as const;

export function FindingSaveState({
	state,
	justSaved,
	noteMissing,
	onRetry,
}: {
	state: OutboxState;
	/** Saved by a form sent without JavaScript. */
	justSaved: boolean;
	/** Set aside against the declared level, and not sent until the note says why. */
	noteMissing: boolean;
	onRetry: () => void;
}) {
	if (noteMissing) {
		return (
			<SaveState status="retrying">
				Non enregistré : écrivez dans la note pourquoi le critère ne s’applique pas.
			</SaveState>
		);
	}
	const retry = (
		<Button kind="quiet" small type="button" onClick={onRetry}>
			Réessayer maintenant
		</Button>
	);
	switch (state.status) {
		case "idle":
			return <SaveState status={justSaved ? "saved" : "idle"}>{justSaved && "Enregistré"}</SaveState>;
		case "saving":
			return <SaveState status="saving">Enregistrement…</SaveState>;
		case "saved":
			return <SaveState status="saved">Enregistré à {formatTime(state.at)}</SaveState>;
		case "retrying":
			return (
				<SaveState status="retrying">
					Gardé sur cet appareil, pas encore enregistré : l’envoi reprend dès que le réseau répond. {retry}
				</SaveState>
			);
		case "conflict":
			return <SaveState status="conflict">Non enregistré : deux constats différents, choisissez ci-dessus.</SaveState>;
		case "refused":
			return (
				<SaveState status="conflict">
					{REFUSALS[state.reason]} {state.reason !== "locked" && retry}
				</SaveState>
			);
	}
}
