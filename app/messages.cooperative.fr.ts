/** Owns the French words of the cooperatives' forms, typed: a missing label does not compile. */

import { FIRST_YEAR } from "./domain/cooperative/headcount";
import type { IdentityField, IdentityMistake } from "./domain/cooperative/identity";
import { CODE_LIMIT, NAME_LIMIT } from "./domain/cooperative/identity-limits";

type Labels<Code extends string> = { readonly [C in Code]: string };

/** In the order of the form. */
export const identityFieldLabels: Labels<IdentityField | "headcount"> = {
	name: "Nom",
	code: "Code",
	siren: "SIREN",
	legalForm: "Forme juridique",
	region: "Région",
	department: "Département",
	regionalAssociation: "Association régionale",
	groupName: "Groupe de CAE",
	mainSector: "Filière principale",
	sectors: "Filières des activités hébergées",
	activities: "Activités particulières",
	conditions: "Situation de la CAE",
	enrolledOn: "Engagée dans le label depuis",
	memberSince: "Membre du réseau depuis",
	headcount: "Effectif salarié",
};

export const identityMistakes: Labels<IdentityMistake | "CODE_TAKEN" | "SIREN_TAKEN" | "INVALID_HEADCOUNT"> = {
	CODE_MALFORMED: `Le code compte 2 à ${CODE_LIMIT} caractères : lettres sans accent, chiffres et traits d’union, par exemple CAE-42.`,
	CODE_TAKEN: "Une autre coopérative porte déjà ce code : choisissez-en un autre.",
	NAME_REQUIRED: "Écrivez le nom de la coopérative.",
	NAME_TOO_LONG: `Le nom compte ${NAME_LIMIT} caractères au plus.`,
	SIREN_NOT_NINE_DIGITS: "Le SIREN compte neuf chiffres : ni le SIRET (quatorze), ni le numéro de TVA.",
	SIREN_WRONG_KEY: "Ce SIREN n’existe pas : sa clé est fausse. Vérifiez chaque chiffre.",
	SIREN_TAKEN: "Une autre coopérative porte déjà ce SIREN : elle est sans doute déjà dans la liste.",
	DEPARTMENT_ELSEWHERE: "Ce département n’est pas dans la région choisie : corrigez l’un ou l’autre.",
	NO_SECTOR: "Une CAE engagée dans le label héberge au moins une filière : cochez-la.",
	NOT_A_DAY: "Indiquez un jour du calendrier, ou laissez vide.",
	ENROLLED_BEFORE_MEMBER: "La CAE s’engage dans le label après être entrée dans le réseau : vérifiez les deux dates.",
	UNKNOWN_CHOICE: "Ce choix ne fait pas partie de la liste.",
	TOO_LONG: `${NAME_LIMIT} caractères au plus.`,
	INVALID_HEADCOUNT: "Indiquez l’effectif en nombre entier, par exemple 24.",
};

export const cooperativeRefusals = {
	UNREADABLE: "Ce formulaire n’a pas pu être lu : vérifiez-le, puis recommencez. Rien n’a changé.",
	NOTHING_CHANGED: "Rien n’est différent de ce qui est enregistré : il n’y a rien à enregistrer.",
	CHANGED_MEANWHILE:
		"Une autre personne a modifié cette coopérative pendant ce temps. Votre saisie est conservée ci-dessous : comparez, puis enregistrez.",
} as const;

export const headcountRefusals = {
	...cooperativeRefusals,
	INVALID_HEADCOUNT: identityMistakes.INVALID_HEADCOUNT,
	INVALID_YEAR: `Indiquez une année, de ${FIRST_YEAR} à l’année prochaine.`,
	CHANGED_MEANWHILE: "Une autre personne a donné cet effectif pendant ce temps. Il est affiché ci-dessous : comparez.",
} as const;

export const departureRefusals = {
	...cooperativeRefusals,
	NOT_A_DAY: "Indiquez le dernier jour de la CAE dans le réseau.",
	BEFORE_MEMBER_SINCE: "Ce jour vient avant l’entrée de la CAE dans le réseau : corrigez-le.",
	UNCONFIRMED: "Cochez la case : elle dit que les conséquences sont lues.",
} as const;
