/**
 * Owns how long personal data is kept, as data: the retention job applies these rules, the public page « Données
 * personnelles » prints them, and docs/registre-traitements.md repeats them word for word (a test compares).
 */

export interface RetentionRule {
	readonly key: string;
	/** Table of the database. */
	readonly table: string;
	/** Columns the delay counts from: the first one that is set. */
	readonly from: readonly [string, ...string[]];
	/** Days of 24 hours after that moment. */
	readonly days: number;
	/** `removed`: the row goes. `emptied`: the row stays without what is personal. `listed`: people decide. */
	readonly effect: "removed" | "emptied" | "listed";
	readonly what: string;
	/** What the delay counts from, in words. */
	readonly since: string;
	readonly reason: string;
}

export const RETENTION_RULES = [
	{
		key: "sessions",
		table: "sessions",
		from: ["expires_at"],
		days: 0,
		effect: "removed",
		what: "Sessions ouvertes : appareil, préfixe du réseau, heures",
		since: "la fin de la session",
		reason: "Une session terminée n’ouvre plus rien.",
	},
	{
		key: "ceremonies",
		table: "ceremonies",
		from: ["expires_at"],
		days: 0,
		effect: "removed",
		what: "Connexions en cours par clé d’accès ou par votre organisation",
		since: "leur échéance, au bout de quelques minutes",
		reason: "Elles ne servent qu’une fois.",
	},
	{
		key: "throttles",
		table: "throttles",
		from: ["expire"],
		days: 0,
		effect: "removed",
		what: "Compteurs d’essais de connexion, sans adresse lisible",
		since: "la fin du délai d’attente",
		reason: "Passé ce délai, ils ne protègent plus rien.",
	},
	{
		key: "knownDevices",
		table: "known_devices",
		from: ["expires_at"],
		days: 0,
		effect: "removed",
		what: "Navigateurs reconnus",
		since: "leur échéance",
		reason: "Le navigateur est de nouveau traité comme inconnu.",
	},
	{
		key: "passwordResets",
		table: "password_resets",
		from: ["expires_at"],
		days: 30,
		effect: "removed",
		what: "Demandes de nouveau mot de passe",
		since: "l’échéance du lien",
		reason: "Le temps de comprendre une demande qui ne venait pas de vous.",
	},
	{
		key: "invitationAddresses",
		table: "invitations",
		from: ["accepted_at", "revoked_at", "expires_at"],
		days: 90,
		effect: "emptied",
		what: "Adresse écrite dans une invitation",
		since: "l’acceptation, le retrait ou l’échéance de l’invitation",
		reason: "Le temps de relancer ; ensuite seuls restent le rôle proposé et les dates.",
	},
	{
		key: "invitations",
		table: "invitations",
		from: ["accepted_at", "revoked_at", "expires_at"],
		days: 365,
		effect: "removed",
		what: "Invitations, sans adresse : rôle, qui a invité, dates",
		since: "l’acceptation, le retrait ou l’échéance de l’invitation",
		reason: "Expliquer pendant un an comment un accès a été donné ; le journal le garde ensuite.",
	},
	{
		key: "mailContents",
		table: "mail_messages",
		from: ["sent_at", "created_at"],
		days: 30,
		effect: "emptied",
		what: "Adresse et contenu des e-mails envoyés",
		since: "l’envoi, ou l’abandon de l’envoi",
		reason: "Le temps de répondre à qui n’a pas reçu son message.",
	},
	{
		key: "mails",
		table: "mail_messages",
		from: ["sent_at", "created_at"],
		days: 365,
		effect: "removed",
		what: "Trace des e-mails, sans contenu : sorte, compte, dates",
		since: "l’envoi, ou à défaut l’écriture",
		reason: "Prouver pendant un an qu’une alerte de sécurité est partie.",
	},
	{
		key: "securityEvents",
		table: "security_events",
		from: ["at"],
		days: 365,
		effect: "removed",
		what: "Journal de sécurité : connexions, refus, préfixe du réseau, appareil",
		since: "l’événement",
		reason: "Retrouver l’origine d’une intrusion ; la CNIL conseille six mois à un an.",
	},
	{
		key: "answerSaves",
		table: "answer_saves",
		from: ["saved_at"],
		days: 90,
		effect: "removed",
		what: "Numéros des enregistrements déjà reçus",
		since: "l’enregistrement",
		reason: "Une réponse renvoyée deux fois ne compte qu’une fois.",
	},
	{
		key: "criterionReports",
		table: "criterion_reports",
		from: ["closed_at"],
		days: 1095,
		effect: "removed",
		what: "Signalements d’un critère ambigu : texte, auteur, réponse",
		since: "la réponse de l’équipe nationale",
		reason: "Le temps que la version suivante du référentiel en tienne compte.",
	},
	{
		key: "auditorAbsences",
		table: "auditor_absences",
		from: ["ends_on"],
		days: 365,
		effect: "removed",
		what: "Indisponibilités d’un auditeur, avec leur raison que personne d’autre ne lit",
		since: "leur dernier jour",
		reason: "Comprendre pendant un an comment une équipe a été choisie.",
	},
	{
		key: "declaredTies",
		table: "interest_declaration_ties",
		from: ["signed_at"],
		days: 1095,
		effect: "removed",
		what: "Liens dits dans une déclaration d’intérêts signée pour un audit",
		since: "la signature",
		reason: "Un cycle du label : le temps d’expliquer qui a audité qui ; la signature elle-même reste au dossier.",
	},
	{
		key: "programmeProposals",
		table: "programme_proposals",
		from: ["asked_at"],
		days: 365,
		effect: "removed",
		what: "Propositions de programme d’audit : équipes et jours calculés, qui les a demandées",
		since: "la demande",
		reason: "Comprendre pendant un an comment le programme a été composé.",
	},
	{
		key: "programmeLines",
		table: "programme_lines",
		from: ["ends_on"],
		days: 1095,
		effect: "removed",
		what: "Visites proposées dans un programme : équipe et jours",
		since: "le dernier jour proposé",
		reason: "Un cycle du label : l’équipe proposée la dernière fois éclaire la suivante.",
	},
	{
		key: "removedEvidence",
		table: "evidence_pieces",
		from: ["removed_at"],
		days: 30,
		effect: "removed",
		what: "Pièces retirées que plus aucune auto-évaluation ni aucun envoi ne cite, avec leurs fichiers",
		since: "leur retrait",
		reason: "Le temps de revenir sur un retrait fait par erreur.",
	},
	{
		key: "dormantAccounts",
		table: "users",
		from: ["created_at"],
		days: 1095,
		effect: "listed",
		what: "Comptes sans aucun rôle",
		since: "la fin du dernier rôle, ou la création du compte",
		reason: "L’équipe nationale décide de l’effacement : une personne peut revenir.",
	},
] as const satisfies readonly RetentionRule[];

