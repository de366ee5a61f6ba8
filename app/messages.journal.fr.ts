/** Owns the French words of the journal and of the security log, typed: a missing label does not compile. */
import type { SecurityEventKind } from "./domain/access/security-event";
import type { ActionFamily } from "./domain/journal/action-family";
import type { JournalAction, SubjectType } from "./domain/journal/journal-action";

type Labels<Code extends string> = { readonly [C in Code]: string };

/** What was done, as one reads it in a list: « who », then this. */
export const journalActionLabels: Labels<JournalAction> = {
	"standard.published": "Version du référentiel publiée",
	"criterion.reported": "Critère signalé comme ambigu",
	"criterion.reportClosed": "Signalement d’un critère clos",
	"user.created": "Compte créé",
	"user.disabled": "Compte fermé",
	"user.enabled": "Compte rouvert",
	"user.erased": "Personne effacée",
	"user.renamed": "Nom ou adresse du compte modifiés",
	"user.dataExported": "Données personnelles exportées",
	"user.passwordSet": "Mot de passe changé",
	"user.passwordResetAsked": "Nouveau mot de passe demandé",
	"user.passwordReset": "Nouveau mot de passe choisi par courriel",
	"user.secondFactorSet": "Second facteur mis en place",
	"user.secondFactorRemoved": "Second facteur retiré",
	"user.passkeyAdded": "Clé d’accès ajoutée",
	"user.passkeyRemoved": "Clé d’accès retirée",
	"user.recoveryCodesRenewed": "Codes de secours renouvelés",
	"user.recoveryCodeUsed": "Code de secours utilisé",
	"user.identityLinked": "Compte relié à un fournisseur d’identité",
	"invitation.sent": "Invitation envoyée",
	"invitation.revoked": "Invitation annulée",
	"invitation.accepted": "Invitation acceptée",
	"role.granted": "Rôle donné",
	"role.changed": "Rôle modifié",
	"role.ended": "Rôle retiré",
	"auditor.accredited": "Habilitation d’auditeur donnée ou prolongée",
	"auditor.accreditationEnded": "Habilitation d’auditeur arrêtée",
	"cooperative.created": "Coopérative ajoutée",
	"cooperative.edited": "Coopérative modifiée",
	"cooperative.headcountSet": "Effectif d’une année enregistré",
	"session.opened": "Connexion",
	"session.closed": "Déconnexion",
	"session.othersClosed": "Autres sessions fermées",
	"assessment.opened": "Auto-évaluation ouverte",
	"assessment.profileChanged": "Profil de l’auto-évaluation modifié",
	"assessment.submitted": "Auto-évaluation envoyée",
	"answer.saved": "Réponse enregistrée",
	"audit.scheduled": "Audit planifié",
	"audit.rescheduled": "Audit déplacé ou modifié",
	"audit.cancelled": "Audit annulé",
	"audit.levelRecorded": "Niveau relevé par l’audit",
	"audit.declaredLevelsConfirmed": "Niveaux déclarés confirmés par l’audit",
	"audit.closed": "Visite close",
	"network.seeded": "Réseau de démonstration installé",
	"retention.applied": "Données arrivées au terme de leur durée effacées",
};

export const actionFamilyLabels: Labels<ActionFamily> = {
	people: "Comptes et rôles",
	sessions: "Connexions",
	cooperatives: "Coopératives",
	assessments: "Auto-évaluations et réponses",
	audits: "Audits",
	platform: "Référentiel et plateforme",
};

/** The object of a row, before its name. */
export const subjectTypeLabels: Labels<SubjectType> = {
	standard: "Référentiel",
	report: "Signalement",
	user: "Compte",
	session: "Compte",
	invitation: "Invitation",
	cooperative: "Coopérative",
	assessment: "Auto-évaluation",
	answer: "Critère",
	audit: "Audit",
	network: "Réseau",
	retention: "Durées de conservation",
};

export const securityEventLabels: Labels<SecurityEventKind> = {
	signIn: "Connexion par mot de passe",
	signInThrottled: "Connexion freinée, trop d’essais",
	signOut: "Déconnexion",
	sessionsClosed: "Sessions fermées",
	reauthentication: "Identité confirmée à nouveau",
	secondFactor: "Second facteur demandé",
	secondFactorThrottled: "Second facteur freiné, trop d’essais",
	recoveryCodeUsed: "Code de secours",
	totpSet: "Application d’authentification mise en place",
	totpRemoved: "Application d’authentification retirée",
	passkeyAdded: "Clé d’accès ajoutée",
	passkeyRemoved: "Clé d’accès retirée",
	recoveryCodesRenewed: "Codes de secours renouvelés",
	secondFactorReset: "Second facteur perdu, retiré par l’équipe nationale",
	passwordResetAsked: "Nouveau mot de passe demandé",
	passwordReset: "Nouveau mot de passe choisi par le lien reçu",
	passwordChanged: "Mot de passe changé",
	invitationAccepted: "Invitation acceptée",
	oidcSignIn: "Connexion par le fournisseur d’identité",
	oidcLinked: "Compte relié au fournisseur d’identité",
	accessDenied: "Page ou action refusée",
	dataExported: "Données personnelles exportées",
};
