/** A manager of the cooperative confirms, from their own account, that they received the signed record of a meeting. Once. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { auditMeetings } from "~/db/schema/visit.server";
import { atomically } from "~/db/transaction.server";
import { MEETING_KINDS } from "~/domain/audit/meeting";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadAudit } from "./load-audit.server";

const form = z.object({ kind: z.enum(MEETING_KINDS) });

export async function confirmMeeting(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<Result<true, "INVALID" | "NOT_SIGNED">> {
	const { resource } = await loadAudit(db, auditId);
	authorise(actor, "audit.confirmMeeting", resource, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { kind } = parsed.data;
	return atomically(db, async (tx) => {
		const [meeting] = await tx
			.select({ signedAt: auditMeetings.signedAt, confirmedAt: auditMeetings.confirmedAt })
			.from(auditMeetings)
			.where(and(eq(auditMeetings.auditId, auditId), eq(auditMeetings.kind, kind)))
			.for("update");
		if (!meeting?.signedAt) return refuse("NOT_SIGNED");
		if (meeting.confirmedAt) return accept(true);
		await tx
			.update(auditMeetings)
			.set({ confirmedAt: now, confirmedBy: actor.userId })
			.where(and(eq(auditMeetings.auditId, auditId), eq(auditMeetings.kind, kind)));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.meetingConfirmed",
			subject: ["audit", auditId],
			cooperativeId: resource.cooperativeId,
			after: { meeting: kind },
		});
		return accept(true);
	});
}
