/** Owns what each route of the URL table reads: whose page it is, what its address says, its forms with values that are right. */

export type Asker = "manager" | "auditor" | "board" | "network" | "admin" | "owing" | null;

export interface RouteForm {
	/** What makes it this form and no other. */
	readonly fixed?: Readonly<Record<string, string>>;
	/** Every field, with a value that is right; `$name` stands for one of the places. */
	readonly fields: Readonly<Record<string, string>>;
}

export interface RouteInputs {
	readonly as: Asker;
	/** Places for the parameters of the address, where they are not of their own name. */
	readonly at?: Readonly<Record<string, string>>;
	readonly search?: readonly string[];
	/** Search parameters that the page alone reads, not its loader. */
	readonly shown?: readonly string[];
	/** Its loader reads the whole network, or a whole chapter. */
	readonly costly?: true;
	/** Only for an address that takes some. Without a field, it is sent alone. */
	readonly forms?: readonly RouteForm[];
}

const ANSWER = { criterionId: "ANC-02", choice: "1", reason: "", comment: "Un commentaire", version: "0" };
const FINDING = {
	criterionId: "ANC-02",
	choice: "1",
	comment: "Un constat",
	reason: "Un bail",
	piece: "$pieceId",
	version: "0",
};
const MEETING = {
	kind: "opening",
	criterionId: "reunion-opening",
	version: "0",
	heldOn: "2026-11-24",
	startsAt: "09:00",
	endsAt: "10:00",
	reason: "Gérante",
	comment: "Un compte rendu",
	representative: "Anne",
	representativeRole: "gérante",
	acknowledged: "oui",
	signed: "",
};
const PLAN = {
	startsOn: "2027-03-16",
	endsOn: "2027-03-17",
	mode: "onSite",
	place: "Siège",
	leadAuditorId: "$leadId",
	secondAuditorId: "$secondId",
	"derogation/personne/SAME_REGION": "Seule personne disponible",
};
const IDENTITY = {
	code: "ESSAI-01",
	name: "Les Essais",
	siren: "",
	legalForm: "scop",
	region: "Bretagne",
	department: "",
	regionalAssociation: "",
	groupName: "",
	mainSector: "generaliste",
	sectors: "generaliste",
	activities: "",
	conditions: "",
	enrolledOn: "",
	memberSince: "2020-01-01",
};
const EVIDENCE = { title: "Statuts", kind: "deed", issuedOn: "2026-01-12", expiresOn: "", confidential: "" };
const ROLE = { role: "committee", cooperativeId: "", domains: "", startsOn: "", endsOn: "" };
const HAND_OVER = { "sequence-*": "0", "to-*": "$leadId", reason: "Départ" };
const INVITATION = { invitationId: "$invitationId" };
const DAYS = ["du", "au"];

