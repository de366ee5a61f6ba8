/** Owns the name under which a meeting's record waits in the browser, beside the criteria of its visit. */
import { MEETING_KINDS, type MeetingKind } from "~/domain/audit/meeting";

const PREFIX = "reunion-";

export const meetingEntry = (kind: MeetingKind) => `${PREFIX}${kind}`;

/** Null: the entry is a criterion's. */
export function meetingOf(entryId: string): MeetingKind | null {
	return MEETING_KINDS.find((kind) => entryId === meetingEntry(kind)) ?? null;
}
