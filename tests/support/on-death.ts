/** Owns what must happen even when this process is killed: a watching shell cleans up once its parent is gone. */
import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Watcher {
	/** Runs the cleaning now and resolves when it is done. */
	clean(): Promise<void>;
	/** Lets the watcher go without cleaning. */
	dismiss(): void;
}

/** Runs `script` (sh, `$1`… being `args`) when this process ends, however it ends, `kill -9` included. */
export function onDeath(script: string, ...args: string[]): Watcher {
	// Reading the pipe blocks until this process closes it or dies.
	const shell = spawn("sh", ["-c", `cat >/dev/null\n${script}`, "on-death", ...args], {
		cwd: "/",
		detached: true,
		stdio: ["pipe", "ignore", "ignore"],
	});
	shell.unref();
	const ended = once(shell, "exit");
	return {
		async clean() {
			shell.stdin.end();
			shell.ref();
			await ended;
		},
		dismiss() {
			shell.kill("SIGKILL");
		},
	};
}
