/** Owns what a report of an assessment says, before it is drawn: figures, answers chapter by chapter, evidence, what an audit would notice. */
import type { Day } from "../calendar-day";
import type { EvidenceKind } from "../evidence/evidence-kind";
import { type LabelOutcome, labelOutcome } from "../scoring/label-outcome";
import { type OutcomeCheck, outcomeChecks } from "../scoring/outcome-checks";
import { type AssessmentScore, type DomainScore, scoreAssessment } from "../scoring/score-assessment";
import { scoreChapters } from "../scoring/score-chapters";
import { applicableCriteria } from "../standard/applicability";
import type { Criterion, Profile, Standard } from "../standard/standard";
import { answerValues, type RecordedAnswer, UNANSWERED } from "./answer-record";
import { type MissingReason, missingAnswers } from "./completeness";
import { type XRay, xRay } from "./x-ray";

/** A piece attached to a criterion; null: one that the reader may not see. */
export interface ReportLink {
	readonly criterionId: string;
	/** Words of the expected piece it answers; empty: none in particular. */
	readonly expected: string;
	readonly piece: ReportPiece | null;
}

export interface ReportPiece {
	readonly id: string;
	readonly title: string;
	readonly kind: EvidenceKind;
	readonly issuedOn: Day | null;
	readonly expiresOn: Day | null;
	readonly confidential: boolean;
	/** The version that is cited: its number, the name of its file and the SHA-256 of its bytes. */
	readonly number: number;
	readonly name: string;
	readonly sha256: string;
}

export interface ReportLine {
	readonly criterion: Criterion;
	readonly answer: RecordedAnswer;
	/** Why it does not count; null when it does. */
	readonly missing: MissingReason | null;
	/** Titles of the pieces attached. */
	readonly pieces: readonly string[];
	readonly hidden: number;
}

interface ReportChapter {
	readonly code: string;
	readonly title: string;
	readonly score: DomainScore;
	readonly lines: readonly ReportLine[];
}

export interface AssessmentReport {
	readonly score: AssessmentScore;
	readonly outcome: LabelOutcome;
	readonly checks: readonly OutcomeCheck[];
	readonly missingCount: number;
	readonly criteriaCount: number;
	/** With an applicable criterion at least, and so are their chapters. */
	readonly domains: readonly {
		readonly code: string;
		readonly title: string;
		readonly score: DomainScore;
		readonly chapters: readonly ReportChapter[];
	}[];
	/** Each once, with the criteria it is attached to. */
	readonly pieces: readonly (ReportPiece & { readonly criteria: readonly string[] })[];
	/** Links to pieces that the reader may not see. */
	readonly hidden: number;
	readonly xRay: XRay;
}

/**
 * @param recorded declared answers only
 * @param day in Paris: that of the sending, today for a draft
 * Source: R-145.
 */
export function buildReport(
	standard: Standard,
	profile: Profile,
	recorded: ReadonlyMap<string, RecordedAnswer>,
	links: readonly ReportLink[],
	day: Day,
): AssessmentReport {
	const values = answerValues(recorded);
	const score = scoreAssessment(standard, profile, values);
	const chapters = scoreChapters(standard, profile, values);
	const put = applicableCriteria(standard, profile);
	const missing = new Map(
		missingAnswers(standard, profile, recorded).map(({ criterion, reason }) => [criterion.id, reason]),
	);
	const attached = byCriterion(links);
	const lineOf = (criterion: Criterion): ReportLine => {
		const own = attached.get(criterion.id) ?? [];
		return {
			criterion,
			answer: recorded.get(criterion.id) ?? UNANSWERED,
			missing: missing.get(criterion.id) ?? null,
			pieces: own.flatMap(({ piece }) => piece?.title ?? []),
			hidden: own.filter(({ piece }) => piece === null).length,
		};
	};
	return {
		score,
		outcome: labelOutcome(standard.labelRules, score),
		checks: outcomeChecks(standard.labelRules, score),
		missingCount: missing.size,
		criteriaCount: standard.criteria.length,
		domains: standard.domains.flatMap(({ code, title, chapters: parts }) => {
			const told = parts.flatMap((chapter) => {
				const lines = put.filter((criterion) => criterion.chapter === chapter.code).map(lineOf);
				const figures = chapters[chapter.code];
				return figures && lines.length > 0 ? [{ ...chapter, score: figures, lines }] : [];
			});
			const figures = score.domains[code];
			return figures && told.length > 0 ? [{ code, title, score: figures, chapters: told }] : [];
		}),
		pieces: piecesOnce(links),
		hidden: links.filter(({ piece }) => piece === null).length,
		xRay: xRay(put, recorded, seenByXRay(links), day),
	};
}

function piecesOnce(links: readonly ReportLink[]): AssessmentReport["pieces"] {
	const pieces = new Map<string, ReportPiece & { criteria: string[] }>();
	for (const { criterionId, piece } of links) {
		if (piece === null) continue;
		const known = pieces.get(piece.id) ?? { ...piece, criteria: [] };
		known.criteria.push(criterionId);
		pieces.set(piece.id, known);
	}
	return [...pieces.values()];
}

function seenByXRay(links: readonly ReportLink[]): Parameters<typeof xRay>[2] {
	return byCriterion(
		links.map(({ criterionId, expected, piece }) => ({
			criterionId,
			expected,
			issuedOn: piece?.issuedOn ?? null,
			expiresOn: piece?.expiresOn ?? null,
			concealed: piece === null,
		})),
	);
}

function byCriterion<Item extends { readonly criterionId: string }>(items: readonly Item[]): Map<string, Item[]> {
	const groups = new Map<string, Item[]>();
	for (const item of items) groups.set(item.criterionId, [...(groups.get(item.criterionId) ?? []), item]);
	return groups;
}
