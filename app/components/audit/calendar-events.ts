/** Owns the days of the visits as the calendar shows them: one entry a day. */
import { addDays, daysCounted } from "~/domain/calendar-day";
import { auditKindShortLabels } from "~/messages.fr";
import { paths } from "~/paths";
import type { CalendarEvent } from "../display/month-calendar";
import type { AuditLine } from "./audit-table";

export function calendarEvents(audits: readonly AuditLine[]): readonly CalendarEvent[] {
	return audits.flatMap((audit) =>
		Array.from({ length: daysCounted(audit.startsOn, audit.endsOn) }, (_, index) => ({
			date: addDays(audit.startsOn, index),
			label: audit.cooperativeName,
			href: paths.audits.one(audit.id),
			note: audit.status === "cancelled" ? "Annulé" : auditKindShortLabels[audit.kind],
		})),
	);
}
