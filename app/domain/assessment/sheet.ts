/** Owns the shape of a domain's sheet, shared by the use case that reads it and the page that shows it. */
import type { Applicability, CriterionKind, CriterionType, Level, SourceConfidence } from "../standard/standard";
import type { RecordedAnswer } from "./answer-record";

export interface SheetRow {
	readonly id: string;
	readonly chapter: string;
	readonly kind: CriterionKind;
	readonly type: CriterionType;
	readonly blocking: boolean;
	readonly metFrom: Level;
	readonly confidence: SourceConfidence;
	readonly evidence: readonly { readonly required: boolean; readonly maxAgeMonths?: number }[];
	readonly hasGuidance: boolean;
	readonly answer: RecordedAnswer;
	/** Level declared in last year's assessment. */
	readonly lastYear: Level | null;
}

/** The long texts of a criterion: printed once in the page, see components/text/printed.tsx. */
export interface CriterionTexts {
	readonly title: string;
	readonly statement: string;
	readonly levels: readonly string[];
	readonly evidence: readonly string[];
	readonly source: string;
	readonly guidance?: string;
}

/** A criterion the profile sets aside, with the rule that does. */
export interface SetAside {
	readonly id: string;
	readonly title: string;
	readonly applicability: Applicability;
}
