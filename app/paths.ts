/** Owns every internal address: the only builder of hrefs, so that a renamed page breaks the build and not a link. */
import type {
	CriteriaAddress,
	JournalAddress,
	NetworkAddress,
	PreparationDone,
	SecurityAddress,
} from "./domain/page-address";
import { visitPaths } from "./paths.visit";

function withQuery(path: string, query: Readonly<Record<string, string | number | null | undefined>>): string {
	const entries = Object.entries(query).flatMap(([key, value]) =>
		value === null || value === undefined || value === "" ? [] : [[key, String(value)]],
	);
	return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries)}`;
}

/** What was just done, told once on the page one comes back to. */
export type PersonDone =
	| "role"
	| "changement"
	| "retrait"
	| "habilitation"
	| "nom"
	| "fermeture"
	| "ouverture"
	| "facteur"
	| "invitation";
export type EvidenceDone = "ajout" | "jointe" | "reprise" | "detachee" | "changement" | "version" | "retrait";
export type PlanDone = "attribution" | "reprise" | "actions";
export type ProgrammeDone = "demande" | "repris" | "place" | "epingle" | "libere" | "retire";
export type AuditorDone = "profil" | "absence" | "retrait";
export type DatesDone = "propositions" | "accord" | "refus" | "report";
export type TeamDone = "invitation" | "renvoi" | "annulation" | "changement" | "retrait";

export const paths = {
	landing: () => "/",
	signIn: (next?: string) => withQuery("/connexion", { suite: next }),
	/** `next`: where to come back to after signing in again. */
	signOut: (next?: string) => withQuery("/deconnexion", { suite: next }),
	/** Through the identity provider of one's organisation. */
	oidc: {
		start: () => "/connexion/oidc",
		back: () => "/connexion/oidc/retour",
		/** The sign-in page, saying why it failed. */
		refused: (reason: string, next?: string) => withQuery("/connexion", { motif: reason, suite: next }),
	},
	/** Where a session that owes its second factor gives it. */
	secondFactor: (next?: string) => withQuery("/connexion/verification", { suite: next }),
	/** What the browser asks when a passkey is used. */
	passkey: { challenge: () => "/connexion/cle/defi", entry: () => "/connexion/cle" },
	/** The links of the e-mails: the token is the secret. */
	invitation: (token: string) => `/invitation/${token}`,
	password: {
		forgotten: () => "/mot-de-passe/oublie",
		choose: (token: string) => `/mot-de-passe/${token}`,
	},
	account: {
		password: (done?: "oui") => withQuery("/compte/mot-de-passe", { fait: done }),
		/** `done`: what was just ended there. */
		sessions: (done?: "un" | "ailleurs") => withQuery("/compte/sessions", { fait: done }),
		ownData: () => "/compte/donnees",
		/** The private feed of one's visits, and its address: the token is the secret. */
		calendar: () => "/compte/agenda",
		calendarFeed: (token: string) => `/calendrier/${token}.ics`,
		ownDataCopy: () => "/compte/donnees/copie",
		/** Password, second factor, passkeys, recovery codes. */
		security: () => "/compte/securite",
		application: () => "/compte/securite/application",
		newPasskey: () => "/compte/securite/cle",
		passkeyChallenge: () => "/compte/securite/cle/defi",
		addPasskey: () => "/compte/securite/cle/ajout",
		recoveryCodes: () => "/compte/securite/codes",
		/** Of the passkey, or of the application without one. */
		removeFactor: (passkeyId?: string) => withQuery("/compte/securite/retrait", { cle: passkeyId }),
		/** Proves again who is there, before a sensitive change. */
		confirm: (next?: string) => withQuery("/compte/confirmation", { suite: next }),
	},
	legal: {
		notice: () => "/mentions-legales",
		personalData: () => "/donnees-personnelles",
		accessibility: () => "/accessibilite",
	},
	home: () => "/accueil",
	/** What is left to do for the person, over all their cooperatives. */
	tasks: () => "/taches",
	/** One's own team, or the choice among several. */
	ownTeams: () => "/equipe",
	assessments: {
		list: () => "/auto-evaluations",
		one: (id: string) => `/auto-evaluations/${id}`,
		domain: (id: string, domain: string, criterion?: string, filter?: string) =>
			`${withQuery(`/auto-evaluations/${id}/domaines/${domain}`, { filtre: filter })}${criterion ? `#${criterion}` : ""}`,
		/** Proposed answers to confirm together. `done`: those just confirmed, at their version, to be taken back. */
		unchanged: (id: string, domain: string, done?: string) =>
			withQuery(`/auto-evaluations/${id}/domaines/${domain}/inchange`, { confirmees: done }),
		/** A chapter's criteria declared not applicable together. `ecartees`, `remises`: those just changed, at their version. */
		chapterAside: (
			id: string,
			domain: string,
			chapter: string,
			query: { ecartees?: string; remises?: string; laissees?: string } = {},
		) => withQuery(`/auto-evaluations/${id}/domaines/${domain}/chapitres/${chapter}/non-applicable`, query),
		/** What surrounds each criterion of a domain's sheet, as JSON. */
		around: (id: string, domain: string) => `/auto-evaluations/${id}/domaines/${domain}/autour`,
		answer: (id: string) => `/auto-evaluations/${id}/reponses`,
		/** What others save in that domain and where they are, as it happens. */
		live: (id: string, domain: string) => `/auto-evaluations/${id}/domaines/${domain}/direct`,
		/** All its evidence, with a manifest, as one ZIP. */
		/** `echantillon`: an audit, for the evidence of its sampled criteria alone. */
		archive: (id: string, echantillon?: string) => withQuery(`/auto-evaluations/${id}/pieces.zip`, { echantillon }),
		/** All that is known of one criterion. `au`: its history up to that minute, "2026-03-12T14:30". */
		criterion: (id: string, criterion: string, query: { au?: string; page?: number } = {}) =>
			withQuery(`/auto-evaluations/${id}/criteres/${criterion}`, query),
		/** One of its threads. */
		thread: (id: string, criterion: string, threadId: string) =>
			`/auto-evaluations/${id}/criteres/${criterion}#echange-${threadId}`,
		/** The same criterion, once that message was written or taken back in that thread. */
		said: (id: string, criterion: string, threadId: string, messageId?: string) =>
			`${withQuery(`/auto-evaluations/${id}/criteres/${criterion}`, { ecrit: messageId })}#echange-${threadId}`,
		/** The evidence of one criterion. `done`: what was just done there. */
		evidence: (id: string, criterion: string, done?: EvidenceDone) =>
			withQuery(`/auto-evaluations/${id}/criteres/${criterion}/pieces`, { fait: done }),
		/** Who answers what by when. `par`: `personne`, by month otherwise; `fait`: what was just done. */
		plan: (id: string, query: { par?: "personne"; fait?: PlanDone } = {}) =>
			withQuery(`/auto-evaluations/${id}/plan`, query),
		/** Give a domain or a criterion to somebody. `target`: its code. */
		assign: (id: string, target?: string) => withQuery(`/auto-evaluations/${id}/plan/attribuer`, { cible: target }),
		/** Where a photo that waited in the browser goes. */
		photos: (id: string, criterion: string) => `/auto-evaluations/${id}/criteres/${criterion}/photos`,
		/** Last year's assignments, to confirm. `done`: the targets just taken again. */
		carriedPlan: (id: string, done?: string) => withQuery(`/auto-evaluations/${id}/plan/reprise`, { confirmees: done }),
		/** Levels tried without saving anything: they are in the address (domain/plan/simulation.ts). */
		simulation: (id: string) => `/auto-evaluations/${id}/simulation`,
		/** Turns them into actions. */
		newActions: (id: string) => `/auto-evaluations/${id}/actions`,
		profile: (id: string) => `/auto-evaluations/${id}/profil`,
		/** `typed`: what was filled in before one's identity was asked for again. */
		submission: (id: string, typed: { fonction?: string; relu?: "oui" } = {}) =>
			withQuery(`/auto-evaluations/${id}/envoi`, typed),
		/** What was signed and sent, time after time. */
		sendings: (id: string) => `/auto-evaluations/${id}/envois`,
		sending: (id: string, number: number) => `/auto-evaluations/${id}/envois/${number}`,
		/** Gives it back to its cooperative. `done`: what was just done there. */
		return: (id: string, done?: "renvoi" | "reouverture" | "refus") =>
			withQuery(`/auto-evaluations/${id}/renvoi`, { fait: done }),
		/** Asks for it back. */
		reopening: (id: string, done?: "demande") => withQuery(`/auto-evaluations/${id}/reouverture`, { fait: done }),
		/** What leaves as a file, and what comes back. `saved`: how many answers an import has just saved. */
		import: (id: string, saved?: number) => withQuery(`/auto-evaluations/${id}/import`, { fait: saved }),
		export: (id: string, format: "xlsx" | "csv" | "json") => `/auto-evaluations/${id}/export/${format}`,
		/** Asks for its audit. */
		audit: (id: string, done?: "demande") => withQuery(`/auto-evaluations/${id}/audit`, { fait: done }),
		/** Figures, answers and evidence, as a tagged PDF. */
		report: (id: string) => `/auto-evaluations/${id}/rapport.pdf`,
		/** The version of the référentiel it follows, and the move to a newer one. `done`: what was just done there. */
		version: (id: string, done?: "passage" | "annulation") =>
			withQuery(`/auto-evaluations/${id}/version`, { fait: done }),
	},
	cooperatives: {
		list: (query: { region?: string; filiere?: string; recherche?: string; page?: number } = {}) =>
			withQuery("/cooperatives", query),
		create: () => "/cooperatives/nouvelle",
		one: (id: string) => `/cooperatives/${id}`,
		edit: (id: string) => `/cooperatives/${id}/modifier`,
		progress: (id: string, year?: number) => withQuery(`/cooperatives/${id}/progres`, { annee: year }),
		action: (id: string, actionId: string, done?: "oui") =>
			withQuery(`/cooperatives/${id}/actions/${actionId}`, { fait: done }),
		team: (id: string, done?: TeamDone) => withQuery(`/cooperatives/${id}/equipe`, { fait: done }),
		invite: (id: string) => `/cooperatives/${id}/equipe/inviter`,
		member: (id: string, grantId: string) => `/cooperatives/${id}/equipe/${grantId}`,
		departure: (id: string, grantId: string) => `/cooperatives/${id}/equipe/${grantId}/retrait`,
	},
	/** One's own library of evidence, or the choice among several. */
	ownLibraries: () => "/pieces",
	/** The library of a cooperative. `etat`: a code of EVIDENCE_FILTERS. */
	evidence: {
		list: (
			cooperativeId: string,
			query: { recherche?: string; nature?: string; etat?: string; page?: number; fait?: EvidenceDone } = {},
		) => withQuery(`/cooperatives/${cooperativeId}/pieces`, query),
		one: (cooperativeId: string, id: string, done?: EvidenceDone) =>
			withQuery(`/cooperatives/${cooperativeId}/pieces/${id}`, { fait: done }),
		/** Where the browser sends a file part by part. */
		upload: (cooperativeId: string) => `/cooperatives/${cooperativeId}/pieces/envoi`,
		/** The frame in which the page of a piece has its PDF drawn. */
		previewFrame: () => "/apercu-de-piece",
		/** One version of its file, to be downloaded. */
		file: (cooperativeId: string, id: string, number: number) =>
			`/cooperatives/${cooperativeId}/pieces/${id}/fichiers/${number}`,
	},
	/** The people of the whole network. */
	persons: {
		list: (
			query: { recherche?: string; role?: string; cae?: string; page?: number; fait?: TeamDone | PersonDone } = {},
		) => withQuery("/personnes", query),
		invite: () => "/personnes/inviter",
		one: (id: string, done?: PersonDone) => withQuery(`/personnes/${id}`, { fait: done }),
		grant: (id: string) => `/personnes/${id}/roles/nouveau`,
		role: (id: string, grantId: string) => `/personnes/${id}/roles/${grantId}`,
		accreditation: (id: string) => `/personnes/${id}/habilitation`,
		account: (id: string) => `/personnes/${id}/compte`,
		/** Replaces name and address by a pseudonym, for ever. */
		erase: (id: string) => `/personnes/${id}/effacer`,
	},
	/** The audit programme. `current`: leads to the year one plans today. */
	programme: {
		current: () => "/programme",
		year: (year: number, query: { fait?: ProgrammeDone } = {}) => withQuery(`/programme/${year}`, query),
		proposal: (year: number) => `/programme/${year}/proposition`,
		line: (year: number, cooperativeId: string, query: { debut?: string; fin?: string; fait?: ProgrammeDone } = {}) =>
			withQuery(`/programme/${year}/visites/${cooperativeId}`, query),
	},
	audits: {
		list: (query: { vue?: "semaines"; mois?: string; personne?: string; cae?: string; page?: number } = {}) =>
			withQuery("/audits", query),
		create: (assessmentId?: string, plan: { nature?: string; debut?: string; fin?: string } = {}) =>
			withQuery("/audits/nouveau", { evaluation: assessmentId, ...plan }),
		one: (id: string) => `/audits/${id}`,
		edit: (id: string, days: { debut?: string; fin?: string } = {}) => withQuery(`/audits/${id}/modifier`, days),
		...visitPaths,
		invitation: (id: string) => `/audits/${id}/invitation.ics`,
		report: (id: string, criterion?: string) => `/audits/${id}/rapport${criterion ? `#${criterion}` : ""}`,
		/** The same as a tagged PDF, or for a word processor; without a stage, the final one once issued. */
		reportPdf: (id: string, stage?: "provisoire") => withQuery(`/audits/${id}/rapport.pdf`, { etape: stage }),
		reportDocx: (id: string) => `/audits/${id}/rapport.docx`,
		/** Declared and retained, criterion by criterion. `ecarts`: only those that differ. */
		comparison: (id: string, query: { ecarts?: "oui"; domaine?: string } = {}) =>
			withQuery(`/audits/${id}/comparaison`, query),
		comparisonXlsx: (id: string) => `/audits/${id}/comparaison.xlsx`,
		/** What the cooperative says of the provisional report. */
		reply: (id: string, criterion?: string) => `/audits/${id}/reponse${criterion ? `#${criterion}` : ""}`,
		/** Issues the final report, with a fresh proof of identity. */
		issue: (id: string) => `/audits/${id}/rapport-definitif`,
		declaration: (id: string) => `/audits/${id}/declaration`,
		challenge: (id: string, done?: "envoyee" | "repondue") => withQuery(`/audits/${id}/recusation`, { fait: done }),
		requests: () => "/audits/demandes",
		/** Plan of the visit, sample, evidence asked for. `done`: what was just done there. */
		preparation: (id: string, done?: PreparationDone, at?: string) =>
			`${withQuery(`/audits/${id}/preparation`, { fait: done })}${at ? `#${at}` : ""}`,
		dates: (id: string, done?: DatesDone) => withQuery(`/audits/${id}/dates`, { fait: done }),
	},
	nonConformities: {
		list: (query: { retard?: string; domaine?: string; cae?: string; clos?: string } = {}) =>
			withQuery("/ecarts", query),
		one: (id: string) => `/ecarts/${id}`,
	},
	/** Where declared and retained part, by criterion and by auditor. `tri`: a code of CALIBRATION_SORTS. */
	calibration: (query: { version?: string; domaine?: string; tri?: string } = {}) => withQuery("/calibrage", query),
	calibrationXlsx: (version?: string) => withQuery("/calibrage.xlsx", { version }),
	/** One's ties with cooperatives, and the files they close. `done`: what was just done there. */
	ties: (done?: "lien" | "fin" | "signature") => withQuery("/liens", { fait: done }),
	auditors: {
		list: () => "/auditeurs",
		/** What an auditor knows and when they are away. `done`: what was just done there. */
		one: (id: string, done?: AuditorDone) => withQuery(`/auditeurs/${id}`, { fait: done }),
	},
	journal: {
		list: (query: JournalAddress = {}) => withQuery("/journal", { ...query }),
		/** The rows of the same filter, as a CSV file. */
		export: (query: JournalAddress = {}) => withQuery("/journal/export.csv", { ...query }),
		security: (query: SecurityAddress = {}) => withQuery("/journal/securite", { ...query }),
		ofAssessment: (id: string, page?: number) => withQuery(`/auto-evaluations/${id}/historique`, { page }),
		ofAudit: (id: string, page?: number) => withQuery(`/audits/${id}/historique`, { page }),
		ofCooperative: (id: string, page?: number) => withQuery(`/cooperatives/${id}/historique`, { page }),
		ofPerson: (id: string, page?: number) => withQuery(`/personnes/${id}/historique`, { page }),
	},
	/** The public référentiel. */
	standard: {
		/** Leads to the version of the highest number. */
		latest: () => "/referentiel",
		version: (version: string, query: CriteriaAddress = {}) => withQuery(`/referentiel/${version}`, { ...query }),
		/** For ever the same text. */
		criterion: (version: string, id: string) => `/referentiel/${version}/criteres/${id}`,
		/** Say that it is ambiguous. */
		report: (version: string, id: string, done?: "oui") =>
			withQuery(`/referentiel/${version}/criteres/${id}/signaler`, { fait: done }),
		/** What people reported, for those who write the next version. `etat`: a code of REPORT_FILTERS. */
		reports: (query: { etat?: string; page?: number; fait?: "oui" } = {}) =>
			withQuery("/referentiel/signalements", query),
		/** The whole text on paper. */
		print: (version: string) => `/referentiel/${version}/impression`,
		/** The same as a tagged PDF. */
		pdf: (version: string) => `/referentiel/${version}/pdf`,
		data: (version: string) => `/referentiel/${version}/donnees`,
		/** With a profile as the form of that page sends it. */
		ofProfile: (query?: URLSearchParams) => `/referentiel/pour-ma-cae${query?.size ? `?${query}` : ""}`,
		/** What a version changes. `depuis`: an earlier version, the one it follows otherwise; `domaine`: its code; `changement`: what became of a criterion. */
		comparison: (version: string, query: { depuis?: string; domaine?: string; changement?: string } = {}) =>
			withQuery(`/referentiel/${version}/comparaison`, query),
		/** Published, and waiting to be: the national team's. */
		versions: () => "/referentiel/versions",
		/** `essai`: the version is tried on every cooperative. */
		publication: (version: string, query: { essai?: "oui"; domaine?: string; changement?: string } = {}) =>
			withQuery(`/referentiel/${version}/publication`, query),
	},
	network: (query: NetworkAddress = {}) => withQuery("/reseau", { ...query }),
	keyFigures: (year: number) => withQuery("/api/v1/key-figures", { year }),
} as const;
