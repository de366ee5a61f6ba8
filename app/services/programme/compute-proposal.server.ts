/**
 * Answers the proposals asked for, one at a time: reads the year as of one instant, plans outside any transaction, writes the
 * answer. A server that stops in the middle leaves it to another one. As the owner: it is nobody's request.
 */
import { and, asc, eq, lt, or } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { programmeProposals } from "~/db/schema/programme.server";
import { atOneInstant, atomically } from "~/db/transaction.server";
import type { ProposalContent } from "~/domain/programme/proposal";
import { recordWrite } from "../journal/record-write.server";
import { loadYearFacts } from "./load-year-facts.server";
import type { YearFacts } from "./plan-problem-of";

/** A server that says nothing for that long has stopped. */
const GIVEN_UP_MS = 15 * 60_000;

export type Planner = (facts: YearFacts) => Promise<ProposalContent>;

/** Whether one was waiting. What the planner throws marks it failed, then goes on to the caller. */
export async function computeWaitingProposal(db: Database, plan: Planner, clock: () => Date): Promise<boolean> {
	const taken = await takeOne(db, clock());
	if (!taken) return false;
	const { id, year, mostPerWeek, askedBy } = taken;
	let content: ProposalContent | null = null;
	try {
		const facts = await atOneInstant(db, (tx) => loadYearFacts(tx, year, clock(), mostPerWeek));
		content = await plan(facts);
		return true;
	} finally {
		const now = clock();
		await atomically(db, async (tx) => {
			await tx
				.update(programmeProposals)
				.set(content ? { status: "ready", content, endedAt: now } : { status: "failed", endedAt: now })
				.where(eq(programmeProposals.id, id));
			await recordWrite(tx, {
				at: now,
				actorId: null,
				action: "programme.proposalMade",
				subject: ["programme", String(year)],
				after: { year, askedBy, placed: content?.planned.length ?? 0, leftOut: content?.impossibilities.length ?? 0 },
			});
		});
	}
}

/** The oldest asked for, now ours; one of a server that stopped counts as asked for again. */
async function takeOne(db: Database, now: Date) {
	return atomically(db, async (tx) => {
		const { status, startedAt, askedAt } = programmeProposals;
		const [row] = await tx
			.select()
			.from(programmeProposals)
			.where(
				or(eq(status, "asked"), and(eq(status, "computing"), lt(startedAt, new Date(now.getTime() - GIVEN_UP_MS)))),
			)
			.orderBy(asc(askedAt))
			.limit(1)
			.for("update", { skipLocked: true });
		if (!row) return null;
		await tx
			.update(programmeProposals)
			.set({ status: "computing", startedAt: now })
			.where(eq(programmeProposals.id, row.id));
		return row;
	});
}
