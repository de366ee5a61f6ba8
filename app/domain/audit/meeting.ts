/** Owns the opening and closing meetings of a visit (ISO 19011): what their record says, and when it may be signed. */
import { accept, type Result, refuse } from "../result";

export const MEETING_KINDS = ["opening", "closing"] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

export interface MeetingRecord {
	/** "2026-03-12", or null while it is not told. */
	readonly heldOn: string | null;
	/** "09:30", or empty. */
	readonly startsAt: string;
	readonly endsAt: string;
	/** Functions of those present, in words. */
	readonly people: string;
	readonly remarks: string;
	/** Who read it for the cooperative, and as what. */
	readonly representative: string;
	readonly representativeRole: string;
	readonly acknowledged: boolean;
}

export const BLANK_MEETING: MeetingRecord = {
	heldOn: null,
	startsAt: "",
	endsAt: "",
	people: "",
	remarks: "",
	representative: "",
	representativeRole: "",
	acknowledged: false,
};

/** Whether two records say the same thing. */
export function sameMeeting(a: MeetingRecord, b: MeetingRecord): boolean {
	return (Object.keys(BLANK_MEETING) as (keyof MeetingRecord)[]).every((key) => a[key] === b[key]);
}

/**
 * a record is signed once it says when it was held and who was there, with an end after its beginning; « lu et reçu » is
 * said by somebody. While it is written, anything is kept.
 */
export function checkSigning(meeting: MeetingRecord): Result<true, "INCOMPLETE" | "HOURS" | "NO_REPRESENTATIVE"> {
	const { heldOn, startsAt, endsAt, people, acknowledged, representative } = meeting;
	if (!heldOn || startsAt === "" || people.trim() === "") return refuse("INCOMPLETE");
	if (endsAt !== "" && endsAt <= startsAt) return refuse("HOURS");
	if (acknowledged && representative.trim() === "") return refuse("NO_REPRESENTATIVE");
	return accept(true);
}
