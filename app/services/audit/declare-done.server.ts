/** The cooperative says that what it planned is done, and shows it: pieces of its library, which its auditors then read. */
import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { evidencePieces } from "~/db/schema/evidence.server";
import { atomically } from "~/db/transaction.server";
import { PLAN_TEXT_LIMIT } from "~/domain/audit/non-conformity";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import type { FollowResult } from "./judge-plan.server";
import { loadNonConformity } from "./load-non-conformity.server";
import { holdForMove, writeMove, writePlan } from "./move-non-conformity.server";

const form = z.strictObject({
	note: z.string().default(""),
	evidence: z.array(z.uuid()).max(50).default([]),
	version: rowVersion,
});

export type DeclareDoneResult = FollowResult | Result<null, "EVIDENCE_REQUIRED" | "UNKNOWN_EVIDENCE">;

export async function declareDone(useCase: UseCase, id: string, input: unknown): Promise<DeclareDoneResult> {
	const { db, actor, now } = useCase;
	const loaded = await loadNonConformity(db, actor, id);
	authorise(actor, "nonConformity.plan", loaded.resource, ["nonConformity.read", loaded.resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { version } = parsed.data;
	const note = parsed.data.note.trim();
	const evidence = [...new Set(parsed.data.evidence)].sort();
	if (note.length > PLAN_TEXT_LIMIT) return refuse("TEXT_TOO_LONG");
	if (evidence.length === 0 && note === "") return refuse("EVIDENCE_REQUIRED");
	return atomically(db, async (tx): Promise<DeclareDoneResult> => {
		const held = await holdForMove(tx, id, "declareDone", version);
		if (!held.ok) return held;
		const { row, plan } = held.value;
		if (!plan) return refuse("MOVE_FORBIDDEN");
		const known = await tx
			.select({ id: evidencePieces.id })
			.from(evidencePieces)
			.where(
				and(
					eq(evidencePieces.cooperativeId, row.cooperativeId),
					isNull(evidencePieces.removedAt),
					inArray(evidencePieces.id, evidence),
				),
			);
		if (known.length < evidence.length) return refuse("UNKNOWN_EVIDENCE");
		await writePlan(tx, plan, { doneNote: note, evidence, doneAt: now, doneBy: actor.userId });
		await writeMove(tx, useCase, loaded, row, "declareDone", { doneOn: dayInParis(now) });
		return accept(null);
	});
}
