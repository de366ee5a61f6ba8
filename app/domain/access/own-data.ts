/** Owns what the page « Mes données » says of each kind of data: what, why, how long, and who sees it. */
import { RETENTION_RULES, type RetentionKey, retentionDelay } from "./retention";

export const OWN_DATA_GROUPS = [
	{
		key: "account",
		what: "Votre compte : nom, adresse, rôles et leurs dates, habilitation d’audit",
		why: "Savoir qui entre, et à quel titre.",
		until: "l’effacement de votre compte",
		readers: "Votre CAE pour votre nom et votre rôle ; l’équipe nationale et l’administration",
	},
	{
		key: "signIn",
		what: "De quoi vous reconnaître : mot de passe, second facteur, clés d’accès, sessions, navigateurs, adresse d’agenda",
		why: "Vous laisser entrer, et personne d’autre.",
		until: "leur remplacement, leur échéance ou l’effacement de votre compte",
		readers: "Vous. Les secrets eux-mêmes : personne",
	},
	{
		key: "invitations",
		what: "Invitations reçues et envoyées",
		why: "Expliquer comment un accès a été donné.",
		until: `${delay("invitations")} ; l’adresse, ${delay("invitationAddresses")}`,
		readers: "La gérance de la CAE ; l’équipe nationale et l’administration",
	},
	{
		key: "security",
		what: "Connexions, refus et changements de sécurité de votre compte",
		why: "Retrouver l’origine d’une intrusion.",
		until: delay("securityEvents"),
		readers: "Vous ; l’administration",
	},
	{
		key: "mails",
		what: "E-mails que la plateforme vous a écrits",
		why: "Savoir si une invitation ou une alerte est partie.",
		until: `${delay("mails")} ; l’adresse et le contenu, ${delay("mailContents")}`,
		readers: "L’équipe nationale et l’administration",
	},
	{
		key: "work",
		what: "Ce que vous avez écrit ou envoyé : réponses, messages, pièces, constats, auto-évaluations, audits ; ce qui vous a été confié, et ce que vous avez confié",
		why: "Ce sont les pièces du dossier d’une CAE.",
		until: "la fin du label de la CAE",
		readers: "La CAE ; après l’envoi, l’équipe d’audit et l’équipe nationale, sauf vos messages : la CAE seule",
	},
	{
		key: "reports",
		what: "Critères que vous avez signalés comme ambigus, ou signalements auxquels vous avez répondu",
		why: "Rendre le référentiel plus clair à la version suivante.",
		until: delay("criterionReports"),
		readers: "Vous et l’équipe nationale",
	},
	{
		key: "journal",
		what: "Lignes du journal écrites par vous, ou à propos de votre compte",
		why: "Prouver qu’un dossier n’a pas été modifié après coup.",
		until: "la fin du label de la CAE",
		readers: "L’équipe nationale et l’administration ; la gérance pour sa CAE",
	},
] as const;
export type OwnDataGroup = (typeof OWN_DATA_GROUPS)[number]["key"];

function delay(key: RetentionKey): string {
	return RETENTION_RULES.filter((rule) => rule.key === key)
		.map(({ days, since }) => `${retentionDelay(days)} après ${since}`)
		.join();
}
