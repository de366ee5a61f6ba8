/**
 * Composes an e-mail about the days of a visit, as they are when it leaves, with the entry for its reader's agenda: an
 * invitation, or its withdrawal. The reader's own address is the only one in it.
 */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { visitSlots } from "~/db/schema/visit-dates.server";
import { isHeldOn } from "~/domain/access/mandate";
import type { AuditStatus } from "~/domain/audit/audit-life";
import { isBeforeVisit } from "~/domain/audit/interest-declaration";
import { dayInParis } from "~/domain/calendar-day";
import { writeCalendar } from "~/domain/icalendar";
import type { VisitMailKind } from "~/domain/notification/mail-kind";
import { paths } from "~/paths";
import type { AuditRow } from "../audit/load-audit.server";
import { loadMission } from "../audit/load-mission.server";
import { membersOf, missionGap } from "../audit/mission-gap";
import { visitEvent } from "../audit/visit-event.server";
import { isUuid } from "../uuid";
import type { MailLinks, MailToCompose } from "./mail-links";
import { writeMail } from "./mail-templates";
import { senderOf } from "./mail-transport.server";
import type { MailText } from "./mail-words";

const AHEAD: readonly AuditStatus[] = ["planned", "confirmed", "inProgress"];
/** What the visit must still be for the letter to have something to say. */
const STILL: { readonly [K in VisitMailKind]: readonly AuditStatus[] } = {
	visitPlanned: AHEAD,
	visitChanged: AHEAD,
	visitConfirmed: ["confirmed", "inProgress"],
	visitPostponed: ["postponed"],
	visitCancelled: ["cancelled"],
	slotsProposed: ["planned"],
	slotsReminder: ["planned"],
	visitReminder: ["planned", "confirmed"],
	visitLeft: [...AHEAD, "postponed", "cancelled"],
};

/** Null when it is over: changed again since, or no longer this person's. */
export async function composeVisitMail(
	db: Database,
	{ kind, params, userId, recipient }: MailToCompose & { readonly kind: VisitMailKind },
	{ origin, from }: MailLinks,
	now: Date,
): Promise<MailText | null> {
	const { auditId = "", name = "" } = params;
	const found = isUuid(auditId) ? await findVisit(db, auditId) : null;
	if (!found || !STILL[kind].includes(found.audit.status)) return null;
	const { audit, cooperativeName, team } = found;
	const concerned = await isConcerned(db, audit, userId, now);
	if (concerned === (kind === "visitLeft")) return null;
	const choosing = kind === "slotsProposed" || kind === "slotsReminder";
	const slots = choosing ? await waitingSlots(db, auditId) : [];
	if (choosing && slots.length === 0) return null;
	const page = origin + paths.audits.one(auditId);
	const event = visitEvent(
		audit,
		cooperativeName,
		kind === "visitLeft" ? [] : [`Équipe d’audit : ${team.join(", ")}`],
		page,
	);
	const withdraws = kind === "visitLeft" || event.status === "CANCELLED";
	const method = withdraws ? "CANCEL" : "REQUEST";
	const sender = senderOf(from);
	const content = writeCalendar({
		method,
		name: null,
		organizer: { name: sender.name || "Label CAE", email: sender.address },
		attendee: { name, email: recipient },
		events: [withdraws ? { ...event, status: "CANCELLED" } : event],
	});
	return writeMail({
		kind,
		name,
		cooperativeName,
		startsOn: audit.startsOn,
		endsOn: audit.endsOn,
		place: audit.place,
		team,
		toConfirm: audit.status === "planned",
		slots,
		toSign: (await hasToSign(db, audit, userId)) ? origin + paths.audits.declaration(auditId) : null,
		link: choosing ? origin + paths.audits.dates(auditId) : page,
		calendar: kind === "slotsReminder" || kind === "visitReminder" ? null : { method, content },
	});
}

async function findVisit(db: Database, auditId: string) {
	const lead = alias(users, "lead");
	const second = alias(users, "second");
	const [row] = await db
		.select({ audit: audits, cooperativeName: cooperatives.name, leadName: lead.name, secondName: second.name })
		.from(audits)
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.innerJoin(lead, eq(lead.id, audits.leadAuditorId))
		.leftJoin(second, eq(second.id, audits.secondAuditorId))
		.where(eq(audits.id, auditId));
	if (!row) return null;
	const { leadName, secondName, ...rest } = row;
	return { ...rest, team: secondName === null ? [leadName] : [leadName, secondName] };
}

function waitingSlots(db: Database, auditId: string) {
	return db
		.select({ startsOn: visitSlots.startsOn, endsOn: visitSlots.endsOn })
		.from(visitSlots)
		.where(and(eq(visitSlots.auditId, auditId), isNull(visitSlots.answer)))
		.orderBy(asc(visitSlots.startsOn));
}

/** Whoever is tied to a cooperative reads nothing of its visit, though they be on the team. */
async function isTiedTo(db: Database, { cooperativeId }: AuditRow, userId: string): Promise<boolean> {
	const [row] = await db
		.select({ tied: sql<boolean>`${cooperativeId}::uuid = any (app_tied_to(${userId}::uuid))` })
		.from(sql`(select 1) as one`);
	return row?.tied ?? false;
}

/** On the team, without a declaration of interests that holds. */
async function hasToSign(db: Database, audit: AuditRow, userId: string | null): Promise<boolean> {
	if (userId === null || !isBeforeVisit(audit.status) || !membersOf(audit).includes(userId)) return false;
	const { signatures } = await loadMission(db, audit.id);
	return missionGap(audit, signatures.get(userId)) !== null;
}

/** On the team, or a manager of the cooperative today. */
async function isConcerned(db: Database, audit: AuditRow, userId: string | null, now: Date): Promise<boolean> {
	if (userId === null) return false;
	if (userId === audit.leadAuditorId || userId === audit.secondAuditorId) return !(await isTiedTo(db, audit, userId));
	const grants = await db
		.select({ startsOn: roleGrants.startsOn, endsOn: roleGrants.endsOn })
		.from(roleGrants)
		.where(
			and(
				eq(roleGrants.userId, userId),
				eq(roleGrants.role, "manager"),
				eq(roleGrants.cooperativeId, audit.cooperativeId),
			),
		);
	return grants.some((grant) => isHeldOn(grant, dayInParis(now)));
}
