/** Owns the French words of the year's programme: situations, rules, what a proposal changes, refusals. */
import type { AuditKind } from "./domain/audit/audit";
import type { PlanRule } from "./domain/programme/programme-plan";
import type { LineChange } from "./domain/programme/proposal";
import type { MissingCondition, SituationCode } from "./domain/programme/situation";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const situationLabels: Labels<SituationCode> = {
	renewalDue: "Renouvellement dû",
	followUpDue: "Suivi dû",
	neverAudited: "Jamais auditée",
	lapsed: "Label échu",
	visitSettled: "Visite fixée",
	conditionsUnmet: "Conditions non remplies",
	awaitingDecision: "Décision attendue",
	deferred: "Ajournée, preuves attendues",
	nothingDue: "Rien de dû cette année",
	notEngaged: "Non engagée",
};

export const missingLabels: Labels<MissingCondition> = {
	ASSESSMENT_NOT_SENT: "auto-évaluation non envoyée",
	NOT_ADMISSIBLE: "un critère bloquant n’est pas atteint selon la CAE",
};

/** In a table where « audit » is said already. */
export const visitKindLabels: Labels<AuditKind> = {
	initial: "Initial",
	followUp: "Suivi",
	renewal: "Renouvellement",
};

export const lineChangeLabels: Labels<LineChange> = {
	added: "Nouvelle",
	moved: "Autres jours",
	team: "Autre équipe",
	same: "Inchangée",
	withdrawn: "Retirée",
};

/** What a breach means, of a line set by hand. */
export const breachLabels: Labels<PlanRule> = {
	TEAM: "équipe incomplète, ou déjà en visite l’un de ces jours",
	CONFLICT: "conflit d’intérêts avec cette CAE",
	CROSS_AUDIT: "quelqu’un de cette CAE audite la sienne la même année",
	ACCREDITATION: "habilitation qui ne couvre pas ces jours",
	DOMAINS: "l’équipe ne connaît pas tous les domaines à auditer",
	SECTOR: "personne de l’équipe ne connaît la filière de la CAE",
	NEW_AUDITOR: "la même équipe que la dernière fois : un renouvellement veut au moins une personne nouvelle",
	AVAILABILITY: "indisponible l’un de ces jours",
	ONE_VISIT_A_WEEK: "déjà une autre visite cette semaine-là",
	WORKLOAD: "plus de visites dans l’année que la limite fixée",
	WINDOW: "jours en dehors de la période de la visite",
	WORKING_DAYS: "jours fériés, de week-end, ou en nombre inhabituel",
	CAPACITY: "plus de visites cette semaine-là que l’équipe nationale ne peut en suivre",
};

/** A rule that, looked away from, would free a place: « Une place se libère… ». */
export const liftLabels: Labels<PlanRule> = {
	TEAM: "avec une équipe incomplète",
	CONFLICT: "si un conflit d’intérêts était levé",
	CROSS_AUDIT: "si deux CAE pouvaient se visiter l’une l’autre",
	ACCREDITATION: "si une habilitation était donnée ou prolongée",
	DOMAINS: "si l’équipe n’avait pas à connaître tous les domaines",
	SECTOR: "si personne n’avait à connaître la filière",
	NEW_AUDITOR: "si la même équipe pouvait revenir",
	AVAILABILITY: "si quelqu’un se rendait disponible",
	ONE_VISIT_A_WEEK: "avec deux visites d’une personne la même semaine",
	WORKLOAD: "si quelqu’un acceptait une visite de plus dans l’année",
	WINDOW: "en dehors de la période de la visite",
	WORKING_DAYS: "un jour férié",
	CAPACITY: "avec plus de visites par semaine",
};

export const askRefusals: Labels<"INVALID" | "YEAR_IS_OVER" | "ALREADY_ASKED"> = {
	INVALID: "Indiquez un nombre de visites par semaine, de 1 à 100.",
	YEAR_IS_OVER: "Cette année est finie : il n’y a plus rien à proposer.",
	ALREADY_ASKED: "Une proposition est déjà en cours de calcul.",
};

export const takeRefusals: Labels<"INVALID" | "NOTHING_CHOSEN" | "NOT_THE_LAST"> = {
	INVALID: "Rien n’a été repris : rechargez la page, puis choisissez à nouveau.",
	NOTHING_CHOSEN: "Cochez au moins une ligne à reprendre.",
	NOT_THE_LAST: "Cette proposition n’est plus là : rechargez la page.",
};

export const lineRefusals: Labels<
	| "INVALID"
	| "INVALID_DATES"
	| "ENDS_BEFORE_START"
	| "TOO_LONG"
	| "IN_THE_PAST"
	| "NOT_DUE"
	| "OTHER_YEAR"
	| "CHANGED_MEANWHILE"
	| "FORBIDDEN_BY_RULES"
> = {
	INVALID: "Rien n’a été enregistré : rechargez la page, puis recommencez.",
	INVALID_DATES: "Indiquez le premier et le dernier jour de la visite.",
	ENDS_BEFORE_START: "Le dernier jour est avant le premier.",
	TOO_LONG: "Une visite dure cinq jours au plus.",
	IN_THE_PAST: "Ces jours sont déjà passés.",
	NOT_DUE: "Cette CAE n’a pas de visite à placer cette année.",
	OTHER_YEAR: "Ces jours ne sont pas de cette année.",
	CHANGED_MEANWHILE: "Quelqu’un a changé cette ligne entre-temps. La voici telle qu’elle est maintenant.",
	FORBIDDEN_BY_RULES: "Les règles ne permettent pas cette visite.",
};
