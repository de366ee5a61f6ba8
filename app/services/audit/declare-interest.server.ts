/** Declares a tie with a cooperative, and its end: the file closes in the same act, and the journal keeps both days. R-170. */
import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { declaredInterests } from "~/db/schema/auditor.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { atomically } from "~/db/transaction.server";
import { INTEREST_KINDS } from "~/domain/audit/conflict-facts";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";

const form = z.strictObject({ cooperativeId: z.uuid(), kind: z.enum(["home", ...INTEREST_KINDS]) });

export type DeclareInterestResult = Result<null, "INVALID" | "UNKNOWN_COOPERATIVE" | "ALREADY_DECLARED">;

export async function declareInterest({ db, actor, now }: UseCase, input: unknown): Promise<DeclareInterestResult> {
	authorise(actor, "recusal.declare", null);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { cooperativeId, kind } = parsed.data;
	return atomically(db, async (tx): Promise<DeclareInterestResult> => {
		const [known] = await tx
			.select({ id: cooperatives.id })
			.from(cooperatives)
			.where(eq(cooperatives.id, cooperativeId));
		if (!known) return refuse("UNKNOWN_COOPERATIVE");
		const written = await tx
			.insert(declaredInterests)
			.values({ id: randomUUID(), userId: actor.userId, cooperativeId, kind, declaredAt: now })
			.onConflictDoNothing()
			.returning({ id: declaredInterests.id });
		if (written.length === 0) return refuse("ALREADY_DECLARED");
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "user.interestDeclared",
			subject: ["user", actor.userId],
			after: { cooperativeId, interest: kind },
		});
		return accept(null);
	});
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
