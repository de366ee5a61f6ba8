/** The chain as the product writes it: by the demonstration, by many writers at once, and by nobody else. */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { asc, count, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transaction } from "~/db/client.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { journalEntries, journalLinks } from "~/db/schema/journal.server";
import { atomically, onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { recordWrite } from "~/services/journal/record-write.server";
import { verifyJournal } from "~/services/journal/verify-journal.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createCooperative, NOW } from "../../support/world";
import { codeOf, writeJournal } from "./journal-world";

describe("the chain after the demonstration was installed", () => {
	it("holds, one link per row", async () => {
		const test = await createTestDatabase("demo");
		try {
			const [rows] = await test.db.select({ count: count() }).from(journalEntries);
			const verdict = await verifyJournal(test.db);
			expect(verdict).toMatchObject({ ok: true, value: { count: rows?.count } });
			expect(rows?.count).toBeGreaterThan(200);
		} finally {
			await test.drop();
		}
	}, 120_000);
});

describe("many writers at once", () => {
	let test: TestDatabase;
	let people: Actor[];
	beforeAll(async () => {
		test = await createTestDatabase();
		const homes = [await createCooperative(test.db), await createCooperative(test.db)];
		people = await Promise.all([...homes, ...homes].map(({ id }) => createActor(test.db, "manager", id)));
	});
	afterAll(() => test.drop());

	class Abandoned extends Error {}

	/** Locks cooperatives in an order of its own, writes a few rows, and gives up one time in four. */
	async function writer(index: number): Promise<{ kept: boolean; subjects: string[] }> {
		const actor = people[index % people.length] as Actor;
		const subjects = Array.from({ length: 1 + (index % 4) }, () => randomUUID());
		const abandons = index % 4 === 3;
		const write = async (tx: Transaction, subject: string) =>
			recordWrite(tx, {
				at: NOW,
				actorId: actor.userId,
				action: "assessment.opened",
				subject: ["assessment", subject],
				cooperativeId: actor.grants[0]?.cooperativeId ?? null,
			});
		try {
			await onBehalfOf(test.db, actor.userId, "write", async (tx) => {
				for (const [step, subject] of subjects.entries()) {
					await write(tx, subject);
					await tx
						.update(cooperatives)
						.set({ name: `Coopérative ${index}` })
						.where(eq(cooperatives.id, actor.grants[0]?.cooperativeId ?? ""));
					if (step % 2 === 1) {
						// A step undone alone takes its row with it, and no link.
						await atomically(tx, async (inner) => {
							await write(inner, `undone-${subject}`);
							throw new Abandoned();
						}).catch((error) => {
							if (!(error instanceof Abandoned)) throw error;
						});
					}
					await wait(index % 3);
				}
				if (abandons) throw new Abandoned();
			});
			return { kept: true, subjects };
		} catch (error) {
			if (!(error instanceof Abandoned)) throw error;
			return { kept: false, subjects };
		}
	}

	it("numbers the kept rows without a gap, forgets the abandoned ones, and never deadlocks", async () => {
		const done = await Promise.all(Array.from({ length: 120 }, (_, index) => writer(index)));
		const links = await test.db
			.select({ position: journalLinks.position, subject: journalEntries.subjectId })
			.from(journalLinks)
			.innerJoin(journalEntries, eq(journalEntries.id, journalLinks.entryId))
			.orderBy(asc(journalLinks.position));
		const kept = done.filter((one) => one.kept).flatMap(({ subjects }) => subjects);
		expect(kept.length).toBeGreaterThan(150);
		expect(links.map(({ position }) => position)).toEqual(kept.map((_, index) => index + 1));
		expect(links.map(({ subject }) => subject).sort()).toEqual([...kept].sort());
		expect(await verifyJournal(test.db)).toMatchObject({ ok: true, value: { count: kept.length } });
	}, 60_000);

	it("verifies as of one instant while others write", async () => {
		const verdicts: unknown[] = [];
		await Promise.all([
			...Array.from({ length: 40 }, (_, index) => writer(index)),
			...Array.from({ length: 4 }, async () => {
				verdicts.push((await verifyJournal(test.db)).ok);
			}),
		]);
		expect(verdicts).toEqual([true, true, true, true]);
	}, 60_000);
});

describe("append only", () => {
	let test: TestDatabase;
	let admin: Actor;
	beforeAll(async () => {
		test = await createTestDatabase();
		admin = await createActor(test.db, "admin");
		await writeJournal(test.db, 2);
	});
	afterAll(() => test.drop());

	const RESTRICTED = "23001";
	const NO_PRIVILEGE = "42501";
	const CHANGES = {
		"update journal_entries": sql`update journal_entries set action = 'x'`,
		"delete journal_entries": sql`delete from journal_entries`,
		"truncate journal_entries": sql`truncate journal_entries cascade`,
		"update journal_links": sql`update journal_links set hash = 'x'`,
		"delete journal_links": sql`delete from journal_links`,
		"truncate journal_links": sql`truncate journal_links`,
		"truncate standard_versions": sql`truncate standard_versions cascade`,
		"truncate assessment_snapshots": sql`truncate assessment_snapshots cascade`,
		"truncate label_decisions": sql`truncate label_decisions`,
	};

	it.each(Object.entries(CHANGES))(
		"%s: refused to the owner and to the application, an administrator included",
		async (_, change) => {
			expect(await codeOf(test.db.execute(change))).toBe(RESTRICTED);
			const asApplication = onBehalfOf(test.db, admin.userId, "write", (tx) => tx.execute(change));
			expect(await codeOf(asApplication)).toBe(NO_PRIVILEGE);
		},
	);

	it("refuses to the application a link, and a row in somebody else’s name", async () => {
		const link = onBehalfOf(test.db, admin.userId, "write", (tx) =>
			tx.insert(journalLinks).values({ position: 99, entryId: 1, hash: "x" }),
		);
		expect(await codeOf(link)).toBe(NO_PRIVILEGE);
		const forged = onBehalfOf(test.db, admin.userId, "write", (tx) =>
			recordWrite(tx, { at: NOW, actorId: randomUUID(), action: "user.erased", subject: ["user", "x"] }),
		);
		expect(await codeOf(forged)).toBe(NO_PRIVILEGE);
	});
});
