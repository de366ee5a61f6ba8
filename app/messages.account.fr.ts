/** Owns the French words of accounts: what a password, a proof of identity or an invitation refuses, and the security log. */
import type { InviteRefusal, ResendRefusal } from "./domain/access/invitation";
import type { PasswordRefusal } from "./domain/access/password-rules";
import type { SecurityEventKind } from "./domain/access/security-event";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const proofRefusals = {
	MISSING: "Remplissez tous les champs. Rien n’a changé.",
	WRONG: "Ce mot de passe ou ce code n’est pas le bon. Vérifiez-les, puis recommencez.",
} as const;

export const currentPasswordRefusals = {
	MISSING: "Indiquez votre mot de passe actuel et le nouveau. Rien n’a changé.",
	WRONG: "Ce n’est pas votre mot de passe actuel. Rien n’a changé : vérifiez-le, puis recommencez.",
} as const;

export const securityEventLabels: Labels<SecurityEventKind> = {
	signIn: "Connexion par mot de passe",
	signInThrottled: "Trop d’essais de mot de passe, attente imposée",
	signOut: "Déconnexion",
	sessionsClosed: "Déconnexion d’autres appareils",
	reauthentication: "Confirmation d’identité",
	secondFactor: "Second facteur",
	secondFactorThrottled: "Trop d’essais de code, attente imposée",
	recoveryCodeUsed: "Emploi d’un code de secours",
	totpSet: "Ajout d’une application de codes",
	totpRemoved: "Retrait de l’application de codes",
	passkeyAdded: "Ajout d’une clé d’accès",
	passkeyRemoved: "Retrait d’une clé d’accès",
	recoveryCodesRenewed: "Renouvellement des codes de secours",
	secondFactorReset: "Retrait du second facteur par l’équipe nationale",
	passwordResetAsked: "Demande d’un nouveau mot de passe par e-mail",
	passwordReset: "Nouveau mot de passe par le lien reçu",
	passwordChanged: "Changement de mot de passe",
	invitationAccepted: "Acceptation d’une invitation",
	oidcSignIn: "Connexion par votre organisation",
	oidcLinked: "Lien du compte avec votre organisation",
	accessDenied: "Page ou action hors de vos droits",
	dataExported: "Copie de vos données",
	calendarOpened: "Nouvelle adresse d’agenda",
	calendarClosed: "Fermeture de l’adresse d’agenda",
};

export const passwordRefusals: Labels<PasswordRefusal> = {
	PASSWORD_TOO_SHORT:
		"Le mot de passe doit compter 12 caractères au moins. Une phrase de quelques mots convient très bien.",
	PASSWORD_TOO_LONG: "Le mot de passe dépasse 256 caractères : raccourcissez-le.",
	PASSWORD_TOO_COMMON:
		"Ce mot de passe fait partie de ceux que l’on essaie en premier. Choisissez-en un autre, par exemple quelques mots sans lien entre eux.",
	PASSWORD_TOO_CLOSE:
		"Ce mot de passe reprend votre nom, votre adresse, votre CAE ou des mots du label : il se devine. Choisissez d’autres mots.",
};

export const inviteRefusals: Labels<InviteRefusal | ResendRefusal> = {
	INVALID_EMAIL: "Cette adresse e-mail n’est pas complète ou contient une erreur : vérifiez-la. Rien n’a été envoyé.",
	INVALID_ROLE: "Choisissez un rôle de la liste, avec sa CAE quand il en faut une. Rien n’a été envoyé.",
	INVALID_DOMAINS: "Cochez au moins un domaine, ou confiez-les tous. Rien n’a été envoyé.",
	INVALID_DATES: "Les dates du rôle ne conviennent pas : le dernier jour doit être à venir et suivre le premier.",
	MANDATE_DATES_REQUIRED: "Un mandat au Conseil d’administration a un premier et un dernier jour : indiquez les deux.",
	ALREADY_MEMBER: "Cette personne a déjà ce rôle : il n’y a rien à lui envoyer.",
	ALREADY_INVITED: "Une invitation à ce rôle attend déjà à cette adresse : vous pouvez la renvoyer ou l’annuler.",
	TOO_MANY_INVITATIONS: "Vous avez envoyé beaucoup d’invitations aujourd’hui : celle-ci pourra partir demain.",
	NOT_PENDING: "Cette invitation n’attend plus de réponse : elle a été acceptée, annulée ou remplacée entre-temps.",
};
