/** Records the headcount of a cooperative for one year, or corrects it. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { cooperativeHeadcounts, cooperatives } from "~/db/schema/cooperative.server";
import { atomically } from "~/db/transaction.server";
import { yearInParis } from "~/domain/calendar-day";
import { readHeadcount, readYear, type YearHeadcount } from "~/domain/cooperative/headcount";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";

const form = z.strictObject({
	year: z.string().max(10).default(""),
	headcount: z.string().max(20).default(""),
	/** The headcount the person was looking at; empty when the year had none. */
	known: z.string().max(20).default(""),
});

export type SetHeadcountResult =
	| Result<YearHeadcount, "INVALID_HEADCOUNT" | "INVALID_YEAR" | "NOTHING_CHANGED" | "UNREADABLE">
	| Result<never, "CHANGED_MEANWHILE", { readonly theirs: number | null }>;

export async function setHeadcount(
	{ db, actor, now }: UseCase,
	cooperativeId: string,
	input: unknown,
): Promise<SetHeadcountResult> {
	authorise(actor, "cooperative.edit", { cooperativeId }, ["cooperative.read", { cooperativeId }]);
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("UNREADABLE");
	const readAsYear = readYear(parsed.data.year, yearInParis(now));
	if (!readAsYear.ok) return readAsYear;
	const readAsCount = readHeadcount(parsed.data.headcount);
	if (!readAsCount.ok) return readAsCount;
	const [year, headcount] = [readAsYear.value, readAsCount.value];
	const known = parsed.data.known === "" ? null : Number(parsed.data.known);
	return atomically(db, async (tx) => {
		// Held until the end: two people never give the same year at once.
		const [row] = await tx
			.select({ id: cooperatives.id })
			.from(cooperatives)
			.where(eq(cooperatives.id, cooperativeId))
			.for("update");
		if (!row) throw new NotFoundError(cooperativeId);
		const ofYear = and(eq(cooperativeHeadcounts.cooperativeId, cooperativeId), eq(cooperativeHeadcounts.year, year));
		const [current] = await tx.select().from(cooperativeHeadcounts).where(ofYear);
		if ((current?.headcount ?? null) !== known) {
			return refuse("CHANGED_MEANWHILE", { theirs: current?.headcount ?? null });
		}
		if (current?.headcount === headcount) return refuse("NOTHING_CHANGED");
		if (current) await tx.update(cooperativeHeadcounts).set({ headcount }).where(ofYear);
		else await tx.insert(cooperativeHeadcounts).values({ cooperativeId, year, headcount });
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "cooperative.headcountSet",
			subject: ["cooperative", cooperativeId],
			cooperativeId,
			before: current ? { year, headcount: current.headcount } : null,
			after: { year, headcount },
		});
		return accept({ year, headcount });
	});
}
