/** An agenda as people have one: it imports calendar files, knows an event again by its UID, and keeps the latest sequence. */
import ICAL from "ical.js";
import { convertIcsCalendar } from "ts-ics";

export interface AgendaEntry {
	readonly sequence: number;
	readonly stamp: string;
	readonly summary: string;
	readonly cancelled: boolean;
	readonly start: string;
	readonly end: string;
}

export class Agenda {
	readonly #entries = new Map<string, AgendaEntry>();

	/** Returns how many entries were added or changed. */
	import(text: string): number {
		let changed = 0;
		const calendar = new ICAL.Component(ICAL.parse(text));
		const withdrawn = calendar.getFirstPropertyValue("method") === "CANCEL";
		for (const component of calendar.getAllSubcomponents("vevent")) {
			const event = new ICAL.Event(component);
			const entry = {
				sequence: event.sequence,
				stamp: String(component.getFirstPropertyValue("dtstamp")),
				summary: event.summary,
				cancelled: withdrawn || component.getFirstPropertyValue("status") === "CANCELLED",
				start: event.startDate.toString(),
				end: event.endDate.toString(),
			};
			const known = this.#entries.get(event.uid);
			if (known && !isLater(entry, known)) continue;
			this.#entries.set(event.uid, entry);
			changed += 1;
		}
		return changed;
	}

	get entries(): readonly AgendaEntry[] {
		return [...this.#entries.values()];
	}
}

/** RFC 5546, 2.1.5: the sequence decides; for the same one, the stamp. */
function isLater(entry: AgendaEntry, known: AgendaEntry): boolean {
	return entry.sequence === known.sequence ? entry.stamp > known.stamp : entry.sequence > known.sequence;
}

/** What two parsers that share no code read of the first event. Days as "2026-03-12", instants in ISO. */
export function readTwice(text: string) {
	const component = new ICAL.Component(ICAL.parse(text));
	for (const zone of component.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
	const vevent = component.getFirstSubcomponent("vevent");
	if (!vevent) throw new Error("no event");
	const event = new ICAL.Event(vevent);
	const at = (time: InstanceType<typeof ICAL.Time>) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
	const mozilla = {
		method: component.getFirstPropertyValue("method"),
		uid: event.uid,
		sequence: event.sequence,
		status: vevent.getFirstPropertyValue("status"),
		summary: event.summary,
		description: event.description,
		location: event.location,
		start: at(event.startDate),
		end: at(event.endDate),
		attendees: vevent.getAllProperties("attendee").map((one) => String(one.getFirstValue()).replace(/^mailto:/, "")),
		organizer: String(vevent.getFirstPropertyValue("organizer") ?? "").replace(/^mailto:/, ""),
	};
	const calendar = convertIcsCalendar(undefined, text);
	const [other] = calendar.events ?? [];
	if (!other?.end) throw new Error("no event");
	const day = ({ date, type }: { date: Date; type?: string }) =>
		type === "DATE" ? date.toISOString().slice(0, 10) : date.toISOString();
	const second: typeof mozilla = {
		method: calendar.method ?? null,
		uid: other.uid,
		sequence: other.sequence ?? 0,
		status: other.status ?? null,
		summary: other.summary,
		description: other.description ?? "",
		location: other.location ?? "",
		start: day(other.start),
		end: day(other.end),
		attendees: (other.attendees ?? []).map(({ email }) => email),
		organizer: other.organizer?.email ?? "",
	};
	return { mozilla, second };
}
