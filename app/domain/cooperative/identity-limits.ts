/** Owns the bounds of a cooperative's identity that its form shows too: apart, so that the browser gets no validation library. */

export const LEGAL_FORMS = ["scop", "scic", "cooperative"] as const;

export const NAME_LIMIT = 120;
export const CODE_LIMIT = 20;
