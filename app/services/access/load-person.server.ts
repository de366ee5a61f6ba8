/** Loads one person of the network with the roles they hold today, for the use cases about them. */
import { eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import type { PersonResource } from "~/domain/access/actions";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { grantsToday } from "./session.server";

export type PersonRow = typeof users.$inferSelect;

/** Only for who may read people. Throws NotFoundError when there is no such person. */
export async function loadPerson(
	{ db, actor, now }: UseCase,
	userId: string,
): Promise<{ readonly person: PersonRow; readonly resource: PersonResource }> {
	if (!isUuid(userId)) throw new NotFoundError(userId);
	const resource = await personResource(db, userId, now);
	authorise(actor, "person.read", resource);
	const [person] = await db.select().from(users).where(eq(users.id, userId));
	if (!person) throw new NotFoundError(userId);
	return { person, resource };
}

/** What the access policy needs to know of somebody. */
export async function personResource(db: Database | Transaction, userId: string, now: Date): Promise<PersonResource> {
	return { userId, roles: (await grantsToday(db, userId, now)).map(({ role }) => role) };
}
