/** Owns the shape of a journal row of the demonstration. */
import type { JournalAction, SubjectType } from "../../app/domain/journal/journal-action";

export interface DemoJournalRow {
	readonly at: Date;
	readonly actorId: string | null;
	readonly action: JournalAction;
	readonly subjectType: SubjectType;
	readonly subjectId: string;
	readonly cooperativeId: string | null;
	readonly before: unknown;
	readonly after: unknown;
}

export function row(
	at: Date,
	actorId: string | null,
	action: JournalAction,
	[subjectType, subjectId]: readonly [SubjectType, string],
	cooperative: string | null,
	after: unknown,
	before: unknown = null,
): DemoJournalRow {
	return { at, actorId, action, subjectType, subjectId, cooperativeId: cooperative, before, after };
}
