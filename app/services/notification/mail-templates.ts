/**
 * Owns the French text of the e-mails: plain text, short, with no name but the reader's own. A template is a constant of
 * ours: what comes from people (a name, a cooperative, a device) is printed as it is, on one line.
 */
import type { SecurityEventKind } from "~/domain/access/security-event";
import type { ReturnMailKind } from "~/domain/notification/mail-kind";
import { type AuditLetterContent, auditWords } from "~/messages.audit.mail.fr";
import { invitedAs, type RoleOffered } from "~/messages.invitation.fr";
import { greeting, type MailText, onOneLine } from "./mail-words";
import { type TeamMailContent, teamWords } from "./team-mail-words";
import { type DatesMailContent, datesWords, type VisitMailContent, visitWords } from "./visit-mail-words";

export type MailContent =
	| ({ readonly kind: "invitation"; readonly link: string; readonly until: Date } & RoleOffered)
	| { readonly kind: "passwordReset"; readonly link: string; readonly until: Date }
	| { readonly kind: "passwordChanged"; readonly name: string; readonly forgottenLink: string }
	| { readonly kind: "secondFactorChanged"; readonly name: string; readonly change: string; readonly link: string }
	| { readonly kind: "newDevice"; readonly name: string; readonly device: string; readonly link: string }
	| {
			readonly kind: "mention";
			readonly name: string;
			readonly criterionId: string;
			readonly cooperativeName: string;
			readonly link: string;
	  }
	| {
			readonly kind: ReturnMailKind;
			readonly name: string;
			readonly cooperativeName: string;
			readonly year: number;
			readonly link: string;
	  }
	| AuditLetterContent
	| DatesMailContent
	| TeamMailContent
	| VisitMailContent;

const CHANGES: { readonly [K in SecurityEventKind]?: string } = {
	totpSet: "une application de codes a été mise en place",
	totpRemoved: "l’application de codes a été retirée",
	passkeyAdded: "une clé d’accès a été ajoutée",
	passkeyRemoved: "une clé d’accès a été retirée",
	recoveryCodesRenewed: "de nouveaux codes de secours ont été créés, les précédents ne servent plus",
	secondFactorReset: "votre second facteur perdu a été retiré par l’équipe nationale",
	recoveryCodeUsed: "un code de secours a été utilisé, il ne servira plus",
	oidcLinked: "un compte de votre organisation a été relié",
};

const NOT_YOU = "Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe";

export function writeMail(content: MailContent): MailText {
	const { subject, paragraphs } = wordsOf(content);
	return {
		subject: typeset(onOneLine(subject)),
		text: `${[...paragraphs, SIGNATURE].map(typeset).join("\n\n")}\n`,
		...("calendar" in content && content.calendar && { calendar: content.calendar }),
	};
}

const SIGNATURE = "Label CAE, le label des coopératives d’activité et d’emploi";

