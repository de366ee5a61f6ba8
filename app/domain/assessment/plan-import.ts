/** Owns what a table filled in away from the site would do to the assessment as it stands: what changes, what somebody changed meanwhile, what is refused. Rule R-110. */
import { applies } from "../standard/applicability";
import { cellName } from "../standard/cell-text";
import { findShuffled, type MovedText } from "../standard/shuffled-columns";
import type { Profile, Standard } from "../standard/standard";
import { type RecordedAnswer, UNANSWERED } from "./answer-record";
import { ANSWER_COLUMNS, plainText } from "./answer-sheet";
import type { OfflineAnswer } from "./read-answer-sheet";

export interface PlannedAnswer {
	readonly criterionId: string;
	readonly title: string;
	readonly row: number;
	/** In the assessment now. */
	readonly before: RecordedAnswer;
	readonly after: Omit<RecordedAnswer, "version" | "toConfirm">;
	/** The same answer, which was only proposed, is taken as it is. */
	readonly confirms: boolean;
	/** « NA » without its reason: kept, and counted as unanswered. */
	readonly lacksReason: boolean;
}

export type RowRefusal = "NOT_APPLICABLE_TO_PROFILE" | "OTHER_DOMAIN" | "UNKNOWN";

export interface RefusedRow {
	readonly criterionId: string;
	readonly row: number;
	readonly reason: RowRefusal;
	readonly domain: string;
}

export interface ImportPlan {
	readonly changes: readonly PlannedAnswer[];
	/** Touched in the table, and changed by somebody in the assessment since it left: theirs is `before`. */
	readonly conflicts: readonly PlannedAnswer[];
	readonly refused: readonly RefusedRow[];
	/** Rows that say what the assessment says now. */
	readonly same: number;
	/** A column that was sorted without the others, and the cell where it shows; null otherwise. */
	readonly shuffled: { readonly column: string; readonly cell: string } | null;
}

/** @param mayAnswer whether the person answers that domain, by its code */
export function planImport(
	{ standard, profile }: { readonly standard: Standard; readonly profile: Profile },
	recorded: ReadonlyMap<string, RecordedAnswer>,
	touched: readonly OfflineAnswer[],
	mayAnswer: (domain: string) => boolean,
): ImportPlan {
	const criteria = new Map(standard.criteria.map((criterion) => [criterion.id, criterion]));
	const changes: PlannedAnswer[] = [];
	const conflicts: PlannedAnswer[] = [];
	const refused: RefusedRow[] = [];
	let same = 0;
	for (const offline of touched) {
		const { criterionId, row } = offline;
		const criterion = criteria.get(criterionId);
		const refuse = (reason: RowRefusal) => refused.push({ criterionId, row, reason, domain: criterion?.domain ?? "" });
		const before = recorded.get(criterionId) ?? UNANSWERED;
		const after = { ...asRecorded(offline, before) };
		const differs = !sameAnswer(before, after);
		const confirms = !differs && offline.confirmed && before.toConfirm === true;
		if (!criterion) refuse("UNKNOWN");
		else if (!differs && !confirms) same += 1;
		else if (!applies(criterion, profile).applies) refuse("NOT_APPLICABLE_TO_PROFILE");
		else if (!mayAnswer(criterion.domain)) refuse("OTHER_DOMAIN");
		else {
			const lacksReason = after.notApplicable && after.reason.trim() === "";
			const planned = { criterionId, title: criterion.title, row, before, after, confirms, lacksReason };
			(offline.version === before.version ? changes : conflicts).push(planned);
		}
	}
	return { changes, conflicts, refused, same, shuffled: shuffledColumn([...changes, ...conflicts]) };
}

/** A text that a spreadsheet gave back as it was stays as it is written in the assessment. */
function asRecorded({ level, notApplicable, reason, comment }: OfflineAnswer, before: RecordedAnswer) {
	const kept = (was: string, is: string) => (plainText(was) === is ? was : is);
	return { level, notApplicable, reason: kept(before.reason, reason), comment: kept(before.comment, comment) };
}

function sameAnswer(before: RecordedAnswer, after: PlannedAnswer["after"]): boolean {
	return (
		before.level === after.level &&
		before.notApplicable === after.notApplicable &&
		before.reason === after.reason &&
		before.comment === after.comment
	);
}

/** Shorter texts, such as « voir statuts », are the same in several rows without any accident. */
const TELLING_LENGTH = 20;

function shuffledColumn(planned: readonly PlannedAnswer[]): ImportPlan["shuffled"] {
	for (const key of ["comment", "reason"] as const) {
		const at = ANSWER_COLUMNS.findIndex((column) => column.key === key);
		const moved = planned.flatMap(({ row, before, after }): readonly MovedText[] => {
			const [was, is] = [plainText(before[key]), plainText(after[key])];
			if (was === is || was.length < TELLING_LENGTH || is.length < TELLING_LENGTH) return [];
			return [{ cell: cellName(at, row - 1), before: was, after: is }];
		});
		const cell = findShuffled(moved);
		if (cell) return { column: ANSWER_COLUMNS[at]?.title ?? "", cell };
	}
	return null;
}
