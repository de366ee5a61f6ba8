/** Owns a line to a server that can be cut, whatever the browser and its workers: nobody answers at its address meanwhile. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export interface Line {
	/** Address of this end, for the browser. */
	readonly origin: string;
	cut(): Promise<void>;
	mend(): Promise<void>;
}

export async function openLine(serverOrigin: string): Promise<Line> {
	const { hostname, port } = new URL(serverOrigin);
	const sockets = new Set<Socket>();
	let server: Server;
	const listen = async (at: number) => {
		server = createServer((near) => {
			const far = connect(Number(port), hostname);
			for (const [one, other] of [
				[near, far],
				[far, near],
			] as const) {
				sockets.add(one);
				one.on("error", () => other.destroy());
				one.on("close", () => {
					sockets.delete(one);
					other.destroy();
				});
				one.pipe(other);
			}
		}).listen(at, "127.0.0.1");
		await once(server, "listening");
		return (server.address() as AddressInfo).port;
	};
	const own = await listen(0);
	return {
		origin: `http://127.0.0.1:${own}`,
		async cut() {
			const closed = once(server, "close");
			server.close();
			for (const socket of sockets) socket.destroy();
			await closed;
		},
		mend: async () => void (await listen(own)),
	};
}
