/** Owns what the plan answers when it refuses: what happened, what was kept, what to do. Apart from its short words, which more pages load. */
const KEPT = "Rien n’a été enregistré ; ce que vous avez saisi est toujours là.";

export const assignmentRefusals = {
	INVALID: `Ce formulaire est incomplet. ${KEPT}`,
	UNKNOWN_TARGET: `Choisissez un domaine ou un critère de cette auto-évaluation. ${KEPT}`,
	NOT_IN_TEAM: `Cette personne n’est plus dans l’équipe, ou ne répond pas à ce domaine. Choisissez quelqu’un d’autre, ou confiez-lui d’abord le domaine depuis la page Équipe. ${KEPT}`,
	NO_SUCH_DAY: `Cette échéance n’est pas un jour du calendrier. ${KEPT}`,
	AFTER_CLOSING: `L’échéance vient après la fin de la campagne. ${KEPT}`,
	NOTE_TOO_LONG: `La note dépasse 500 signes. ${KEPT}`,
	CHANGED_MEANWHILE: `Quelqu’un a changé cette attribution pendant que vous l’aviez sous les yeux. ${KEPT} Relisez ce qui est en place, puis recommencez.`,
	ASSESSMENT_LOCKED: "Cette auto-évaluation a été envoyée : le travail confié ne change plus.",
} as const;

export const actionRefusals = {
	INVALID: `Ce formulaire est incomplet. ${KEPT}`,
	NOTHING_CHOSEN: `Cochez au moins un critère. ${KEPT}`,
	NOT_IN_TEAM: `Une des personnes choisies n’est plus dans l’équipe, ou ne répond pas à ce domaine. ${KEPT}`,
	NO_SUCH_DAY: `Une échéance n’est pas un jour du calendrier. ${KEPT}`,
	TEXT_TOO_LONG: `Un texte est trop long. ${KEPT}`,
	REASON_MISSING: "Dites pourquoi l’action est abandonnée : la raison reste au dossier. Rien n’a changé.",
	CHANGED_MEANWHILE: `Quelqu’un a changé cette action pendant que vous l’aviez sous les yeux. ${KEPT} Relisez ce qui est en place, puis recommencez.`,
	ALREADY_PLANNED: "Une action est déjà ouverte pour ce critère. Rien n’a changé.",
} as const;
