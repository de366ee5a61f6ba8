/** Owns the days of the visits as the calendar shows them: one entry a day. */
import { addDays, daysCounted } from "~/domain/calendar-day";
import { auditKindShortLabels } from "~/messages.fr";
import { paths } from "~/paths";
import type { CalendarEvent } from "../display/month-calendar";
import type { AuditLine } from "./audit-table";

const NOTES: { readonly [S in AuditLine["status"]]?: string } = {
	planned: "À confirmer",
	cancelled: "Annulé",
	postponed: "Reporté",
};

export function calendarEvents(audits: readonly AuditLine[]): readonly CalendarEvent[] {
	return audits.flatMap((audit) =>
		Array.from({ length: daysCounted(audit.startsOn, audit.endsOn) }, (_, index) => ({
			date: addDays(audit.startsOn, index),
			label: audit.cooperativeName,
			href: paths.audits.one(audit.id),
			note: NOTES[audit.status] ?? auditKindShortLabels[audit.kind],
		})),
	);
}
