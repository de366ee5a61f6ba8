/** Owns every internal address: the only builder of hrefs, so that a renamed page breaks the build and not a link. */
function withQuery(path: string, query: Readonly<Record<string, string | number | null | undefined>>): string {
	const entries = Object.entries(query).flatMap(([key, value]) =>
		value === null || value === undefined || value === "" ? [] : [[key, String(value)]],
	);
	return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries)}`;
}

export const paths = {
	landing: () => "/",
	signIn: (next?: string) => withQuery("/connexion", { suite: next }),
	signOut: () => "/deconnexion",
	home: () => "/accueil",
	assessments: {
		list: () => "/auto-evaluations",
		one: (id: string) => `/auto-evaluations/${id}`,
		domain: (id: string, domain: string, criterion?: string, filter?: string) =>
			`${withQuery(`/auto-evaluations/${id}/domaines/${domain}`, { filtre: filter })}${criterion ? `#${criterion}` : ""}`,
		profile: (id: string) => `/auto-evaluations/${id}/profil`,
		submission: (id: string) => `/auto-evaluations/${id}/envoi`,
	},
	cooperatives: {
		list: (query: { region?: string; filiere?: string; recherche?: string; page?: number } = {}) =>
			withQuery("/cooperatives", query),
		one: (id: string) => `/cooperatives/${id}`,
		progress: (id: string, year?: number) => withQuery(`/cooperatives/${id}/progres`, { annee: year }),
	},
	audits: {
		list: (query: { mois?: string; vue?: string } = {}) => withQuery("/audits", query),
		create: (assessmentId?: string) => withQuery("/audits/nouveau", { evaluation: assessmentId }),
		one: (id: string) => `/audits/${id}`,
		edit: (id: string) => `/audits/${id}/modifier`,
		visit: (id: string, domain: string, criterion?: string) =>
			`/audits/${id}/visite/${domain}${criterion ? `#${criterion}` : ""}`,
		invitation: (id: string) => `/audits/${id}/invitation.ics`,
	},
	network: (query: { annee?: number; region?: string; filiere?: string } = {}) => withQuery("/reseau", query),
	keyFigures: (year: number) => withQuery("/api/v1/key-figures", { year }),
} as const;
