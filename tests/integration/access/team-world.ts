/** Builders of a cooperative's team: managers, contributors with domains, and what the database says of them. */
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { roleGrants, sessions } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { openSession } from "~/services/access/session.server";
import type { UseCase } from "~/services/use-case.server";
import { ARRIVAL, createActor, createCooperative, NOW } from "../../support/world";

export interface Member {
	readonly actor: Actor;
	readonly grantId: string;
}

export async function grantOf(db: Database, actor: Actor) {
	const [row] = await db.select().from(roleGrants).where(eq(roleGrants.userId, actor.userId));
	if (!row) throw new Error("no role");
	return row;
}

export async function createMember(
	db: Database,
	cooperativeId: string,
	role: "manager" | "contributor",
	domains: readonly string[] | null = null,
): Promise<Member> {
	const actor = await createActor(db, role, cooperativeId);
	const { id } = await grantOf(db, actor);
	if (domains === null) return { actor, grantId: id };
	await db.update(roleGrants).set({ domains }).where(eq(roleGrants.id, id));
	const grants = [{ role, cooperativeId, domains }];
	return { actor: { ...actor, grants }, grantId: id };
}

/** A manager, a contributor for RHU and ACC, another for ACC. */
export async function createTeam(db: Database) {
	const cooperative = await createCooperative(db, {
		name: "Coopérative d’activité et d’emploi des métiers du bâtiment et de l’artisanat d’art du Haut-Languedoc",
	});
	return {
		cooperative,
		manager: await createMember(db, cooperative.id, "manager"),
		contributor: await createMember(db, cooperative.id, "contributor", ["RHU", "ACC"]),
		colleague: await createMember(db, cooperative.id, "contributor", ["ACC"]),
	};
}

export const rowOf = async (db: Database, grantId: string) =>
	(await db.select().from(roleGrants).where(eq(roleGrants.id, grantId)))[0];

/** Rows of the journal about a person, but for their sessions. */
export function journalOfPerson(db: Database, userId: string) {
	return db.select().from(journalEntries).where(eq(journalEntries.subjectId, userId)).orderBy(journalEntries.id);
}

export const signIn = (db: Database, actor: Actor) =>
	openSession(db, actor.userId, { secondFactor: true }, { ...ARRIVAL, now: NOW });

export const sessionsOf = (db: Database, actor: Actor) =>
	db.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, actor.userId));

/** As a request does it: one transaction on behalf of the person, under row-level security. */
export function inRequest<T>(
	db: Database,
	actor: Actor,
	access: "read" | "write",
	work: (useCase: UseCase) => Promise<T>,
	now = new Date(),
): Promise<T> {
	return onBehalfOf(db, actor.userId, access, (tx) => work({ db: tx, actor: { ...actor }, now }));
}
