/** How long does an agenda wait for a private feed of 500 visits, and how much does it load? On both engines. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { type Database, type DatabaseTarget, openDatabase } from "../app/db/client.server";
import { throttles } from "../app/db/schema/access.server";
import { audits } from "../app/db/schema/audit.server";
import { addDays } from "../app/domain/calendar-day";
import { createSecrets } from "../app/services/access/secrets.server";
import { openFeed } from "../app/services/calendar/own-feed.server";
import { readFeed } from "../app/services/calendar/read-feed.server";
import { startPostgres } from "../tests/support/start-postgres";
import {
	ARRIVAL,
	as,
	createActor,
	createAuditor,
	createCampaign,
	createCooperative,
	createDraft,
	NOW,
	publishStandards,
} from "../tests/support/world";

const VISITS = 500;
const ROUNDS = 40;
/** Agendas read a feed every few hours, and wait several seconds at least. */
const MOST_MS = 500;

/** Prints milliseconds and bytes; false when the slow readings take too long. */
export async function benchFeed(): Promise<boolean> {
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
	const { db, close } = await openDatabase(target);
	try {
		const token = await prepare(db);
		const secrets = createSecrets(new Uint8Array(32).fill(1));
		const times: number[] = [];
		let content = "";
		for (let round = 0; round < ROUNDS; round += 1) {
			await db.delete(throttles);
			const started = performance.now();
			const feed = await readFeed(db, secrets, token, ARRIVAL, (id) => `https://label.example/audits/${id}`);
			times.push(performance.now() - started);
			if (!feed.ok) throw new Error(feed.reason);
			content = feed.value.content;
		}
		const events = content.match(/^BEGIN:VEVENT/gm)?.length ?? 0;
		times.sort((a, b) => a - b);
		const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
		const bytes = Buffer.byteLength(content);
		console.log(
			`${target.engine}: ${events} visits, p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, ${bytes} bytes, ${gzipSync(content).length} compressed`,
		);
		return events === VISITS && at(0.95) <= MOST_MS;
	} finally {
		await close();
	}
}

async function prepare(db: Database): Promise<string> {
	const published = await publishStandards(db);
	const campaign = await createCampaign(db, published.id);
	const lead = await createAuditor(db);
	for (let count = 0; count < VISITS; count += 1) {
		const cooperative = await createCooperative(db, { name: `Coopérative d’essai numéro ${count}` });
		const assessment = await createDraft(db, cooperative, campaign);
		const startsOn = addDays("2026-01-05", count);
		await db.insert(audits).values({
			cooperativeId: cooperative.id,
			assessmentId: assessment.id,
			kind: "initial",
			startsOn,
			endsOn: addDays(startsOn, 1),
			mode: "onSite",
			place: `${count} rue de l’Égalité, 35000 Rennes`,
			leadAuditorId: lead.userId,
			createdAt: NOW,
		});
	}
	return openFeed(as(db, await createActor(db, "network")), ARRIVAL);
}
