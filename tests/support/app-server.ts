/** Owns the application under test in a browser: the production build in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./free-port";
import { onDeath, type Watcher } from "./on-death";
import { createTemporaryFolder } from "./temporary-folder";

const READY_MS = 120_000;
const STOP_MS = 20_000;

export interface AppServerOptions {
	/** `npm run demo` (invented data) instead of `npm start` (empty). */
	readonly demo?: boolean;
	/** A folder of the caller's; without it, a temporary one that `stop` removes. */
	readonly dataDir?: string;
	readonly env?: Readonly<Record<string, string>>;
	/** The name people type, where the loopback address won't do: `localhost` for passkeys. */
	readonly hostName?: string;
}

export interface AppServer {
	readonly origin: string;
	readonly pid: number;
	readonly dataDir: string;
	/** Everything the processes wrote so far. */
	readonly logs: string;
	/** SIGTERM, as a service manager would; resolves with the exit code. */
	halt(): Promise<number | null>;
	/** SIGKILL, as a power cut would. */
	kill9(): Promise<void>;
	/** Halts if need be, then starts again on the same port and folder. */
	restart(): Promise<void>;
	/** Halts and removes the temporary folder. */
	stop(): Promise<void>;
}

const running = new Set<AppServer>();

/** What the servers under way wrote, for a failed test to show. */
export function runningServerLogs(): string {
	return [...running].map((server) => `--- ${server.origin}\n${server.logs}`).join("\n");
}

export async function startAppServer(options: AppServerOptions = {}): Promise<AppServer> {
	const own = options.dataDir ? null : await createTemporaryFolder("server");
	const dataDir = options.dataDir ?? own?.path ?? "";
	const script = options.demo ? ["scripts/demo.mjs", "--no-build"] : ["scripts/start.mjs"];
	const port = await freePort();
	const origin = `http://${options.hostName ?? "127.0.0.1"}:${port}`;
	const named = options.hostName ? { PUBLIC_ORIGIN: origin } : {};
	const env = { ...inherited(), HOST: "127.0.0.1", PORT: `${port}`, DATA_DIR: dataDir, ...named, ...options.env };
	let logs = "";
	let current: { child: ChildProcess; watcher: Watcher; ended: Promise<unknown> };

	async function launch(): Promise<void> {
		// A process group of its own: what the script starts ends with it.
		const child = spawn(process.execPath, script, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
		const watcher = onDeath('kill -KILL "-$1"', String(child.pid));
		for (const stream of [child.stdout, child.stderr]) {
			stream.on("data", (chunk) => {
				logs += chunk;
			});
		}
		current = { child, watcher, ended: once(child, "exit") };
		const deadline = Date.now() + READY_MS;
		while (!(await isReady(origin))) {
			const dead = child.exitCode !== null || child.signalCode !== null;
			if (dead || Date.now() > deadline) {
				await end("SIGKILL");
				throw new Error(`${script[0]} ${dead ? "s’est arrêté" : "n’est pas prêt"} :\n${logs}`);
			}
			await wait(50);
		}
	}

	async function end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
		const { child, watcher, ended } = current;
		const alive = child.exitCode === null && child.signalCode === null;
		if (alive) {
			child.kill(signal);
			await Promise.race([ended, wait(STOP_MS, undefined, { ref: false })]);
		}
		// Whatever the script left behind in its group, and the script itself when it did not listen.
		await watcher.clean();
		if (child.exitCode === null && child.signalCode === null) await ended;
	}

	const server: AppServer = {
		origin,
		dataDir,
		get pid() {
			return current.child.pid as number;
		},
		get logs() {
			return logs;
		},
		async halt() {
			await end("SIGTERM");
			return current.child.exitCode;
		},
		kill9: () => end("SIGKILL"),
		async restart() {
			await end("SIGTERM");
			await launch();
		},
		async stop() {
			running.delete(server);
			await end("SIGTERM");
			await own?.remove();
		},
	};
	await launch().catch(async (error) => {
		await own?.remove();
		throw error;
	});
	running.add(server);
	return server;
}

/** Our environment without what Vitest or the developer's shell would decide for the application. */
function inherited(): NodeJS.ProcessEnv {
	const { PATH, HOME, LANG, TZ, TMPDIR } = process.env;
	return { PATH, HOME, LANG, TZ, TMPDIR, NODE_ENV: "production" };
}

async function isReady(origin: string): Promise<boolean> {
	try {
		const response = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) });
		await response.arrayBuffer();
		return response.status === 200;
	} catch {
		return false;
	}
}
