/**
 * Owns the files of the evidence in an S3-compatible store, each under the hash of its bytes, by requests signed here (AWS
 * signature 4). The hash of the body is part of the signature: a store refuses bytes that are not those.
 */
import { openAsBlob } from "node:fs";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { AwsClient } from "aws4fetch";
import type { EvidenceStorage, StoredFile } from "./evidence-storage";

export interface S3Place {
	/** Address of the bucket, without a final slash: `https://s3.example/pieces`. */
	readonly bucketUrl: string;
	readonly region: string;
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
}

const HASH = /^[0-9a-f]{64}$/;
const ANSWER_MS = 120_000;

/** The store refused, or did not answer. Says the status, never the address or the keys. */
export class StoreError extends Error {}

export function createS3Storage({ bucketUrl, region, accessKeyId, secretAccessKey }: S3Place): EvidenceStorage {
	const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 2 });
	const addressOf = (sha256: string) => {
		if (!HASH.test(sha256)) throw new Error(`not a hash: ${sha256}`);
		return `${bucketUrl}/${sha256.slice(0, 2)}/${sha256}`;
	};
	const ask = async (address: string, init: RequestInit = {}) => {
		const answer = await client.fetch(address, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
		if (!answer.ok)
			throw new StoreError(`the store of the evidence answered ${answer.status} to ${init.method ?? "GET"}`);
		return answer;
	};
	return {
		async keep({ path, sha256 }) {
			await ask(addressOf(sha256), {
				method: "PUT",
				headers: { "X-Amz-Content-Sha256": sha256 },
				body: await openAsBlob(path),
			});
		},
		async open(sha256) {
			const { body } = await ask(addressOf(sha256));
			if (!body) throw new StoreError("the store of the evidence answered nothing");
			return Readable.fromWeb(body as ReadableStream);
		},
		async *list(): AsyncGenerator<StoredFile> {
			let next: string | null = "";
			while (next !== null) {
				const query = new URLSearchParams({ "list-type": "2", ...(next ? { "continuation-token": next } : {}) });
				const text = await (await ask(`${bucketUrl}?${query}`)).text();
				for (const [, entry = ""] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
					const sha256 = tag(entry, "Key")?.split("/").at(-1) ?? "";
					if (HASH.test(sha256)) yield { sha256, changedAt: new Date(tag(entry, "LastModified") ?? 0) };
				}
				next = tag(text, "NextContinuationToken");
			}
		},
		async remove(sha256) {
			await ask(addressOf(sha256), { method: "DELETE" });
		},
	};
}

function tag(text: string, name: string): string | null {
	const start = text.indexOf(`<${name}>`);
	const end = text.indexOf(`</${name}>`);
	if (start < 0 || end < start) return null;
	return text
		.slice(start + name.length + 2, end)
		.replaceAll("&quot;", '"')
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&amp;", "&");
}
