/**
 * Answers a challenge, as the national team. Accepted, the member leaves the team and the days stay; somebody else may
 * join in the same act, judged as for any plan. Refused, with the reason.
 */
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import { undoneWhenRefused } from "~/db/transaction.server";
import { CHALLENGE_TEXT_LIMIT, teamWithout } from "~/domain/audit/challenge";
import { isBeforeVisit } from "~/domain/audit/interest-declaration";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { type AuditRow, loadAudit, lockAudit } from "./load-audit.server";
import { planAt } from "./propose-slots.server";
import { REASON_LIMIT, rescheduleAudit } from "./reschedule-audit.server";
import { waitingChallenge, writeChallengeAnswer } from "./settle-challenge.server";
import { tellVisit } from "./tell-visit.server";

const form = z.strictObject({
	accepted: z.boolean(),
	/** Why it is refused; what there is to say, when it is accepted. */
	answer: z.string().max(Math.min(CHALLENGE_TEXT_LIMIT, REASON_LIMIT)).default(""),
	/** Who joins instead; empty: nobody yet. */
	to: z.string().max(36).default(""),
	sequence: rowVersion,
});

export type AnswerChallengeResult = Result<
	null,
	| "INVALID"
	| "REASON_REQUIRED"
	| "NOT_WAITING"
	| "VISIT_BEGUN"
	| "CHANGED_MEANWHILE"
	| "REPLACEMENT_REQUIRED"
	| "REPLACEMENT_REFUSED"
>;

export async function answerChallenge(
	useCase: UseCase,
	auditId: string,
	input: unknown,
): Promise<AnswerChallengeResult> {
	const { db, actor } = useCase;
	const { resource } = await loadAudit(db, auditId);
	authorise(actor, "audit.answerChallenge", { ...resource, status: "planned" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { accepted, to, sequence } = parsed.data;
	const answer = parsed.data.answer.trim();
	// Accepted too, it is read by both sides and by the report.
	if (answer === "") return refuse("REASON_REQUIRED");
	return undoneWhenRefused(db, async (tx): Promise<AnswerChallengeResult> => {
		const audit = await lockAudit(tx, auditId);
		const waiting = await waitingChallenge(tx, auditId);
		if (!waiting) return refuse("NOT_WAITING");
		if (!isBeforeVisit(audit.status)) return refuse("VISIT_BEGUN");
		if (audit.sequence !== sequence) return refuse("CHANGED_MEANWHILE");
		const { auditorId } = waiting;
		if (!accepted) {
			await writeChallengeAnswer(tx, useCase, audit, { outcome: "refused", answer, auditorId });
			return accept(null);
		}
		if (to !== "") return replace(tx, useCase, audit, { auditorId, to, answer });
		return takeOff(tx, useCase, audit, { auditorId, answer });
	});
}

/** The change of team accepts the challenge: rescheduleAudit settles it. */
async function replace(
	tx: Transaction,
	useCase: UseCase,
	audit: AuditRow,
	{ auditorId, to, answer }: { readonly auditorId: string; readonly to: string; readonly answer: string },
): Promise<AnswerChallengeResult> {
	const { derogations: _, ...plan } = planAt(audit, audit);
	const instead = (id: string) => (id === auditorId ? to : id);
	const team = { leadAuditorId: instead(plan.leadAuditorId), secondAuditorId: instead(plan.secondAuditorId) };
	const change = { ...plan, ...team, reason: answer, sequence: audit.sequence };
	const result = await rescheduleAudit({ ...useCase, db: tx }, audit.id, change);
	return result.ok ? accept(null) : refuse("REPLACEMENT_REFUSED");
}

/** Whoever is left leads, until the team is whole again. */
async function takeOff(
	tx: Transaction,
	useCase: UseCase,
	audit: AuditRow,
	{ auditorId, answer }: { readonly auditorId: string; readonly answer: string },
): Promise<AnswerChallengeResult> {
	const { actor, now } = useCase;
	const team = teamWithout(audit, auditorId);
	if (!team) return refuse("REPLACEMENT_REQUIRED");
	const sequence = audit.sequence + 1;
	await tx
		.update(audits)
		.set({ ...team, teamSetAt: now, sequence, changedAt: now })
		.where(eq(audits.id, audit.id));
	const plan = ({ startsOn, endsOn, mode, place, leadAuditorId, secondAuditorId }: AuditRow) => ({
		...{ startsOn, endsOn, mode, place, leadAuditorId, secondAuditorId },
	});
	await recordWrite(tx, {
		at: now,
		actorId: actor.userId,
		action: "audit.rescheduled",
		subject: ["audit", audit.id],
		cooperativeId: audit.cooperativeId,
		before: plan(audit),
		after: { ...plan({ ...audit, ...team }), reason: answer },
	});
	await writeChallengeAnswer(tx, useCase, audit, { outcome: "accepted", answer, auditorId });
	await tellVisit(tx, { ...audit, ...team }, { team: "visitChanged", managers: null }, now, audit);
	return accept(null);
}
