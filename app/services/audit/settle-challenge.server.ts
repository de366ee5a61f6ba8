/** Writes the answer to a challenge, once, with its journal row, and tells the cooperative. Checks no right. */
import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { auditChallenges } from "~/db/schema/mission.server";
import type { ChallengeOutcome } from "~/domain/audit/challenge";
import { recordWrite } from "../journal/record-write.server";
import type { UseCase } from "../use-case.server";
import type { AuditRow } from "./load-audit.server";
import { membersOf } from "./mission-gap";
import { tellManagers } from "./tell-audit-people.server";

export async function writeChallengeAnswer(
	tx: Transaction,
	{ actor, now }: UseCase,
	audit: AuditRow,
	{
		outcome,
		answer,
		auditorId,
	}: { readonly outcome: ChallengeOutcome; readonly answer: string; readonly auditorId: string },
): Promise<void> {
	await tx
		.update(auditChallenges)
		.set({ outcome, answer, answeredAt: now, answeredBy: actor.userId })
		.where(and(eq(auditChallenges.auditId, audit.id), isNull(auditChallenges.outcome)));
	await recordWrite(tx, {
		at: now,
		actorId: actor.userId,
		action: outcome === "accepted" ? "audit.challengeAccepted" : "audit.challengeRefused",
		subject: ["audit", audit.id],
		cooperativeId: audit.cooperativeId,
		after: { auditorId, ...(answer !== "" && { reason: answer }) },
	});
	await tellManagers(tx, audit, { kind: "challengeAnswered" }, now);
}

/** A challenge that waits is accepted by a team without whoever it names. @param audit as it is now */
export async function settleChallenge(
	tx: Transaction,
	useCase: UseCase,
	audit: AuditRow,
	reason: string,
): Promise<void> {
	const waiting = await waitingChallenge(tx, audit.id);
	if (!waiting || membersOf(audit).includes(waiting.auditorId)) return;
	const { auditorId } = waiting;
	await writeChallengeAnswer(tx, useCase, audit, { outcome: "accepted", answer: reason, auditorId });
}

/** Null: none, or answered. */
export async function waitingChallenge(tx: Transaction, auditId: string) {
	const [row] = await tx
		.select({ auditorId: auditChallenges.auditorId })
		.from(auditChallenges)
		.where(and(eq(auditChallenges.auditId, auditId), isNull(auditChallenges.outcome)));
	return row ?? null;
}
