/** Owns what a password must be. No composition rule, no calendar: long, not known, not about the person. Rule R-68 of docs/regles-metier.md. */
import { accept, type Result, refuse } from "../result";

/** Characters (Unicode code points), counted as typed: spaces count, nothing is trimmed or normalised. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

export type PasswordRefusal = "PASSWORD_TOO_SHORT" | "PASSWORD_TOO_LONG" | "PASSWORD_TOO_COMMON" | "PASSWORD_TOO_CLOSE";

/** Whose password it is. */
export interface PasswordOwner {
	readonly name: string;
	readonly email: string;
	readonly cooperativeNames: readonly string[];
}

/** What this product is called: never in a password. */
const PRODUCT = "labelcae";

/** Words of this trade and of sign-in pages: a password made of nothing but them and digits is guessed first. */
const TRADE_WORDS = (
	"accueil activite adherent adherente admin administrateur administration association associe associee audit " +
	"auditeur auditrice azerty azertyuiop bienvenue bonjour bureau cae comite compte connexion conseil coop " +
	"cooperateur cooperative cooperatives cooperatrice cooperer demo direction emploi entrepreneur entrepreneure " +
	"entreprendre entreprise equipe gerance gerant gerante label mot motdepasse nationale national passe password " +
	"qwerty qwertyuiop reseau responsable salarie salariee scic scop secret visite"
).split(" ");

/** Words of the person shorter than this say too little to be refused wherever they stand. */
const TELLING = 4;
/** Shorter words are not looked for at all. */
const SHORTEST = 3;
/** With a known word taken out of it, a password still has this many letters of its own. */
const OWN_LETTERS = 4;
/** Fewer different characters than this is one key held down, or a to-and-fro between two or three. */
const DIFFERENT = 4;

/**
 * @param isCommon whether a text in lower case is in a list of common passwords
 * @returns accepted, or the first reason against it. Source: OWASP ASVS 5.0, 6.2
 */
export function checkPassword(
	password: string,
	owner: PasswordOwner,
	isCommon: (text: string) => boolean,
): Result<undefined, PasswordRefusal> {
	const characters = [...password];
	if (characters.length < PASSWORD_MIN) return refuse("PASSWORD_TOO_SHORT");
	if (characters.length > PASSWORD_MAX) return refuse("PASSWORD_TOO_LONG");
	if (new Set(characters).size < DIFFERENT) return refuse("PASSWORD_TOO_COMMON");
	const plain = compact(password);
	if (isCommon(password.toLowerCase()) || isCommon(plain)) return refuse("PASSWORD_TOO_COMMON");
	const person = personalWords(owner);
	const telling = [PRODUCT, ...person].filter((word) => word.length >= TELLING);
	if (telling.some((word) => plain.includes(word))) return refuse("PASSWORD_TOO_CLOSE");
	return isMadeOf(plain, [...person, ...surroundingWords(owner), ...TRADE_WORDS])
		? refuse("PASSWORD_TOO_CLOSE")
		: accept(undefined);
}

/** The name and the address, whole and in parts, and the whole name of each cooperative. */
function personalWords({ name, email, cooperativeNames }: PasswordOwner): readonly string[] {
	const local = email.slice(0, email.indexOf("@"));
	return [...[name, email, local, ...cooperativeNames].map(compact), ...words(name), ...words(local)];
}

/** The words of the cooperatives' names and of the address, its domain included. */
function surroundingWords({ email, cooperativeNames }: PasswordOwner): readonly string[] {
	return [...cooperativeNames, email].flatMap(words);
}

/** Whether next to nothing is left of it once those words are taken out, whatever digits stand around them. */
function isMadeOf(plain: string, known: readonly string[]): boolean {
	const longestFirst = known.filter((word) => word.length >= SHORTEST).sort((a, b) => b.length - a.length);
	const left = longestFirst.reduce((text, word) => text.replaceAll(word, ""), plain);
	return left !== plain && left.replaceAll(/\P{L}/gu, "").length < OWN_LETTERS;
}

function words(text: string): readonly string[] {
	return Array.from(folded(text).matchAll(/\p{L}+/gu), ([word]) => word);
}

/** Letters and digits alone, in lower case and without accents. */
function compact(text: string): string {
	return folded(text).replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function folded(text: string): string {
	return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
