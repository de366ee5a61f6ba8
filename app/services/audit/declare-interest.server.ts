/** Declares a tie with a cooperative, and its end: the file closes in the same act, and the journal keeps both days. R-170. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { declaredInterests } from "~/db/schema/auditor.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { atomically } from "~/db/transaction.server";
import { TIE_KINDS } from "~/domain/audit/interest-declaration";
import { accept, type Result, refuse } from "~/domain/result";
import { plain } from "../cooperative/plain-name.server";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { tellNetwork } from "./tell-visit.server";
import { missionsWith, writeInterests } from "./write-interests.server";

const form = z.strictObject({
	/** Chosen from the list, by whoever reads it. */
	cooperativeId: z.string().max(36).default(""),
	/** Or written: its whole name, or its SIREN. */
	named: z.string().max(200).default(""),
	kind: z.enum(TIE_KINDS),
});

export type DeclareInterestResult = Result<null, "INVALID" | "UNKNOWN_COOPERATIVE" | "ALREADY_DECLARED">;

export async function declareInterest({ db, actor, now }: UseCase, input: unknown): Promise<DeclareInterestResult> {
	authorise(actor, "recusal.declare", null);
	const parsed = form.safeParse(input);
	if (!parsed.success || (parsed.data.cooperativeId === "" && parsed.data.named.trim() === ""))
		return refuse("INVALID");
	const { kind } = parsed.data;
	return atomically(db, async (tx): Promise<DeclareInterestResult> => {
		const cooperativeId = await findCooperative(tx, parsed.data);
		if (cooperativeId === null) return refuse("UNKNOWN_COOPERATIVE");
		const missions = await missionsWith(tx, actor.userId, cooperativeId);
		const written = await writeInterests(tx, { userId: actor.userId, cooperativeId, now }, [kind]);
		if (written === 0) return refuse("ALREADY_DECLARED");
		for (const about of missions) await tellNetwork(tx, { kind: "tieDeclared", about }, now);
		return accept(null);
	});
}

/** Null: none, or several of that name. */
async function findCooperative(
	tx: Transaction,
	{ cooperativeId, named }: { readonly cooperativeId: string; readonly named: string },
): Promise<string | null> {
	if (cooperativeId !== "") {
		if (!isUuid(cooperativeId)) return null;
		const [known] = await tx
			.select({ id: cooperatives.id })
			.from(cooperatives)
			.where(eq(cooperatives.id, cooperativeId));
		return known?.id ?? null;
	}
	const [row] = await tx
		.select({
			ids: sql<string[]>`app_cooperative_named(${plain(sql`${named.trim()}::text`)}, ${named.replace(/\s/g, "")})`,
		})
		.from(sql`(select 1) as one`);
	const [only, ...others] = row?.ids ?? [];
	return only && others.length === 0 ? only : null;
}

export async function endInterest(
	{ db, actor, now }: UseCase,
	interestId: string,
): Promise<Result<null, "ALREADY_ENDED">> {
	authorise(actor, "recusal.declare", null);
	if (!isUuid(interestId)) return refuse("ALREADY_ENDED");
	return atomically(db, async (tx) => {
		const [ended] = await tx
			.update(declaredInterests)
			.set({ endedAt: now })
			.where(
				and(
					eq(declaredInterests.id, interestId),
					eq(declaredInterests.userId, actor.userId),
					isNull(declaredInterests.endedAt),
				),
			)
			.returning({ cooperativeId: declaredInterests.cooperativeId, interest: declaredInterests.kind });
		if (!ended) return refuse("ALREADY_ENDED");
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "user.interestEnded",
			subject: ["user", actor.userId],
			before: ended,
		});
		return accept(null);
	});
}