export type RetentionKey = (typeof RETENTION_RULES)[number]["key"];

/** What no delay removes, and why. */
export const KEPT_RECORDS = [
	{
		what: "Compte : nom, adresse e-mail, rôles et leurs dates, habilitation d’audit, compétences et disponibilités d’auditeur",
		until: "l’effacement de la personne",
		reason: "Savoir qui entre, et à quel titre.",
	},
	{
		what: "Mot de passe (haché), second facteur, clés d’accès, codes de secours, adresse d’agenda (hachée)",
		until: "leur remplacement ou l’effacement de la personne",
		reason: "Prouver qui se connecte.",
	},
	{
		what: "Réponses, messages, pièces, constats d’audit, remarques et plans d’action, envois et décisions, avec le numéro interne de leur auteur",
		until: "la fin du label de la CAE",
		reason: "Ce sont les pièces du dossier de la CAE ; le numéro ne désigne plus personne après un effacement.",
	},
	{
		what: "Journal des modifications : numéro interne, action, date, valeurs",
		until: "la fin du label de la CAE",
		reason: "Prouver qu’un dossier n’a pas été modifié après coup : le journal est chaîné et ne s’efface pas.",
	},
] as const;

const DAY_MS = 86_400_000;

/** Whatever the delay counts from is over when it lies at this moment or before. */
export function retentionLimit(days: number, now: Date): Date {
	return new Date(now.getTime() - days * DAY_MS);
}

/** « aussitôt », « 30 jours », « 12 mois », « 3 ans ». */
export function retentionDelay(days: number): string {
	if (days === 0) return "aussitôt";
	if (days === 365) return "12 mois";
	if (days % 365 === 0) return `${days / 365} ans`;
	return `${days} jours`;
}
