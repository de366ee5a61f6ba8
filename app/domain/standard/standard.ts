/** Owns the shape of one version of the référentiel (a "standard"), as parsed from `criteria/<standard>/<version>/`. */

/** Maturity level of one criterion. 0 nothing in place, 1 partial, 2 in place (conform), 3 exemplary. */
export type Level = 0 | 1 | 2 | 3;
export const LEVELS = [0, 1, 2, 3] as const satisfies readonly Level[];

/** Mandatory criteria must all be met; recommended ones by share (dossier C.4). */
export const CRITERION_KINDS = ["mandatory", "recommended"] as const;
export type CriterionKind = (typeof CRITERION_KINDS)[number];

/** Why a criterion is asked. The first two are always mandatory, the third always recommended. */
export const CRITERION_TYPES = ["legalObligation", "labelRequirement", "goodPractice"] as const;
export type CriterionType = (typeof CRITERION_TYPES)[number];

/** How sure the writers are of the legal source: confirmed, to re-read, or law still moving. */
export const SOURCE_CONFIDENCES = ["high", "medium", "check"] as const;
export type SourceConfidence = (typeof SOURCE_CONFIDENCES)[number];

/** What became of a criterion since the previous version. */
export const CHANGE_KINDS = ["unchanged", "reworded", "tightened", "relaxed", "new", "split", "merged"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/**
 * What becomes of the answer given to the previous version: carried over as it is; carried over when its level meets the
 * criterion, to confirm otherwise; proposed, and counted once confirmed; left readable, to be answered again.
 */
export const KEEP_ANSWERS = ["carry", "carryIfMet", "confirm", "reset"] as const;
export type KeepAnswer = (typeof KEEP_ANSWERS)[number];

/** Where a criterion comes from. A criterion without one is unchanged since the same id of the previous version. */
export interface CriterionChange {
	readonly kind: ChangeKind;
	/** Ids of the previous version. Absent when new. */
	readonly from?: readonly string[];
	/** Absent when new; `carry` when absent of an unchanged criterion. */
	readonly keepAnswer?: KeepAnswer;
	/** What a manager needs to know, in French. */
	readonly note?: string;
}

/** A criterion of the previous version that nothing takes over. Its id is never given again. */
export interface RetiredCriterion {
	readonly id: string;
	/** French, for the screen. */
	readonly reason: string;
	/** Id of this version to look at instead; no answer is carried to it. */
	readonly replacedBy?: string;
}

/** Who a criterion is put to. Codes refer to the lists declared by the standard itself. `note` is French, for the screen. */
export type Applicability =
	| { readonly scope: "all" }
	| { readonly scope: "sector"; readonly anyOf: readonly string[]; readonly note?: string }
	| { readonly scope: "activity"; readonly anyOf: readonly string[]; readonly note?: string }
	| { readonly scope: "headcount"; readonly min: number; readonly note?: string }
	| { readonly scope: "condition"; readonly key: string; readonly note?: string };

/** A piece of evidence the auditor expects. `maxAgeMonths` counts back from the day of the answer. */
export interface ExpectedEvidence {
	readonly label: string;
	readonly required: boolean;
	readonly maxAgeMonths?: number;
}

export interface Criterion {
	/** Stable for ever and never reused, e.g. `JUR-01`. */
	readonly id: string;
	/** Code of the domain, e.g. `JUR`. */
	readonly domain: string;
	/** Code of the chapter, e.g. `JUR-A`. */
	readonly chapter: string;
	readonly title: string;
	readonly statement: string;
	readonly kind: CriterionKind;
	readonly type: CriterionType;
	/** A blocking criterion not met is a major non-conformity by itself. */
	readonly blocking: boolean;
	/** Integer 1..3. */
	readonly weight: 1 | 2 | 3;
	/** Level from which the criterion is met. */
	readonly metFrom: Level;
	/** One descriptor per level, index = level. */
	readonly levels: readonly [string, string, string, string];
	readonly evidence: readonly ExpectedEvidence[];
	readonly source: { readonly text: string; readonly confidence: SourceConfidence };
	readonly applicability: Applicability;
	readonly guidance?: string;
	readonly change?: CriterionChange;
}

export interface Chapter {
	readonly code: string;
	readonly title: string;
}

export interface Domain {
	/** Three capital letters, e.g. `JUR`. */
	readonly code: string;
	readonly title: string;
	readonly description: string;
	readonly chapters: readonly Chapter[];
}

/** A code the standard declares, with its French label (sector, activity, condition). */
export interface Term {
	readonly code: string;
	readonly label: string;
	readonly note?: string;
}

export interface ScaleLevel {
	readonly level: Level;
	readonly label: string;
	readonly meaning: string;
}

/** Thresholds of the label decision. Percents are integers 0..100, compared exactly (dossier C.4, decisions 4 and 8). */
export interface LabelRules {
	/** Share of recommended criteria to meet, by count. */
	readonly recommendedSharePercent: number;
	/** This many minor non-conformities in one domain make one major. */
	readonly minorsMakingMajor: number;
	readonly conformity: {
		/** Weighted share of mandatory criteria for the label without reservations. */
		readonly awardedPercent: number;
		/** Overall floor for the label with reservations. */
		readonly reservationsPercent: number;
		/** Floor in each domain for the label with reservations. */
		readonly reservationsDomainPercent: number;
		/** Below this overall, the file is refused. */
		readonly refusedBelowPercent: number;
	};
	readonly deadlinesMonths: {
		readonly major: number;
		readonly majorExtended: number;
		readonly minor: number;
	};
	readonly validityYears: number;
	/** Follow-up audit window, months after the decision. */
	readonly followUpMonths: { readonly from: number; readonly to: number };
	/** Renewal audit window, months before the end of validity. */
	readonly renewalMonthsBefore: { readonly from: number; readonly to: number };
}

export interface Standard {
	/** e.g. `label-cae`. */
	readonly code: string;
	/** e.g. `2.0`. */
	readonly version: string;
	/** Version this one follows, e.g. `1.0`. Absent of the first one. */
	readonly previous?: string;
	readonly title: string;
	/** Says that the wording is the project's own. Shown at the head of the référentiel. */
	readonly notice: string;
	/** Personal data rule shown beside evidence (decisions, 6). */
	readonly evidenceNotice: string;
	/** Shown beside "non applicable". */
	readonly notApplicableNotice: string;
	/** ISO date (YYYY-MM-DD). */
	readonly publishedOn: string;
	readonly scale: readonly [ScaleLevel, ScaleLevel, ScaleLevel, ScaleLevel];
	/** Remarks that hold for the whole scale. */
	readonly scaleNotes: readonly string[];
	readonly sectors: readonly Term[];
	readonly activities: readonly Term[];
	readonly conditions: readonly Term[];
	readonly domains: readonly Domain[];
	readonly labelRules: LabelRules;
	/** In domain, chapter and number order. */
	readonly criteria: readonly Criterion[];
	readonly retired: readonly RetiredCriterion[];
}

/** What the scoring reads of a standard: all a page needs to carry to show live figures. */
export interface ScoredStandard {
	readonly domains: readonly { readonly code: string }[];
	readonly criteria: readonly ScoredCriterion[];
	readonly labelRules: Pick<LabelRules, "minorsMakingMajor">;
}
/** The same, with what decides an outcome: all a page needs to carry to try levels. */
export interface RuledStandard extends ScoredStandard {
	readonly labelRules: LabelRules;
}
export type ScoredCriterion = Pick<
	Criterion,
	"id" | "domain" | "kind" | "blocking" | "weight" | "metFrom" | "applicability"
>;

/** What decides which criteria apply to a cooperative. Codes are those the standard declares. */
export interface Profile {
	/** Sectors of the activities the cooperative hosts, not its own speciality (decisions, 3). */
	readonly sectors: readonly string[];
	readonly activities: readonly string[];
	readonly headcount: number;
	readonly conditions: readonly string[];
}
