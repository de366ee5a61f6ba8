/** Who answers in place of the database is told nothing: neither over a certificate nobody vouches for, nor without TLS. */
import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import path from "node:path";
import tls from "node:tls";
import { SMTPServer } from "smtp-server";
import { expect, it } from "vitest";
import { openDatabase } from "~/db/client.server";

/** The certificate of the mail server of the tests: anybody holds its key. */
const { key, cert } = new SMTPServer({ secure: true, logger: false }).options as { key: string; cert: string };

/** Speaks as PostgreSQL does to the request for TLS, and keeps what it is told after it. */
async function impostor(answer: "S" | "N") {
	const told: Buffer[] = [];
	const server = net.createServer((socket) => {
		socket.on("error", () => {});
		socket.once("data", () => {
			socket.write(answer);
			const heard = answer === "S" ? new tls.TLSSocket(socket, { isServer: true, key, cert }) : socket;
			heard.on("error", () => {});
			heard.on("data", (bytes: Buffer) => {
				told.push(bytes);
				if (answer === "N") socket.destroy();
			});
		});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	return {
		told: () => Buffer.concat(told).toString("latin1"),
		url: `postgres://label-user:label-password@127.0.0.1:${port}/label`,
		close: () => new Promise((resolve) => server.close(resolve)),
	};
}

it.each(["S", "N"] as const)(
	"a server that is not ours (answering %s) hears no name and no password",
	async (answer) => {
		const server = await impostor(answer);
		const opening = openDatabase({
			engine: "postgres",
			url: server.url,
			tls: { caFile: undefined },
			migrations: path.resolve("drizzle"),
		});
		await expect(opening).rejects.toMatchObject({
			code: expect.stringMatching(answer === "S" ? /^(CERT_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS)/ : /./),
		});
		expect(server.told()).not.toContain("label");
		await server.close();
	},
);
