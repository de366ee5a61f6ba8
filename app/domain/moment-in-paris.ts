/** Owns a moment written to the minute in the time of Paris, "2026-03-12T14:30": what one asks the past for. */
import { isDay } from "./calendar-day";

const WRITTEN = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;
const MINUTE = 60_000;
/** Of Paris, in summer and in winter. */
const OFFSETS = [120 * MINUTE, 60 * MINUTE] as const;

const inParis = new Intl.DateTimeFormat("sv-SE", {
	timeZone: "Europe/Paris",
	year: "numeric",
	month: "2-digit",
	day: "2-digit",
	hour: "2-digit",
	minute: "2-digit",
});

/** The minute it is in Paris at that moment. */
export function minuteInParis(moment: Date): string {
	return inParis.format(moment).replace(" ", "T");
}

/**
 * The last millisecond of that minute: what was written during it counts. Of an hour lived twice, the second; of an hour
 * skipped in spring, the hour that follows. Null when the text is no such moment.
 */
export function endOfMinuteInParis(text: string): Date | null {
	const [, day = "", hour, minute] = WRITTEN.exec(text) ?? [];
	if (!isDay(day)) return null;
	const asUtc = Date.parse(`${day}T${hour}:${minute}:00Z`);
	const found = OFFSETS.map((offset) => asUtc - offset).filter((time) => minuteInParis(new Date(time)) === text);
	return new Date((found.at(-1) ?? asUtc - OFFSETS[1]) + MINUTE - 1);
}
