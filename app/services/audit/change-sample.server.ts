/** Adds a criterion to the sample of an audit, takes one out, or puts it back: each with the team's own reason. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { auditSamples } from "~/db/schema/preparation.server";
import { atomically } from "~/db/transaction.server";
import { mayTakeOut, type SampleLine } from "~/domain/audit/sampling";
import { accept, type Result, refuse } from "~/domain/result";
import { applicableCriteria } from "~/domain/standard/applicability";
import { recordWrite } from "../journal/record-write.server";
import { NotFoundError, type UseCase } from "../use-case.server";
import { holdPrepared, loadLines, loadPrepared } from "./preparation-rows.server";

export const SAMPLE_NOTE_LIMIT = 500;

const form = z.strictObject({
	criterionId: z.string().max(40),
	change: z.enum(["add", "takeOut", "putBack"]),
	note: z.string().default(""),
});

export type ChangeSampleRefusal =
	| "INVALID"
	| "AUDIT_ENDED"
	| "REASON_REQUIRED"
	| "TEXT_TOO_LONG"
	| "NOT_APPLICABLE_TO_PROFILE"
	| "CHANGED_MEANWHILE"
	| "ASKED_BY_THE_RULE";
export type ChangeSampleResult = Result<null, ChangeSampleRefusal>;

export async function changeSample(useCase: UseCase, auditId: string, input: unknown): Promise<ChangeSampleResult> {
	const { db, actor, now } = useCase;
	const { published, profile } = await loadPrepared(useCase, auditId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { criterionId, change } = parsed.data;
	const note = parsed.data.note.trim();
	if (change !== "putBack" && note === "") return refuse("REASON_REQUIRED");
	if (note.length > SAMPLE_NOTE_LIMIT) return refuse("TEXT_TOO_LONG");
	if (!published.standard.criteria.some(({ id }) => id === criterionId)) throw new NotFoundError(criterionId);
	if (!applicableCriteria(published.standard, profile).some(({ id }) => id === criterionId)) {
		return refuse("NOT_APPLICABLE_TO_PROFILE");
	}
	return atomically(db, async (tx): Promise<ChangeSampleResult> => {
		const audit = await holdPrepared(tx, auditId);
		if (!audit) return refuse("AUDIT_ENDED");
		const line = (await loadLines(tx, auditId)).find((one) => one.criterionId === criterionId);
		const stands = line !== undefined && !line.takenOut;
		// Somebody did it before: what the person saw is no longer so.
		if (stands !== (change === "takeOut")) return refuse("CHANGED_MEANWHILE");
		if (change === "putBack" && !line) return refuse("CHANGED_MEANWHILE");
		if (change === "takeOut" && !mayTakeOut(audit.kind, line as SampleLine)) return refuse("ASKED_BY_THE_RULE");
		const next = changedLine(line, change, note);
		const written = { writtenAt: now, writtenBy: actor.userId };
		const { cooperativeId } = audit;
		if (line) {
			const one = and(eq(auditSamples.auditId, auditId), eq(auditSamples.criterionId, criterionId));
			await tx
				.update(auditSamples)
				.set({ ...next, ...written })
				.where(one);
		} else {
			await tx.insert(auditSamples).values({ cooperativeId, auditId, criterionId, ...next, ...written });
		}
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.sampleChanged",
			subject: ["audit", `${auditId}/${criterionId}`],
			cooperativeId,
			before: line ? { reasons: line.reasons, takenOut: line.takenOut } : null,
			after: { reasons: next.reasons, takenOut: next.takenOut, note },
		});
		return accept(null);
	});
}

/** What the rule said of it stays said. A criterion put back keeps the words of whoever added it. */
function changedLine(line: SampleLine | undefined, change: "add" | "takeOut" | "putBack", note: string) {
	const reasons = line?.reasons ?? [];
	if (change === "takeOut") return { reasons, note, takenOut: true };
	if (change === "putBack") return { reasons, note: note === "" ? (line?.note ?? "") : note, takenOut: false };
	return { reasons: [...new Set([...reasons, "added" as const])], note, takenOut: false };
}
