/** Owns the French words of what an audit refuses: with the pages of audits, not on every first page. */
import type { DatesRefusal, PlaceRefusal, TeamRefusal } from "./domain/audit/visit-plan";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const missionRefusals = {
	TEAM_INCOMPLETE:
		"L’équipe n’est pas complète : la visite ne peut pas commencer avant que l’équipe nationale ait choisi quelqu’un.",
	CHALLENGE_WAITING:
		"La CAE a récusé une personne de l’équipe : la visite ne peut pas commencer avant la réponse de l’équipe nationale.",
	DECLARATION_MISSING:
		"Une déclaration d’intérêts manque ou n’est plus à jour : elle se signe sur la page de l’audit, avant de commencer.",
	TEAM_TO_REVIEW:
		"L’équipe nationale doit revoir cette équipe avant que la visite commence. Prévenez-la si la visite approche.",
} as const;

export const auditRefusals = {
	...missionRefusals,
	NOT_CONFIRMED: "Cochez la case : ce geste est définitif.",
	INVALID: "Ce formulaire est incomplet ou n’a pas pu être lu : vérifiez-le, puis recommencez.",
	UNKNOWN_AUDITOR: "Cette personne ne fait pas partie des auditrices et auditeurs habilités.",
	CONFLICT_OF_INTEREST: "Cette équipe ne peut pas mener la visite :",
	DEROGATION_REQUIRED:
		"Un lien demande une dérogation écrite : motivez-la sous l’équipe, règle par règle, ou choisissez quelqu’un d’autre.",
	ASSESSMENT_NOT_SUBMITTED: "Cette auto-évaluation n’est pas encore envoyée : l’audit se planifie après l’envoi.",
	ALREADY_SCHEDULED: "Un audit est déjà planifié pour cette auto-évaluation.",
	ALREADY_AUDITED: "Cette auto-évaluation a déjà été auditée : le prochain audit porte sur la suivante.",
	AUDIT_ENDED: "Cette visite est terminée ou annulée : elle ne change plus.",
	REASON_REQUIRED: "Écrivez le motif : la CAE et les auditeurs le liront.",
	CHANGED_MEANWHILE:
		"Une autre personne a modifié cet audit pendant ce temps. Votre saisie est conservée ci-dessous : comparez, puis enregistrez.",
	NOTHING_CHANGED: "Rien n’est différent de ce qui était prévu : il n’y a rien à enregistrer.",
	CRITERIA_MISSING: "La visite ne peut pas encore être terminée : il reste des critères à examiner.",
	NOTHING_TO_CONFIRM: "Tous ces critères ont déjà été examinés : il n’y avait rien à confirmer.",
} as const;

export const visitPlanRefusals: Labels<DatesRefusal | PlaceRefusal | TeamRefusal> = {
	INVALID_DATES: "Indiquez le premier et le dernier jour de la visite.",
	ENDS_BEFORE_START: "Le dernier jour vient avant le premier : inversez-les ou corrigez-les.",
	TOO_LONG: "Une visite dure cinq jours au plus.",
	IN_THE_PAST: "Une visite ne se planifie pas dans le passé : choisissez des jours à partir d’aujourd’hui.",
	ADDRESS_REQUIRED: "Indiquez l’adresse de la visite.",
	HOW_TO_JOIN_REQUIRED: "Indiquez comment rejoindre la réunion à distance : lien ou numéro.",
	LEAD_REQUIRED: "Choisissez la personne responsable de l’audit.",
	SECOND_REQUIRED: "Un audit initial ou de renouvellement se mène à deux : choisissez une seconde personne.",
	SAME_AUDITOR_TWICE: "La même personne est choisie deux fois : l’équipe demande deux personnes différentes.",
};

export const findingRefusals = {
	...missionRefusals,
	INVALID: "Ce constat n’a pas pu être lu. Votre texte est toujours là : réessayez.",
	NOTE_REQUIRED: "La CAE a déclaré un niveau : écrivez dans la note pourquoi le critère ne s’applique pas.",
	NOT_APPLICABLE_TO_PROFILE: "Ce critère ne s’applique pas au profil de cette CAE.",
	AUDIT_ENDED:
		"La visite est terminée ou annulée : les constats ne changent plus. Copiez votre texte si vous en avez besoin.",
	CONFLICT: "Une autre personne a modifié ce constat pendant votre saisie. Les deux textes sont ci-dessous.",
} as const;
