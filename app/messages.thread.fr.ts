/** Owns the French words of the threads, typed: a missing label does not compile. */
import { MESSAGE_LIMIT } from "./domain/assessment/thread";

/** Why a message was not sent; its text is still in the form. */
export const messageRefusals: { readonly [C in "EMPTY" | "TOO_LONG" | "INVALID"]: string } = {
	EMPTY: "Le message est vide : écrivez quelques mots.",
	TOO_LONG: `Le message dépasse ${MESSAGE_LIMIT} caractères : raccourcissez-le, ou écrivez-en deux. Votre texte est gardé ci-dessous.`,
	INVALID:
		"Le message n’a pas été envoyé : rechargez la page, puis envoyez-le à nouveau. Votre texte est gardé ci-dessous.",
};
