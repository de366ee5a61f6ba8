/** Asks a clamd daemon whether a file holds a virus (its INSTREAM command), over a socket given by the configuration. */
import { createReadStream } from "node:fs";
import { connect } from "node:net";

/** `clean`, `infected`, or `unavailable`: the daemon does not answer, and nothing is known of the file. */
export type ScanVerdict = "clean" | "infected" | "unavailable";
export type Scan = (place: string) => Promise<ScanVerdict>;

const ANSWER_MS = 60_000;

/** @param address `host:port`, or the path of a local socket */
export function createScan(address: string): Scan {
	const [, host, port] = /^([^/]+):(\d+)$/.exec(address) ?? [];
	return (place) =>
		new Promise((resolve) => {
			const socket = host ? connect(Number(port), host) : connect(address);
			let said = "";
			const settle = (verdict: ScanVerdict) => {
				socket.destroy();
				resolve(verdict);
			};
			socket.setTimeout(ANSWER_MS, () => settle("unavailable"));
			socket.on("error", () => settle("unavailable"));
			socket.on("data", (chunk) => {
				said += chunk.toString("latin1");
			});
			socket.on("close", () => settle(verdictOf(said)));
			socket.once("connect", () => {
				send(socket, place).catch(() => settle("unavailable"));
			});
		});
}

function verdictOf(said: string): ScanVerdict {
	if (/^stream: OK\b/.test(said)) return "clean";
	return /^stream: .+ FOUND\b/.test(said) ? "infected" : "unavailable";
}

/** Each part after its length on four bytes; a length of zero ends. */
async function send(socket: ReturnType<typeof connect>, place: string): Promise<void> {
	socket.write("zINSTREAM\0");
	for await (const chunk of createReadStream(place) as AsyncIterable<Buffer>) {
		const length = Buffer.alloc(4);
		length.writeUInt32BE(chunk.length);
		socket.write(length);
		if (!socket.write(chunk)) await new Promise((resume) => socket.once("drain", resume));
	}
	socket.write(Buffer.alloc(4));
}
