/**
 * Owns the single-process lock of a data folder. Two processes on one PGlite folder open silently and lose committed
 * writes, so the lock is taken before opening. On Linux it is an abstract Unix socket, which a crash frees by itself and
 * which answers who holds the folder; elsewhere a socket or pipe derived from the same path.
 */
import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";

export interface DataFolderLock {
	release(): Promise<void>;
}

interface Holder {
	readonly pid: number;
	readonly startedAt: string;
}

export class DataFolderHeldError extends Error {
	constructor(dataDir: string, holder: Holder | null) {
		const who = holder
			? `le processus ${holder.pid}, démarré le ${new Date(holder.startedAt).toLocaleString("fr-FR", { timeZone: "Europe/Paris" })}`
			: "un autre processus";
		super(
			`Le dossier de données ${dataDir} est déjà ouvert par ${who}. ` +
				"Arrêtez-le d’abord, ou choisissez un autre dossier avec DATA_DIR.",
		);
	}
}

/** Takes the lock or throws {@link DataFolderHeldError} naming the holder. */
export async function holdDataFolder(dataDir: string): Promise<DataFolderLock> {
	const folder = await realpath(dataDir);
	const address = socketAddress(folder);
	const holder: Holder = { pid: process.pid, startedAt: new Date().toISOString() };
	const server = net.createServer((socket) => {
		socket.on("error", () => {});
		socket.end(JSON.stringify(holder));
	});
	try {
		await listen(server, address);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
		throw new DataFolderHeldError(folder, await askHolder(address));
	}
	server.unref();
	return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function socketAddress(folder: string): string {
	const name = `label-cae-${createHash("sha256").update(folder).digest("hex").slice(0, 32)}`;
	if (process.platform === "linux") return `\0${name}`;
	return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : path.join(os.tmpdir(), `${name}.sock`);
}

function listen(server: net.Server, address: string): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(address, () => {
			server.off("error", reject);
			resolve();
		});
	});
}

function askHolder(address: string): Promise<Holder | null> {
	return new Promise((resolve) => {
		let answer = "";
		const socket = net.connect(address);
		socket.setTimeout(1000, () => socket.destroy());
		socket.on("data", (chunk) => {
			answer += chunk;
		});
		socket.on("error", () => resolve(null));
		socket.on("close", () => {
			try {
				resolve(JSON.parse(answer) as Holder);
			} catch {
				resolve(null);
			}
		});
	});
}
