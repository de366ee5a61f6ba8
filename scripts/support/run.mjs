/** Owns how the scripts run a program: streamed or kept, timed, and ended with its parent. */
import { spawn } from "node:child_process";

/** @typedef {{ ok: boolean, seconds: number, output: string }} Ran */

/**
 * Runs a program of `node_modules/.bin`, or a script when it is a path. `stream` shows what it says as it comes; otherwise `output` keeps it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ stream?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<Ran>}
 */
export function run(program, args, { stream = false, env = {} } = {}) {
	const started = Date.now();
	const [command, ...before] = program.includes("/") ? [process.execPath, program] : [`node_modules/.bin/${program}`];
	const child = spawn(command, [...before, ...args], {
		stdio: stream ? "inherit" : ["ignore", "pipe", "pipe"],
		env: { ...process.env, ...env },
	});
	let output = "";
	for (const pipe of [child.stdout, child.stderr]) {
		pipe?.on("data", (chunk) => {
			output += chunk;
		});
	}
	// Ctrl-C reaches the child by itself: it cleans up, then this process ends.
	const interrupted = () => {};
	const terminated = () => child.kill("SIGTERM");
	process.on("SIGINT", interrupted).on("SIGTERM", terminated);
	return new Promise((resolve) => {
		const done = (/** @type {boolean} */ ok) => {
			process.off("SIGINT", interrupted).off("SIGTERM", terminated);
			resolve({ ok, seconds: (Date.now() - started) / 1000, output });
		};
		child.on("error", (error) => {
			output += `${error.message}\n`;
			if (stream) console.error(error.message);
			done(false);
		});
		child.on("close", (code, signal) => {
			if (signal === "SIGINT" || signal === "SIGTERM" || code === 130) process.exit(130);
			done(code === 0);
		});
	});
}
