/** Owns the French words of the auditors: what they know, when they are away, how their accreditation stands. */

import type {
	AbsencePart,
	AbsenceRefusal,
	AccreditationStanding,
	Language,
	SkillsRefusal,
} from "./domain/audit/auditor-profile";
import type { ConflictReason } from "./domain/audit/conflict-rules";
import type { InterestKind } from "./domain/audit/interest-kind";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const languageLabels: Labels<Language> = {
	en: "Anglais",
	es: "Espagnol",
	de: "Allemand",
	it: "Italien",
	pt: "Portugais",
	ar: "Arabe",
	br: "Breton",
	eu: "Basque",
	lsf: "Langue des signes française",
};

export const weekdayLabels: Labels<"1" | "2" | "3" | "4" | "5" | "6" | "7"> = {
	"1": "Lundi",
	"2": "Mardi",
	"3": "Mercredi",
	"4": "Jeudi",
	"5": "Vendredi",
	"6": "Samedi",
	"7": "Dimanche",
};

export const absencePartLabels: Labels<AbsencePart> = {
	day: "Journées entières",
	morning: "Le matin seulement",
	afternoon: "L’après-midi seulement",
};

export const standingLabels: Labels<AccreditationStanding> = {
	notYet: "Pas encore valable",
	ended: "Terminée",
	endingSoon: "Se termine bientôt",
	tooFewVisits: "À risque : moins de deux visites",
	sound: "Valable",
};

export const skillsRefusals: Labels<SkillsRefusal | "INVALID" | "CHANGED_MEANWHILE" | "NOTHING_CHANGED"> = {
	UNKNOWN_TERM: "Un de ces choix n’existe pas dans le référentiel : rechargez la page, puis recommencez.",
	NO_WEEKDAY: "Gardez au moins un jour de la semaine : sans cela, aucune visite n’est possible.",
	INVALID_LIMIT: "Le nombre de visites par an va de 1 à 30 ; laissez vide pour ne pas en fixer.",
	INVALID: "Ce formulaire n’a pas pu être lu : vérifiez-le, puis recommencez.",
	CHANGED_MEANWHILE:
		"Une autre personne a modifié ce profil pendant ce temps. Votre saisie est toujours là : comparez, puis enregistrez de nouveau.",
	NOTHING_CHANGED: "Rien n’est différent de ce qui était enregistré.",
};

export const absenceRefusals: Labels<AbsenceRefusal | "INVALID" | "TOO_MANY" | "ALREADY_REMOVED"> = {
	INVALID_DATES: "Indiquez le premier jour, et le dernier s’il y en a plusieurs.",
	ENDS_BEFORE_START: "Le dernier jour vient avant le premier : inversez-les ou corrigez-les.",
	TOO_LONG: "Une indisponibilité dure un an au plus : ajoutez-en une deuxième si besoin.",
	OVER: "Cette période est déjà passée : elle n’aurait plus d’effet.",
	HALF_DAY_OF_ONE_DAY: "Une demi-journée porte sur un seul jour : laissez le dernier jour vide.",
	INVALID: "Cette indisponibilité n’a pas pu être lue : vérifiez-la, puis recommencez.",
	TOO_MANY: "Deux cents indisponibilités sont déjà à venir : retirez-en avant d’en ajouter.",
	ALREADY_REMOVED: "Cette indisponibilité était déjà retirée.",
};

export const interestLabels: Labels<InterestKind | "home"> = {
	home: "C’est ma coopérative",
	employment: "Un emploi, actuel ou récent",
	mandate: "Un mandat",
	capital: "Un intérêt financier, des parts",
	family: "Un lien de famille ou de couple",
	service: "Conseil, formation, tutorat depuis moins de trois ans",
	other: "Un autre lien",
};

/** What each conflict rule is called where its facts are not at hand: derogations, journal. */
export const ruleLabels: Labels<ConflictReason> = {
	OWN_COOPERATIVE: "Sa propre CAE",
	LEFT_RECENTLY: "CAE quittée depuis moins de cinq ans",
	SAME_REGIONAL_ASSOCIATION: "Même association régionale",
	SAME_REGION: "Même région",
	ACCOMPANIMENT: "Accompagnement depuis moins de trois ans",
	CROSS_AUDIT: "Audits croisés dans le même cycle",
	DECLARED_TIE: "Intérêt déclaré",
	DECLARED_OTHER: "Autre lien déclaré",
	SAME_GROUP: "Même groupe de CAE",
	DIRECT_COMPETITION: "Concurrence directe",
	TOO_MANY_CYCLES: "Plus de deux cycles de suite",
	DECIDES: "Siège au comité ou au Conseil d’administration",
	NOT_ACCREDITED: "Habilitation",
	UNAVAILABLE: "Indisponibilité",
	ALREADY_VISITING: "Déjà en visite",
	CHALLENGED: "Récusation par la CAE",
	DECLARATION_MISSING: "Déclaration d’intérêts manquante",
	DECLARATION_OUTDATED: "Déclaration d’intérêts à signer de nouveau",
};

export const tieRefusals: Labels<"INVALID" | "UNKNOWN_COOPERATIVE" | "ALREADY_DECLARED" | "ALREADY_ENDED"> = {
	INVALID: "Choisissez une CAE et la nature du lien.",
	UNKNOWN_COOPERATIVE:
		"Aucune CAE du réseau ne porte ce nom ou ce numéro, ou plusieurs le portent : écrivez son nom entier, ou son SIREN.",
	ALREADY_DECLARED: "Ce lien est déjà déclaré.",
	ALREADY_ENDED: "Ce lien avait déjà pris fin.",
};
