/** Owns the French words of the non-conformities that are followed, and what their forms refuse. With their pages only. */
import type { Grade, NonConformityStatus } from "./domain/audit/non-conformity";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const gradeLabels: Labels<Grade> = { major: "Majeure", minor: "Mineure" };

export const followLabels: Labels<NonConformityStatus> = {
	open: "Plan d’action attendu",
	planProposed: "Plan à valider",
	planAccepted: "Plan accepté",
	done: "À vérifier",
	closed: "Levé",
};

export const followRefusals = {
	INVALID:
		"Ce formulaire est incomplet ou n’a pas pu être lu. Votre texte est toujours là : vérifiez-le, puis recommencez.",
	CHANGED_MEANWHILE:
		"Cet écart a avancé pendant ce temps. Votre texte est conservé ci-dessous : relisez l’écart, puis recommencez.",
	MOVE_FORBIDDEN: "Cet écart n’en est plus là : rechargez la page pour voir ce qui est attendu.",
	CAUSE_REQUIRED: "Écrivez la cause : pourquoi l’écart s’est-il produit ?",
	CORRECTION_REQUIRED: "Écrivez la correction : ce qui répare l’écart lui-même.",
	ACTION_REQUIRED: "Écrivez l’action corrective : ce qui évite qu’il revienne.",
	TEXT_TOO_LONG: "Un texte est trop long : 4 000 signes au plus. Il est conservé ci-dessous.",
	NO_SUCH_DAY: "Indiquez un jour qui existe, à partir d’aujourd’hui.",
	AFTER_DEADLINE: "Ce jour vient après le délai de l’écart : choisissez un jour avant.",
	NOT_IN_TEAM: "Choisissez une personne de l’équipe de la CAE.",
	REASON_REQUIRED: "Écrivez pourquoi : la CAE et le comité le liront.",
	EVIDENCE_REQUIRED: "Montrez ce qui est fait : une pièce de la bibliothèque, ou au moins une note.",
	UNKNOWN_EVIDENCE: "Une des pièces n’est plus dans la bibliothèque : vérifiez la liste, puis recommencez.",
} as const;
