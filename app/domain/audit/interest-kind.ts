/** Owns the kinds of ties that a person declares with a cooperative. */

/** What somebody declares to have with a cooperative. Source: dossier C.4, incompatibility 5 and recusal of the board. */
export const INTEREST_KINDS = ["employment", "mandate", "capital", "family", "service", "other"] as const;
export type InterestKind = (typeof INTEREST_KINDS)[number];
