/** Owns the text of a calendar file (RFC 5545, RFC 5546): what a mail program, a telephone or another agenda reads. Pure. */
import { addDays, type Day, type Span } from "./calendar-day";

export type CalendarMethod = "PUBLISH" | "REQUEST" | "CANCEL";
export type CalendarStatus = "TENTATIVE" | "CONFIRMED" | "CANCELLED";

/** Times of day in Paris, "09:30": of arrival on the first day and of the end on the last one. */
export interface Hours {
	readonly opensAt: string;
	readonly closesAt: string;
}

export interface CalendarEvent extends Span {
	/** For ever the same: a second file about it updates it. */
	readonly uid: string;
	/** Rises with each change. */
	readonly sequence: number;
	readonly status: CalendarStatus;
	readonly summary: string;
	readonly description: string;
	readonly location: string;
	/** Null: none. */
	readonly url: string | null;
	/** Null: whole days. */
	readonly hours: Hours | null;
	readonly createdAt: Date;
	readonly changedAt: Date;
}

export interface Party {
	readonly name: string;
	readonly email: string;
}

export interface CalendarFile {
	readonly method: CalendarMethod;
	/** What an agenda that subscribes to it calls it; null for a single invitation. */
	readonly name: string | null;
	/** Who an invitation comes from. */
	readonly organizer: Party | null;
	/** Whom an invitation is for: one person, who reads nobody else's address. */
	readonly attendee: Party | null;
	readonly events: readonly CalendarEvent[];
}

const ZONE = "Europe/Paris";
/** The rules of summer time in France since 1996. */
const PARIS = [
	"BEGIN:VTIMEZONE",
	`TZID:${ZONE}`,
	"BEGIN:DAYLIGHT",
	"TZNAME:CEST",
	"TZOFFSETFROM:+0100",
	"TZOFFSETTO:+0200",
	"DTSTART:19960331T020000",
	"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
	"END:DAYLIGHT",
	"BEGIN:STANDARD",
	"TZNAME:CET",
	"TZOFFSETFROM:+0200",
	"TZOFFSETTO:+0100",
	"DTSTART:19961027T030000",
	"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
	"END:STANDARD",
	"END:VTIMEZONE",
];

/**
 * The whole file, in lines of at most 75 bytes that end with CRLF. The same facts always give the same bytes: the stamp of an
 * event is the moment of its last change.
 */
export function writeCalendar(file: CalendarFile): string {
	const { method, name, events } = file;
	const lines = [
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Label CAE//Audits//FR",
		"CALSCALE:GREGORIAN",
		`METHOD:${method}`,
		...(name === null
			? []
			: [
					`NAME:${text(name)}`,
					`X-WR-CALNAME:${text(name)}`,
					"REFRESH-INTERVAL;VALUE=DURATION:PT4H",
					"X-PUBLISHED-TTL:PT4H",
				]),
		...(events.some(({ hours }) => hours !== null) ? PARIS : []),
		...events.flatMap((event) => eventLines(event, file)),
		"END:VCALENDAR",
	];
	return lines.map((line) => `${fold(line)}\r\n`).join("");
}

function eventLines(event: CalendarEvent, { organizer, attendee }: CalendarFile): string[] {
	return [
		"BEGIN:VEVENT",
		`UID:${event.uid}`,
		`SEQUENCE:${event.sequence}`,
		`DTSTAMP:${instant(event.changedAt)}`,
		`CREATED:${instant(event.createdAt)}`,
		`LAST-MODIFIED:${instant(event.changedAt)}`,
		...timeLines(event),
		`STATUS:${event.status}`,
		`TRANSP:${event.status === "CANCELLED" ? "TRANSPARENT" : "OPAQUE"}`,
		`SUMMARY:${text(event.summary)}`,
		...(event.location === "" ? [] : [`LOCATION:${text(event.location)}`]),
		...(event.description === "" ? [] : [`DESCRIPTION:${text(event.description)}`]),
		...(event.url === null ? [] : [`URL:${event.url}`]),
		...(organizer ? [`ORGANIZER;CN=${quoted(organizer.name)}:mailto:${address(organizer.email)}`] : []),
		...(attendee
			? [
					`ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;CN=${quoted(attendee.name)}:mailto:${address(attendee.email)}`,
				]
			: []),
		"END:VEVENT",
	];
}

/** Whole days end on the day after the last one; hours are those of Paris, whatever the season. */
function timeLines({ startsOn, endsOn, hours }: CalendarEvent): string[] {
	if (hours === null) {
		return [`DTSTART;VALUE=DATE:${day(startsOn)}`, `DTEND;VALUE=DATE:${day(addDays(endsOn, 1))}`];
	}
	const at = (on: Day, time: string) => `;TZID=${ZONE}:${day(on)}T${time.replace(":", "")}00`;
	return [`DTSTART${at(startsOn, hours.opensAt)}`, `DTEND${at(endsOn, hours.closesAt)}`];
}

function day(on: Day): string {
	return on.replaceAll("-", "");
}

/** "20261005T093000Z" */
function instant(at: Date): string {
	return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

function text(value: string): string {
	return value
		.replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
		.replaceAll(/[^\P{Cc}\n]/gu, " ")
		.replaceAll(/[\\;,]/g, "\\$&")
		.replaceAll("\n", "\\n");
}

/** A parameter has no way to escape a quote. */
function quoted(value: string): string {
	return `"${value.replaceAll(/["\p{Cc}\u2028\u2029]+/gu, " ").trim()}"`;
}

function address(email: string): string {
	return email.replaceAll(/[\p{Cc}\s]+/gu, "");
}

/** A letter is never cut in two: French takes two bytes for an accent. */
function fold(line: string): string {
	if (line.length <= 25) return line;
	let folded = "";
	let from = 0;
	let at = 0;
	let bytes = 0;
	for (const sign of line) {
		const size = bytesOf(sign);
		if (bytes + size > 75) {
			folded += `${line.slice(from, at)}\r\n `;
			from = at;
			bytes = 1;
		}
		at += sign.length;
		bytes += size;
	}
	return folded + line.slice(from);
}

/** In UTF-8. */
function bytesOf(sign: string): number {
	const code = sign.codePointAt(0) ?? 0;
	if (code < 0x80) return 1;
	if (code < 0x800) return 2;
	return code < 0x10000 ? 3 : 4;
}
