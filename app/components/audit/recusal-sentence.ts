/** Owns the French sentence of each reason to stand aside, said to the person themselves. */
import type { Recusal } from "~/domain/decision/recusal";
import { interestLabels } from "~/messages.auditor.fr";
import { frenchTypography } from "../text/french";
import { conflictSentence } from "./conflict-sentence";

export function recusalSentence(recusal: Recusal): string {
	switch (recusal.reason) {
		case "AUDITED":
			return "Vous l’avez auditée";
		case "OWN_COOPERATIVE":
			return "C’est votre coopérative";
		case "LEFT_RECENTLY":
			return "Vous l’avez quittée depuis moins de cinq ans, ou à une date inconnue";
		case "DECLARED_TIE":
			return frenchTypography(`Vous l’avez déclaré : ${interestLabels[recusal.kind].toLowerCase()}`);
		default:
			return conflictSentence(recusal);
	}
}
