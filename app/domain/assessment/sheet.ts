/** Owns the shape of a domain's sheet, shared by the use case that reads it and the page that shows it. */
import type {
	Applicability,
	CriterionKind,
	CriterionType,
	ExpectedEvidence,
	Level,
	SourceConfidence,
} from "../standard/standard";
import type { RecordedAnswer } from "./answer-record";

/** What the live gauges need of a criterion of the domain, shown or not. */
export interface GaugedCriterion {
	readonly id: string;
	readonly kind: CriterionKind;
	readonly blocking: boolean;
	readonly weight: 1 | 2 | 3;
	readonly metFrom: Level;
	readonly answer: RecordedAnswer;
}

export interface SheetRow extends GaugedCriterion {
	readonly chapter: string;
	readonly type: CriterionType;
	readonly confidence: SourceConfidence;
	/** How many pieces are expected; their words are in the texts. */
	readonly evidenceCount: number;
	readonly hasGuidance: boolean;
	/** What was declared the last time, to this criterion or to those it comes from; absent when nothing was. */
	readonly earlier?: readonly EarlierAnswer[];
	/** The question changed since; the words are in the texts. */
	readonly changed?: true;
}

/** An answer of the last assessment sent. */
export interface EarlierAnswer {
	/** Null: not applicable. */
	readonly level: Level | null;
	/** The criterion it was given to, when it had another identifier. */
	readonly from?: string;
	/** What was written with it is not what is written now; the words are in the texts, in the same order. */
	readonly written?: true;
}

/** The long texts of a criterion: printed once in the page, see components/text/printed.tsx. */
export interface CriterionTexts {
	readonly title: string;
	readonly statement: string;
	readonly levels: readonly string[];
	readonly evidence: readonly ExpectedEvidence[];
	readonly source: string;
	readonly guidance?: string;
	/** What was written with the earlier answers. */
	readonly earlierWords?: readonly string[];
	/** What changed since the version that the earlier answer was given to. */
	readonly changeNote?: string;
}

/** A criterion the profile sets aside, with the rule that does. */
export interface SetAside {
	readonly id: string;
	readonly title: string;
	readonly applicability: Applicability;
}
