/** Owns what a piece of evidence is called, of which kind, and when it was issued: the rules of its form. Rule R-97. */
import { z } from "zod";
import { type Day, isDay } from "../calendar-day";
import { accept, type Result, refuse } from "../result";
import { EVIDENCE_KINDS, type EvidenceKind, TITLE_LIMIT } from "./evidence-kind";
import { plainLine } from "./plain-line";

/** What people say of a piece. Days as "2026-03-12"; null: not known, or never. */
export interface EvidenceFacts {
	readonly title: string;
	readonly kind: EvidenceKind;
	readonly issuedOn: Day | null;
	/** Last day on which it is valid. */
	readonly expiresOn: Day | null;
	/** Read by the managers and by the team of an audit only. */
	readonly confidential: boolean;
}

export type EvidenceFactsRefusal = "INVALID" | "TITLE_MISSING" | "ISSUED_IN_FUTURE" | "EXPIRES_BEFORE_ISSUE";

const day = z
	.string()
	.trim()
	.refine((text) => text === "" || isDay(text))
	.transform((text) => (text === "" ? null : text))
	.nullish()
	.transform((value) => value ?? null);

const form = z.object({
	title: z.string().max(TITLE_LIMIT).default(""),
	kind: z.enum(EVIDENCE_KINDS).default("other"),
	issuedOn: day,
	expiresOn: day,
	confidential: z
		.string()
		.nullish()
		.transform((value) => value === "oui"),
});

/**
 * What a form says of a piece, or why it can't be kept. An empty title is admitted when `titleFrom` gives one.
 * @param today day in Paris: nothing is issued tomorrow
 */
export function readEvidenceFacts(
	input: unknown,
	today: Day,
	titleFrom?: string,
): Result<EvidenceFacts, EvidenceFactsRefusal> {
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const facts = parsed.data;
	const title = plainLine(facts.title) || plainLine(titleFrom ?? "").slice(0, TITLE_LIMIT);
	if (title === "") return refuse("TITLE_MISSING");
	if (facts.issuedOn !== null && facts.issuedOn > today) return refuse("ISSUED_IN_FUTURE");
	if (facts.issuedOn !== null && facts.expiresOn !== null && facts.expiresOn < facts.issuedOn) {
		return refuse("EXPIRES_BEFORE_ISSUE");
	}
	return accept({ ...facts, title });
}
