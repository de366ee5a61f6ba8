/** Records what the audit retains for one criterion: version check and journal row in one transaction. Answers stay as they are. */
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { answers } from "~/db/schema/assessment.server";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { citedEvidence } from "~/db/schema/evidence.server";
import { atomically } from "~/db/transaction.server";
import { type AuditStatus, isOpenVisit, move } from "~/domain/audit/audit-life";
import { checkFinding, type RecordedFinding, sameRecord, UNVISITED, type VisitRecord } from "~/domain/audit/finding";
import type { MissionRefusal } from "~/domain/audit/interest-declaration";
import { accept, type Result, refuse } from "~/domain/result";
import { applies } from "~/domain/standard/applicability";
import type { Level } from "~/domain/standard/standard";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { checkMissionReady } from "./check-mission-ready.server";
import { type AuditRow, loadAudit, lockAudit } from "./load-audit.server";

export const NOTE_LIMIT = 10_000;
const SEEN_LIMIT = 2_000;

const form = z.strictObject({
	criterionId: z.string().max(40),
	/** `0`..`3`, `notApplicable`, or empty while only a note is taken. */
	choice: z.enum(["", "0", "1", "2", "3", "notApplicable"]).default(""),
	note: z.string().max(NOTE_LIMIT).default(""),
	/** Pieces opened; absent: a form that does not show them leaves them as they are. */
	seen: z.array(z.uuid()).max(200).optional(),
	seenOnSite: z.string().max(SEEN_LIMIT).default(""),
	/** Version the person was looking at; 0 when there was none. */
	version: rowVersion,
});

export interface SavedFinding {
	readonly criterionId: string;
	readonly version: number;
	readonly savedAt: Date;
}

export interface FindingConflict {
	/** What is recorded now. */
	readonly theirs: VisitRecord;
	readonly by: string;
	readonly at: Date;
}

export type RecordLevelResult =
	| Result<SavedFinding, "CONFLICT", FindingConflict>
	| Result<SavedFinding, "INVALID" | "NOTE_REQUIRED" | "NOT_APPLICABLE_TO_PROFILE" | "AUDIT_ENDED" | MissionRefusal>;

/** Sending what is recorded already, for instance after an answer that got lost, is accepted and changes nothing. */
export async function recordLevel(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<RecordLevelResult> {
	const { resource, published, profile, cooperative } = await loadAudit(db, auditId);
	// Whether the visit is still open is looked at below, under the lock.
	authorise(actor, "audit.record", { ...resource, status: "inProgress" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { criterionId, choice, note, seen, seenOnSite, version } = parsed.data;
	const criterion = published.standard.criteria.find(({ id }) => id === criterionId);
	if (!criterion) throw new NotFoundError(criterionId);
	if (!applies(criterion, profile).applies) return refuse("NOT_APPLICABLE_TO_PROFILE");
	return atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		if (!isOpenVisit(audit.status)) return refuse("AUDIT_ENDED");
		const ready = await checkMissionReady(tx, audit, cooperative, { userId: actor.userId, now });
		if (!ready.ok) return refuse(ready.reason);
		const current = await currentFinding(tx, auditId, criterionId);
		const before = current?.finding ?? UNVISITED;
		const next: VisitRecord = {
			level: /^[0-3]$/.test(choice) ? (Number(choice) as Level) : null,
			notApplicable: choice === "notApplicable",
			note,
			seenPieces: seen ? await sentPieces(tx, audit, criterionId, seen) : before.seenPieces,
			seenOnSite,
			version: before.version + 1,
		};
		if (sameRecord(before, next)) {
			return accept({ criterionId, version: before.version, savedAt: current?.at ?? now });
		}
		if (before.version !== version) {
			return refuse("CONFLICT", {
				theirs: before,
				by: current?.by ?? "quelqu’un",
				at: current?.at ?? now,
			});
		}
		const allowed = checkFinding(next, await declaredAnswer(tx, audit.assessmentId, criterionId));
		if (!allowed.ok) return refuse(allowed.reason);
		await writeFinding(tx, { auditId, criterionId, cooperativeId: audit.cooperativeId }, next, now, actor.userId);
		const started = await start(tx, auditId, audit.status);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.levelRecorded",
			subject: ["audit", `${auditId}/${criterionId}`],
			cooperativeId: audit.cooperativeId,
			before: current && before,
			after: started ? { ...next, auditStatus: "inProgress" } : next,
		});
		return accept({ criterionId, version: next.version, savedAt: now });
	});
}

/** The first record opens the visit. */
export async function start(tx: Transaction, auditId: string, status: AuditStatus): Promise<boolean> {
	const started = move("start", status);
	if (!started.ok) return false;
	await tx.update(audits).set({ status: started.value }).where(eq(audits.id, auditId));
	return true;
}

interface FindingKey {
	readonly auditId: string;
	readonly criterionId: string;
	readonly cooperativeId: string;
}

/** The audit's row must be locked by the caller: versions are compared before, not here. */
export async function writeFinding(
	tx: Transaction,
	key: FindingKey,
	finding: RecordedFinding | VisitRecord,
	recordedAt: Date,
	recordedBy: string,
): Promise<void> {
	const { level, notApplicable, note, version } = finding;
	const seen = "seenPieces" in finding && { seenPieces: [...finding.seenPieces], seenOnSite: finding.seenOnSite };
	const values = { level, notApplicable, note, version, ...seen, recordedAt, recordedBy };
	await tx
		.insert(auditObservations)
		.values({ ...key, ...values })
		.onConflictDoUpdate({ target: [auditObservations.auditId, auditObservations.criterionId], set: values });
}

/** Of these, the pieces that were sent with the criterion: nothing else can have been seen in the file. */
async function sentPieces(
	tx: Transaction,
	{ assessmentId, sending }: Pick<AuditRow, "assessmentId" | "sending">,
	criterionId: string,
	ids: readonly string[],
): Promise<readonly string[]> {
	if (ids.length === 0) return [];
	const sent = await tx
		.select({ id: citedEvidence.pieceId })
		.from(citedEvidence)
		.where(
			and(
				eq(citedEvidence.assessmentId, assessmentId),
				eq(citedEvidence.number, sending),
				eq(citedEvidence.criterionId, criterionId),
				inArray(citedEvidence.pieceId, [...ids]),
			),
		);
	return sent.map(({ id }) => id).sort();
}

async function currentFinding(tx: Transaction, auditId: string, criterionId: string) {
	const [row] = await tx
		.select({ row: auditObservations, by: users.name })
		.from(auditObservations)
		.leftJoin(users, eq(users.id, auditObservations.recordedBy))
		.where(and(eq(auditObservations.auditId, auditId), eq(auditObservations.criterionId, criterionId)));
	if (!row) return null;
	const { level, notApplicable, note, seenPieces, seenOnSite, version, recordedAt } = row.row;
	return { finding: { level, notApplicable, note, seenPieces, seenOnSite, version }, by: row.by, at: recordedAt };
}

async function declaredAnswer(tx: Transaction, assessmentId: string, criterionId: string) {
	const [row] = await tx
		.select()
		.from(answers)
		.where(and(eq(answers.assessmentId, assessmentId), eq(answers.criterionId, criterionId)));
	return row;
}
