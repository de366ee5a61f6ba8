/** Adds a cooperative to the network, with the headcount of the year. */
import { z } from "zod";
import { cooperativeHeadcounts, cooperatives } from "~/db/schema/cooperative.server";
import { atomically } from "~/db/transaction.server";
import { yearInParis } from "~/domain/calendar-day";
import { readHeadcount } from "~/domain/cooperative/headcount";
import { readIdentity } from "~/domain/cooperative/identity";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { profileTerms, termCodes } from "./cooperative-terms.server";
import { identityColumns, type RefusedField, takenField } from "./identity-row.server";

const form = z.looseObject({ headcount: z.string().max(20).default("") });

export type CreateCooperativeResult =
	| Result<{ readonly cooperativeId: string }, "MISTAKES", readonly RefusedField[]>
	| Result<never, "UNREADABLE">;

export async function createCooperative({ db, actor, now }: UseCase, input: unknown): Promise<CreateCooperativeResult> {
	authorise(actor, "cooperative.create", null);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("UNREADABLE");
	const { headcount: typedHeadcount, ...typed } = parsed.data;
	const identity = readIdentity(typed, termCodes(await profileTerms(db)));
	const headcount = readHeadcount(typedHeadcount);
	if (!identity.ok && identity.reason === "UNREADABLE") return identity;
	if (!identity.ok || !headcount.ok) {
		const mistakes: RefusedField[] = identity.ok ? [] : [...identity.details];
		if (!headcount.ok) mistakes.push({ field: "headcount", reason: headcount.reason });
		return refuse("MISTAKES", mistakes);
	}
	const year = yearInParis(now);
	try {
		return await atomically(db, async (tx) => {
			const [created] = await tx
				.insert(cooperatives)
				.values({ ...identityColumns(identity.value, headcount.value), createdAt: now })
				.returning({ id: cooperatives.id });
			if (!created) throw new Error("no cooperative was inserted");
			await tx.insert(cooperativeHeadcounts).values({ cooperativeId: created.id, year, headcount: headcount.value });
			await recordWrite(tx, {
				at: now,
				actorId: actor.userId,
				action: "cooperative.created",
				subject: ["cooperative", created.id],
				cooperativeId: created.id,
				after: { ...identity.value, year, headcount: headcount.value },
			});
			return accept({ cooperativeId: created.id });
		});
	} catch (error) {
		const taken = takenField(error);
		if (taken) return refuse("MISTAKES", [taken]);
		throw error;
	}
}
