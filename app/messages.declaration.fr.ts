/** Owns the French words of declarations of interests and challenges. */
import type { ChallengeRefusal } from "./domain/audit/challenge";
import type { SaidRefusal } from "./domain/audit/interest-declaration";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const signRefusals: Labels<SaidRefusal | "INVALID" | "WORDING_CHANGED" | "AUDIT_ENDED"> = {
	INVALID: "Dites si vous avez un lien avec cette CAE, puis signez.",
	NOT_SIGNED: "Cochez la case de signature : la déclaration est votre acte.",
	TIE_REQUIRED: "Cochez le lien ou les liens que vous avez, ou dites que vous n’en avez aucun.",
	NONE_AND_TIES: "Vous dites n’avoir aucun lien, et un lien est coché : gardez l’un des deux.",
	STILL_DECLARED:
		"Vous avez déclaré un lien avec cette CAE, et il dure encore : cochez-le ici, ou dites sa fin sur la page de vos liens.",
	WORDING_CHANGED: "Le texte à signer a changé pendant ce temps : relisez-le, puis signez.",
	AUDIT_ENDED: "Il n’y a plus rien à signer pour cet audit.",
};

export const challengeRefusals: Labels<
	| ChallengeRefusal
	| "INVALID"
	| "REASON_REQUIRED"
	| "MEMBER_REQUIRED"
	| "CHANGED_MEANWHILE"
	| "NOT_WAITING"
	| "REPLACEMENT_REQUIRED"
	| "REPLACEMENT_REFUSED"
> = {
	ALREADY_CHALLENGED: "Une récusation a déjà été faite pour cet audit : il n’y en a qu’une.",
	VISIT_BEGUN: "La visite a commencé, ou l’audit est annulé : l’équipe ne peut plus être récusée.",
	TOO_LATE: "Le délai de dix jours pour récuser est passé. Écrivez à l’équipe nationale si un fait nouveau apparaît.",
	INVALID: "Ce formulaire n’a pas pu être lu : vérifiez-le, puis recommencez.",
	REASON_REQUIRED: "Écrivez le motif : l’autre partie et le rapport le citeront.",
	MEMBER_REQUIRED: "Choisissez la personne que vous récusez.",
	CHANGED_MEANWHILE: "L’équipe ou les jours ont changé pendant ce temps. Relisez-les ci-dessous, puis recommencez.",
	NOT_WAITING: "Cette récusation a déjà reçu sa réponse.",
	REPLACEMENT_REQUIRED: "Cette équipe n’a qu’une personne : choisissez qui la remplace pour accepter.",
	REPLACEMENT_REFUSED:
		"Cette personne ne peut pas rejoindre l’équipe telle quelle. Choisissez-en une autre, ou changez l’équipe depuis la page de l’audit : cela accepte aussi la récusation.",
};
