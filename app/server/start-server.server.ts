/** Owns the life of the server process: open the database, publish the référentiel, listen, and stop without losing anything. */
import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import { readConfig } from "~/config/env.server";
import { readSecretKey } from "~/config/secret-key.server";
import { type OpenDatabase, openDatabase } from "~/db/client.server";
import { createSecrets } from "~/services/access/secrets.server";
import { judgeFollower, nameOfPerson } from "~/services/assessment/follow-draft.server";
import { LiveHub } from "~/services/assessment/live-hub.server";
import { escalateLate } from "~/services/audit/escalate-late.server";
import { remindDemands } from "~/services/audit/remind-demands.server";
import { remindVisits } from "~/services/audit/remind-visits.server";
import { createDiskStorage } from "~/services/evidence/disk-storage.server";
import { PartialUploads } from "~/services/evidence/partial-upload.server";
import { createS3Storage } from "~/services/evidence/s3-storage.server";
import { sweepOrphans } from "~/services/evidence/sweep-orphans.server";
import { createApp } from "./app.server";
import { settleCriteria } from "./criteria-notices.server";
import { startDailyRetention } from "./daily-retention.server";
import { requireDeclaredDoors } from "./doors.server";
import { log, logFailure } from "./log.server";
import { chooseTransport, startMailRounds } from "./mail-rounds.server";
import { startPlanRounds } from "./plan-rounds.server";

const DRAIN_MS = 10_000;
const IDLE_MS = 100;
/** A whole request: files take their time, a form without has less (guards.server.ts). */
const LIMITS = { maxHeaderSize: 16_384, headersTimeout: 15_000, requestTimeout: 900_000, keepAliveTimeout: 5_000 };

export interface RunningServer {
	readonly origin: string;
	stop(): Promise<void>;
}

/** Starts and resolves once the server listens. Refusals (held folder, newer schema) are thrown. */
export async function startServer(
	getBuild: () => Promise<ServerBuild>,
	developmentAssets?: RequestHandler,
): Promise<RunningServer> {
	const config = readConfig();
	log.level = config.logLevel;
	const migrations = path.join(config.root, "drizzle");
	const open = await openDatabase({ ...config.database, migrations });
	try {
		for (const notice of await settleCriteria(open.db, config.root)) console.warn(notice);
		const secrets = createSecrets(await readSecretKey(config));
		requireDeclaredDoors((await getBuild()).routes);
		const { folder, incoming, limits, quotaBytes, scanSocket } = config.evidence;
		const storage = config.evidence.s3 ? createS3Storage(config.evidence.s3) : createDiskStorage(folder);
		const sweep = async (now: Date, alone: boolean) => {
			const swept = await sweepOrphans(open.db, storage, incoming, now, { alone });
			if (swept.stored + swept.incoming > 0) log.info({ reference: "evidence", ...swept }, "orphan files removed");
		};
		const remind = async (now: Date) => {
			const { sent, failures } = await remindVisits(open.db, now);
			if (sent > 0) log.info({ reference: "reminders", sent }, "visit reminders written");
			const asked = await remindDemands(open.db, now);
			if (asked > 0) log.info({ reference: "reminders", asked }, "evidence reminders written");
			for (const { error } of failures) logFailure({ reference: "reminders" }, error);
		};
		// The embedded database holds the data folder: nobody else is sending anything.
		await sweep(new Date(), open.engine === "pglite");
		const evidence = { storage, limits, quotaBytes, uploads: new PartialUploads(incoming), scans: scanSocket !== null };
		const live = await openLiveHub(open);
		const state = { ready: true };
		const app = createApp({ config, db: open.db, secrets, getBuild, evidence, live, state, developmentAssets });
		const server = await listen(app, config.host, config.port);
		const { port } = server.address() as AddressInfo;
		const origin = config.publicOrigin ?? `http://${config.host}:${port}`;
		app.locals.origin = origin;
		const retention = startDailyRetention(open.db, () => new Date(), {
			alongside: async (now) => {
				await escalateLate(open.db, now);
				await sweep(now, false);
				await remind(now);
			},
		});
		const transport = chooseTransport(config);
		const { from } = config.mail;
		const mails =
			transport && startMailRounds({ db: open.db, secrets, origin, from, transport, clock: () => new Date() });
		const plans = startPlanRounds(open.db, () => new Date());
		const stop = async () => {
			state.ready = false;
			// Before the requests under way are waited for: these never end by themselves.
			await live.stop();
			plans.stop();
			await drain(server);
			await Promise.all([retention.stop(), mails?.stop()]);
			await open.close();
		};
		reportUncaught(stop);
		console.log(`Label CAE : ${origin} (${open.where})`);
		if (!mails) console.log("Courriels : pas de serveur d’envoi (SMTP_URL), ils attendent dans la base.");
		return { origin, stop };
	} catch (error) {
		await open.close();
		throw error;
	}
}

async function openLiveHub({ db, bus }: OpenDatabase): Promise<LiveHub> {
	const hub = new LiveHub({
		bus,
		clock: () => new Date(),
		judge: (follower) => judgeFollower(db, follower, new Date()),
		nameOf: (userId) => nameOfPerson(db, userId),
		report: (error) => logFailure({ reference: "live" }, error),
	});
	await hub.start();
	return hub;
}

function listen(app: ReturnType<typeof createApp>, host: string, port: number): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer(LIMITS, app);
		server.once("error", reject);
		server.listen(port, host, () => resolve(server));
	});
}

/**
 * A promise that nobody waited for fails alone: it is logged and the server goes on. An error that nobody caught leaves the
 * process in an unknown state: it is logged, the requests under way end, and the service manager starts another one.
 */
function reportUncaught(stop: () => Promise<void>): void {
	const reference = () => randomBytes(4).toString("hex");
	process.on("unhandledRejection", (error) => logFailure({ reference: reference() }, error));
	process.once("uncaughtException", (error) => {
		logFailure({ reference: reference() }, error);
		stop().finally(() => process.exit(1));
	});
}

/** Lets requests under way finish, then cuts what is left. */
function drain(server: Server): Promise<void> {
	return new Promise((resolve) => {
		const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
		// A browser keeps its lines open for the next page.
		const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
		server.close(() => {
			clearTimeout(cut);
			clearInterval(idle);
			resolve();
		});
	});
}
