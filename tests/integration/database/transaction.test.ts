/** What a request may do in the database: all or nothing, as a role that owns nothing, and nothing at all for a page that is read. */
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cooperatives } from "~/db/schema/cooperative.server";
import { journalEntries } from "~/db/schema/journal.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { recordWrite } from "~/services/journal/record-write.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createCooperative, NOW } from "../../support/world";

let test: TestDatabase;
let network: Actor;
beforeAll(async () => {
	test = await createTestDatabase();
	network = await createActor(test.db, "network");
});
afterAll(() => test.drop());

async function rows<Row>(query: ReturnType<typeof sql>): Promise<readonly Row[]> {
	const answer = (await test.db.execute(query)) as unknown as readonly Row[] | { rows: readonly Row[] };
	return "rows" in answer ? answer.rows : answer;
}

/** The SQLSTATE of what the database refused. */
async function codeOf(work: Promise<unknown>): Promise<string> {
	try {
		await work;
	} catch (error) {
		const cause = (error as Error).cause ?? error;
		return (cause as { code?: string }).code ?? String(cause);
	}
	return "accepted";
}

describe("a request", () => {
	it("leaves neither its change nor its journal row when something fails after them", async () => {
		const { id } = await createCooperative(test.db, { name: "Avant" });
		const failing = onBehalfOf(test.db, network.userId, "write", async (tx) => {
			await tx.update(cooperatives).set({ name: "Après" }).where(eq(cooperatives.id, id));
			await recordWrite(tx, {
				at: NOW,
				actorId: network.userId,
				action: "cooperative.edited",
				subject: ["cooperative", id],
				cooperativeId: id,
			});
			throw new Error("too late");
		});
		await expect(failing).rejects.toThrow("too late");
		const [kept] = await test.db.select().from(cooperatives).where(eq(cooperatives.id, id));
		expect(kept?.name).toBe("Avant");
		expect(await test.db.$count(journalEntries, eq(journalEntries.subjectId, id))).toBe(0);
	});

	it("that reads can write nothing, whoever asks", async () => {
		const { id } = await createCooperative(test.db, { name: "Avant" });
		const writing = onBehalfOf(test.db, network.userId, "read", (tx) =>
			tx.update(cooperatives).set({ name: "Après" }).where(eq(cooperatives.id, id)),
		);
		expect(await codeOf(writing)).toBe("25006");
	});

	it("never leaves its person or its role to the next one", async () => {
		await onBehalfOf(test.db, network.userId, "write", async () => {});
		const [left] = await rows<{ role: string; person: string | null }>(
			sql`select current_user = 'label_cae_app' as role, current_setting('app.user', true) as person`,
		);
		expect(left).toEqual({ role: false, person: left?.person === null ? null : "" });
	});

	it("keeps quotes, semicolons and comments of SQL as the texts they are", async () => {
		const { id } = await createCooperative(test.db);
		const name = `'); drop table users; -- ${randomUUID()} \\' "x" $1 %s ☃`;
		await onBehalfOf(test.db, network.userId, "write", (tx) =>
			tx.update(cooperatives).set({ name }).where(eq(cooperatives.id, id)),
		);
		const found = await test.db
			.select({ name: cooperatives.name })
			.from(cooperatives)
			.where(eq(cooperatives.name, name));
		expect(found).toEqual([{ name }]);
	});
});

describe("the role of the requests", () => {
	it("owns nothing, makes nothing, and is under row-level security", async () => {
		const [role] = await rows(
			sql`select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin,
				(select count(*)::int from pg_class where relowner = r.oid) as owned
				from pg_roles r where rolname = 'label_cae_app'`,
		);
		expect(role).toEqual({
			rolsuper: false,
			rolbypassrls: false,
			rolcreatedb: false,
			rolcreaterole: false,
			rolcanlogin: false,
			owned: 0,
		});
		for (const change of [
			sql`create table planted (id int)`,
			sql`alter table users disable row level security`,
			sql`drop table journal_entries`,
			sql`create role planted`,
			sql`delete from security_events`,
			sql`update security_events set succeeded = true`,
			sql`truncate users cascade`,
		]) {
			expect(await codeOf(onBehalfOf(test.db, network.userId, "write", (tx) => tx.execute(change)))).toBe("42501");
		}
	});

	it("finds row-level security on every table", async () => {
		const open = await rows<{ name: string }>(
			sql`select relname as name from pg_class
				where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`,
		);
		expect(open).toEqual([]);
	});
});
