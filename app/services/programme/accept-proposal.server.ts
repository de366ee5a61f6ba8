/**
 * Takes lines of a proposal into the programme, all or some: each is judged again by the rules of the moment, and left alone when
 * it changed since it was shown.
 */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { programmeProposals } from "~/db/schema/programme.server";
import { atomically } from "~/db/transaction.server";
import { yearInParis } from "~/domain/calendar-day";
import { forbids, judgeVisit } from "~/domain/programme/judge-visit";
import type { PlannedVisit } from "~/domain/programme/programme-plan";
import { changesOf } from "~/domain/programme/proposal";
import { accept, type Result, refuse } from "~/domain/result";
import { authorise, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { lineOf } from "./get-proposal.server";
import { holdYear } from "./hold-year.server";
import { loadYearFacts } from "./load-year-facts.server";
import { planProblemOf } from "./plan-problem-of";
import { programmeYear } from "./programme-year";
import { removeLine, writeLine } from "./write-line.server";

const MOST_LINES = 5_000;
const form = z.strictObject({
	proposalId: z.string().max(36),
	/** Cooperatives taken, each with the version of its line as shown; 0 without one. */
	lines: z
		.array(z.strictObject({ cooperativeId: z.string().max(36), version: z.coerce.number().int().min(0) }))
		.max(MOST_LINES),
});

export interface Taken {
	readonly taken: number;
	/** Left as they are: changed since they were shown, or no longer possible. */
	readonly changed: readonly string[];
	readonly impossible: readonly string[];
}
export type TakeResult = Result<Taken, "INVALID" | "NOTHING_CHOSEN" | "NOT_THE_LAST">;

export async function acceptProposal(
	{ db, actor, now }: UseCase,
	yearText: string,
	input: unknown,
): Promise<TakeResult> {
	authorise(actor, "programme.plan", null);
	const year = programmeYear(yearText, yearInParis(now));
	const parsed = form.safeParse(input);
	if (!parsed.success || !isUuid(parsed.data.proposalId)) return refuse("INVALID");
	const { proposalId, lines: wished } = parsed.data;
	if (wished.length === 0) return refuse("NOTHING_CHOSEN");
	return atomically(db, async (tx): Promise<TakeResult> => {
		await holdYear(tx, year);
		const content = await contentOf(tx, year, proposalId);
		if (!content) return refuse("NOT_THE_LAST");
		const facts = await loadYearFacts(tx, year, now, content.mostPerWeek);
		const problem = planProblemOf(facts, new Set(wished.map(({ cooperativeId }) => cooperativeId)));
		const lines = facts.cooperatives.flatMap(lineOf);
		const changes = new Map(changesOf(lines, content.planned).map((change) => [change.cooperativeId, change]));
		const changed: string[] = [];
		const impossible: string[] = [];
		let taken = 0;
		const programme = new Map<string, PlannedVisit>(lines.map((line) => [line.cooperativeId, line]));
		// What leaves makes room before what comes is judged.
		const chosen = wished.flatMap(({ cooperativeId, version }) => {
			const change = changes.get(cooperativeId);
			const present = lines.find((line) => line.cooperativeId === cooperativeId);
			if (!change || (present?.version ?? 0) !== version) changed.push(cooperativeId);
			else if (change.change !== "same") return change;
			return [];
		});
		for (const { cooperativeId } of chosen) programme.delete(cooperativeId);
		for (const { cooperativeId, before, after } of chosen) {
			const by = { year, now, actorId: actor.userId };
			if (after === null) {
				await removeLine(tx, by, cooperativeId, before);
				taken += 1;
				continue;
			}
			const others = [...problem.settled, ...programme.values()].filter(
				(other) => other.cooperativeId !== cooperativeId,
			);
			const due = problem.visits.some((visit) => visit.cooperativeId === cooperativeId && visit.kind === after.kind);
			if (!due || judgeVisit(problem, after, others).some(forbids)) {
				impossible.push(cooperativeId);
				if (before) programme.set(cooperativeId, before);
				continue;
			}
			programme.set(cooperativeId, after);
			await writeLine(tx, by, after, before, { proposalId });
			taken += 1;
		}
		return accept({ taken, changed, impossible });
	});
}

async function contentOf(tx: Transaction, year: number, proposalId: string) {
	const [row] = await tx
		.select()
		.from(programmeProposals)
		.where(and(eq(programmeProposals.id, proposalId), eq(programmeProposals.year, year)));
	return row?.content ? { ...row.content, mostPerWeek: row.mostPerWeek } : null;
}
