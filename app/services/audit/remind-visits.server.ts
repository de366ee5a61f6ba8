/**
 * Reminds people of visits to come, and cooperatives of slots they have not answered. A reminder and its row are one
 * transaction: killed in between, neither is there, and the next run sends it; once there, no run sends it again.
 */
import { and, eq, gte, inArray, isNull, lte, min } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import { visitReminders, visitSlots } from "~/db/schema/visit-dates.server";
import { atomically } from "~/db/transaction.server";
import { isAnswerOverdue, type ReminderKind, visitReminder } from "~/domain/audit/visit-dates";
import { addDays, dayInParis } from "~/domain/calendar-day";
import type { AuditRow } from "./load-audit.server";
import { tellVisit } from "./tell-visit.server";

const FARTHEST_DAYS = 30;

interface Due {
	readonly audit: AuditRow;
	readonly kind: ReminderKind;
	readonly about: string;
}

export interface ReminderRun {
	readonly sent: number;
	/** Reminders that could not be written, and why: the next run tries again. */
	readonly failures: readonly { readonly auditId: string; readonly error: unknown }[];
}

/** Whoever runs it and however often, on a day or late: each reminder leaves once. */
export async function remindVisits(db: Database, now: Date): Promise<ReminderRun> {
	const due = [...(await visitsAhead(db, now)), ...(await unansweredSlots(db, now))];
	let sent = 0;
	const failures: { auditId: string; error: unknown }[] = [];
	for (const reminder of due) {
		try {
			if (await remindOnce(db, reminder, now)) sent += 1;
		} catch (error) {
			failures.push({ auditId: reminder.audit.id, error });
		}
	}
	return { sent, failures };
}

async function visitsAhead(db: Database, now: Date): Promise<readonly Due[]> {
	const today = dayInParis(now);
	const rows = await db
		.select()
		.from(audits)
		.where(
			and(
				inArray(audits.status, ["planned", "confirmed"]),
				gte(audits.startsOn, today),
				lte(audits.startsOn, addDays(today, FARTHEST_DAYS)),
			),
		);
	return rows.flatMap((audit) => {
		const kind = visitReminder(audit.startsOn, dayInParis(audit.changedAt ?? audit.createdAt), today);
		return kind ? [{ audit, kind, about: audit.startsOn }] : [];
	});
}

async function unansweredSlots(db: Database, now: Date): Promise<readonly Due[]> {
	const rows = await db
		.select({ auditId: visitSlots.auditId, proposedAt: min(visitSlots.proposedAt), first: min(visitSlots.startsOn) })
		.from(visitSlots)
		.where(isNull(visitSlots.answer))
		.groupBy(visitSlots.auditId);
	const today = dayInParis(now);
	const due: Due[] = [];
	for (const { auditId, proposedAt, first } of rows) {
		if (proposedAt === null || first === null || first < today) continue;
		const about = dayInParis(proposedAt);
		if (!isAnswerOverdue(about, today)) continue;
		const [audit] = await db
			.select()
			.from(audits)
			.where(and(eq(audits.id, auditId), eq(audits.status, "planned")));
		if (audit) due.push({ audit, kind: "unanswered", about });
	}
	return due;
}

/** False when it had left already. */
function remindOnce(db: Database, { audit, kind, about }: Due, now: Date): Promise<boolean> {
	return atomically(db, async (tx) => {
		const row = { auditId: audit.id, kind, about, sentAt: now };
		const written = await tx.insert(visitReminders).values(row).onConflictDoNothing().returning();
		if (written.length === 0) return false;
		const letters = kind === "unanswered" ? ({ team: null, managers: "slotsReminder" } as const) : "visitReminder";
		await tellVisit(tx, audit, letters, now);
		return true;
	});
}
