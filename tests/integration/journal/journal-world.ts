/** Builders of a journal: rows of every shape, and the hand of someone who owns the database. */
import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { atomically } from "~/db/transaction.server";
import { recordWrite } from "~/services/journal/record-write.server";
import { NOW } from "../../support/world";

/** As many rows as asked, each in its own transaction; accents, nulls, nesting and numbers in them. */
export async function writeJournal(db: Database, count: number): Promise<void> {
	for (let index = 0; index < count; index++) {
		await atomically(db, (tx) =>
			recordWrite(tx, {
				at: new Date(NOW.getTime() + index * 1_001),
				actorId: index % 3 === 0 ? null : randomUUID(),
				action: index % 2 === 0 ? "answer.saved" : "assessment.opened",
				subject: [index % 2 === 0 ? "answer" : "assessment", `${randomUUID()}/JUR-${index}`],
				cooperativeId: index % 4 === 0 ? null : randomUUID(),
				before: index % 5 === 0 ? undefined : { comment: `Élan « ${index} »`, level: index, tags: ["a", { b: null }] },
				after: { z: 1.5, a: true, comment: "Écrit à la main, 100 %\n" },
			}),
		);
	}
}

/** What the owner of the database can do once the triggers are off. */
export async function tamper(db: Database, ...statements: readonly SQL[]): Promise<void> {
	await atomically(db, async (tx) => {
		await tx.execute(sql`set local session_replication_role = replica`);
		for (const statement of statements) await tx.execute(statement);
	});
}

/** Keeps the journal as it is now, to put it back after each act of tampering. */
export async function keepJournal(db: Database): Promise<() => Promise<void>> {
	await db.execute(sql`create table kept_entries as table journal_entries`);
	await db.execute(sql`create table kept_links as table journal_links`);
	return () =>
		tamper(
			db,
			sql`delete from journal_links`,
			sql`delete from journal_entries`,
			sql`insert into journal_entries overriding system value select * from kept_entries`,
			sql`insert into journal_links select * from kept_links`,
		);
}

/** The error code of PostgreSQL, or null when the statement went through. */
export async function codeOf(work: Promise<unknown>): Promise<string | null> {
	try {
		await work;
		return null;
	} catch (error) {
		return String((error as { cause?: { code?: string } }).cause?.code);
	}
}
