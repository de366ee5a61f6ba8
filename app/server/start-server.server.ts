/** Owns the life of the server process: open the database, publish the référentiel, listen, and stop without losing anything. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import { readConfig } from "~/config/env.server";
import { readSecretKey } from "~/config/secret-key.server";
import { openDatabase } from "~/db/client.server";
import { createSecrets } from "~/services/access/secrets.server";
import { publishCriteria } from "~/services/standard/publish-criteria.server";
import { createApp } from "./app.server";
import { startDailyRetention } from "./daily-retention.server";
import { requireDeclaredDoors } from "./doors.server";

const DRAIN_MS = 10_000;

export interface RunningServer {
	readonly origin: string;
	stop(): Promise<void>;
}

/** Starts and resolves once the server listens. Refusals (held folder, newer schema, changed référentiel) are thrown. */
export async function startServer(
	getBuild: () => Promise<ServerBuild>,
	developmentAssets?: RequestHandler,
): Promise<RunningServer> {
	const config = readConfig();
	const migrations = path.join(config.root, "drizzle");
	const open = await openDatabase(
		config.databaseUrl
			? { engine: "postgres", url: config.databaseUrl, migrations }
			: { engine: "pglite", dataDir: config.dataDir, migrations },
	);
	try {
		await publishCriteria(open.db, config.root, new Date());
		const secrets = createSecrets(await readSecretKey(config));
		requireDeclaredDoors((await getBuild()).routes);
		const state = { ready: true };
		const app = createApp({ config, db: open.db, secrets, getBuild, state, developmentAssets });
		const server = await listen(app, config.host, config.port);
		const { port } = server.address() as AddressInfo;
		const origin = config.publicOrigin ?? `http://${config.host}:${port}`;
		app.locals.origin = origin;
		const retention = startDailyRetention(open.db);
		console.log(`Label CAE : ${origin} (${open.where})`);
		return {
			origin,
			async stop() {
				state.ready = false;
				await drain(server);
				await retention.stop();
				await open.close();
			},
		};
	} catch (error) {
		await open.close();
		throw error;
	}
}

function listen(app: ReturnType<typeof createApp>, host: string, port: number): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = app.listen(port, host, () => resolve(server));
		server.requestTimeout = 30_000;
		server.headersTimeout = 15_000;
		server.once("error", reject);
	});
}

/** Lets requests under way finish, then cuts what is left. */
function drain(server: Server): Promise<void> {
	return new Promise((resolve) => {
		const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
		server.close(() => {
			clearTimeout(cut);
			resolve();
		});
		server.closeIdleConnections();
	});
}
