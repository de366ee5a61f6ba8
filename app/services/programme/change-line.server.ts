/** Sets a visit of the programme by hand, pins it, or takes it out: judged by the rules, two people at once never mixed. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { programmeLines } from "~/db/schema/programme.server";
import { atomically } from "~/db/transaction.server";
import { checkDates, type DatesRefusal } from "~/domain/audit/visit-plan";
import { yearInParis } from "~/domain/calendar-day";
import { forbids, judgeVisit, type PlanBreach } from "~/domain/programme/judge-visit";
import type { PlannedVisit } from "~/domain/programme/programme-plan";
import { USUAL_PER_WEEK } from "~/domain/programme/proposal";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { lineOf } from "./get-proposal.server";
import { holdYear } from "./hold-year.server";
import { loadYearFacts } from "./load-year-facts.server";
import { planProblemOf } from "./plan-problem-of";
import { programmeYear } from "./programme-year";
import { removeLine, writeLine } from "./write-line.server";

const setForm = z.strictObject({
	startsOn: z.string().max(10),
	endsOn: z.string().max(10),
	leadAuditorId: z.string().max(36),
	secondAuditorId: z.string().max(36),
	pinned: z.boolean(),
	/** As shown; 0 while there is no line. */
	version: rowVersion,
});
const versionForm = z.strictObject({ version: rowVersion });

export type SetLineResult =
	| Result<null, DatesRefusal | "INVALID" | "NOT_DUE" | "OTHER_YEAR" | "CHANGED_MEANWHILE">
	| Result<null, "FORBIDDEN_BY_RULES", { readonly breaches: readonly PlanBreach[] }>;

export async function setLine(
	{ db, actor, now }: UseCase,
	at: { readonly year: string; readonly cooperativeId: string },
	input: unknown,
): Promise<SetLineResult> {
	authorise(actor, "programme.plan", null);
	const year = programmeYear(at.year, yearInParis(now));
	const { cooperativeId } = at;
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const parsed = setForm.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { startsOn, endsOn, leadAuditorId, secondAuditorId, pinned, version } = parsed.data;
	return atomically(db, async (tx): Promise<SetLineResult> => {
		await holdYear(tx, year);
		const facts = await loadYearFacts(tx, year, now, USUAL_PER_WEEK);
		const cooperative = facts.cooperatives.find(({ id }) => id === cooperativeId);
		if (!cooperative) throw new NotFoundError(cooperativeId);
		const [before = null] = lineOf(cooperative);
		if ((before?.version ?? 0) !== version) return refuse("CHANGED_MEANWHILE");
		const dates = checkDates({ startsOn, endsOn }, facts.today, before ?? undefined);
		if (!dates.ok) return dates;
		if (!startsOn.startsWith(String(year))) return refuse("OTHER_YEAR");
		const problem = planProblemOf(facts, new Set([cooperativeId]));
		const due = problem.visits.find((visit) => visit.cooperativeId === cooperativeId);
		if (!due) return refuse("NOT_DUE");
		const team = [leadAuditorId, secondAuditorId].filter((id) => id !== "");
		const visit: PlannedVisit = { cooperativeId, kind: due.kind, startsOn, endsOn, team };
		const others = otherVisits(problem.settled, facts.cooperatives.flatMap(lineOf), cooperativeId);
		const breaches = judgeVisit(problem, visit, others);
		if (breaches.some(forbids)) return refuse("FORBIDDEN_BY_RULES", { breaches: breaches.filter(forbids) });
		await writeLine(tx, { year, now, actorId: actor.userId }, visit, before, { pinned });
		return accept(null);
	});
}

/** The other visits of the year, each cooperative once. */
export function otherVisits(
	settled: readonly PlannedVisit[],
	lines: readonly PlannedVisit[],
	cooperativeId: string,
): readonly PlannedVisit[] {
	const byCooperative = new Map([...lines, ...settled].map((visit) => [visit.cooperativeId, visit]));
	byCooperative.delete(cooperativeId);
	return [...byCooperative.values()];
}

export type ChangeLineResult = Result<null, "INVALID" | "CHANGED_MEANWHILE">;

/** Pins the line, lets it go, or removes it. */
export async function changeLine(
	{ db, actor, now }: UseCase,
	at: { readonly year: string; readonly cooperativeId: string },
	change: "pin" | "unpin" | "remove",
	input: unknown,
): Promise<ChangeLineResult> {
	authorise(actor, "programme.plan", null);
	const year = programmeYear(at.year, yearInParis(now));
	const { cooperativeId } = at;
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const parsed = versionForm.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	return atomically(db, async (tx): Promise<ChangeLineResult> => {
		await holdYear(tx, year);
		const own = and(eq(programmeLines.year, year), eq(programmeLines.cooperativeId, cooperativeId));
		const [row] = await tx.select().from(programmeLines).where(own);
		if (!row || row.version !== parsed.data.version) return refuse("CHANGED_MEANWHILE");
		if (change === "remove") {
			const team = [row.leadAuditorId, ...(row.secondAuditorId ? [row.secondAuditorId] : [])];
			const { kind, startsOn, endsOn, pinned, version } = row;
			const before = { cooperativeId, kind, startsOn, endsOn, team, pinned, version };
			await removeLine(tx, { year, now, actorId: actor.userId }, cooperativeId, before);
			return accept(null);
		}
		const pinned = change === "pin";
		await tx
			.update(programmeLines)
			.set({ pinned, version: row.version + 1, updatedAt: now, updatedBy: actor.userId })
			.where(own);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: pinned ? "programme.linePinned" : "programme.lineUnpinned",
			subject: ["programme", `${year}/${cooperativeId}`],
			before: { visitedCooperativeId: cooperativeId, pinned: row.pinned },
			after: { visitedCooperativeId: cooperativeId, pinned },
		});
		return accept(null);
	});
}
