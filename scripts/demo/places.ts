/** Owns the departments the invented cooperatives live in, with their region, a town, and the regional association if any. */
const ASSOCIATIONS = ["Bretagne", "Normandie", "Nouvelle-Aquitaine", "Occitanie", "Pays de la Loire"];

const PLACES: Readonly<Record<string, readonly [region: string, town: string]>> = {
	Finistère: ["Bretagne", "Quimper"],
	Morbihan: ["Bretagne", "Vannes"],
	"Ille-et-Vilaine": ["Bretagne", "Rennes"],
	Calvados: ["Normandie", "Caen"],
	"Seine-Maritime": ["Normandie", "Rouen"],
	Orne: ["Normandie", "Alençon"],
	Gironde: ["Nouvelle-Aquitaine", "Bordeaux"],
	"Haute-Vienne": ["Nouvelle-Aquitaine", "Limoges"],
	Vienne: ["Nouvelle-Aquitaine", "Poitiers"],
	"Charente-Maritime": ["Nouvelle-Aquitaine", "La Rochelle"],
	Hérault: ["Occitanie", "Montpellier"],
	"Haute-Garonne": ["Occitanie", "Toulouse"],
	Gard: ["Occitanie", "Nîmes"],
	Tarn: ["Occitanie", "Albi"],
	"Loire-Atlantique": ["Pays de la Loire", "Nantes"],
	"Maine-et-Loire": ["Pays de la Loire", "Angers"],
	Vendée: ["Pays de la Loire", "La Roche-sur-Yon"],
	Essonne: ["Île-de-France", "Évry-Courcouronnes"],
	"Seine-Saint-Denis": ["Île-de-France", "Bobigny"],
	Yvelines: ["Île-de-France", "Versailles"],
	Meuse: ["Grand Est", "Bar-le-Duc"],
	Moselle: ["Grand Est", "Metz"],
	Nord: ["Hauts-de-France", "Lille"],
	Somme: ["Hauts-de-France", "Amiens"],
	Rhône: ["Auvergne-Rhône-Alpes", "Lyon"],
	Drôme: ["Auvergne-Rhône-Alpes", "Valence"],
	Loire: ["Auvergne-Rhône-Alpes", "Saint-Étienne"],
	Var: ["Provence-Alpes-Côte d’Azur", "Toulon"],
	"Bouches-du-Rhône": ["Provence-Alpes-Côte d’Azur", "Marseille"],
	Loiret: ["Centre-Val de Loire", "Orléans"],
	"Côte-d’Or": ["Bourgogne-Franche-Comté", "Dijon"],
};

export interface Place {
	readonly department: string;
	readonly region: string;
	readonly town: string;
	readonly regionalAssociation: string | null;
}

export function placeOf(department: string): Place {
	const place = PLACES[department];
	if (!place) throw new Error(`unknown department ${department}`);
	const [region, town] = place;
	return { department, region, town, regionalAssociation: ASSOCIATIONS.includes(region) ? region : null };
}
