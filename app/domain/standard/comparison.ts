/** Owns the shape of a comparison of two versions: what screens and commands print. */
import type { AudienceDifference } from "./compare-audiences";
import type { TextPiece } from "./compare-texts";
import type { LineageStep } from "./lineage-chain";
import { CHANGE_KINDS, type Criterion, type ExpectedEvidence, type KeepAnswer, type LabelRules } from "./standard";

/** What became of a criterion, the retired ones included, in the order they are counted. */
export const COMPARED_KINDS = [...CHANGE_KINDS, "retired"] as const;
export type ComparedKind = (typeof COMPARED_KINDS)[number];

export const TEXT_FIELDS = [
	"title",
	"statement",
	"level0",
	"level1",
	"level2",
	"level3",
	"source",
	"guidance",
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** A text that is not the same any more. An absent text compares as an empty one. */
export interface TextDifference {
	readonly field: TextField;
	readonly pieces: readonly TextPiece[];
}

export interface EvidencePiece {
	readonly kind: TextPiece["kind"];
	readonly evidence: ExpectedEvidence;
}

export const TRAITS = ["kind", "type", "weight", "blocking", "metFrom", "applicability"] as const;
export type Trait = (typeof TRAITS)[number];
/** Anything of a criterion that is not a text and counts: never in the eyes of the reader alone. */
export type TraitDifference = {
	readonly [T in Trait]: { readonly trait: T; readonly before: Criterion[T]; readonly after: Criterion[T] };
}[Trait];

export interface CriterionComparison {
	/** Of the new version; of the previous one when retired. */
	readonly id: string;
	readonly domain: string;
	readonly title: string;
	readonly kind: ComparedKind;
	/** Ids of the earlier version: none when new. */
	readonly from: readonly string[];
	/** When split: the ids of the new version that come out of the same criterion, this one included. */
	readonly parts: readonly string[];
	/** Null when new or retired. */
	readonly keepAnswer: KeepAnswer | null;
	/** For managers; of a retired one, why. French. Null with versions in between. */
	readonly note: string | null;
	/** With versions in between: each one that changed it, and why. Empty otherwise: `kind` and `note` say it all. */
	readonly steps: readonly LineageStep[];
	/** Of a retired one: what to read instead. */
	readonly replacedBy: string | null;
	/** Against the criterion of the previous version it continues; whole texts when new or retired. */
	readonly texts: readonly TextDifference[];
	/** Empty when the expected evidence is the same. */
	readonly evidence: readonly EvidencePiece[];
	readonly traits: readonly TraitDifference[];
	/** When merged: the other criteria it gathers, as they read. */
	readonly gathered: readonly { readonly id: string; readonly title: string; readonly statement: string }[];
}

export interface StandardFigures {
	readonly criteria: number;
	readonly mandatory: number;
	readonly recommended: number;
	readonly blocking: number;
	/** Total weight. */
	readonly weight: number;
}

/** Every threshold and delay of the label, by name: percents, counts, months, years. */
export const LABEL_RULES = {
	recommendedShare: ({ recommendedSharePercent }: LabelRules) => recommendedSharePercent,
	minorsMakingMajor: ({ minorsMakingMajor }: LabelRules) => minorsMakingMajor,
	awarded: ({ conformity }: LabelRules) => conformity.awardedPercent,
	reservations: ({ conformity }: LabelRules) => conformity.reservationsPercent,
	reservationsDomain: ({ conformity }: LabelRules) => conformity.reservationsDomainPercent,
	refusedBelow: ({ conformity }: LabelRules) => conformity.refusedBelowPercent,
	majorMonths: ({ deadlinesMonths }: LabelRules) => deadlinesMonths.major,
	majorExtendedMonths: ({ deadlinesMonths }: LabelRules) => deadlinesMonths.majorExtended,
	minorMonths: ({ deadlinesMonths }: LabelRules) => deadlinesMonths.minor,
	validityYears: ({ validityYears }: LabelRules) => validityYears,
	followUpFrom: ({ followUpMonths }: LabelRules) => followUpMonths.from,
	followUpTo: ({ followUpMonths }: LabelRules) => followUpMonths.to,
	renewalFrom: ({ renewalMonthsBefore }: LabelRules) => renewalMonthsBefore.from,
	renewalTo: ({ renewalMonthsBefore }: LabelRules) => renewalMonthsBefore.to,
} as const satisfies Readonly<Record<string, (rules: LabelRules) => number>>;
export type LabelRule = keyof typeof LABEL_RULES;

export interface StandardComparison {
	readonly code: string;
	readonly before: { readonly version: string; readonly publishedOn: string };
	readonly after: { readonly version: string; readonly publishedOn: string };
	/** The versions in between, oldest first. Empty when one follows the other. */
	readonly through: readonly string[];
	/** Every criterion of the new version, in its order, then the retired ones: all, unchanged ones included. */
	readonly criteria: readonly CriterionComparison[];
	readonly counts: Readonly<Record<ComparedKind, number>>;
	/** How many criteria of the new version take their answer over in each way. */
	readonly kept: Readonly<Record<KeepAnswer, number>>;
	readonly whole: { readonly before: StandardFigures; readonly after: StandardFigures };
	/** In the order of the new version, then domains it has no more. */
	readonly domains: readonly {
		readonly code: string;
		readonly title: string;
		readonly before: StandardFigures;
		readonly after: StandardFigures;
	}[];
	/** Thresholds and delays of the label that are not the same. */
	readonly rules: readonly { readonly rule: LabelRule; readonly before: number; readonly after: number }[];
	/** French label of each sector, activity and condition of either version. */
	readonly terms: Readonly<Record<string, string>>;
	/** First everyone; then only those for whom something else changes. */
	readonly audiences: readonly AudienceDifference[];
}
