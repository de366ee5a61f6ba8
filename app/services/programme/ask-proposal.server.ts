/** Asks the planner for a proposal of a year: a server takes it up, nothing in the programme moves. */
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { programmeProposals } from "~/db/schema/programme.server";
import { atomically } from "~/db/transaction.server";
import { yearInParis } from "~/domain/calendar-day";
import { MOST_PER_WEEK } from "~/domain/programme/proposal";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { holdYear } from "./hold-year.server";
import { programmeYear } from "./programme-year";

const form = z.strictObject({ mostPerWeek: z.coerce.number().int().min(1).max(MOST_PER_WEEK) });

export type AskResult = Result<null, "INVALID" | "YEAR_IS_OVER" | "ALREADY_ASKED">;

export async function askProposal({ db, actor, now }: UseCase, yearText: string, input: unknown): Promise<AskResult> {
	authorise(actor, "programme.plan", null);
	const thisYear = yearInParis(now);
	const year = programmeYear(yearText, thisYear);
	if (year < thisYear) return refuse("YEAR_IS_OVER");
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { mostPerWeek } = parsed.data;
	return atomically(db, async (tx): Promise<AskResult> => {
		await holdYear(tx, year);
		const waiting = await tx
			.select({ id: programmeProposals.id })
			.from(programmeProposals)
			.where(and(eq(programmeProposals.year, year), inArray(programmeProposals.status, ["asked", "computing"])));
		if (waiting.length > 0) return refuse("ALREADY_ASKED");
		await tx.insert(programmeProposals).values({ year, mostPerWeek, askedAt: now, askedBy: actor.userId });
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "programme.proposalAsked",
			subject: ["programme", String(year)],
			after: { year, mostPerWeek },
		});
		return accept(null);
	});
}
