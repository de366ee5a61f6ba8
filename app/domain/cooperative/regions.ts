/** Owns the regions of France and their departments (INSEE, code officiel géographique): names as written on screen and stored. */

interface Department {
	/** INSEE code: "29", "2A", "971". */
	readonly code: string;
	readonly name: string;
}

const DEPARTMENTS_OF = {
	"Auvergne-Rhône-Alpes": [
		{ code: "01", name: "Ain" },
		{ code: "03", name: "Allier" },
		{ code: "07", name: "Ardèche" },
		{ code: "15", name: "Cantal" },
		{ code: "26", name: "Drôme" },
		{ code: "38", name: "Isère" },
		{ code: "42", name: "Loire" },
		{ code: "43", name: "Haute-Loire" },
		{ code: "63", name: "Puy-de-Dôme" },
		{ code: "69", name: "Rhône" },
		{ code: "73", name: "Savoie" },
		{ code: "74", name: "Haute-Savoie" },
	],
	"Bourgogne-Franche-Comté": [
		{ code: "21", name: "Côte-d’Or" },
		{ code: "25", name: "Doubs" },
		{ code: "39", name: "Jura" },
		{ code: "58", name: "Nièvre" },
		{ code: "70", name: "Haute-Saône" },
		{ code: "71", name: "Saône-et-Loire" },
		{ code: "89", name: "Yonne" },
		{ code: "90", name: "Territoire de Belfort" },
	],
	Bretagne: [
		{ code: "22", name: "Côtes-d’Armor" },
		{ code: "29", name: "Finistère" },
		{ code: "35", name: "Ille-et-Vilaine" },
		{ code: "56", name: "Morbihan" },
	],
	"Centre-Val de Loire": [
		{ code: "18", name: "Cher" },
		{ code: "28", name: "Eure-et-Loir" },
		{ code: "36", name: "Indre" },
		{ code: "37", name: "Indre-et-Loire" },
		{ code: "41", name: "Loir-et-Cher" },
		{ code: "45", name: "Loiret" },
	],
	Corse: [
		{ code: "2A", name: "Corse-du-Sud" },
		{ code: "2B", name: "Haute-Corse" },
	],
	"Grand Est": [
		{ code: "08", name: "Ardennes" },
		{ code: "10", name: "Aube" },
		{ code: "51", name: "Marne" },
		{ code: "52", name: "Haute-Marne" },
		{ code: "54", name: "Meurthe-et-Moselle" },
		{ code: "55", name: "Meuse" },
		{ code: "57", name: "Moselle" },
		{ code: "67", name: "Bas-Rhin" },
		{ code: "68", name: "Haut-Rhin" },
		{ code: "88", name: "Vosges" },
	],
	"Hauts-de-France": [
		{ code: "02", name: "Aisne" },
		{ code: "59", name: "Nord" },
		{ code: "60", name: "Oise" },
		{ code: "62", name: "Pas-de-Calais" },
		{ code: "80", name: "Somme" },
	],
	"Île-de-France": [
		{ code: "75", name: "Paris" },
		{ code: "77", name: "Seine-et-Marne" },
		{ code: "78", name: "Yvelines" },
		{ code: "91", name: "Essonne" },
		{ code: "92", name: "Hauts-de-Seine" },
		{ code: "93", name: "Seine-Saint-Denis" },
		{ code: "94", name: "Val-de-Marne" },
		{ code: "95", name: "Val-d’Oise" },
	],
	Normandie: [
		{ code: "14", name: "Calvados" },
		{ code: "27", name: "Eure" },
		{ code: "50", name: "Manche" },
		{ code: "61", name: "Orne" },
		{ code: "76", name: "Seine-Maritime" },
	],
	"Nouvelle-Aquitaine": [
		{ code: "16", name: "Charente" },
		{ code: "17", name: "Charente-Maritime" },
		{ code: "19", name: "Corrèze" },
		{ code: "23", name: "Creuse" },
		{ code: "24", name: "Dordogne" },
		{ code: "33", name: "Gironde" },
		{ code: "40", name: "Landes" },
		{ code: "47", name: "Lot-et-Garonne" },
		{ code: "64", name: "Pyrénées-Atlantiques" },
		{ code: "79", name: "Deux-Sèvres" },
		{ code: "86", name: "Vienne" },
		{ code: "87", name: "Haute-Vienne" },
	],
	Occitanie: [
		{ code: "09", name: "Ariège" },
		{ code: "11", name: "Aude" },
		{ code: "12", name: "Aveyron" },
		{ code: "30", name: "Gard" },
		{ code: "31", name: "Haute-Garonne" },
		{ code: "32", name: "Gers" },
		{ code: "34", name: "Hérault" },
		{ code: "46", name: "Lot" },
		{ code: "48", name: "Lozère" },
		{ code: "65", name: "Hautes-Pyrénées" },
		{ code: "66", name: "Pyrénées-Orientales" },
		{ code: "81", name: "Tarn" },
		{ code: "82", name: "Tarn-et-Garonne" },
	],
	"Pays de la Loire": [
		{ code: "44", name: "Loire-Atlantique" },
		{ code: "49", name: "Maine-et-Loire" },
		{ code: "53", name: "Mayenne" },
		{ code: "72", name: "Sarthe" },
		{ code: "85", name: "Vendée" },
	],
	"Provence-Alpes-Côte d’Azur": [
		{ code: "04", name: "Alpes-de-Haute-Provence" },
		{ code: "05", name: "Hautes-Alpes" },
		{ code: "06", name: "Alpes-Maritimes" },
		{ code: "13", name: "Bouches-du-Rhône" },
		{ code: "83", name: "Var" },
		{ code: "84", name: "Vaucluse" },
	],
	Guadeloupe: [{ code: "971", name: "Guadeloupe" }],
	Martinique: [{ code: "972", name: "Martinique" }],
	Guyane: [{ code: "973", name: "Guyane" }],
	"La Réunion": [{ code: "974", name: "La Réunion" }],
	Mayotte: [{ code: "976", name: "Mayotte" }],
} as const satisfies Readonly<Record<string, readonly Department[]>>;

/** The eighteen regions, the metropolitan ones first, each in alphabetical order. */
export const REGIONS: readonly string[] = Object.keys(DEPARTMENTS_OF);

/** The hundred and one departments, by code. */
export const DEPARTMENTS: readonly (Department & { readonly region: string })[] = Object.entries(DEPARTMENTS_OF)
	.flatMap(([region, departments]) => departments.map((department) => ({ ...department, region })))
	.sort((a, b) => (a.code < b.code ? -1 : 1));

/** The region of a department given by its name; null for an unknown name. */
export function regionOf(department: string): string | null {
	return DEPARTMENTS.find(({ name }) => name === department)?.region ?? null;
}
