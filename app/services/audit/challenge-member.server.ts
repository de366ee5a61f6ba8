/** Challenges a member of the team, as the audited cooperative: once per audit, with the reason, in time. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { auditChallenges } from "~/db/schema/mission.server";
import { atomically, elevated } from "~/db/transaction.server";
import { CHALLENGE_TEXT_LIMIT, type ChallengeRefusal, checkChallenge } from "~/domain/audit/challenge";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { loadAudit, lockAudit } from "./load-audit.server";
import { membersOf, teamSetAt } from "./mission-gap";
import { tellNetwork } from "./tell-visit.server";

const form = z.strictObject({
	auditorId: z.string().max(36).default(""),
	reason: z.string().max(CHALLENGE_TEXT_LIMIT).default(""),
	/** Sequence of the audit the person was looking at. */
	sequence: rowVersion,
});

export type ChallengeResult = Result<
	null,
	ChallengeRefusal | "INVALID" | "REASON_REQUIRED" | "MEMBER_REQUIRED" | "CHANGED_MEANWHILE"
>;

export async function challengeMember(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<ChallengeResult> {
	const { resource } = await loadAudit(db, auditId);
	// Whether it is still time is said below, under the lock.
	authorise(actor, "audit.challenge", { ...resource, status: "planned" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { auditorId, sequence } = parsed.data;
	const reason = parsed.data.reason.trim();
	if (auditorId === "") return refuse("MEMBER_REQUIRED");
	if (reason === "") return refuse("REASON_REQUIRED");
	return atomically(db, async (tx): Promise<ChallengeResult> => {
		// A cooperative does not change the team: it holds the row while it writes beside it.
		const audit = await elevated(tx, (all) => lockAudit(all, auditId));
		const earlier = await tx
			.select({ auditId: auditChallenges.auditId })
			.from(auditChallenges)
			.where(eq(auditChallenges.auditId, auditId));
		const facts = { ...audit, teamSetAt: teamSetAt(audit), challenged: earlier.length > 0 };
		const allowed = checkChallenge(facts, dayInParis(now));
		if (!allowed.ok) return allowed;
		if (audit.sequence !== sequence || !membersOf(audit).includes(auditorId)) return refuse("CHANGED_MEANWHILE");
		const { cooperativeId } = audit;
		await tx
			.insert(auditChallenges)
			.values({ auditId, cooperativeId, auditorId, reason, madeAt: now, madeBy: actor.userId });
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.challenged",
			subject: ["audit", auditId],
			cooperativeId,
			after: { auditorId, reason },
		});
		await tellNetwork(tx, { kind: "challengeMade", about: auditId }, now);
		return accept(null);
	});
}
