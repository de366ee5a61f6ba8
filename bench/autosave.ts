/**
 * What does a save of one answer cost next to the same transaction through plain SQL? Both in turn, on the same engine, by 10
 * and by 50 people who each answer criteria of their own on the assessments of cooperatives of ten.
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import postgres from "postgres";
import { type Database, type DatabaseTarget, openDatabase } from "../app/db/client.server";
import { onBehalfOf } from "../app/db/transaction.server";
import type { Actor } from "../app/domain/access/roles";
import { applicableCriteria } from "../app/domain/standard/applicability";
import { saveAnswer } from "../app/services/assessment/save-answer.server";
import { startPostgres } from "../tests/support/start-postgres";
import {
	createActor,
	createCampaign,
	createCooperative,
	createDraft,
	PROFILE,
	publishStandards,
} from "../tests/support/world";

const CROWDS = [10, 50] as const;
const TEAM = 10;
const ROUNDS = 5;
const SECONDS_A_ROUND = 2;
/** The policy, row-level security and the pinned version cost three to four times the bare statements. Beyond, look why. */
const MOST_TIMES_PLAIN = 6;

interface Writer {
	readonly actor: Actor;
	readonly cooperativeId: string;
	readonly assessmentId: string;
	/** Criteria nobody else answers on this assessment. */
	readonly criteria: readonly string[];
	/** By criterion, of the last save acknowledged. */
	readonly versions: Map<string, number>;
}

type Save = (writer: Writer, criterionId: string, version: number) => Promise<void>;

/** Runs statements with `$1` parameters in one transaction. */
type PlainSql = (
	work: (run: (text: string, values: unknown[]) => Promise<unknown[]>) => Promise<void>,
) => Promise<void>;

interface Figures {
	readonly perSecond: number;
	/** Milliseconds. */
	readonly p50: number;
	readonly p95: number;
	readonly saves: number;
}

