/** The explicit act of publishing: who may, what holds it back, two at once, and what can never be changed afterwards. */
import { rm } from "node:fs/promises";
import { desc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "~/db/client.server";
import { journalEntries } from "~/db/schema/journal.server";
import { standardVersions } from "~/db/schema/standard.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor, Role } from "~/domain/access/roles";
import { findLatestStandard } from "~/services/standard/get-standard.server";
import { publishCriteria } from "~/services/standard/publish-criteria.server";
import { publishVersion } from "~/services/standard/publish-version.server";
import { surveyCriteria } from "~/services/standard/survey-criteria.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { addVersion, changeFile, copyCriteria } from "../../support/criteria-copy";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import type { TemporaryFolder } from "../../support/temporary-folder";
import { as, createActor, createCooperative, NOW } from "../../support/world";

let open: TestDatabase;
let folder: TemporaryFolder;
let root: string;
let network: Actor;
/** Each test publishes the next version. */
let minor = 0;
let version: string;
beforeAll(async () => {
	open = await createTestDatabase();
	folder = await copyCriteria("criteria");
	root = folder.path;
	await publishCriteria(open.db, root, NOW);
	network = await createActor(open.db, "network");
});
afterAll(async () => {
	await open.drop();
	await folder.remove();
});
beforeEach(async () => {
	const latest = await findLatestStandard(open.db);
	minor += 1;
	version = `2.${minor}`;
	await addVersion(root, { version, previous: latest?.standard.version, edits: [] });
	return async () => {
		// What was not published does not stay in the way of the next one.
		if ((await rowsOf(version)).length === 0) await publish(version);
	};
});

const rowsOf = (number: string) => open.db.select().from(standardVersions).where(eq(standardVersions.version, number));

async function hashOf(number: string): Promise<string> {
	const { waiting } = await surveyCriteria(open.db, root, NOW);
	return waiting.find((one) => one.version === number)?.contentHash ?? "";
}

/** As the door does it: in one transaction on behalf of the person, under row-level security. */
async function publish(number: string, actor: Actor = network, confirmation = number) {
	const contentHash = await hashOf(number);
	return onBehalfOf(open.db, actor.userId, "write", (db) =>
		publishVersion({ db, actor, now: NOW }, root, number, { confirmation, contentHash }),
	);
}

async function refusedBy(work: Promise<unknown>): Promise<string> {
	try {
		await work;
		return "nothing";
	} catch (error) {
		return String((error as { cause?: Error }).cause?.message ?? (error as Error).message);
	}
}

describe("publishVersion", () => {
	it("publishes for the national team, and says so in the journal", async () => {
		const contentHash = await hashOf(version);
		const result = await publish(version);
		expect(result).toMatchObject({ ok: true, value: { code: "label-cae", version, contentHash } });
		expect((await findLatestStandard(open.db))?.standard.version).toBe(version);
		const [row] = await rowsOf(version);
		const journal = await open.db
			.select()
			.from(journalEntries)
			.where(eq(journalEntries.subjectId, row?.id ?? ""));
		expect(journal).toHaveLength(1);
		expect(journal[0]).toMatchObject({
			action: "standard.published",
			actorId: network.userId,
			after: { code: "label-cae", version, contentHash },
		});
	});

	it("publishes for nobody else", async () => {
		const cooperative = await createCooperative(open.db);
		const others: readonly Role[] = ["committee", "board", "admin", "auditor", "manager"];
		for (const role of others) {
			const actor = await createActor(open.db, role, role === "manager" ? cooperative.id : null);
			await expect(publish(version, actor)).rejects.toThrow(ForbiddenError);
			// The second net, were the policy to say yes.
			const insert = onBehalfOf(open.db, actor.userId, "write", async (db) => {
				const [row] = await db.select().from(standardVersions).limit(1);
				if (!row) throw new Error("nothing is published");
				const { id: _, ...values } = row;
				await db.insert(standardVersions).values({ ...values, version: "99.0" });
			});
			expect(await refusedBy(insert)).toMatch(/row-level security/);
		}
		expect(await rowsOf(version)).toEqual([]);
	});

	it("asks for the number, typed", async () => {
		for (const confirmation of ["", "oui", `${version}1`]) {
			expect(await publish(version, network, confirmation)).toMatchObject({ ok: false, reason: "NOT_CONFIRMED" });
		}
		expect(await rowsOf(version)).toEqual([]);
		expect(await publish(version, network, ` ${version} `)).toMatchObject({ ok: true });
	});

	it("publishes the text that was read, not one that came after", async () => {
		const contentHash = await hashOf(version);
		await changeFile(root, `label-cae/${version}/standard.yaml`, "notice: >-", "notice: >-\n  Autre chose.");
		const result = await publishVersion(as(open.db, network), root, version, { confirmation: version, contentHash });
		expect(result).toMatchObject({ ok: false, reason: "FILES_CHANGED" });
		expect(await rowsOf(version)).toEqual([]);
	});

	it("refuses a broken one, then publishes it corrected", async () => {
		await changeFile(root, `label-cae/${version}/anc.yaml`, "weight: 1", "weight: 1.5");
		expect(await publish(version)).toMatchObject({ ok: false, reason: "BROKEN" });
		await changeFile(root, `label-cae/${version}/anc.yaml`, "weight: 1.5", "weight: 1");
		expect(await publish(version)).toMatchObject({ ok: true });
	});

	it("refuses one that another precedes, and one dated of a day to come", async () => {
		const next = `2.${minor + 1}`;
		const later = await addVersion(root, { version: next, previous: version, edits: [] });
		expect(await publish(next)).toMatchObject({ ok: false, reason: "PREVIOUS_WAITING" });
		await changeFile(root, `label-cae/${version}/standard.yaml`, "publishedOn: 2026-02-01", "publishedOn: 2026-10-06");
		expect(await publish(version)).toMatchObject({ ok: false, reason: "NOT_YET" });
		await changeFile(root, `label-cae/${version}/standard.yaml`, "publishedOn: 2026-10-06", "publishedOn: 2026-10-05");
		await rm(later, { recursive: true });
		expect(await publish(version)).toMatchObject({ ok: true });
	});

	it("does not know a version that is nowhere", async () => {
		await expect(publish("77.0")).rejects.toThrow(NotFoundError);
		await expect(publish("77.0", network, "")).rejects.toThrow(NotFoundError);
	});

	it("lets one of two publications at once win", async () => {
		const results = await Promise.all([publish(version), publish(version), publish(version)]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		for (const result of results) if (!result.ok) expect(result.reason).toBe("ALREADY_PUBLISHED");
		const [row, ...more] = await rowsOf(version);
		expect(more).toEqual([]);
		const journal = await open.db
			.select()
			.from(journalEntries)
			.where(eq(journalEntries.subjectId, row?.id ?? ""));
		expect(journal).toHaveLength(1);
	});

	it("leaves nothing of itself when its transaction does not end", async () => {
		const contentHash = await hashOf(version);
		const undone = onBehalfOf(open.db, network.userId, "write", async (db) => {
			await publishVersion({ db, actor: network, now: NOW }, root, version, { confirmation: version, contentHash });
			throw new Error("the power went");
		});
		await expect(undone).rejects.toThrow("the power went");
		expect(await rowsOf(version)).toEqual([]);
		const [last] = await open.db.select().from(journalEntries).orderBy(desc(journalEntries.id)).limit(1);
		expect((last?.after as { version?: string } | null)?.version).not.toBe(version);
	});
});

describe("a published version", () => {
	const attempts: Readonly<Record<string, (db: Database) => Promise<unknown>>> = {
		"another text": async (db) => db.update(standardVersions).set({ contentHash: "0".repeat(64) }),
		"another content": async (db) =>
			db.execute(sql`update standard_versions set content = '{}'::jsonb where version = '2.0'`),
		"no row": async (db) => db.delete(standardVersions),
		"an empty table": async (db) => db.execute(sql`truncate standard_versions cascade`),
	};
	for (const [what, attempt] of Object.entries(attempts)) {
		it(`never becomes ${what}`, async () => {
			const before = await rowsOf("2.0");
			expect(await refusedBy(attempt(open.db))).toMatch(/rows of standard_versions are never changed or deleted/);
			expect(await rowsOf("2.0")).toEqual(before);
		});
	}
});
