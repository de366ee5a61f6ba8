/**
 * Owns the 18 CAE named in the 2017 report: their public identity and nothing else (dossier E.3). No enrolment, no
 * assessment, no audit, no decision; what the report does not state stays unknown.
 */
export interface NamedCooperative {
	readonly code: string;
	readonly name: string;
	/** Sector under which the CAE is counted in the report's totals: stated, known otherwise, or generalist by default. */
	readonly countedAs: string;
	/** Sector as the report states it: the only one shown. */
	readonly statedSector?: string;
	readonly region?: string;
	readonly department?: string;
	readonly memberSince?: string;
}

export const NAMED_COOPERATIVES: readonly NamedCooperative[] = [
	{ code: "CAE-22", name: "CAE 22", countedAs: "generaliste" },
	{ code: "OUVRE-BOITES-44", name: "Ouvre-Boîtes 44", countedAs: "generaliste" },
	{ code: "APPUY-CREATEURS", name: "Appuy Créateurs", countedAs: "generaliste" },
	{ code: "ARTENREEL", name: "Artenréel", countedAs: "culture" },
	{ code: "ACEASCOP", name: "Aceascop", countedAs: "generaliste" },
	{ code: "MINE-DE-TALENTS", name: "Mine de Talents", countedAs: "generaliste" },
	{ code: "COOP-ALPHA", name: "Coop’Alpha", countedAs: "generaliste" },
	{ code: "PORT-PARALLELE", name: "Port Parallèle", countedAs: "generaliste" },
	{ code: "CLARA", name: "Clara", countedAs: "culture" },
	{ code: "REGABAT", name: "Régabat", countedAs: "batiment" },
	{ code: "ELAN-BATISSEUR", name: "Élan Bâtisseur", countedAs: "batiment" },
	{ code: "COUP-DE-POUCE-49", name: "Coup de Pouce 49", countedAs: "generaliste" },
	{ code: "VIVELA", name: "Vivela", countedAs: "generaliste" },
	{ code: "COODEMARRAGE-53", name: "Coodémarrage 53", countedAs: "generaliste" },
	{ code: "AVANT-PREMIERES", name: "Avant premières", countedAs: "generaliste" },
	{
		code: "LETS-CO-UP",
		name: "Let’s Co Up",
		countedAs: "generaliste",
		// "basée au Mans", joined at the general assembly of 12 May 2017.
		region: "Pays de la Loire",
		department: "Sarthe",
		memberSince: "2017-05-12",
	},
	{
		code: "RHIZOME",
		name: "Rhizome",
		countedAs: "agri_rural",
		statedSector: "agri_rural",
		region: "Normandie",
		memberSince: "2017-05-12",
	},
	{ code: "CRESCENDO", name: "Crescendo", countedAs: "generaliste", statedSector: "generaliste" },
];

/** Supporter and beneficiary, as the 2017 report states them. */
export const NAMED_ACCOMPANIMENTS: readonly (readonly [supporter: string, beneficiary: string])[] = [
	["CRESCENDO", "RHIZOME"],
	["COODEMARRAGE-53", "LETS-CO-UP"],
	["COUP-DE-POUCE-49", "LETS-CO-UP"],
];
export const NAMED_ACCOMPANIED = { startedOn: "2016-01-01", endedOn: "2017-12-31" } as const;
