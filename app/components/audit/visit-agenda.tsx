/** Owns the visits to come as an agenda: week by week, the nearest first. */
import type { ReactNode } from "react";
import { formatDate } from "../text/format";
import { agendaWeeks } from "./agenda-weeks";
import { type AuditLine, AuditTable } from "./audit-table";
import { formatVisitDates } from "./visit-dates";

export function VisitAgenda({
	visits,
	today,
	empty,
}: {
	visits: readonly AuditLine[];
	/** "2026-03-12": the clock is passed in. */
	today: string;
	empty: ReactNode;
}) {
	const weeks = agendaWeeks(visits, today);
	if (weeks.length === 0) return empty;
	return (
		<div className="stack-wide">
			{weeks.map(({ monday, sunday, visits: held }) => {
				const span = formatVisitDates({ startsOn: monday, endsOn: sunday });
				const thisWeek = monday <= today && today <= sunday;
				return (
					<section key={monday} aria-labelledby={`semaine-${monday}`}>
						<h3 id={`semaine-${monday}`}>
							{thisWeek ? `Cette semaine, ${span}` : `Semaine ${span}`}
							{thisWeek && <span className="visually-hidden"> (aujourd’hui, {formatDate(today)})</span>}
						</h3>
						<AuditTable caption={`Visites ${span}`} rows={held} today={today} empty={null} />
					</section>
				);
			})}
		</div>
	);
}
