/** Owns the PostgreSQL server of the tests: found or installed, started in a temporary folder, gone afterwards. */
import { execFileSync, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./free-port";
import { installPackages } from "./install-packages";
import { onDeath } from "./on-death";

const DEBIAN = "/usr/lib/postgresql";
const OLDEST = 15;
// The package would start a cluster of its own as it installs; this file tells it not to.
const NO_CLUSTER =
	"mkdir -p /etc/postgresql-common && [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf";

export interface PostgresServer {
	/** Administrator's URL, on the loopback only. */
	readonly url: string;
	stop(): Promise<void>;
}

/** Vitest's global setup of `integration-postgres`. A server named by TEST_POSTGRES_URL is used as it is. */
export default async function setup(): Promise<() => Promise<void>> {
	if (process.env.TEST_POSTGRES_URL) {
		console.log(`PostgreSQL : serveur de TEST_POSTGRES_URL (${new URL(process.env.TEST_POSTGRES_URL).host})`);
		return async () => {};
	}
	const server = await startPostgres();
	process.env.TEST_POSTGRES_URL = server.url;
	return async () => {
		delete process.env.TEST_POSTGRES_URL;
		await server.stop();
	};
}

/** Starts a throw-away server: anyone on 127.0.0.1 is trusted, and nothing is synced to disk unless `durable`. */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
	const { bin, installed } = findBinaries();
	const identity = runAs();
	// A temporary folder of root's own may be closed to the user PostgreSQL runs as.
	const home = await mkdtemp(path.join(identity ? "/tmp" : os.tmpdir(), "label-cae-postgres-"));
	if (identity) await chown(home, identity.uid, identity.gid);
	const dataDir = path.join(home, "data");
	const options: SpawnOptions = { cwd: home, ...identity, env: { ...process.env, LC_ALL: "C.UTF-8" } };
	const initdb = spawnSync(
		path.join(bin, "initdb"),
		["-D", dataDir, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
		{ ...options, encoding: "utf8" },
	);
	if (initdb.status !== 0) throw new Error(`initdb a échoué : ${initdb.error?.message ?? initdb.stderr}`);

	const port = await freePort();
	const settings = {
		listen_addresses: "127.0.0.1",
		port: String(port),
		unix_socket_directories: "",
		max_connections: "200",
		...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
		// Counts what a page asks: tests/access/query-budget.test.ts.
		shared_preload_libraries: "pg_stat_statements",
	};
	const server = spawn(
		path.join(bin, "postgres"),
		["-D", dataDir, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
		{ ...options, detached: true, stdio: ["ignore", "ignore", "pipe"] },
	);
	let log = "";
	server.stderr?.on("data", (chunk) => {
		log = (log + chunk).slice(-20_000);
	});
	server.unref();
	// SIGQUIT is PostgreSQL's immediate stop; the folder goes once the process has.
	const watcher = onDeath(
		'kill -QUIT "$1"; n=0; while kill -0 "$1" && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done; rm -rf "$2"',
		String(server.pid),
		home,
	);
	for (let tries = 0; spawnSync(path.join(bin, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", `${port}`]).status; ) {
		tries += 1;
		if (server.exitCode !== null || tries > 300) {
			await watcher.clean();
			throw new Error(`PostgreSQL n’a pas démarré :\n${log}`);
		}
		await wait(100);
	}
	console.log(`PostgreSQL : ${bin}${installed ? " (vient d’être installé)" : ""}, sur 127.0.0.1:${port}`);
	return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop: () => watcher.clean() };
}

function findBinaries(): { bin: string; installed: boolean } {
	const found = newestBinaries();
	if (found) return { bin: found, installed: false };
	console.log("PostgreSQL : absent, installation du paquet Debian « postgresql »…");
	installPackages(["postgresql"], NO_CLUSTER);
	const bin = newestBinaries();
	if (!bin) throw new Error(`Il faut PostgreSQL ${OLDEST} ou plus récent sous ${DEBIAN}.`);
	return { bin, installed: true };
}

function newestBinaries(): string | null {
	if (!existsSync(DEBIAN)) return null;
	const versions = readdirSync(DEBIAN)
		.map(Number)
		.filter((version) => version >= OLDEST && existsSync(path.join(DEBIAN, `${version}`, "bin", "initdb")))
		.sort((a, b) => b - a);
	return versions.length > 0 ? path.join(DEBIAN, `${versions[0]}`, "bin") : null;
}

/** PostgreSQL refuses to run as root. */
function runAs(): { uid: number; gid: number } | null {
	if (process.getuid?.() !== 0) return null;
	const id = (flag: string, user: string) =>
		Number(execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] }));
	for (const user of ["postgres", "nobody"]) {
		try {
			return { uid: id("-u", user), gid: id("-g", user) };
		} catch {
			// No such user: the next one.
		}
	}
	throw new Error("Ni « postgres » ni « nobody » : PostgreSQL refuse de tourner en root.");
}
