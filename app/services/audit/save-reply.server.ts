/** Keeps what the cooperative says of one criterion of the provisional report, then sends all of it once. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { audits } from "~/db/schema/audit.server";
import { auditReplies } from "~/db/schema/finding.server";
import { atomically } from "~/db/transaction.server";
import { REPLY_LIMIT } from "~/domain/audit/report-delays";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { type AuditRow, loadAudit, lockAudit } from "./load-audit.server";
import { loadAuditFindings } from "./load-findings.server";
import { tellTeam } from "./tell-audit-people.server";

const form = z.strictObject({
	criterionId: z.string().max(40),
	text: z.string().default(""),
	/** The one the person was looking at; 0: there was none. */
	version: rowVersion,
});

export type ReplyRefusal =
	| "INVALID"
	| "TEXT_REQUIRED"
	| "TEXT_TOO_LONG"
	| "CHANGED_MEANWHILE"
	| "REPLY_CLOSED"
	| "NOT_CONFIRMED";
export type SaveReplyResult = Result<{ readonly version: number }, ReplyRefusal>;

export async function saveReply(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<SaveReplyResult> {
	const loaded = await loadAudit(db, auditId);
	const { resource } = loaded;
	authorise(actor, "audit.reply", { ...resource, status: "rightOfReply" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { criterionId, version } = parsed.data;
	const text = parsed.data.text.trim();
	if (text.length > REPLY_LIMIT) return refuse("TEXT_TOO_LONG");
	return atomically(db, async (tx) => {
		const audit = await lockOwn(tx, auditId);
		if (!mayReply(audit, now)) return refuse("REPLY_CLOSED");
		const { findings, replies } = await loadAuditFindings(tx, loaded);
		if (!findings.some((finding) => finding.criterionId === criterionId)) throw new NotFoundError(criterionId);
		const current = replies.get(criterionId);
		if ((current?.version ?? 0) !== version) return refuse("CHANGED_MEANWHILE");
		if (text === (current?.text ?? "")) return current ? accept({ version }) : refuse("TEXT_REQUIRED");
		const { cooperativeId } = audit;
		const saved = { text, version: version + 1, savedAt: now, savedBy: actor.userId };
		if (current) {
			const one = and(eq(auditReplies.auditId, auditId), eq(auditReplies.criterionId, criterionId));
			await tx.update(auditReplies).set(saved).where(one);
		} else {
			await tx.insert(auditReplies).values({ cooperativeId, auditId, criterionId, ...saved });
		}
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.replySaved",
			subject: ["audit", `${auditId}/${criterionId}`],
			cooperativeId,
			before: current && { version },
			after: { version: version + 1 },
		});
		return accept({ version: version + 1 });
	});
}

export type SendRepliesResult = Result<{ readonly replies: number }, ReplyRefusal>;

/** Sent once, with or without a remark; nothing is written after. */
export async function sendReplies(
	{ db, actor, now }: UseCase,
	auditId: string,
	{ confirmed }: { readonly confirmed: boolean },
): Promise<SendRepliesResult> {
	const { resource } = await loadAudit(db, auditId);
	authorise(actor, "audit.reply", { ...resource, status: "rightOfReply" }, ["audit.read", resource]);
	if (!confirmed) return refuse("NOT_CONFIRMED");
	return atomically(db, async (tx) => {
		const audit = await lockOwn(tx, auditId);
		if (!mayReply(audit, now)) return refuse("REPLY_CLOSED");
		const rows = await tx.select().from(auditReplies).where(eq(auditReplies.auditId, auditId));
		const replies = rows.filter(({ text }) => text !== "").length;
		await tx.update(audits).set({ repliesSentAt: now, repliesSentBy: actor.userId }).where(eq(audits.id, auditId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.repliesSent",
			subject: ["audit", auditId],
			cooperativeId: audit.cooperativeId,
			after: { replies },
		});
		await tellTeam(tx, audit, { kind: "auditReport", step: "replied" }, now);
		return accept({ replies });
	});
}

/** A manager holds the row of an audit only while it waits for them: any other state reads without holding. */
async function lockOwn(tx: Parameters<typeof lockAudit>[0], auditId: string): Promise<AuditRow> {
	const [seen] = await tx.select().from(audits).where(eq(audits.id, auditId));
	if (!seen) throw new NotFoundError(auditId);
	return seen.status === "rightOfReply" ? lockAudit(tx, auditId) : seen;
}

const mayReply = (audit: AuditRow, now: Date) =>
	audit.status === "rightOfReply" &&
	audit.repliesSentAt === null &&
	audit.replyDueOn !== null &&
	dayInParis(now) <= audit.replyDueOn;
