/** Owns what a calendar says of a visit: its days, its place, how sure they are. Who is on the team only in an invitation. */
import type { AuditKind } from "~/domain/audit/audit";
import type { AuditStatus } from "~/domain/audit/audit-life";
import type { CalendarEvent, CalendarStatus } from "~/domain/icalendar";
import type { AuditRow } from "./load-audit.server";

const TITLES: { readonly [K in AuditKind]: string } = {
	initial: "Audit initial du label",
	followUp: "Audit de suivi du label",
	renewal: "Audit de renouvellement du label",
};

/** The columns a calendar reads. */
export type VisitRow = Pick<
	AuditRow,
	| "id"
	| "kind"
	| "status"
	| "mode"
	| "place"
	| "startsOn"
	| "endsOn"
	| "opensAt"
	| "closesAt"
	| "sequence"
	| "createdAt"
	| "changedAt"
>;

/**
 * @param details further lines of the description
 * @param url of the audit's page; null: no link
 */
export function visitEvent(
	audit: VisitRow,
	cooperativeName: string,
	details: readonly string[],
	url: string | null,
): CalendarEvent {
	const status = calendarStatus(audit.status);
	return {
		uid: `audit-${audit.id}@label-cae`,
		sequence: audit.sequence,
		status,
		startsOn: audit.startsOn,
		endsOn: audit.endsOn,
		hours:
			audit.opensAt === null || audit.closesAt === null ? null : { opensAt: audit.opensAt, closesAt: audit.closesAt },
		summary: `${prefix(audit.status)}${TITLES[audit.kind]}, ${cooperativeName}`,
		location: audit.place,
		description: [
			audit.mode === "onSite" ? `Sur place : ${audit.place}` : `À distance : ${audit.place}`,
			...details,
		].join("\n"),
		url,
		createdAt: audit.createdAt,
		changedAt: audit.changedAt ?? audit.createdAt,
	};
}

/** Proposed days are tentative until the cooperative agrees to them; days that were withdrawn are cancelled. */
export function calendarStatus(status: AuditStatus): CalendarStatus {
	if (status === "cancelled" || status === "postponed") return "CANCELLED";
	return status === "planned" ? "TENTATIVE" : "CONFIRMED";
}

function prefix(status: AuditStatus): string {
	if (status === "cancelled") return "Annulé : ";
	if (status === "postponed") return "Reporté : ";
	return status === "planned" ? "À confirmer : " : "";
}
