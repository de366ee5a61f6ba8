/** Owns the copy of a whole folder: `cp` does in a fifth of a second what Node's own takes one second of a core for. */
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { promisify } from "node:util";

/** @param to made when it does not exist; what it holds already stays */
export async function copyFolder(from: string, to: string): Promise<void> {
	await mkdir(to, { recursive: true });
	await promisify(execFile)("cp", ["-a", `${from}/.`, to]);
}
