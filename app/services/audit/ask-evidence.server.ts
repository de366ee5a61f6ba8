/** The team writes down a piece to ask for before the visit, then receives it, asks again or withdraws the demand. */
import { and, count, eq } from "drizzle-orm";
import { z } from "zod";
import { evidenceDemands } from "~/db/schema/preparation.server";
import { atomically } from "~/db/transaction.server";
import { checkDemand, DEMAND_TEXT_LIMIT, type DemandRefusal, moveDemand } from "~/domain/audit/evidence-demand";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { applicableCriteria } from "~/domain/standard/applicability";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { NotFoundError, type UseCase } from "../use-case.server";
import { holdPrepared, loadPrepared } from "./preparation-rows.server";
import { tellManagers } from "./tell-audit-people.server";

const DEMANDS_AT_MOST = 100;

const asking = z.strictObject({
	/** Of the form: sent twice, written once. */
	key: z.uuid(),
	criterionId: z.string().max(40),
	wording: z.string().max(DEMAND_TEXT_LIMIT * 2),
	dueOn: z.string().max(10),
});

const moving = z.strictObject({
	demandId: z.uuid(),
	move: z.enum(["receive", "askAgain", "withdraw"]),
	/** What is missing; the cooperative reads it. */
	reason: z.string().default(""),
	/** The new last day, when asked again. */
	dueOn: z.string().max(10).default(""),
	version: rowVersion,
});

export type AskEvidenceRefusal =
	| "INVALID"
	| "AUDIT_ENDED"
	| "CRITERION_REQUIRED"
	| "TOO_MANY_DEMANDS"
	| "CHANGED_MEANWHILE"
	| "MOVE_FORBIDDEN"
	| "REASON_REQUIRED"
	| DemandRefusal;
export type AskEvidenceResult = Result<null, AskEvidenceRefusal>;

/** A draft: the cooperative reads it once it is sent. */
export async function askEvidence(useCase: UseCase, auditId: string, input: unknown): Promise<AskEvidenceResult> {
	const { db, actor, now } = useCase;
	const { published, profile } = await loadPrepared(useCase, auditId);
	const parsed = asking.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { key, criterionId } = parsed.data;
	if (!applicableCriteria(published.standard, profile).some(({ id }) => id === criterionId)) {
		return refuse("CRITERION_REQUIRED");
	}
	return atomically(db, async (tx): Promise<AskEvidenceResult> => {
		const audit = await holdPrepared(tx, auditId);
		if (!audit) return refuse("AUDIT_ENDED");
		const checked = checkDemand(parsed.data, { today: dayInParis(now), startsOn: audit.startsOn });
		if (!checked.ok) return checked;
		const [held] = await tx
			.select({ count: count() })
			.from(evidenceDemands)
			.where(eq(evidenceDemands.auditId, auditId));
		if ((held?.count ?? 0) >= DEMANDS_AT_MOST) return refuse("TOO_MANY_DEMANDS");
		const { cooperativeId } = audit;
		const written = await tx
			.insert(evidenceDemands)
			.values({
				...{ id: key, cooperativeId, auditId, criterionId, ...checked.value },
				...{ writtenAt: now, writtenBy: actor.userId },
			})
			.onConflictDoNothing()
			.returning({ id: evidenceDemands.id });
		if (written.length === 0) return accept(null);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.evidenceAsked",
			subject: ["audit", `${auditId}/${criterionId}`],
			cooperativeId,
			after: { demandId: key, ...checked.value },
		});
		return accept(null);
	});
}

const ACTIONS = {
	receive: "audit.evidenceReceived",
	askAgain: "audit.evidenceAskedAgain",
	withdraw: "audit.evidenceWithdrawn",
} as const;

export async function settleDemand(useCase: UseCase, auditId: string, input: unknown): Promise<AskEvidenceResult> {
	const { db, actor, now } = useCase;
	await loadPrepared(useCase, auditId);
	const parsed = moving.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { demandId, move, version } = parsed.data;
	const reason = parsed.data.reason.trim();
	if (move === "askAgain" && reason === "") return refuse("REASON_REQUIRED");
	if (reason.length > DEMAND_TEXT_LIMIT) return refuse("TEXT_TOO_LONG");
	return atomically(db, async (tx): Promise<AskEvidenceResult> => {
		const audit = await holdPrepared(tx, auditId);
		if (!audit) return refuse("AUDIT_ENDED");
		const one = and(eq(evidenceDemands.auditId, auditId), eq(evidenceDemands.id, demandId));
		const [demand] = await tx.select().from(evidenceDemands).where(one).for("update");
		if (!demand) throw new NotFoundError(demandId);
		if (demand.version !== version) return refuse("CHANGED_MEANWHILE");
		const next = moveDemand(move, demand.state);
		if (!next.ok) return next;
		const again = { wording: demand.wording, dueOn: parsed.data.dueOn || demand.dueOn };
		const due = checkDemand(again, { today: dayInParis(now), startsOn: audit.startsOn });
		if (move === "askAgain" && !due.ok) return due;
		const change =
			move === "askAgain"
				? { againReason: reason, dueOn: again.dueOn, askedAt: now, settledAt: null, settledBy: null }
				: { settledAt: now, settledBy: actor.userId };
		await tx
			.update(evidenceDemands)
			.set({ ...change, state: next.value, version: version + 1 })
			.where(one);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: ACTIONS[move],
			subject: ["audit", `${auditId}/${demand.criterionId}`],
			cooperativeId: audit.cooperativeId,
			before: { state: demand.state, dueOn: demand.dueOn },
			after: { demandId, state: next.value, ...(move === "askAgain" ? { reason, dueOn: again.dueOn } : {}) },
		});
		if (move === "askAgain") await tellManagers(tx, audit, { kind: "auditPlan", step: "evidenceAgain" }, now);
		return accept(null);
	});
}
