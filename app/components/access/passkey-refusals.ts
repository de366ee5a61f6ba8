/** Owns the words on a passkey that was not added, or opened nothing. */
import type { PasskeyRefusal } from "~/domain/access/passkey";

export const passkeyRefusals: Readonly<Record<PasskeyRefusal, string>> = {
	NAME_MISSING: "Donnez un nom à cette clé, pour la reconnaître plus tard.",
	CEREMONY_OVER: "La demande a expiré. Rien n’a changé : recommencez.",
	NOT_VERIFIED: "Cette clé d’accès n’a pas pu être reconnue. Essayez-en une autre, ou un autre moyen.",
	ALREADY_ADDED: "Cet appareil a déjà une clé d’accès pour votre compte : rien à ajouter.",
	TOO_MANY: "Vous avez déjà dix clés d’accès. Retirez-en une pour en ajouter une autre.",
	THROTTLED: "Trop de demandes à la fois. Attendez quelques minutes, puis recommencez.",
	NO_PASSKEY_HERE: "Les clés d’accès ne fonctionnent pas à cette adresse.",
	CANCELLED: "La demande a été abandonnée, ou aucune clé de cet appareil ne convient. Rien n’a changé.",
	BROWSER_REFUSED: "Ce navigateur n’a pas pu utiliser de clé d’accès. Rien n’a changé.",
	UNREACHABLE: "Le serveur n’a pas répondu. Rien n’a changé : vérifiez la connexion, puis recommencez.",
};