function wordsOf(content: MailContent): { subject: string; paragraphs: readonly string[] } {
	switch (content.kind) {
		case "invitation":
			return {
				subject: "Votre invitation à rejoindre Label CAE",
				paragraphs: [
					"Bonjour,",
					`Une place vous attend sur Label CAE, la plateforme d’auto-évaluation et d’audit du label, ${onOneLine(invitedAs(content))}.`,
					`Pour accepter, ouvrez ce lien :\n${content.link}`,
					`Il vous est réservé, sert une seule fois et fonctionne jusqu’au ${moment(content.until)}. Passé ce délai, demandez une nouvelle invitation à la personne qui vous a invité.`,
					"Si vous n’attendiez pas cette invitation, ne faites rien : sans vous, elle n’ouvre aucun accès.",
				],
			};
		case "passwordReset":
			return {
				subject: "Choisir un nouveau mot de passe pour Label CAE",
				paragraphs: [
					"Bonjour,",
					"Un nouveau mot de passe a été demandé pour votre compte.",
					`Pour le choisir, ouvrez ce lien :\n${content.link}`,
					`Il sert une seule fois et fonctionne jusqu’au ${moment(content.until)}.`,
					"Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.",
				],
			};
		case "passwordChanged":
			return {
				subject: "Votre mot de passe Label CAE a été changé",
				paragraphs: [
					greeting(content.name),
					"Le mot de passe de votre compte vient d’être changé, et les appareils connectés ont été déconnectés.",
					"Si c’est vous, il n’y a rien à faire.",
					`${NOT_YOU} :\n${content.forgottenLink}\npuis prévenez l’équipe nationale.`,
				],
			};
		case "secondFactorChanged":
			return {
				subject: "La protection de votre compte Label CAE a changé",
				paragraphs: [
					greeting(content.name),
					`Sur votre compte, ${CHANGES[content.change as SecurityEventKind] ?? "la vérification en deux étapes a changé"}.`,
					"Si c’est vous, il n’y a rien à faire.",
					`${NOT_YOU} :\n${content.link}\npuis prévenez l’équipe nationale.`,
				],
			};
		case "mention":
			return {
				subject: `On vous a mentionné au sujet de ${onOneLine(content.criterionId)}`,
				paragraphs: [
					greeting(content.name),
					`Dans l’auto-évaluation de ${onOneLine(content.cooperativeName)}, un message au sujet du critère ${onOneLine(content.criterionId)} vous est adressé.`,
					`Pour le lire et y répondre :\n${content.link}`,
				],
			};
		case "newDevice":
			return {
				subject: "Nouvelle connexion à votre compte Label CAE",
				paragraphs: [
					greeting(content.name),
					`Votre compte vient d’être ouvert depuis un navigateur qui ne l’avait jamais fait${content.device === "" ? "" : ` : ${onOneLine(content.device)}`}.`,
					"Si c’est vous, il n’y a rien à faire.",
					`${NOT_YOU} :\n${content.link}\npuis prévenez l’équipe nationale.`,
				],
			};
		case "assessmentReturned":
		case "assessmentReopened":
		case "reopeningAsked":
		case "reopeningDeclined":
			return returnWords(content);
		case "auditReport":
		case "nonConformity":
		case "auditPlan":
			return auditWords(content, greeting(content.name), onOneLine);
		case "auditAsked":
		case "slotsDeclined":
			return datesWords(content);
		case "tieDeclared":
		case "challengeMade":
		case "challengeAnswered":
			return teamWords(content);
		default:
			return visitWords(content);
	}
}

/** The reason stays where only its readers see it: in the assessment, not in a mailbox. */
function returnWords({ kind, name, cooperativeName, year, link }: Extract<MailContent, { kind: ReturnMailKind }>) {
	const which = `l’auto-évaluation ${year} de ${onOneLine(cooperativeName)}`;
	const words = {
		assessmentReturned: {
			subject: `Une correction est demandée dans votre auto-évaluation ${year}`,
			told: `L’équipe nationale vous renvoie ${which} : elle demande une correction avant l’audit.`,
			next: `Le motif est en tête de chaque page. Corrigez, puis signez et envoyez de nouveau :\n${link}`,
		},
		assessmentReopened: {
			subject: `Votre auto-évaluation ${year} est rouverte`,
			told: `Comme vous l’avez demandé, l’équipe nationale rouvre ${which}.`,
			next: `Corrigez, puis signez et envoyez de nouveau :\n${link}`,
		},
		reopeningAsked: {
			subject: `${onOneLine(cooperativeName)} demande à rouvrir son auto-évaluation ${year}`,
			told: `Une personne responsable de la CAE demande à rouvrir ${which}.`,
			next: `Pour lire son motif et lui répondre :\n${link}`,
		},
		reopeningDeclined: {
			subject: `Votre auto-évaluation ${year} reste telle qu’envoyée`,
			told: `L’équipe nationale ne rouvre pas ${which} : ce que vous avez envoyé reste ce qui compte.`,
			next: `Sa réponse est dans l’auto-évaluation :\n${link}`,
		},
	}[kind];
	const kept = "Ce qui avait été signé reste lisible tel quel, avec sa date et son empreinte.";
	const opened = kind === "assessmentReturned" || kind === "assessmentReopened";
	return { subject: words.subject, paragraphs: [greeting(name), words.told, words.next, ...(opened ? [kept] : [])] };
}

/** « lundi 5 octobre 2026 à 12 h 30 », in the time of Paris. */
function moment(date: Date): string {
	const part = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", ...options }).format(date);
	const day = part({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
	const [hour, minute] = part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).split(":");
	return `${day} à ${Number(hour)} h ${minute} (heure de Paris)`;
}

/** The spaces of French that a line never breaks at. No address contains them. */
function typeset(text: string): string {
	return text.replaceAll(/ ([:;?!»])/g, "\u00a0$1").replaceAll("« ", "«\u00a0");
}
