/** Corrects the name of somebody. The journal says that it was done, never which name it was. */
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { users } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadPerson } from "./load-person.server";

export const NAME_LIMIT = 120;

const form = z.strictObject({
	name: z
		.string()
		.trim()
		.min(1)
		.max(NAME_LIMIT)
		.regex(/^[^\p{Cc}<>]*$/u),
	/** The name that was on screen. */
	seen: z.string().max(300),
});

export async function renamePerson(
	useCase: UseCase,
	userId: string,
	input: unknown,
): Promise<Result<null, "INVALID_NAME" | "CHANGED_MEANWHILE" | "NOTHING_CHANGED">> {
	const { db, actor, now } = useCase;
	const { resource } = await loadPerson(useCase, userId);
	authorise(actor, "person.rename", resource, ["person.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID_NAME");
	const { name, seen } = parsed.data;
	if (name === seen) return refuse("NOTHING_CHANGED");
	return atomically(db, async (tx) => {
		const [renamed] = await tx
			.update(users)
			.set({ name })
			.where(and(eq(users.id, userId), eq(users.name, seen), isNull(users.erasedAt)))
			.returning({ id: users.id });
		if (!renamed) return refuse("CHANGED_MEANWHILE");
		await recordWrite(tx, { at: now, actorId: actor.userId, action: "user.renamed", subject: ["user", userId] });
		return accept(null);
	});
}
