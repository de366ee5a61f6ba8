/** Changes the identity and the declared profile of a cooperative. Assessments already open keep their own profile. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { cooperatives } from "~/db/schema/cooperative.server";
import { atomically } from "~/db/transaction.server";
import { type CooperativeIdentity, readIdentity } from "~/domain/cooperative/identity";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { profileTerms, termCodes } from "./cooperative-terms.server";
import { identityColumns, identityOf, type RefusedField, takenField } from "./identity-row.server";

const form = z.looseObject({ version: rowVersion.min(1) });

export type EditCooperativeResult =
	| Result<{ readonly version: number }, "MISTAKES", readonly RefusedField[]>
	/** What is recorded now, to compare with what was typed. */
	| Result<never, "CHANGED_MEANWHILE", { readonly theirs: CooperativeIdentity; readonly typed: CooperativeIdentity }>
	| Result<never, "UNREADABLE" | "NOTHING_CHANGED">;

export async function editCooperative(
	{ db, actor, now }: UseCase,
	cooperativeId: string,
	input: unknown,
): Promise<EditCooperativeResult> {
	authorise(actor, "cooperative.edit", { cooperativeId }, ["cooperative.read", { cooperativeId }]);
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("UNREADABLE");
	const { version, ...typed } = parsed.data;
	const read = readIdentity(typed, termCodes(await profileTerms(db)));
	if (!read.ok) return read;
	const identity = read.value;
	try {
		return await atomically(db, async (tx) => {
			const [row] = await tx.select().from(cooperatives).where(eq(cooperatives.id, cooperativeId)).for("update");
			if (!row) throw new NotFoundError(cooperativeId);
			const before = identityOf(row);
			if (row.version !== version) return refuse("CHANGED_MEANWHILE", { theirs: before, typed: identity });
			const changed = differences(before, identity);
			if (changed.length === 0) return refuse("NOTHING_CHANGED");
			const columns = identityColumns(identity, row.profile.headcount);
			await tx
				.update(cooperatives)
				.set({ ...columns, version: version + 1 })
				.where(eq(cooperatives.id, cooperativeId));
			await recordWrite(tx, {
				at: now,
				actorId: actor.userId,
				action: "cooperative.edited",
				subject: ["cooperative", cooperativeId],
				cooperativeId,
				before: Object.fromEntries(changed.map((field) => [field, before[field]])),
				after: Object.fromEntries(changed.map((field) => [field, identity[field]])),
			});
			return accept({ version: version + 1 });
		});
	} catch (error) {
		const taken = takenField(error);
		if (taken) return refuse("MISTAKES", [taken]);
		throw error;
	}
}

/** The order in which boxes were ticked is no difference. */
function differences(before: CooperativeIdentity, after: CooperativeIdentity) {
	const plain = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
	return (Object.keys(after) as (keyof CooperativeIdentity)[]).filter(
		(field) => plain(before[field]) !== plain(after[field]),
	);
}
