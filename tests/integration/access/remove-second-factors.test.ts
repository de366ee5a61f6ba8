/** A lost second factor: who may take it away, and what is left of it. */
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { passkeys, recoveryCodes, securityEvents, sessions, totpFactors } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { issueRecoveryCodes } from "~/services/access/recovery-codes.server";
import { removeSecondFactors } from "~/services/access/remove-second-factors.server";
import { openSession } from "~/services/access/session.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { ARRIVAL, createActor, createCooperative, NOW } from "../../support/world";

let open: TestDatabase;
beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());

/** Somebody with an application, a passkey, recovery codes and an open session. */
async function equipped(actor: Actor): Promise<Actor> {
	const { userId } = actor;
	await open.db.insert(totpFactors).values({ userId, secret: "sealed", createdAt: NOW, confirmedAt: NOW });
	await open.db
		.insert(passkeys)
		.values({ id: `key-${userId}`, userId, publicKey: "", counter: 0, transports: [], name: "Clé", createdAt: NOW });
	await issueRecoveryCodes(open.db, userId, NOW);
	await openSession(open.db, userId, { secondFactor: true }, ARRIVAL);
	return actor;
}

/** As a door does it: in one transaction on behalf of the person. */
function remove(by: Actor, whose: Actor): Promise<void> {
	return onBehalfOf(open.db, by.userId, "write", (db) =>
		removeSecondFactors({ db, actor: { ...by }, now: NOW }, whose.userId, ARRIVAL),
	);
}

async function left({ userId }: Actor): Promise<number[]> {
	const tables = [totpFactors, passkeys, recoveryCodes, sessions];
	const counts: number[] = [];
	for (const table of tables) counts.push(await open.db.$count(table, eq(table.userId, userId)));
	return counts;
}

describe("a lost second factor", () => {
	it("is taken away by the national team: nothing is left, the sessions are closed, the person is told", async () => {
		const cooperative = await createCooperative(open.db);
		const person = await equipped(await createActor(open.db, "manager", cooperative.id));
		const neighbour = await equipped(await createActor(open.db, "manager", cooperative.id));
		const network = await createActor(open.db, "network");
		await remove(network, person);
		expect(await left(person)).toEqual([0, 0, 0, 0]);
		expect(await left(neighbour)).toEqual([1, 1, 10, 1]);
		const [entry] = await open.db
			.select()
			.from(journalEntries)
			.where(and(eq(journalEntries.subjectId, person.userId), eq(journalEntries.action, "user.secondFactorRemoved")));
		expect(entry).toMatchObject({
			actorId: network.userId,
			before: { application: true, passkeys: 1 },
			after: { application: false, passkeys: 0, sessionsClosed: 1 },
		});
		const [mail] = await open.db.select().from(mailMessages).where(eq(mailMessages.userId, person.userId));
		expect(mail).toMatchObject({
			kind: "secondFactorChanged",
			recipient: person.email,
			params: { name: person.name, change: "secondFactorReset" },
		});
		const [event] = await open.db.select().from(securityEvents).where(eq(securityEvents.userId, person.userId));
		expect(event).toMatchObject({ kind: "secondFactorReset", succeeded: true });
	});

	it("stays when the asker may not close that account", async () => {
		const cooperative = await createCooperative(open.db);
		const manager = await equipped(await createActor(open.db, "manager", cooperative.id));
		const network = await equipped(await createActor(open.db, "network"));
		const admin = await equipped(await createActor(open.db, "admin"));
		const auditor = await createActor(open.db, "auditor");
		const refused: [Actor, Actor, typeof ForbiddenError | typeof NotFoundError][] = [
			[network, admin, ForbiddenError],
			[network, network, ForbiddenError],
			[admin, admin, ForbiddenError],
			[auditor, manager, NotFoundError],
			[manager, network, NotFoundError],
			[network, { ...manager, userId: "00000000-0000-4000-8000-000000000000" }, NotFoundError],
		];
		for (const [by, whose, error] of refused) await expect(remove(by, whose)).rejects.toBeInstanceOf(error);
		for (const person of [manager, network, admin]) expect(await left(person)).toEqual([1, 1, 10, 1]);
		await remove(admin, network);
		expect(await left(network)).toEqual([0, 0, 0, 0]);
	});
});
