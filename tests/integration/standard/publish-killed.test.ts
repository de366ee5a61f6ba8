/**
 * `npm run criteria:publish` killed by -9 while it publishes, on PostgreSQL: wholly done or not at all. Six times by default;
 * PUBLICATION_KILLS says how many. The embedded database has one process: tests/e2e/kill-nine.spec.ts kills that one.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "~/db/client.server";
import { journalEntries } from "~/db/schema/journal.server";
import { standardVersions } from "~/db/schema/standard.server";
import { verifyJournal } from "~/services/journal/verify-journal.server";
import { publishCriteria } from "~/services/standard/publish-criteria.server";
import { addVersion, copyCriteria } from "../../support/criteria-copy";
import { createPostgresDatabase, type PostgresDatabase } from "../../support/postgres";
import type { TemporaryFolder } from "../../support/temporary-folder";
import { NOW } from "../../support/world";

const KILLS = Number(process.env.PUBLICATION_KILLS ?? 3);
/** Taken first by a publication, before it reads the files. */
const PUBLICATION_LOCK = 7_120_039;
/** Taken last by any transaction that writes in the journal, when it commits (drizzle/0004_access_guards.sql). */
const CHAIN_LOCK = 7_120_036;
const migrations = path.resolve("drizzle");

let folder: TemporaryFolder;
beforeAll(async () => {
	folder = await copyCriteria("killed", { app: true });
	await addVersion(folder.path, { version: "2.1" });
});
afterAll(() => folder.remove());

interface Platform {
	readonly database: PostgresDatabase;
	readonly open: OpenDatabase;
	/** Holds what a publication waits for, so that it is killed within its transaction and not on its way there. */
	readonly gate: postgres.Sql;
}

async function openPlatform(): Promise<Platform> {
	const database = await createPostgresDatabase();
	const open = await openDatabase({ engine: "postgres", url: database.url, migrations });
	await publishCriteria(open.db, process.cwd(), NOW);
	return { database, open, gate: postgres(database.url, { max: 1, connection: { application_name: "gate" } }) };
}

async function closePlatform({ database, open, gate }: Platform): Promise<void> {
	await gate.end();
	await open.close();
	await database.drop();
}

function publishInChild(url: string): ChildProcess {
	const { PATH, HOME } = process.env;
	const env: NodeJS.ProcessEnv = { PATH, HOME, NODE_ENV: "production", APP_ROOT: folder.path, DATABASE_URL: url };
	return spawn(process.execPath, ["--import", "tsx", "scripts/criteria-publish.ts", "label-cae/2.1"], {
		env: { ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
}

async function until(what: () => Promise<boolean>): Promise<void> {
	for (const started = Date.now(); Date.now() - started < 90_000; ) {
		if (await what()) return;
		await wait(10);
	}
	throw new Error("waited for too long");
}

/** Lets it come to that lock, lets it in, and kills it that long after. */
async function publishAndKill({ database, gate }: Platform, lock: number, afterMs: number): Promise<void> {
	await gate`select pg_advisory_lock(${lock}::bigint)`;
	const child = publishInChild(database.url);
	const ended = once(child, "exit");
	let said = "";
	child.stderr?.on("data", (chunk) => {
		said += chunk;
	});
	await until(async () => {
		if (child.exitCode !== null) throw new Error(`it ended before it was killed: ${said}`);
		return (
			(
				await gate`select 1 from pg_locks l join pg_database d on d.oid = l.database
					where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`
			).length > 0
		);
	});
	await gate`select pg_advisory_unlock(${lock}::bigint)`;
	await wait(afterMs);
	child.kill("SIGKILL");
	await ended;
	// Granted once that transaction is over, one way or the other.
	await gate`select pg_advisory_lock(${PUBLICATION_LOCK}::bigint)`;
	await gate`select pg_advisory_unlock(${PUBLICATION_LOCK}::bigint)`;
}

/** Wholly there or not at all, and the journal's chain holds. */
async function isPublished({ open }: Platform): Promise<boolean> {
	const rows = await open.db.select().from(standardVersions).where(eq(standardVersions.version, "2.1"));
	const journal = await open.db
		.select({ subjectId: journalEntries.subjectId })
		.from(journalEntries)
		.where(sql`${journalEntries.after}->>'version' = '2.1'`);
	expect(journal.map(({ subjectId }) => subjectId)).toEqual(rows.map(({ id }) => id));
	expect(rows.length).toBeLessThan(2);
	for (const { content, files } of rows) {
		expect(content.criteria).toHaveLength(120);
		expect(files).toHaveLength(6);
	}
	expect((await verifyJournal(open.db, null)).ok).toBe(true);
	return rows.length === 1;
}

// PGlite has one connection: nobody looks at it from outside.
const postgresOnly = process.env.TEST_ENGINE === "postgres" ? it : null;

postgresOnly?.(
	`killed ${KILLS} times while it publishes, it has published or it has not`,
	async () => {
		let platform = await openPlatform();
		const found = { published: 0, not: 0 };
		for (let kill = 0; kill < KILLS; kill++) {
			// In turn while it reads, checks and writes, and while it commits.
			if (kill % 2 === 0) await publishAndKill(platform, PUBLICATION_LOCK, kill === 0 ? 0 : Math.random() * 400);
			else await publishAndKill(platform, CHAIN_LOCK, Math.random() * 10);
			if (await isPublished(platform)) {
				found.published += 1;
				await closePlatform(platform);
				platform = await openPlatform();
			} else found.not += 1;
		}
		// What was interrupted is published by the next try.
		if (!(await isPublished(platform))) {
			const child = publishInChild(platform.database.url);
			expect((await once(child, "exit"))[0]).toBe(0);
			expect(await isPublished(platform)).toBe(true);
		}
		await closePlatform(platform);
		console.log(`publication killed ${KILLS} times: ${found.published} wholly done, ${found.not} not at all`);
		expect(found.not).toBeGreaterThan(0);
		expect(found.published).toBeGreaterThan(0);
	},
	60_000 + KILLS * 20_000,
);

it("is a command that refuses what it can't publish, and says why", async () => {
	const { PATH, HOME } = process.env;
	const env: NodeJS.ProcessEnv = { PATH, HOME, NODE_ENV: "production", APP_ROOT: folder.path, DATA_DIR: folder.path };
	const child = spawn(process.execPath, ["--import", "tsx", "scripts/criteria-publish.ts", "label-cae/3.0"], {
		env,
		stdio: ["ignore", "ignore", "pipe"],
	});
	let said = "";
	child.stderr?.on("data", (chunk) => {
		said += chunk;
	});
	const [code] = await once(child, "exit");
	expect({ code, said }).toEqual({ code: 1, said: "label-cae/3.0 n’existe pas dans criteria/.\n" });
}, 60_000);
