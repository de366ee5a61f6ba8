/** Owns the French wording of the YAML parser's own errors. */
import type { ErrorCode } from "yaml";

const QUOTE_IT = 'Mettre le texte entre guillemets "…"';
const ALIGN = "Aligner cette ligne sur ses voisines, avec des espaces";

const MESSAGES: Partial<Record<ErrorCode, readonly [message: string, fix: string]>> = {
	MISSING_CHAR: [
		"Il manque un signe : guillemet, crochet, accolade ou deux-points",
		"Fermer ce qui est resté ouvert sur cette ligne ou plus haut",
	],
	BAD_INDENT: ["L’alignement de cette ligne ne correspond à aucune de celles du dessus", ALIGN],
	TAB_AS_INDENT: ["Une tabulation décale cette ligne", "Remplacer la tabulation par des espaces"],
	BLOCK_AS_IMPLICIT_KEY: ["Un « : » se trouve au milieu d’un texte sans guillemets", QUOTE_IT],
	MULTILINE_IMPLICIT_KEY: [
		"Une clé s’étend sur plusieurs lignes, ou son « : » manque",
		"Écrire « clé: valeur » sur une ligne",
	],
	KEY_OVER_1024_CHARS: [
		"Une clé est trop longue : un guillemet ou un « : » manque sans doute plus haut",
		"Fermer ce qui est resté ouvert",
	],
	BLOCK_IN_FLOW: ["Une liste à tirets se trouve entre crochets ou accolades", "Choisir l’une des deux écritures"],
	BAD_SCALAR_START: ["Un texte ne peut pas commencer par ce signe", QUOTE_IT],
	BAD_DQ_ESCAPE: ["Une barre oblique inverse est mal employée entre guillemets", "La retirer, ou la doubler"],
	MULTIPLE_DOCS: ["Un fichier ne contient qu’un document", "Retirer la ligne « --- » et ce qui la suit"],
	UNEXPECTED_TOKEN: ["Un signe n’a pas sa place ici", `Le retirer. ${QUOTE_IT} s’il en fait partie`],
};

/** Message and fix for an error of the YAML parser; a general one for the codes nobody meets. */
export function yamlErrorText(code: ErrorCode): { readonly message: string; readonly fix: string } {
	const [message, fix] = MESSAGES[code] ?? [
		"L’écriture YAML est incorrecte à cet endroit",
		"Comparer cette ligne avec celles d’un critère voisin",
	];
	return { message, fix };
}
