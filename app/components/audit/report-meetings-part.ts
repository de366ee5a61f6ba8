/** Owns how the opening and closing meetings of a visit are printed: when, who was there, what was said, who signed and received. */
import type { MeetingKind, MeetingRecord } from "~/domain/audit/meeting";
import { meetingLabels } from "~/messages.meeting.fr";
import { type Block, type Part, text, title } from "../document/document-model";
import { formatDate } from "../text/format";
import { formatHour } from "./hour";

export interface PrintedMeeting extends MeetingRecord {
	readonly kind: MeetingKind;
	readonly signedAt: Date | null;
	readonly signedByName: string | null;
	readonly confirmedAt: Date | null;
}

/** Nothing for a visit whose meetings were not written down. */
export function meetingsPart(meetings: readonly PrintedMeeting[]): readonly Part[] {
	return meetings.length === 0
		? []
		: [{ title: "Réunions d’ouverture et de clôture", blocks: meetings.flatMap(meetingBlocks) }];
}

function meetingBlocks(meeting: PrintedMeeting): readonly Block[] {
	const { kind, heldOn, startsAt, endsAt, people, remarks } = meeting;
	const hours = startsAt
		? `, ${endsAt ? `de ${formatHour(startsAt)} à ${formatHour(endsAt)}` : `à ${formatHour(startsAt)}`}`
		: "";
	return [
		title(meetingLabels[kind]),
		...(heldOn ? [text(`Tenue le ${formatDate(heldOn)}${hours}.`)] : []),
		...(people.trim() ? [text(`Personnes présentes : ${people.trim()}.`)] : []),
		...(remarks.trim() ? [text(remarks.trim(), "quote")] : []),
		text(signaturesOf(meeting), "soft"),
	];
}

function signaturesOf({
	signedAt,
	signedByName,
	acknowledged,
	representative,
	representativeRole,
	confirmedAt,
}: PrintedMeeting): string {
	const signed = signedAt
		? `Signé le ${formatDate(signedAt)}${signedByName ? ` par ${signedByName}` : ""}.`
		: "Ce compte rendu n’a pas été signé.";
	const role = representativeRole.trim() ? `, ${representativeRole.trim()}` : "";
	const read = acknowledged ? ` Lu et reçu sur place par ${representative.trim()}${role}.` : "";
	const received = confirmedAt ? ` Reçu par la CAE le ${formatDate(confirmedAt)}, depuis son compte.` : "";
	return `${signed}${read}${received}`;
}
