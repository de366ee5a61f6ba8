/** Owns the French words of how days are agreed on: with the pages of the calendar, not on every first page. */
import type { HoursRefusal, SlotsRefusal, WishRefusal } from "./domain/audit/visit-dates";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const wishRefusals: Labels<WishRefusal | "INVALID"> = {
	INVALID: "Ce formulaire n’a pas pu être lu : vérifiez-le, puis recommencez.",
	MONTH_REQUIRED: "Cochez un mois au moins.",
	MONTH_OUT_OF_REACH: "L’un de ces mois n’est plus proposé : rechargez la page et choisissez de nouveau.",
	CONSTRAINTS_TOO_LONG: "Ce texte est trop long : mille caractères au plus.",
};

/** Why an audit cannot be asked for. */
export const requestBarriers = {
	ASSESSMENT_NOT_SUBMITTED: "L’audit se demande une fois l’auto-évaluation envoyée.",
	ALREADY_SCHEDULED: "Un audit est déjà prévu pour cette auto-évaluation : ses dates se choisissent sur sa page.",
	ALREADY_AUDITED: "Cette auto-évaluation a déjà été auditée : le prochain audit porte sur la suivante.",
} as const;

export const datesRefusals: Labels<
	| SlotsRefusal
	| HoursRefusal
	| "INVALID"
	| "REASON_REQUIRED"
	| "AUDIT_ENDED"
	| "CHANGED_MEANWHILE"
	| "SLOT_REQUIRED"
	| "SLOT_TAKEN"
	| "TEAM_INCOMPLETE"
	| "NOT_WAITING"
> = {
	INVALID: "Ce formulaire n’a pas pu être lu : vérifiez-le, puis recommencez.",
	TOO_FEW_SLOTS: "Proposez deux créneaux au moins : la CAE doit avoir le choix.",
	TOO_MANY_SLOTS: "Proposez trois créneaux au plus.",
	SLOTS_OVERLAP: "Deux créneaux ont un jour en commun : séparez-les.",
	INVALID_HOURS: "Indiquez les deux heures, ou aucune.",
	HOURS_REVERSED: "L’heure de fin vient avant l’heure d’arrivée, pour un créneau d’un seul jour.",
	REASON_REQUIRED: "Écrivez le motif : les autres le liront.",
	AUDIT_ENDED: "Les jours de cet audit ne changent plus ici : la visite a commencé, est terminée ou annulée.",
	CHANGED_MEANWHILE: "Une autre personne a modifié cet audit pendant ce temps : relisez, puis recommencez.",
	SLOT_REQUIRED: "Choisissez l’un des créneaux proposés.",
	SLOT_TAKEN:
		"Ce créneau n’est plus possible : l’équipe d’audit n’y est plus disponible. Choisissez-en un autre, ou dites qu’aucun ne convient.",
	TEAM_INCOMPLETE:
		"L’équipe n’est pas complète : l’équipe nationale y travaille. Vous pourrez donner votre accord ensuite.",
	NOT_WAITING: "Ces jours n’attendent plus de réponse : rechargez la page pour voir où en est l’audit.",
};
