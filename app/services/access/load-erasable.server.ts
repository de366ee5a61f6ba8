/** Loads somebody whom the actor may erase, with what the erasure bears on. */
import { eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { grantsToday } from "./session.server";

type Connection = Database | Transaction;

/** Throws ForbiddenError for whom the actor only reads: themselves, or an administrator. */
export async function loadErasable({ db, actor, now }: UseCase, userId: string) {
	if (!isUuid(userId)) throw new NotFoundError(userId);
	const resource = { userId, roles: (await grantsToday(db, userId, now)).map(({ role }) => role) };
	authorise(actor, "person.erase", resource, ["person.read", resource]);
	return { person: await rowOf(db, userId), resource };
}

async function rowOf(db: Connection, userId: string) {
	const [person] = await db.select().from(users).where(eq(users.id, userId));
	if (!person) throw new NotFoundError(userId);
	return person;
}
