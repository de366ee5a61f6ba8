/** Writes one line of a programme, with its journal row. For use cases that hold the year. */
import { and, eq } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { programmeLines } from "~/db/schema/programme.server";
import type { PlannedVisit } from "~/domain/programme/programme-plan";
import type { ProgrammeLine } from "~/domain/programme/proposal";
import { recordWrite } from "../journal/record-write.server";

export interface LineWriter {
	readonly year: number;
	readonly now: Date;
	readonly actorId: string;
}

/** @param before the line as it is; null: none yet. */
export async function writeLine(
	tx: Transaction,
	{ year, now, actorId }: LineWriter,
	visit: PlannedVisit,
	before: ProgrammeLine | null,
	{ proposalId = null, pinned = false }: { readonly proposalId?: string | null; readonly pinned?: boolean },
): Promise<void> {
	const [leadAuditorId = "", secondAuditorId = null] = visit.team;
	const { cooperativeId, kind, startsOn, endsOn } = visit;
	const row = {
		...{ kind, startsOn, endsOn, leadAuditorId, secondAuditorId, pinned, proposalId },
		...{ version: (before?.version ?? 0) + 1, updatedAt: now, updatedBy: actorId },
	};
	await tx
		.insert(programmeLines)
		.values({ year, cooperativeId, ...row })
		.onConflictDoUpdate({ target: [programmeLines.year, programmeLines.cooperativeId], set: row });
	await recordWrite(tx, {
		at: now,
		actorId,
		action: "programme.lineSet",
		subject: ["programme", `${year}/${cooperativeId}`],
		before: before && told(cooperativeId, before, before.pinned),
		after: told(cooperativeId, visit, pinned),
	});
}

export async function removeLine(
	tx: Transaction,
	{ year, now, actorId }: LineWriter,
	cooperativeId: string,
	before: ProgrammeLine | null,
): Promise<void> {
	await tx
		.delete(programmeLines)
		.where(and(eq(programmeLines.year, year), eq(programmeLines.cooperativeId, cooperativeId)));
	await recordWrite(tx, {
		at: now,
		actorId,
		action: "programme.lineRemoved",
		subject: ["programme", `${year}/${cooperativeId}`],
		before: before && told(cooperativeId, before, before.pinned),
	});
}

function told(visitedCooperativeId: string, { kind, startsOn, endsOn, team }: PlannedVisit, pinned: boolean) {
	const [leadAuditorId, secondAuditorId = null] = team;
	return { visitedCooperativeId, kind, startsOn, endsOn, leadAuditorId, secondAuditorId, pinned };
}
