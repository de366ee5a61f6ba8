/** Owns how the challenge of an audit's team is printed: whom, why, what was answered. The screen says the same. */
import type { ChallengeOutcome } from "~/domain/audit/challenge";
import { type Part, text } from "../document/document-model";
import { formatDate } from "../text/format";

export interface PrintedChallenge {
	/** Null: an account that this reader may not name. */
	readonly auditorName: string | null;
	readonly reason: string;
	readonly madeAt: Date;
	readonly outcome: ChallengeOutcome | null;
	readonly answer: string;
	readonly answeredAt: Date | null;
}

const OUTCOMES: { readonly [O in ChallengeOutcome]: string } = {
	accepted: "La récusation a été acceptée",
	refused: "La récusation a été refusée",
};

export function challengePart(challenge: PrintedChallenge | null): readonly Part[] {
	if (!challenge) return [];
	const { auditorName, reason, madeAt, outcome, answer, answeredAt } = challenge;
	return [
		{
			title: "Récusation",
			blocks: [
				text(`La CAE a récusé ${auditorName ?? "une personne de l’équipe"} le ${formatDate(madeAt)}.`),
				text(reason, "quote"),
				...(outcome && answeredAt
					? [
							text(`${OUTCOMES[outcome]} par l’équipe nationale le ${formatDate(answeredAt)}.`),
							...(answer ? [text(answer, "quote")] : []),
						]
					: [text("L’équipe nationale n’y a pas répondu.", "soft")]),
			],
		},
	];
}
