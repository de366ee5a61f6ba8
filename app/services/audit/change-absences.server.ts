/** Adds and takes away the days on which an auditor makes no visit. Why they are away stays theirs alone. */
import { and, count, eq, gte } from "drizzle-orm";
import { z } from "zod";
import { absenceNotes, auditorAbsences } from "~/db/schema/auditor.server";
import { atomically } from "~/db/transaction.server";
import {
	ABSENCE_NOTE_LIMIT,
	ABSENCE_PARTS,
	type AbsenceRefusal,
	checkAbsence,
	MOST_ABSENCES,
} from "~/domain/audit/auditor-profile";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { lockAuditor } from "./lock-auditor.server";

const form = z.strictObject({
	/** Of the form that sends it: sent twice, added once. */
	key: z.uuid(),
	startsOn: z.string().max(10).default(""),
	endsOn: z.string().max(10).default(""),
	part: z.enum(ABSENCE_PARTS),
	note: z.string().max(ABSENCE_NOTE_LIMIT).default(""),
});

export type AddAbsenceResult = Result<null, AbsenceRefusal | "INVALID" | "TOO_MANY">;

export async function addAbsence(
	{ db, actor, now }: UseCase,
	userId: string,
	input: unknown,
): Promise<AddAbsenceResult> {
	authorise(actor, "auditor.profile", { userId });
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { key: id, note, ...span } = parsed.data;
	const today = dayInParis(now);
	// A single day needs one date only.
	const checked = checkAbsence({ ...span, endsOn: span.endsOn === "" ? span.startsOn : span.endsOn }, today);
	if (!checked.ok) return checked;
	return atomically(db, async (tx): Promise<AddAbsenceResult> => {
		await lockAuditor(tx, userId);
		const [ahead] = await tx
			.select({ rows: count() })
			.from(auditorAbsences)
			.where(and(eq(auditorAbsences.userId, userId), gte(auditorAbsences.endsOn, today)));
		if ((ahead?.rows ?? 0) >= MOST_ABSENCES) return refuse("TOO_MANY");
		const added = await tx
			.insert(auditorAbsences)
			.values({ id, userId, ...checked.value, addedAt: now })
			.onConflictDoNothing()
			.returning({ id: auditorAbsences.id });
		if (added.length === 0) return accept(null);
		// Nobody but the auditor writes a reason, for nobody else reads it.
		if (note.trim() !== "" && userId === actor.userId) {
			await tx.insert(absenceNotes).values({ absenceId: id, userId, text: note.trim() });
		}
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "auditor.absenceAdded",
			subject: ["user", userId],
			after: checked.value,
		});
		return accept(null);
	});
}

export async function removeAbsence(
	{ db, actor, now }: UseCase,
	userId: string,
	absenceId: string,
): Promise<Result<null, "ALREADY_REMOVED">> {
	authorise(actor, "auditor.profile", { userId });
	if (!isUuid(absenceId)) return refuse("ALREADY_REMOVED");
	return atomically(db, async (tx) => {
		await lockAuditor(tx, userId);
		const [removed] = await tx
			.delete(auditorAbsences)
			.where(and(eq(auditorAbsences.id, absenceId), eq(auditorAbsences.userId, userId)))
			.returning({
				startsOn: auditorAbsences.startsOn,
				endsOn: auditorAbsences.endsOn,
				part: auditorAbsences.part,
			});
		if (!removed) return refuse("ALREADY_REMOVED");
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "auditor.absenceRemoved",
			subject: ["user", userId],
			before: removed,
		});
		return accept(null);
	});
}
