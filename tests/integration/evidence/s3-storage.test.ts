import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoredFile } from "~/services/evidence/evidence-storage";
import { createS3Storage, StoreError } from "~/services/evidence/s3-storage.server";
import { S3_KEYS, type S3Server, startS3Server } from "../../support/s3-server";

let server: S3Server;
let folder: string;
beforeAll(async () => {
	server = await startS3Server();
	folder = await mkdtemp(path.join(os.tmpdir(), "label-cae-s3-"));
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

const sha = (bytes: string) => createHash("sha256").update(bytes).digest("hex");
async function fileOf(bytes: string) {
	const place = path.join(folder, randomUUID());
	await writeFile(place, bytes);
	return { path: place, sha256: sha(bytes) };
}

describe("the store of S3", () => {
	it("keeps, opens, lists by pages and removes, each request signed", async () => {
		const storage = createS3Storage({ bucketUrl: server.bucketUrl, ...S3_KEYS });
		const contents = ["une", "deux", "trois", "é".repeat(200_000), "cinq"];
		for (const content of [...contents, "une"]) await storage.keep(await fileOf(content));
		expect(server.objects.size).toBe(5);
		for (const content of contents) expect(await text(await storage.open(sha(content)))).toBe(content);
		const listed: StoredFile[] = [];
		for await (const one of storage.list()) listed.push(one);
		expect(listed.map(({ sha256 }) => sha256).sort()).toEqual(contents.map(sha).sort());
		expect(listed[0]?.changedAt.getUTCFullYear()).toBe(2020);
		await storage.remove(sha("deux"));
		expect(server.objects.size).toBe(4);
		await expect(storage.open(sha("deux"))).rejects.toThrow(StoreError);
		expect(server.refused()).toBe(0);
	});

	it("is refused with another key, or bytes that are not those that were said", async () => {
		const stranger = createS3Storage({ bucketUrl: server.bucketUrl, ...S3_KEYS, secretAccessKey: "une autre" });
		await expect(stranger.keep(await fileOf("volé"))).rejects.toThrow(StoreError);
		const storage = createS3Storage({ bucketUrl: server.bucketUrl, ...S3_KEYS });
		await expect(storage.keep({ ...(await fileOf("abîmé")), sha256: sha("autre") })).rejects.toThrow(StoreError);
		expect(server.refused()).toBe(2);
		await expect(storage.open("../secret")).rejects.toThrow("not a hash");
	});
});