export const ROUTE_INPUTS: Readonly<Record<string, RouteInputs>> = {
	"/": { as: null },
	"/connexion": {
		as: null,
		search: ["suite", "motif"],
		forms: [{ fields: { email: "gerance@demo.example", password: "une autre phrase" } }],
	},
	"/connexion/verification": {
		as: "owing",
		search: ["suite"],
		forms: [{ fields: { code: "000000" } }, { fields: { recoveryCode: "aaaa-aaaa" } }],
	},
	"/connexion/cle": { as: null, forms: [{ fields: { name: "Ma clé", next: "/accueil", response: "$assertion" } }] },
	"/connexion/cle/defi": { as: null, forms: [{ fields: {} }] },
	"/connexion/oidc": { as: null, forms: [{ fields: { suite: "/accueil" } }] },
	// No identity provider here: tests/e2e/oidc.spec.ts has one.
	"/connexion/oidc/retour": { as: null },
	"/deconnexion": { as: null, search: ["suite"], forms: [{ fields: {} }] },
	"/invitation/:token": { as: null, forms: [{ fields: { name: "Ondine Morel", password: "court" } }] },
	"/mot-de-passe/oublie": { as: null, forms: [{ fields: { email: "personne@test.example" } }] },
	"/mot-de-passe/:token": { as: null, at: { token: "resetToken" }, forms: [{ fields: { password: "court" } }] },
	"/compte/mot-de-passe": {
		as: "manager",
		shown: ["fait"],
		forms: [{ fields: { current: "une autre phrase", password: "court" } }],
	},
	"/compte/agenda": { as: "manager", forms: [{ fields: { intent: "close" } }] },
	"/compte/sessions": {
		as: "manager",
		shown: ["fait"],
		forms: [{ fields: { what: "one", session: "$auditId" } }],
	},
	"/compte/donnees": { as: "manager" },
	"/compte/donnees/copie": { as: "manager", forms: [{ fields: {} }] },
	"/compte/securite": { as: "manager" },
	"/compte/securite/application": { as: "manager", forms: [{ fields: { sealed: "", code: "000000" } }] },
	"/compte/securite/cle": { as: "manager" },
	"/compte/securite/cle/defi": { as: "manager", forms: [{ fields: {} }] },
	"/compte/securite/cle/ajout": {
		as: "manager",
		forms: [{ fields: { name: "Ma clé", next: "", response: "$assertion" } }],
	},
	"/compte/securite/codes": { as: "manager", forms: [{ fields: {} }] },
	"/compte/securite/retrait": { as: "manager", search: ["cle"], forms: [{ fields: {} }] },
	"/compte/confirmation": {
		as: "manager",
		search: ["suite"],
		forms: [{ fields: { password: "une autre phrase", code: "" } }],
	},
	"/mentions-legales": { as: null },
	"/donnees-personnelles": { as: null },
	"/accessibilite": { as: null },
	"/accueil": { as: "manager" },
	"/equipe": { as: "manager" },
	"/taches": { as: "manager" },

	"/auto-evaluations": {
		as: "manager",
		search: ["annee"],
		costly: true,
		forms: [{ fields: { cooperativeId: "$cooperativeId", start: "empty" } }],
	},
	"/auto-evaluations/:assessmentId": { as: "manager" },
	"/auto-evaluations/:assessmentId/domaines/:domain": {
		as: "manager",
		search: ["filtre"],
		shown: ["enregistre"],
		costly: true,
		forms: [{ fields: { ...ANSWER, pageKey: "$auditId", key: "" } }],
	},
	"/auto-evaluations/:assessmentId/domaines/:domain/inchange": {
		as: "manager",
		shown: ["confirmees"],
		forms: [{ fields: { intent: "confirm", seen: "ANC-02:1" } }],
	},
	"/auto-evaluations/:assessmentId/domaines/:domain/chapitres/:chapter/non-applicable": {
		as: "manager",
		shown: ["ecartees", "remises", "laissees"],
		forms: [
			{ fields: { reason: "Sans objet ici", seen: "ANC-02:1" } },
			{ fixed: { intent: "undo" }, fields: { seen: "ANC-02:1" } },
		],
	},
	"/auto-evaluations/:assessmentId/domaines/:domain/autour": { as: "manager" },
	"/auto-evaluations/:assessmentId/domaines/:domain/direct": {
		as: "manager",
		search: ["page", "vus"],
		forms: [{ fields: { page: "$auditId", critere: "ANC-02" } }],
	},
	"/auto-evaluations/:assessmentId/reponses": {
		as: "manager",
		forms: [{ fields: { ...ANSWER, pageKey: "", key: "3b9f3c1e-0000-4000-8000-00000000000a" } }],
	},
	"/auto-evaluations/:assessmentId/criteres/:criterionId": {
		as: "manager",
		at: { criterionId: "answeredId" },
		search: ["au", "page"],
		shown: ["ecrit"],
		forms: [
			{
				fields: {
					intent: "write",
					key: "3b9f3c1e-0000-4000-8000-00000000000f",
					threadId: "",
					text: "Un message",
					named: "$managerId",
				},
			},
			{ fixed: { intent: "resolve" }, fields: { threadId: "$auditId" } },
			{ fixed: { intent: "reopen" }, fields: { threadId: "$auditId" } },
			{ fixed: { intent: "withdraw" }, fields: { messageId: "$auditId" } },
		],
	},
	"/auto-evaluations/:assessmentId/profil": {
		as: "manager",
		shown: ["enregistre"],
		forms: [{ fields: { sectors: "generaliste", activities: "", conditions: "", headcount: "30", version: "1" } }],
	},
	"/auto-evaluations/:assessmentId/envoi": {
		as: "manager",
		search: ["fonction", "relu"],
		forms: [{ fields: { confirmation: "non", fonction: "manager" } }],
	},
	"/auto-evaluations/:assessmentId/envois": { as: "manager" },
	"/auto-evaluations/:assessmentId/envois/:number": { as: "network", at: { assessmentId: "submittedId" } },
	"/auto-evaluations/:assessmentId/renvoi": {
		as: "network",
		at: { assessmentId: "submittedId" },
		shown: ["fait"],
		// Of another sending: read, and refused, so that the others find it as it is.
		forms: [{ fields: { kind: "returned", reason: "À revoir", criteria: "ANC-02", number: "9" } }],
	},
	"/auto-evaluations/:assessmentId/reouverture": {
		as: "manager",
		at: { assessmentId: "ownSentId" },
		shown: ["fait"],
		forms: [{ fields: { reason: "Une erreur" } }],
	},
	"/auto-evaluations/:assessmentId/plan": { as: "manager", shown: ["par", "fait"] },
	"/auto-evaluations/:assessmentId/plan/attribuer": {
		as: "manager",
		search: ["cible"],
		forms: [
			{
				fields: {
					intent: "assign",
					target: "ANC",
					assigneeId: "$managerId",
					dueOn: "2026-12-01",
					note: "",
					version: "0",
				},
			},
			{ fixed: { intent: "remove" }, fields: { id: "$auditId", version: "1" } },
		],
	},
	"/auto-evaluations/:assessmentId/plan/reprise": {
		as: "manager",
		shown: ["confirmees"],
		forms: [{ fields: { intent: "undo", seen: "ANC" } }],
	},
	"/auto-evaluations/:assessmentId/simulation": {
		as: "manager",
		shown: ["cible", "critere", "niveau", "effort", "ajouter", "chemin"],
	},
	"/auto-evaluations/:assessmentId/actions": {
		as: "manager",
		search: ["cible", "critere", "niveau", "effort", "ajouter", "chemin"],
		forms: [
			{
				fields: {
					critere: "ANC-02",
					"niveau-*": "3",
					"personne-*": "$managerId",
					"jour-*": "2026-12-01",
					"faire-*": "Écrire la procédure",
				},
			},
		],
	},
	"/cooperatives/:cooperativeId/actions/:actionId": {
		as: "manager",
		shown: ["fait"],
		forms: [
			{ fields: { intent: "edit", ownerId: "$managerId", dueOn: "2026-12-01", todo: "Écrire", version: "1" } },
			{ fixed: { intent: "close" }, fields: { state: "abandoned", reason: "Sans objet", version: "1" } },
		],
	},
	"/auto-evaluations/:assessmentId/import": {
		as: "manager",
		shown: ["fait"],
		forms: [{ fields: { packet: "q1YqSy0qzszPU7IyqgUA", fingerprint: "0".repeat(64), overwrite: "ANC-02" } }],
	},
	"/auto-evaluations/:assessmentId/rapport.pdf": { as: "manager" },
	"/auto-evaluations/:assessmentId/export/:format": { as: "manager", at: { format: "exportFormat" } },
	"/auto-evaluations/:assessmentId/version": {
		as: "manager",
		shown: ["fait"],
		forms: [
			{ fields: { intent: "apply", fingerprint: "0".repeat(64), confirmation: "oui" } },
			{ fixed: { intent: "undo" }, fields: { upgradeId: "$auditId" } },
		],
	},

	"/cooperatives": { as: "network", search: ["recherche", "region", "filiere", "page"], costly: true },
	"/cooperatives/nouvelle": { as: "network", forms: [{ fields: { ...IDENTITY, headcount: "30" } }] },
	"/cooperatives/:cooperativeId/modifier": {
		as: "network",
		forms: [
			{ fields: { intent: "identity", ...IDENTITY, version: "1" } },
			{ fixed: { intent: "headcount" }, fields: { year: "2025", headcount: "40", known: "" } },
			{ fixed: { intent: "departure" }, fields: { lastDay: "2026-12-31", confirmed: "", version: "1" } },
		],
	},
	"/cooperatives/:cooperativeId": { as: "network" },
	"/cooperatives/:cooperativeId/progres": { as: "network", search: ["annee"], costly: true },
	"/cooperatives/:cooperativeId/equipe": {
		as: "manager",
		shown: ["fait"],
		forms: [{ fields: { intent: "revoke", ...INVITATION } }, { fixed: { intent: "resend" }, fields: INVITATION }],
	},
	"/cooperatives/:cooperativeId/equipe/inviter": {
		as: "manager",
		forms: [{ fields: { email: "ondine@cae.example", role: "contributor", domains: "ANC" } }],
	},
	"/cooperatives/:cooperativeId/equipe/:grantId": {
		as: "manager",
		forms: [{ fields: { role: "contributor", domains: "ANC", seen: "" } }],
	},
	"/cooperatives/:cooperativeId/equipe/:grantId/retrait": {
		as: "manager",
		search: ["reprise"],
		forms: [{ fields: { handTo: "$grantId", seen: "" } }],
	},
	"/pieces": { as: "manager" },
	"/cooperatives/:cooperativeId/pieces": {
		as: "manager",
		search: ["recherche", "nature", "etat", "page"],
		shown: ["fait"],
		forms: [{ fields: { key: "3b9f3c1e-0000-4000-8000-00000000000c", ...EVIDENCE } }],
	},
	"/cooperatives/:cooperativeId/pieces/envoi": {
		as: "manager",
		forms: [{ fields: { upload: "3b9f3c1e-0000-4000-8000-00000000000e", offset: "0" } }],
	},
	"/cooperatives/:cooperativeId/pieces/:pieceId": {
		as: "manager",
		shown: ["fait"],
		forms: [
			{ fields: { intent: "edit", ...EVIDENCE, version: "1" } },
			{ fixed: { intent: "version" }, fields: {} },
			{ fixed: { intent: "remove" }, fields: { confirmation: "" } },
		],
	},
	"/cooperatives/:cooperativeId/pieces/:pieceId/fichiers/:number": { as: "manager" },
	"/apercu-de-piece": { as: null },
	"/auto-evaluations/:assessmentId/pieces.zip": { as: "manager", search: ["echantillon"] },
	"/auto-evaluations/:assessmentId/criteres/:criterionId/photos": {
		as: "manager",
		forms: [{ fields: { key: "$auditId", title: "Photo", takenAt: "2026-01-12T10:00:00Z" } }],
	},
	"/auto-evaluations/:assessmentId/criteres/:criterionId/pieces": {
		as: "manager",
		at: { criterionId: "answeredId" },
		shown: ["fait"],
		forms: [
			{ fields: { intent: "upload", key: "3b9f3c1e-0000-4000-8000-00000000000d", ...EVIDENCE, expected: "" } },
			{ fixed: { intent: "choose" }, fields: { pieceId: "$pieceId", expected: "" } },
			{ fixed: { intent: "detach" }, fields: { pieceId: "$auditId" } },
			{ fixed: { intent: "carry" }, fields: { earlier: "$pieceId" } },
		],
	},

	"/personnes": {
		as: "admin",
		search: ["recherche", "role", "cae", "page"],
		shown: ["fait"],
		forms: [{ fields: { intent: "revoke", ...INVITATION } }, { fixed: { intent: "resend" }, fields: INVITATION }],
	},
	"/personnes/inviter": { as: "admin", forms: [{ fields: { email: "ondine@cae.example", ...ROLE } }] },
	"/personnes/:userId": { as: "admin", shown: ["fait"] },
	"/personnes/:userId/roles/nouveau": { as: "admin", forms: [{ fields: ROLE }] },
	"/personnes/:userId/roles/:grantId": {
		as: "admin",
		at: { grantId: "roleId" },
		forms: [
			{ fields: { ...ROLE, intent: "dates", seen: "", endsOn: "2027-12-31", ...HAND_OVER } },
			{ fixed: { intent: "end" }, fields: { seen: "", ...HAND_OVER } },
		],
	},
	"/personnes/:userId/habilitation": {
		as: "admin",
		forms: [
			{
				fields: {
					intent: "set",
					seen: "",
					accreditedFrom: "2026-01-01",
					accreditedUntil: "2027-12-31",
					homeCooperativeId: "",
					formerCooperativeId: "$cooperativeId",
					leftOn: "2025-01-01",
					...HAND_OVER,
				},
			},
			{ fixed: { intent: "end" }, fields: { seen: "", ...HAND_OVER } },
		],
	},
	"/personnes/:userId/compte": {
		as: "admin",
		forms: [
			{ fields: { intent: "name", name: "Un Nom", seen: "$userName" } },
			{ fixed: { intent: "factor" }, fields: { confirmation: "non" } },
		],
	},
	"/personnes/:userId/effacer": { as: "admin", forms: [{ fields: { confirmation: "Personne" } }] },

	"/programme": { as: "network", shown: ["fait"], costly: true },
	"/programme/:year": {
		as: "network",
		shown: ["fait"],
		costly: true,
		forms: [{ fields: { mostPerWeek: "3" } }],
	},
	"/programme/:year/proposition": {
		as: "network",
		costly: true,
		forms: [{ fields: { proposalId: "$auditId", line: "$cooperativeId:0" } }],
	},
	"/programme/:year/visites/:cooperativeId": {
		as: "network",
		search: ["debut", "fin"],
		shown: ["fait"],
		costly: true,
		forms: [
			{
				fields: {
					...{ startsOn: "2027-03-16", endsOn: "2027-03-17", leadAuditorId: "$leadId", secondAuditorId: "$secondId" },
					...{ pinned: "oui", version: "0" },
				},
			},
			{ fixed: { intent: "pin" }, fields: { version: "1" } },
			{ fixed: { intent: "remove" }, fields: { version: "1" } },
		],
	},
	"/audits": { as: "auditor", search: ["vue", "mois", "personne", "cae", "page"], costly: true },
	"/audits/demandes": { as: "network" },
	"/audits/:auditId/declaration": {
		as: "auditor",
		forms: [{ fields: { says: "none", ties: "other", wording: "1", signature: "oui" } }],
	},
	"/audits/:auditId/recusation": {
		as: "manager",
		at: { auditId: "repliedAuditId" },
		shown: ["fait"],
		forms: [
			{ fields: { intent: "challenge", auditorId: "$leadId", reason: "Motif", sequence: "0" } },
			{ fixed: { intent: "accept" }, fields: { answer: "Réponse", to: "$secondId", sequence: "0" } },
			{ fixed: { intent: "refuse" }, fields: { answer: "Réponse", to: "", sequence: "0" } },
		],
	},
	"/audits/:auditId/dates": {
		as: "network",
		shown: ["fait"],
		forms: [
			{
				fields: {
					...{ intent: "propose", sequence: "0", opensAt: "09:00", closesAt: "17:00", slotId: "", reason: "" },
					...{ "startsOn-1": "2027-04-06", "endsOn-1": "2027-04-07" },
					...{ "startsOn-2": "2027-04-13", "endsOn-2": "2027-04-14" },
					...{ "startsOn-3": "", "endsOn-3": "" },
				},
			},
			{ fixed: { intent: "choose" }, fields: { slotId: "$auditId", sequence: "0" } },
			{ fixed: { intent: "decline" }, fields: { reason: "Fermés", sequence: "0" } },
			{ fixed: { intent: "postpone" }, fields: { reason: "Neige", sequence: "0" } },
		],
	},
	"/audits/:auditId/preparation": {
		as: "network",
		shown: ["fait"],
		forms: [
			{
				fields: {
					...{ intent: "put", version: "0", key: "", day: "1", from: "09:00", to: "10:00", kind: "opening" },
					...{ domains: "JUR", seats: "lead", met: "Gérance", about: "Présentations" },
				},
			},
			{ fixed: { intent: "start" }, fields: { version: "0" } },
			{ fixed: { intent: "remove" }, fields: { version: "1", key: "ouverture" } },
			{ fixed: { intent: "propose" }, fields: {} },
			{ fixed: { intent: "add" }, fields: { criterionId: "ANC-02", note: "À voir" } },
			{ fixed: { intent: "takeOut" }, fields: { criterionId: "ANC-02", note: "Déjà vu" } },
			{ fixed: { intent: "putBack" }, fields: { criterionId: "ANC-02" } },
			{
				fixed: { intent: "ask" },
				fields: {
					...{ key: "6f1c1b0e-6d0f-4b52-9f0e-0f5c6f1d2a3b", criterionId: "ANC-02" },
					...{ wording: "Le registre", dueOn: "2027-03-01" },
				},
			},
			{ fixed: { intent: "sendDemands" }, fields: {} },
			{ fixed: { intent: "send" }, fields: { version: "1" } },
			{
				fixed: { intent: "askAgain" },
				fields: { demandId: "$auditId", reason: "Illisible", dueOn: "2027-03-02", version: "1" },
			},
			{ fixed: { intent: "receive" }, fields: { demandId: "$auditId", version: "1" } },
			{
				fixed: { intent: "answer" },
				fields: { demandId: "$auditId", evidence: "$auditId", note: "Voici", version: "1" },
			},
			{ fixed: { intent: "changeAsked" }, fields: { number: "1", text: "Une heure plus tard" } },
		],
	},
	"/auto-evaluations/:assessmentId/audit": {
		as: "manager",
		at: { assessmentId: "ownSentId" },
		shown: ["fait"],
		forms: [{ fields: { mois: "2027-03", constraints: "Fermés le lundi" } }],
	},
	"/calendrier/:file": { as: null },
	"/audits/nouveau": {
		as: "network",
		costly: true,
		search: ["evaluation", "nature", "debut", "fin"],
		forms: [{ fields: { ...PLAN, assessmentId: "$submittedId", kind: "initial" } }],
	},
	"/audits/:auditId": {
		as: "network",
		forms: [
			{ fields: { intent: "cancel", reason: "", confirmation: "" } },
			{ fixed: { intent: "end" }, fields: { reason: "", confirmation: "non" } },
		],
	},
	"/audits/:auditId/modifier": {
		as: "network",
		search: ["debut", "fin"],
		forms: [{ fields: { ...PLAN, reason: "Report", sequence: "0" } }],
	},
	"/audits/:auditId/visite/:domain": {
		as: "auditor",
		shown: ["enregistre", "confirmes"],
		forms: [
			{ fields: { intent: "record", ...FINDING } },
			{ fixed: { intent: "confirm" }, fields: { confirmed: "ANC-02" } },
		],
	},
	"/audits/:auditId/rapport": {
		as: "auditor",
		at: { auditId: "repliedAuditId" },
		forms: [
			{ fixed: { intent: "send" }, fields: { confirmation: "non" } },
			{
				fixed: { intent: "edit" },
				fields: { criterionId: "ANC-02", kind: "opportunity", text: "Texte", reason: "Motif", edits: "0" },
			},
			{
				fixed: { intent: "changed" },
				fields: { criterionId: "ANC-02", answer: "Réponse", choice: "1", kind: "" },
			},
		],
	},
	"/audits/:auditId/rapport.pdf": { as: "auditor", at: { auditId: "repliedAuditId" }, search: ["etape"] },
	"/audits/:auditId/rapport.docx": { as: "auditor", at: { auditId: "repliedAuditId" }, search: ["etape"] },
	"/audits/:auditId/comparaison": { as: "auditor", at: { auditId: "repliedAuditId" }, search: ["ecarts", "domaine"] },
	"/audits/:auditId/comparaison.xlsx": { as: "auditor", at: { auditId: "repliedAuditId" } },
	"/calibrage": { as: "network", search: ["version", "domaine", "tri"] },
	"/calibrage.xlsx": { as: "network", search: ["version"] },
	"/audits/:auditId/rapport-definitif": {
		as: "auditor",
		at: { auditId: "repliedAuditId" },
		forms: [{ fields: { confirmation: "non" } }],
	},
	"/audits/:auditId/reponse": {
		as: "manager",
		at: { auditId: "repliedAuditId" },
		search: ["critere"],
		forms: [
			{ fixed: { intent: "save" }, fields: { criterionId: "ANC-02", text: "Remarque", version: "0" } },
			{ fixed: { intent: "send" }, fields: { confirmation: "non" } },
		],
	},
	"/ecarts": { as: "auditor", search: ["retard", "clos", "domaine", "cae"] },
	"/ecarts/:nonConformityId": {
		as: "network",
		forms: [
			{
				fixed: { intent: "propose" },
				fields: {
					...{ cause: "Cause", correction: "Correction", action: "Action", ownerId: "$managerId", dueOn: "2026-12-01" },
					version: "1",
				},
			},
			{ fixed: { intent: "accept" }, fields: { reason: "Motif", version: "1" } },
			{ fixed: { intent: "done" }, fields: { note: "Fait", evidence: "$pieceId", version: "1" } },
			{ fixed: { intent: "lift" }, fields: { reason: "Vu", version: "1" } },
		],
	},
	"/audits/:auditId/constats": { as: "auditor", forms: [{ fields: FINDING }] },
	"/audits/:auditId/criteres/:criterionId/photos": {
		as: "auditor",
		forms: [{ fields: { key: "$auditId", takenAt: "2026-01-12T10:00:00Z" } }],
	},
	"/audits/:auditId/photos/envoi": {
		as: "auditor",
		forms: [{ fields: { upload: "3b9f3c1e-0000-4000-8000-00000000000e", offset: "0" } }],
	},
	"/audits/:auditId/photos/:photoId": {
		as: "auditor",
		at: { photoId: "auditId" },
		forms: [{ fields: { intent: "remove" } }],
	},
	"/audits/:auditId/reunions": {
		as: "auditor",
		forms: [{ fields: MEETING }, { fixed: { intent: "confirm" }, fields: { kind: "opening" } }],
	},
	"/audits/:auditId/invitation.ics": { as: "auditor" },
	"/liens": {
		as: "board",
		shown: ["fait"],
		forms: [
			{ fields: { intent: "declare", cooperativeId: "$cooperativeId", named: "Une CAE", kind: "capital" } },
			{ fixed: { intent: "end" }, fields: { interestId: "$auditId" } },
		],
	},
	"/auditeurs": { as: "network", costly: true },
	"/auditeurs/:auditorId": {
		as: "network",
		at: { auditorId: "leadId" },
		shown: ["fait"],
		forms: [
			{
				fields: {
					...{ intent: "skills", domains: "JUR", sectors: "generaliste", languages: "en", department: "Sarthe" },
					...{ yearlyLimit: "4", weekdays: "1", version: "0" },
				},
			},
			{
				fixed: { intent: "absence" },
				fields: {
					...{ key: "3b9f3c1e-0000-4000-8000-00000000000e", startsOn: "2027-03-16", endsOn: "", part: "day" },
					note: "Congés",
				},
			},
			{ fixed: { intent: "remove" }, fields: { absenceId: "$auditId" } },
		],
	},

	"/auto-evaluations/:assessmentId/historique": { as: "manager", search: ["page"] },
	"/audits/:auditId/historique": { as: "auditor", search: ["page"] },
	"/cooperatives/:cooperativeId/historique": { as: "network", search: ["page"] },
	"/personnes/:userId/historique": { as: "admin", search: ["page"] },
	"/journal": { as: "network", costly: true, search: [...DAYS, "personne", "famille", "cooperative", "objet", "page"] },
	"/journal/export.csv": {
		as: "network",
		costly: true,
		search: [...DAYS, "personne", "famille", "cooperative", "objet", "page"],
	},
	"/journal/securite": { as: "admin", costly: true, search: [...DAYS, "evenement", "issue", "page"] },

	"/referentiel": { as: null },
	"/referentiel/pour-ma-cae": { as: "manager", search: ["filieres", "activites", "situations", "effectif"] },
	"/referentiel/signalements": {
		as: "network",
		search: ["etat", "page"],
		shown: ["fait"],
		forms: [{ fields: { id: "$auditId", suite: "explained", reponse: "Voir le guide." } }],
	},
	"/referentiel/:version": {
		as: null,
		costly: true,
		search: ["recherche", "domaine", "nature", "filiere", "effectif"],
	},
	"/referentiel/:version/donnees": { as: null },
	"/referentiel/:version/pdf": { as: null },
	"/referentiel/:version/impression": { as: null },
	"/referentiel/:version/criteres/:criterionId": { as: null },
	"/referentiel/:version/criteres/:criterionId/signaler": {
		as: "manager",
		shown: ["fait"],
		forms: [{ fields: { id: "3b9f3c1e-0000-4000-8000-00000000000b", texte: "Un mot flou" } }],
	},
	"/referentiel/versions": { as: "network" },
	"/referentiel/:version/publication": {
		as: "network",
		search: ["essai", "domaine", "changement"],
		forms: [{ fields: { confirmation: "2.1", contentHash: "0".repeat(64) } }],
	},
	"/referentiel/:version/comparaison": { as: null, search: ["depuis", "domaine", "changement"] },

	"/reseau": {
		as: "network",
		costly: true,
		search: ["annee", "region", "filiere", "stade", "mesure", "tri", "ordre", "page"],
	},
	"/api/v1/key-figures": { as: null, search: ["year"] },
	"/*": { as: null, forms: [{ fields: {} }] },
};
