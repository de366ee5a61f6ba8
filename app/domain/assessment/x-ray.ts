/** Owns what an audit would notice at once in answers that are otherwise complete: told before they are sent, never a refusal. */
import type { Day } from "../calendar-day";
import { evidenceChecklist } from "../evidence/checklist";
import type { Criterion, Level } from "../standard/standard";
import type { RecordedAnswer } from "./answer-record";

/** A piece attached to a criterion. Dates unknown: one that the reader may not see. */
export interface XRayPiece {
	readonly expected: string;
	readonly issuedOn: Day | null;
	readonly expiresOn: Day | null;
	readonly concealed: boolean;
}

export const X_RAY_SIGNS = ["exemplaryWithoutEvidence", "evidenceOver"] as const;
export type XRaySign = (typeof X_RAY_SIGNS)[number];

export interface XRay {
	/** In the order of the criteria. */
	readonly signs: readonly { readonly criterionId: string; readonly sign: XRaySign }[];
	/** How many answers reach what the criterion asks, for which a piece is required and none is attached. */
	readonly metWithoutEvidence: number;
}

/**
 * @param put criteria put to the cooperative
 * @param attached pieces by criterion
 * @param today day in Paris
 * Source.
 */
export function xRay(
	put: readonly Criterion[],
	recorded: ReadonlyMap<string, RecordedAnswer>,
	attached: ReadonlyMap<string, readonly XRayPiece[]>,
	today: Day,
): XRay {
	const answered = put.flatMap((criterion) => {
		const answer = recorded.get(criterion.id);
		if (!answer || answer.toConfirm || answer.level === null) return [];
		return [{ criterion, level: answer.level, pieces: attached.get(criterion.id) ?? [] }];
	});
	return {
		signs: answered.flatMap(({ criterion, level, pieces }) => {
			const sign = signOf(criterion, level, pieces, today);
			return sign ? [{ criterionId: criterion.id, sign }] : [];
		}),
		metWithoutEvidence: answered.filter(
			({ criterion: { metFrom, evidence }, level, pieces }) =>
				level >= metFrom && pieces.length === 0 && evidence.some(({ required }) => required),
		).length,
	};
}

function signOf(criterion: Criterion, level: Level, pieces: readonly XRayPiece[], today: Day): XRaySign | null {
	if (level === 3 && pieces.length === 0) return "exemplaryWithoutEvidence";
	return isOver(criterion, pieces, today) ? "evidenceOver" : null;
}

/** Something attached is past its term or older than admitted, and nothing good answers the same expected piece. */
function isOver({ evidence }: Criterion, pieces: readonly XRayPiece[], today: Day): boolean {
	const seen = pieces.filter(({ concealed }) => !concealed);
	const { lines, others } = evidenceChecklist(evidence, seen, today);
	const over = (piece: { freshness: string }) => piece.freshness === "expired" || piece.freshness === "tooOld";
	return lines.some((line) => !line.satisfied && line.pieces.some(over)) || others.some(over);
}
