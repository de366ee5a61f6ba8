/** The URL table: French addresses on the left, English files on the right. A newcomer starts here. */
import { index, type RouteConfig, route } from "@remix-run/route-config";

export default [
	index("routes/access/landing.tsx"),
	route("connexion", "routes/access/sign-in.tsx"),
	route("connexion/verification", "routes/access/second-factor.tsx"),
	route("deconnexion", "routes/access/sign-out.tsx"),
	route("compte/mot-de-passe", "routes/access/account-password.tsx"),
	route("compte/sessions", "routes/access/account-sessions.tsx"),
	route("compte/donnees", "routes/access/account-data.tsx"),
	route("compte/donnees/copie", "routes/access/own-data-copy.ts"),
	route("compte/securite", "routes/access/account-security.tsx"),
	route("compte/confirmation", "routes/access/confirm-identity.tsx"),
	route("mentions-legales", "routes/access/legal-notice.tsx"),
	route("donnees-personnelles", "routes/access/personal-data.tsx"),
	route("accessibilite", "routes/access/accessibility.tsx"),
	route("accueil", "routes/access/home.tsx"),
	route("equipe", "routes/access/own-teams.tsx"),

	route("auto-evaluations", "routes/assessment/list.tsx"),
	route("auto-evaluations/:assessmentId", "routes/assessment/overview.tsx"),
	route("auto-evaluations/:assessmentId/domaines/:domain", "routes/assessment/domain-sheet.tsx"),
	route("auto-evaluations/:assessmentId/reponses", "routes/assessment/answer.ts"),
	route("auto-evaluations/:assessmentId/profil", "routes/assessment/profile.tsx"),
	route("auto-evaluations/:assessmentId/envoi", "routes/assessment/submission.tsx"),

	route("cooperatives", "routes/cooperative/list.tsx"),
	route("cooperatives/:cooperativeId", "routes/cooperative/identity.tsx"),
	route("cooperatives/:cooperativeId/progres", "routes/network/cooperative-progress.tsx"),
	route("cooperatives/:cooperativeId/equipe", "routes/access/team.tsx"),
	route("cooperatives/:cooperativeId/equipe/:grantId", "routes/access/team-member.tsx"),
	route("cooperatives/:cooperativeId/equipe/:grantId/retrait", "routes/access/team-departure.tsx"),

	route("audits", "routes/audit/calendar.tsx"),
	route("audits/nouveau", "routes/audit/schedule.tsx"),
	route("audits/:auditId", "routes/audit/audit.tsx"),
	route("audits/:auditId/modifier", "routes/audit/reschedule.tsx"),
	route("audits/:auditId/visite/:domain", "routes/audit/visit-sheet.tsx"),
	route("audits/:auditId/constats", "routes/audit/record-level.ts"),
	route("audits/:auditId/invitation.ics", "routes/audit/invitation.ts"),

	route("auto-evaluations/:assessmentId/historique", "routes/journal/assessment-history.tsx"),
	route("audits/:auditId/historique", "routes/journal/audit-history.tsx"),
	route("cooperatives/:cooperativeId/historique", "routes/journal/cooperative-history.tsx"),
	route("personnes/:userId/historique", "routes/journal/person-history.tsx"),
	route("journal", "routes/journal/journal.tsx"),
	route("journal/export.csv", "routes/journal/export.ts"),
	route("journal/securite", "routes/journal/security.tsx"),

	route("reseau", "routes/network/dashboard.tsx"),
	route("api/v1/key-figures", "routes/network/key-figures.ts"),
	route("*", "routes/access/not-found.tsx"),
] satisfies RouteConfig;