/** Prints throughput and p95 of both on both engines; false when a save costs too many times the bare statements. */
export async function benchAutosave(): Promise<boolean> {
	const folder = await mkdtemp(path.join(os.tmpdir(), "label-cae-bench-"));
	const migrations = path.resolve("drizzle");
	const server = await startPostgres({ durable: true });
	try {
		const embedded = await measure({ engine: "pglite", dataDir: folder, migrations });
		const onServer = await measure({ engine: "postgres", url: server.url, migrations });
		return embedded && onServer;
	} finally {
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

async function measure(target: DatabaseTarget): Promise<boolean> {
	// The embedded database has one door: plain SQL comes through a second instance, on a folder of its own, filled alike.
	const product = await openDatabase(target);
	const plain = target.engine === "postgres" ? plainPostgres(target.url) : await plainPglite(target);
	let kept = true;
	try {
		for (const crowd of CROWDS) {
			const ofProduct = await createWriters(product.db, crowd);
			const ofPlain = plain.db ? await createWriters(plain.db, crowd) : await createWriters(product.db, crowd);
			const times = { product: [] as number[], plain: [] as number[] };
			for (let round = 0; round < ROUNDS; round++) {
				times.plain.push(...(await writeFor(SECONDS_A_ROUND, ofPlain, plainSave(plain.run))));
				times.product.push(...(await writeFor(SECONDS_A_ROUND, ofProduct, productSave(product.db))));
			}
			const [ours, theirs] = [figures(times.product), figures(times.plain)];
			console.log(`${target.engine}, ${crowd} personnes`);
			console.log(`  enregistrement : ${inWords(ours)}`);
			console.log(`  SQL seul       : ${inWords(theirs)}`);
			const ratio = theirs.perSecond / ours.perSecond;
			console.log(`  rapport        : ${ratio.toFixed(2)} fois plus de SQL seul par seconde`);
			if (ratio > MOST_TIMES_PLAIN) kept = false;
		}
	} finally {
		await plain.close();
		await product.close();
	}
	return kept;
}

async function createWriters(db: Database, crowd: number): Promise<Writer[]> {
	const version = await publishStandards(db);
	const campaign = await createCampaign(db, version.id, 1900 + Math.floor(Math.random() * 10_000));
	const ids = applicableCriteria(version.standard, PROFILE).map(({ id }) => id);
	const writers: Writer[] = [];
	for (let team = 0; team < crowd / TEAM; team++) {
		const cooperative = await createCooperative(db);
		const draft = await createDraft(db, cooperative, campaign);
		for (let place = 0; place < TEAM; place++) {
			const actor = await createActor(db, "manager", cooperative.id);
			const criteria = ids.filter((_, at) => at % TEAM === place);
			const at = { cooperativeId: cooperative.id, assessmentId: draft.id };
			writers.push({ actor, ...at, criteria, versions: new Map() });
		}
	}
	return writers;
}

/** Milliseconds of each save, by everybody at once, each sending the next as soon as the last is acknowledged. */
async function writeFor(seconds: number, writers: readonly Writer[], save: Save): Promise<number[]> {
	const times: number[] = [];
	const until = performance.now() + seconds * 1000;
	await Promise.all(
		writers.map(async (writer) => {
			for (let turn = 0; performance.now() < until; turn++) {
				const criterionId = writer.criteria[turn % writer.criteria.length] ?? "";
				const version = writer.versions.get(criterionId) ?? 0;
				const started = performance.now();
				await save(writer, criterionId, version);
				times.push(performance.now() - started);
				writer.versions.set(criterionId, version + 1);
			}
		}),
	);
	return times;
}

const COMMENT = "Commentaire d’une longueur ordinaire, comme on en écrit pour dire où se trouve la preuve attendue.";

function productSave(db: Database): Save {
	return async ({ actor, assessmentId }, criterionId, version) => {
		const input = { criterionId, choice: "2", reason: "", comment: COMMENT, version, key: randomUUID() };
		const saved = await onBehalfOf(db, actor.userId, "write", (tx) =>
			saveAnswer({ db: tx as Database, actor, now: new Date() }, assessmentId, input),
		);
		if (!saved.ok) throw new Error(saved.reason);
	};
}

/** What the product does to the rows, and nothing else: no policy, no version of the référentiel, no building of queries. */
function plainSave(transaction: PlainSql): Save {
	return async ({ actor, cooperativeId, assessmentId }, criterionId, version) => {
		const now = new Date().toISOString();
		const next = { level: 2, notApplicable: false, reason: "", comment: COMMENT, version: version + 1 };
		await transaction(async (run) => {
			await run("select status, profile from assessments where id = $1 for share", [assessmentId]);
			await run(
				"insert into answer_saves (key, assessment_id, criterion_id, version, saved_at) values ($1, $2, $3, $4, $5) on conflict do nothing",
				[randomUUID(), assessmentId, criterionId, next.version, now],
			);
			const [before] = await run("select * from answers where assessment_id = $1 and criterion_id = $2", [
				assessmentId,
				criterionId,
			]);
			const written = await run(
				before
					? "update answers set level = $4, comment = $5, version = $6, updated_at = $7, updated_by = $8 where cooperative_id = $1 and assessment_id = $2 and criterion_id = $3 and version = $6 - 1 returning version"
					: "insert into answers (cooperative_id, assessment_id, criterion_id, level, comment, version, updated_at, updated_by) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning version",
				[cooperativeId, assessmentId, criterionId, next.level, COMMENT, next.version, now, actor.userId],
			);
			if (written.length !== 1) throw new Error("CONFLICT");
			await run(
				"insert into journal_entries (at, actor_id, action, subject_type, subject_id, cooperative_id, before, after) values ($1, $2, 'answer.saved', 'answer', $3, $4, $5::text::jsonb, $6::text::jsonb)",
				[
					now,
					actor.userId,
					`${assessmentId}/${criterionId}`,
					cooperativeId,
					before ? JSON.stringify(before) : null,
					JSON.stringify(next),
				],
			);
		});
	};
}

interface Plain {
	readonly run: PlainSql;
	/** Where its people are created; null: where the product's are. */
	readonly db: Database | null;
	close(): Promise<void>;
}

function plainPostgres(url: string): Plain {
	const sql = postgres(url, { max: 10, onnotice: () => {} });
	const run: PlainSql = async (work) => {
		await sql.begin(async (tx) => work((text, values) => tx.unsafe(text, values as never[], { prepare: true })));
	};
	return { run, db: null, close: () => sql.end() };
}

async function plainPglite({ dataDir, migrations }: { dataDir: string; migrations: string }): Promise<Plain> {
	const { drizzle } = await import("drizzle-orm/pglite");
	const folder = path.join(dataDir, "plain");
	await (await openDatabase({ engine: "pglite", dataDir: folder, migrations })).close();
	const client = await PGlite.create({ dataDir: path.join(folder, "pglite") });
	const run: PlainSql = async (work) => {
		await client.transaction((tx) => work(async (text, values) => (await tx.query(text, values)).rows));
	};
	return { run, db: drizzle(client) as unknown as Database, close: () => client.close() };
}

function figures(times: readonly number[]): Figures {
	const sorted = [...times].sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
	return { perSecond: times.length / (ROUNDS * SECONDS_A_ROUND), p50: at(0.5), p95: at(0.95), saves: times.length };
}

function inWords({ perSecond, p50, p95, saves }: Figures): string {
	return `${perSecond.toFixed(0)} par seconde, médiane ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (${saves} enregistrements)`;
}
