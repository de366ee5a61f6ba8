/** Owns what the pages about people say of a refusal, of a mandate, and of what was just done. */
import type { LastHolderRefusal } from "~/domain/access/last-holder";
import type { MandateState } from "~/domain/access/mandate";
import type { TeamDone } from "~/paths";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const mandateStateLabels: Labels<MandateState> = {
	current: "En cours",
	upcoming: "À venir",
	ended: "Terminé",
};

export const lastHolderRefusals: Labels<LastHolderRefusal> = {
	LAST_MANAGER:
		"Cette personne est la seule responsable de la CAE : confiez d’abord ce rôle à quelqu’un d’autre. Rien n’a changé.",
	LAST_ADMIN:
		"Cette personne est la seule à administrer la plateforme : confiez d’abord ce rôle à quelqu’un d’autre. Rien n’a changé.",
};

export const erasureRefusals = {
	...lastHolderRefusals,
	NOT_CONFIRMED: "Ce n’est pas le nom affiché : recopiez-le en entier. Rien n’a été effacé.",
	ALREADY_ERASED: "Quelqu’un d’autre vient d’effacer cette personne : il n’y avait plus rien à faire.",
	OPEN_AUDITS:
		"Cette personne est dans l’équipe d’audits à venir ou en cours : l’équipe nationale les confie d’abord à quelqu’un d’autre. Rien n’a été effacé.",
} as const;

export const teamRefusals = {
	...lastHolderRefusals,
	INVALID: "Ce formulaire n’a pas pu être lu. Rien n’a changé : vérifiez-le, puis recommencez.",
	NO_DOMAIN: "Cochez au moins un domaine : sans domaine, cette personne ne pourrait répondre à rien.",
	UNKNOWN_DOMAIN: "Un de ces domaines n’existe plus dans le référentiel. Rechargez la page, puis recommencez.",
	UNKNOWN_RECEIVER:
		"La personne choisie ne fait plus partie de l’équipe. Rien n’a changé : choisissez quelqu’un d’autre.",
	CHANGED_MEANWHILE:
		"Quelqu’un d’autre a modifié ce rôle pendant ce temps. Rien n’a été enregistré : relisez ce qui est affiché, puis recommencez.",
	NOTHING_CHANGED: "Rien n’est différent de ce qui était prévu : il n’y a rien à enregistrer.",
} as const;

const teamDoneLabels: Labels<TeamDone> = {
	invitation: "L’invitation est partie.",
	renvoi: "L’invitation est repartie avec un nouveau lien ; l’ancien n’ouvre plus rien.",
	annulation: "L’invitation est annulée : son lien n’ouvre plus rien.",
	changement: "Le rôle est enregistré. Les sessions de cette personne sont fermées.",
	retrait: "Cette personne ne fait plus partie de l’équipe. Ses sessions sont fermées.",
};

/** What an address says was done, in words; null for anything else. */
export function teamDone(code: string | null): string | null {
	return teamDoneLabels[code as TeamDone] ?? null;
}
