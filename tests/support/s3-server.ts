/** A small S3-compatible store in memory: checks each signature (AWS 4) and each hash by its own means, and lists by pages. */
import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface S3Server {
	readonly bucketUrl: string;
	readonly objects: Map<string, Buffer>;
	/** How many requests were refused for their signature or their hash. */
	refused(): number;
	close(): Promise<void>;
}

export const S3_KEYS = { region: "fr-test", accessKeyId: "essai", secretAccessKey: "une clé d’essai" };
const PAGE = 2;

const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");
const hmac = (key: Buffer | string, text: string) => createHmac("sha256", key).update(text).digest();

export async function startS3Server(): Promise<S3Server> {
	const objects = new Map<string, Buffer>();
	let refused = 0;
	const server = createServer(async (request, response) => {
		const body = await buffer(request);
		const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
		const key = url.pathname.slice("/pieces/".length);
		const said = String(request.headers["x-amz-content-sha256"] ?? "");
		const hashHolds = said === sha256(body) || (body.length === 0 && said === "UNSIGNED-PAYLOAD");
		if (!isSigned(request, url) || !hashHolds) {
			refused += 1;
			return void response.writeHead(403).end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
		}
		if (request.method === "PUT") {
			objects.set(key, body);
			return void response.writeHead(200).end();
		}
		if (request.method === "DELETE") {
			objects.delete(key);
			return void response.writeHead(204).end();
		}
		if (url.searchParams.has("list-type")) return void response.end(listing(url));
		const found = objects.get(key);
		if (!found) return void response.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
		response.writeHead(200, { "Content-Length": found.length }).end(found);
	});

	function listing(url: URL): string {
		const from = Number(url.searchParams.get("continuation-token") ?? 0);
		const keys = [...objects.keys()].sort();
		const entries = keys
			.slice(from, from + PAGE)
			.map((key) => `<Contents><Key>${key}</Key><LastModified>2020-01-01T00:00:00.000Z</LastModified></Contents>`);
		const next = from + PAGE < keys.length ? `<NextContinuationToken>${from + PAGE}</NextContinuationToken>` : "";
		return `<ListBucketResult>${entries.join("")}${next}</ListBucketResult>`;
	}

	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return {
		bucketUrl: `http://127.0.0.1:${port}/pieces`,
		objects,
		refused: () => refused,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function isSigned({ headers, method }: IncomingMessage, url: URL): boolean {
	const [, credential = "", signed = "", signature = ""] =
		/Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)/.exec(headers.authorization ?? "") ?? [];
	const [accessKeyId, day = "", region = "", service = ""] = credential.split("/");
	if (accessKeyId !== S3_KEYS.accessKeyId || region !== S3_KEYS.region || service !== "s3") return false;
	const query = [...url.searchParams]
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
		.sort()
		.join("&");
	const lines = signed.split(";").map((name) => `${name}:${String(headers[name] ?? "").trim()}\n`);
	const canonical = [method, url.pathname, query, lines.join(""), signed, headers["x-amz-content-sha256"]].join("\n");
	const scope = `${day}/${region}/s3/aws4_request`;
	const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(canonical)].join("\n");
	const key = ["s3", "aws4_request"].reduce(
		(previous, part) => hmac(previous, part),
		hmac(hmac(`AWS4${S3_KEYS.secretAccessKey}`, day), region),
	);
	return hmac(key, text).toString("hex") === signature;
}
