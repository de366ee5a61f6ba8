/** Owns requests that a browser or `fetch` would not send: any method, any Host, bytes as they are. */
import http, { type IncomingHttpHeaders } from "node:http";
import net from "node:net";

export interface RawAnswer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
}

export interface RawRequest {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** One connection for many requests. */
	readonly agent?: http.Agent;
}

export function ask(origin: string, path: string, { method = "GET", headers = {}, body, agent }: RawRequest = {}) {
	const { hostname, port } = new URL(origin);
	const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
	return new Promise<RawAnswer>((resolve, reject) => {
		const options = { hostname, port, path, method, agent, headers: { ...length, ...headers } };
		const request = http.request(options, (response) => {
			const chunks: Buffer[] = [];
			response.on("data", (chunk) => chunks.push(chunk));
			response.on("end", () => {
				const text = Buffer.concat(chunks).toString("utf8");
				resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
			});
		});
		request.on("error", reject);
		request.end(body);
	});
}

/** A form, as a page of ours sends it. */
export function post(origin: string, path: string, fields: Readonly<Record<string, string>>, more: RawRequest = {}) {
	const form = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" };
	return ask(origin, path, {
		...more,
		method: "POST",
		body: new URLSearchParams(fields).toString(),
		headers: { ...form, ...more.headers },
	});
}

/** Writes these bytes and returns all that comes back until the server closes. */
export function speak(origin: string, bytes: string): Promise<string> {
	const { hostname, port } = new URL(origin);
	return new Promise((resolve, reject) => {
		const socket = net.connect(Number(port), hostname, () => socket.write(bytes));
		let said = "";
		socket.setTimeout(5_000, () => socket.destroy());
		socket.on("data", (chunk) => {
			said += chunk;
		});
		socket.on("close", () => resolve(said));
		socket.on("error", reject);
	});
}
