/** Owns the kinds of evidence and the bound of its title, which the form shows too: apart, so that the browser gets no validation library. */

export const EVIDENCE_KINDS = [
	"deed",
	"minutes",
	"accounts",
	"contract",
	"attestation",
	"procedure",
	"record",
	"other",
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const TITLE_LIMIT = 160;
