/** Answers one remark of the cooperative: what was retained stays, or changes with the reason. What it was stays readable. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { auditObservations } from "~/db/schema/audit.server";
import { auditFindingEdits, auditReplies } from "~/db/schema/finding.server";
import { atomically } from "~/db/transaction.server";
import { FINDING_KINDS, type FindingKind, writableKinds } from "~/domain/audit/audit-finding";
import { REPLY_LIMIT, REPLY_VERDICTS, repliesAreTold } from "~/domain/audit/report-delays";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import type { Level } from "~/domain/standard/standard";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { type LoadedAudit, loadAudit, loadFindings, lockAudit } from "./load-audit.server";
import { loadAuditFindings } from "./load-findings.server";

const form = z.strictObject({
	criterionId: z.string().max(40),
	verdict: z.enum(REPLY_VERDICTS),
	answer: z.string().default(""),
	/** The level retained from now on, when it changes; empty: it stays. */
	choice: z.enum(["", "0", "1", "2", "3", "notApplicable"]).default(""),
	/** What the finding becomes; empty: what its level says. */
	kind: z.enum(["", ...FINDING_KINDS]).default(""),
});
type Answer = z.output<typeof form>;

export type AnswerReplyResult = Result<
	{ readonly criterionId: string },
	| "INVALID"
	| "REASON_REQUIRED"
	| "TEXT_TOO_LONG"
	| "REPLY_AWAITED"
	| "REPORT_ELSEWHERE"
	| "ANSWERED_ALREADY"
	| "NOTHING_CHANGED"
	| "KIND_FORBIDDEN"
>;

export async function answerReply(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<AnswerReplyResult> {
	const loaded = await loadAudit(db, auditId);
	const { resource } = loaded;
	authorise(actor, "audit.report", { ...resource, status: "rightOfReply" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const asked = { ...parsed.data, answer: parsed.data.answer.trim() };
	if (asked.answer === "") return refuse("REASON_REQUIRED");
	if (asked.answer.length > REPLY_LIMIT) return refuse("TEXT_TOO_LONG");
	return atomically(db, async (tx): Promise<AnswerReplyResult> => {
		const audit = await lockAudit(tx, auditId);
		if (audit.status !== "rightOfReply") return refuse("REPORT_ELSEWHERE");
		const told = { dueOn: audit.replyDueOn, sent: audit.repliesSentAt !== null };
		if (!repliesAreTold(told, dayInParis(now))) return refuse("REPLY_AWAITED");
		const before = await loadAuditFindings(tx, loaded);
		const reply = before.replies.get(asked.criterionId);
		const finding = before.findings.find(({ criterionId }) => criterionId === asked.criterionId);
		if (!reply || !finding || reply.text === "") throw new NotFoundError(asked.criterionId);
		if (reply.verdict !== null) return refuse("ANSWERED_ALREADY");
		const recorded = (await loadFindings(tx, auditId)).get(asked.criterionId);
		await tx
			.update(auditReplies)
			.set({
				verdict: asked.verdict,
				answer: asked.answer,
				levelBefore: recorded?.level ?? null,
				notApplicableBefore: recorded?.notApplicable ?? false,
				answeredAt: now,
				answeredBy: actor.userId,
			})
			.where(oneReply(auditId, asked.criterionId));
		const changed = asked.verdict === "changed" ? await change(tx, loaded, asked, now, actor.userId) : null;
		// Thrown back by the caller's transaction: an answer that changes nothing is not one.
		if (changed && !changed.ok) throw new Undo(changed.reason);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.replyAnswered",
			subject: ["audit", `${auditId}/${asked.criterionId}`],
			cooperativeId: audit.cooperativeId,
			before: { level: recorded?.level ?? null, finding: finding.kind },
			after: { verdict: asked.verdict, ...(changed?.ok && changed.value) },
		});
		return accept({ criterionId: asked.criterionId });
	}).catch((error: unknown) => {
		if (error instanceof Undo) return refuse(error.reason);
		throw error;
	});
}

class Undo extends Error {
	constructor(readonly reason: "NOTHING_CHANGED" | "KIND_FORBIDDEN") {
		super(reason);
	}
}

const oneReply = (auditId: string, criterionId: string) =>
	and(eq(auditReplies.auditId, auditId), eq(auditReplies.criterionId, criterionId));

async function change(
	tx: Transaction,
	loaded: LoadedAudit,
	{ criterionId, choice, kind, answer }: Answer,
	now: Date,
	by: string,
): Promise<Result<{ level: Level | null; finding: FindingKind }, "NOTHING_CHANGED" | "KIND_FORBIDDEN">> {
	const { audit } = loaded;
	const was = (await loadAuditFindings(tx, loaded)).findings.find((one) => one.criterionId === criterionId);
	if (choice !== "") {
		const level = choice === "notApplicable" ? null : (Number(choice) as Level);
		await tx
			.update(auditObservations)
			.set({ level, notApplicable: choice === "notApplicable", recordedAt: now, recordedBy: by })
			.where(and(eq(auditObservations.auditId, audit.id), eq(auditObservations.criterionId, criterionId)));
	}
	const { findings, edits } = await loadAuditFindings(tx, loaded);
	const next = findings.find((one) => one.criterionId === criterionId);
	if (!was || !next) throw new NotFoundError(criterionId);
	// Without a kind of its own the finding says what its new level says.
	const wanted = kind === "" ? (choice === "" ? next.kind : next.generated) : kind;
	if (wanted !== next.kind) {
		if (!writableKinds(next.generated).includes(wanted)) return refuse("KIND_FORBIDDEN");
		const number = edits.filter((edit) => edit.criterionId === criterionId).length + 1;
		const { cooperativeId } = audit;
		const written = { criterionId, number, kind: wanted, text: next.text, reason: answer, at: now, by };
		await tx.insert(auditFindingEdits).values({ cooperativeId, auditId: audit.id, ...written });
	}
	if (was.level === next.level && was.kind === wanted) return refuse("NOTHING_CHANGED");
	return accept({ level: next.level, finding: wanted });
}
