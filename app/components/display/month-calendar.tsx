/** Owns a month of dates: a grid of weeks on a wide screen, the list of busy days on a phone. */
import type { ReactNode } from "react";
import { ButtonLink } from "../form/button";
import { Link } from "../layout/link";
import { formatDay, formatMonth } from "../text/format";
import { type GridDay, monthGrid } from "./month-grid";

export interface CalendarEvent {
	/** "2026-03-12" */
	readonly date: string;
	readonly label: string;
	readonly href?: string;
	readonly note?: string;
}

const WEEKDAYS = [
	["lun.", "lundi"],
	["mar.", "mardi"],
	["mer.", "mercredi"],
	["jeu.", "jeudi"],
	["ven.", "vendredi"],
	["sam.", "samedi"],
	["dim.", "dimanche"],
] as const;

export function MonthCalendar({
	month,
	events,
	today,
	previousHref,
	nextHref,
	empty,
	previousLabel = "Mois précédent",
	nextLabel = "Mois suivant",
}: {
	/** "2026-03" */
	month: string;
	events: readonly CalendarEvent[];
	/** "2026-03-12": the clock is passed in. */
	today?: string;
	previousHref?: string;
	nextHref?: string;
	/** Said when the month holds nothing. */
	empty?: ReactNode;
	previousLabel?: string;
	nextLabel?: string;
}) {
	const title = formatMonth(`${month}-01`);
	return (
		<div>
			<div className="calendar-head">
				<h2 id={`mois-${month}`}>{title.charAt(0).toUpperCase() + title.slice(1)}</h2>
				<div className="actions">
					{previousHref && (
						<ButtonLink small href={previousHref} rel="prev">
							{previousLabel}
						</ButtonLink>
					)}
					{nextHref && (
						<ButtonLink small href={nextHref} rel="next">
							{nextLabel}
						</ButtonLink>
					)}
				</div>
			</div>
			{empty && !events.some((event) => event.date.startsWith(month)) && empty}
			<table className="calendar" aria-labelledby={`mois-${month}`}>
				<thead>
					<tr>
						{WEEKDAYS.map(([short, long]) => (
							<th key={short} scope="col" abbr={long}>
								{short}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{monthGrid(month).map((week) => (
						<tr key={week[0]?.date}>
							{week.map((day) => (
								<Day
									key={day.date}
									day={day}
									events={events.filter((event) => day.inMonth && event.date === day.date)}
									today={day.date === today}
								/>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

function Day({ day, events, today }: { day: GridDay; events: readonly CalendarEvent[]; today: boolean }) {
	const classes = [
		!day.inMonth && "calendar-outside",
		today && day.inMonth && "calendar-today",
		events.length > 0 && "calendar-busy",
	].filter(Boolean);
	return (
		<td className={classes.join(" ") || undefined}>
			{day.inMonth && (
				<time className="calendar-day" dateTime={day.date}>
					<b className="calendar-short">{day.day}</b>
					{events.length > 0 && <span className="calendar-long">{formatDay(day.date)}</span>}
				</time>
			)}
			{events.length > 0 && (
				<ul className="calendar-events">
					{events.map((event) => (
						<li key={`${event.label} ${event.href}`}>
							{event.href ? <Link href={event.href}>{event.label}</Link> : event.label}
							{event.note && <small> {event.note}</small>}
						</li>
					))}
				</ul>
			)}
		</td>
	);
}
