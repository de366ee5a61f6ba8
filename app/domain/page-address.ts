/** Owns what the addresses of the pages one searches in may say, in French as they are typed. */

/** What the address of the network's page may say. `tri`: `nom`, `ensemble` or a domain code; `ordre`: `inverse`. */
export interface NetworkAddress {
	readonly annee?: number;
	readonly region?: string;
	readonly filiere?: string;
	readonly stade?: "audite";
	readonly mesure?: "maturite";
	readonly tri?: string;
	readonly ordre?: "inverse";
	readonly page?: number;
}

/** What the address of the journal may say. Days as "2026-03-12", both counted. */
export interface JournalAddress {
	readonly du?: string;
	readonly au?: string;
	readonly personne?: string;
	readonly famille?: string;
	readonly cooperative?: string;
	readonly objet?: string;
	readonly page?: number;
}

/** The same for the security log. `issue`: `succeeded` or `failed`. */
export interface SecurityAddress {
	readonly du?: string;
	readonly au?: string;
	readonly evenement?: string;
	readonly issue?: string;
	readonly page?: number;
}

/** What the address of a version may ask. `nature`: a code of CRITERION_CLASSES. */
export interface CriteriaAddress {
	readonly recherche?: string;
	readonly domaine?: string;
	readonly nature?: string;
	readonly filiere?: string;
	readonly effectif?: string;
}

/** What was just done on the preparation page of a visit. */
export type PreparationDone =
	| "journee"
	| "echantillon"
	| "plan"
	| "accord"
	| "changement"
	| "demande"
	| "envoi"
	| "reponse"
	| "recue"
	| "redemande"
	| "retrait";
