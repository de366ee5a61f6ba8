/** Owns how visits are laid in weeks, the nearest first; a visit begun in an earlier week that still goes on is in this one. */
import { addDays, type Day, mondayOf, type Span } from "~/domain/calendar-day";

export interface AgendaWeek<Visit> {
	readonly monday: Day;
	readonly sunday: Day;
	readonly visits: readonly Visit[];
}

/** Weeks that hold a visit, in the order of time. */
export function agendaWeeks<Visit extends Span>(visits: readonly Visit[], today: Day): readonly AgendaWeek<Visit>[] {
	const weeks = new Map<Day, Visit[]>();
	const sorted = [...visits].sort((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0));
	for (const visit of sorted) {
		const shownOn = visit.startsOn < today && visit.endsOn >= today ? today : visit.startsOn;
		const monday = mondayOf(shownOn);
		const week = weeks.get(monday);
		if (week) week.push(visit);
		else weeks.set(monday, [visit]);
	}
	return [...weeks]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([monday, held]) => ({ monday, sunday: addDays(monday, 6), visits: held }));
}
