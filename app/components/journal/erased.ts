/** Owns what a person who was erased is called on screen. */
export const ERASED = "personne supprimée";
