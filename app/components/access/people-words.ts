/** Owns what the pages about people say of a refusal, of a mandate, and of what was just done. */
import type { LastHolderRefusal } from "~/domain/access/last-holder";
import type { MandateRefusal, MandateState } from "~/domain/access/mandate";
import type { PersonDone, TeamDone } from "~/paths";
import { wordFor } from "../text/word-for";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const mandateStateLabels: Labels<MandateState> = {
	current: "En cours",
	upcoming: "À venir",
	ended: "Terminé",
};

export const lastHolderRefusals: Labels<LastHolderRefusal> = {
	LAST_MANAGER:
		"Cette personne est la seule responsable de la CAE : confiez d’abord ce rôle à quelqu’un d’autre. Rien n’a changé.",
	LAST_ADMIN:
		"Cette personne est la seule à administrer la plateforme : confiez d’abord ce rôle à quelqu’un d’autre. Rien n’a changé.",
};

export const erasureRefusals = {
	...lastHolderRefusals,
	NOT_CONFIRMED: "Ce n’est pas le nom affiché : recopiez-le en entier. Rien n’a été effacé.",
	ALREADY_ERASED: "Quelqu’un d’autre vient d’effacer cette personne : il n’y avait plus rien à faire.",
	OPEN_AUDITS:
		"Cette personne est dans l’équipe d’audits à venir ou en cours : l’équipe nationale les confie d’abord à quelqu’un d’autre. Rien n’a été effacé.",
} as const;

export const teamRefusals = {
	...lastHolderRefusals,
	INVALID: "Ce formulaire n’a pas pu être lu. Rien n’a changé : vérifiez-le, puis recommencez.",
	NO_DOMAIN: "Cochez au moins un domaine : sans domaine, cette personne ne pourrait répondre à rien.",
	UNKNOWN_DOMAIN: "Un de ces domaines n’existe plus dans le référentiel. Rechargez la page, puis recommencez.",
	UNKNOWN_RECEIVER:
		"La personne choisie ne fait plus partie de l’équipe. Rien n’a changé : choisissez quelqu’un d’autre.",
	CHANGED_MEANWHILE:
		"Quelqu’un d’autre a modifié ce rôle pendant ce temps. Rien n’a été enregistré : relisez ce qui est affiché, puis recommencez.",
	NOTHING_CHANGED: "Rien n’est différent de ce qui était prévu : il n’y a rien à enregistrer.",
} as const;

const teamDoneLabels: Labels<TeamDone> = {
	invitation: "L’invitation est partie.",
	renvoi: "L’invitation est repartie avec un nouveau lien ; l’ancien n’ouvre plus rien.",
	annulation: "L’invitation est annulée : son lien n’ouvre plus rien.",
	changement: "Le rôle est enregistré. Les sessions de cette personne sont fermées.",
	retrait: "Cette personne ne fait plus partie de l’équipe. Ses sessions sont fermées.",
};

/** What an address says was done, in words; null for anything else. */
export function teamDone(code: string | null): string | null {
	return wordFor(teamDoneLabels, code) ?? null;
}

const mandateRefusals: Labels<MandateRefusal> = {
	INVALID_DATES: "Une des dates n’existe pas : écrivez-la en entier, par exemple 12/03/2027.",
	ENDS_BEFORE_START: "Le dernier jour vient avant le premier : inversez-les ou corrigez-les.",
	MANDATE_DATES_REQUIRED: "Un mandat au Conseil d’administration a un premier et un dernier jour : indiquez les deux.",
};

const CHANGED_MEANWHILE =
	"Quelqu’un d’autre a modifié ces informations pendant ce temps. Rien n’a été enregistré : relisez ce qui est affiché, puis recommencez.";

export const roleRefusals = {
	...teamRefusals,
	...mandateRefusals,
	CHANGED_MEANWHILE,
	COOPERATIVE_REQUIRED: "Choisissez la CAE : ce rôle se tient dans une coopérative.",
	ALREADY_OVER: "Le dernier jour est déjà passé. Pour retirer ce rôle tout de suite, utilisez « Retirer ce rôle ».",
	ALREADY_HELD: "Cette personne a déjà ce rôle à ces dates : changez plutôt les dates du rôle existant.",
	ACCOUNT_CLOSED: "Ce compte est fermé : rouvrez-le avant de lui confier un rôle.",
	OWN_ADMINISTRATION:
		"Vous ne pouvez pas retirer votre propre rôle d’administration : demandez à une autre personne qui administre la plateforme.",
	AUDITS_TO_HAND_OVER:
		"Des audits encore ouverts reposent sur cette personne. Dites à qui chacun est confié, puis confirmez.",
	AUDITS_OPEN_ELSEWHERE:
		"Des audits encore ouverts reposent sur cette personne. Rien n’a changé : l’équipe nationale doit d’abord les confier à d’autres.",
	ACCREDITATION_DATES_REQUIRED: "Une habilitation a un premier et un dernier jour : indiquez les deux.",
	FORMER_IS_HOME: "La CAE quittée est celle où cette personne travaille : gardez l’une des deux.",
	FORMER_REQUIRED: "Choisissez la CAE quittée ce jour-là, ou effacez la date.",
	UNKNOWN_COOPERATIVE: "Une des CAE choisies n’existe plus. Rien n’a changé : choisissez-la de nouveau.",
	NOT_ACCREDITED: "Cette habilitation est déjà terminée : il n’y a rien à retirer.",
} as const;

export const accountRefusals = {
	INVALID_NAME: "Écrivez un nom de 120 caractères au plus, sans chevrons.",
	CHANGED_MEANWHILE,
	NOTHING_CHANGED: "Le nom est déjà celui-ci : il n’y a rien à enregistrer.",
	ALREADY_CLOSED: "Ce compte est déjà fermé.",
	ALREADY_OPEN: "Ce compte est déjà ouvert.",
	ERASED: "Cette personne a été effacée : son compte ne se rouvre pas.",
	NOT_CONFIRMED: "Cochez la case pour confirmer. Rien n’a changé.",
} as const;

const personDoneLabels: Labels<PersonDone> = {
	role: "Le rôle est confié. Les sessions de cette personne sont fermées : elle se reconnectera.",
	changement: "Les dates sont enregistrées. Les sessions de cette personne sont fermées : elle se reconnectera.",
	retrait: "Le rôle est retiré : il n’ouvre plus rien. Les sessions de cette personne sont fermées.",
	habilitation: "L’habilitation est enregistrée.",
	nom: "Le nom est corrigé.",
	fermeture: "Le compte est fermé et ses sessions aussi. Rien n’est effacé.",
	ouverture: "Le compte est rouvert, avec les rôles qui n’ont pas pris fin.",
	facteur: "Le second facteur est retiré. Cette personne en est avertie par e-mail.",
	invitation: "L’invitation est partie.",
};

/** What an address says was done about a person, in words; null for anything else. */
export function personDone(code: string | null): string | null {
	return wordFor(personDoneLabels, code) ?? null;
}
