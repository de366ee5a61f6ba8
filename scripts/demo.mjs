/**
 * `npm run demo`: builds if needed, fills an empty database with the demonstration network, serves it, and prints the
 * accounts. `--no-build` serves the build as it is. DATA_DIR, DATABASE_URL, HOST and PORT work as for `npm start`. Unless
 * PUBLIC_ORIGIN says otherwise it is reached by the name localhost: no browser makes a passkey at 127.0.0.1.
 */
import { spawn } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";

const root = fileURLToPath(new URL("..", import.meta.url));
const env = {
	...process.env,
	NODE_ENV: "production",
	APP_DEMO: "1",
	LOG_LEVEL: process.env.LOG_LEVEL || "warn",
	APP_ROOT: root,
	DATA_DIR: path.resolve(process.env.DATA_DIR || path.join(root, "data")),
	PUBLIC_ORIGIN: process.env.PUBLIC_ORIGIN || localOrigin(process.env.HOST || "127.0.0.1", process.env.PORT || "3000"),
};

/** Empty, for the server to say, when it listens elsewhere or takes whichever port is free. */
function localOrigin(host, port) {
	return host === "127.0.0.1" && port !== "0" ? `http://localhost:${port}` : "";
}

let child = null;
let asked = null;
function stop(signal) {
	asked = signal;
	if (child) child.kill(signal);
	else process.exit(codeOf(null, signal));
}
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
if (process.env.npm_lifecycle_event) {
	// A signal sent to npm itself ends npm and its shell, and never reaches us: being left alone says it.
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && !asked && stop("SIGTERM"), 500).unref();
}

function codeOf(code, signal) {
	return code ?? 128 + (os.constants.signals[signal] ?? 0);
}

/** Resolves with the exit code of the script, run with the same Node. `onMessage` receives what it sends. */
function run(args, onMessage) {
	return new Promise((resolve, reject) => {
		child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
		if (onMessage) child.on("message", onMessage);
		child.on("error", reject);
		child.on("exit", (code, signal) => {
			child = null;
			resolve(codeOf(code, signal));
		});
	});
}

async function printAccounts(origin) {
	const { DEMO_ACCOUNTS, DEMO_PASSWORD } = await tsImport("../app/services/access/demo-accounts.ts", import.meta.url);
	const { roleLabels } = await tsImport("../app/messages.fr.ts", import.meta.url);
	const width = Math.max(...DEMO_ACCOUNTS.map(({ email }) => email.length));
	const lines = DEMO_ACCOUNTS.map(({ email, name, role }) => `  ${email.padEnd(width)}  ${roleLabels[role]} (${name})`);
	console.log(
		`\nDémonstration de Label CAE : ${origin}\n` +
			`Comptes, avec le mot de passe ${DEMO_PASSWORD} :\n${lines.join("\n")}\n` +
			"Les coopératives notées DEMO et les personnes sont inventées. Ctrl+C pour arrêter.",
	);
}

if (!process.argv.includes("--no-build")) {
	const { ensureBuild } = await import("./support/ensure-build.mjs");
	await ensureBuild().catch((error) => {
		console.error(error.message);
		process.exit(1);
	});
}
const seeded = await run(["--import", "tsx", path.join("scripts", "seed-demo.ts")]);
if (seeded !== 0 || asked) process.exit(seeded || codeOf(null, asked));
process.exit(await run([path.join("scripts", "start.mjs")], ({ origin }) => void printAccounts(origin)));
