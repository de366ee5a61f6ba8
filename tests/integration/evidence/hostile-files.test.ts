import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileRefusals } from "~/messages.evidence.fr";
import { createScan } from "~/services/evidence/clamd.server";
import { type HostileFile, hostileFiles, photoWithPlace, soundFiles } from "../../fixtures/hostile-files";
import { createStore, receive, type Store } from "./evidence-world";

const LIMITS = { fileBytes: 20 * 1024 * 1024, files: 10 };
const MEGABYTE = 1024 * 1024;
let store: Store;
let corpus: readonly HostileFile[];
beforeAll(async () => {
	store = await createStore();
	corpus = await hostileFiles();
});
afterAll(() => store.drop());

describe("hostile files", () => {
	it("are each refused in words that say what to do, or kept without what was hostile; memory stays bounded", async () => {
		expect(corpus.length).toBeGreaterThanOrEqual(30);
		const [start] = [process.memoryUsage.rss()];
		let most = 0;
		const watch = setInterval(() => {
			most = Math.max(most, process.memoryUsage.rss() - start);
		}, 5);
		const found: [string, string | null][] = [];
		for (const { what, name, bytes } of corpus) {
			const received = await receive(store, [[name, bytes]], LIMITS);
			const [file] = received.files;
			found.push([what, file?.ok ? null : (file?.reason ?? "no file")]);
			if (file?.ok) {
				expect(file.name).toMatch(/^[^/\\\p{Cc}\p{Cf}:"]+\.(pdf|txt|jpg|png)$/u);
				const kept = await readFile(file.path);
				expect(kept.includes("<script"), what).toBe(false);
				expect(kept.includes("a.exe"), what).toBe(false);
			} else {
				expect(file ? fileRefusals[file.reason] : "").toMatch(/\.$/);
			}
			await received.discard();
		}
		clearInterval(watch);
		expect(found).toEqual(corpus.map(({ what, refusal }) => [what, refusal]));
		console.log(`hostile files: ${found.length}, ${Math.round(most / MEGABYTE)} MB of memory at most`);
		// The request itself is built here too: 50 MB of it for the heaviest.
		expect(most / MEGABYTE).toBeLessThan(400);
		expect(await store.left()).toEqual([]);
		expect(await store.kept()).toEqual([]);
	}, 120_000);

	it("say nothing of where a photo was taken, and stand upright", async () => {
		const photo = await photoWithPlace();
		expect((await sharp(photo).metadata()).exif).toBeDefined();
		const received = await receive(store, [["photo.jpg", photo]], LIMITS);
		const [file] = received.files;
		if (!file?.ok) throw new Error("refused");
		const { exif, xmp, iptc, orientation, width, height } = await sharp(await readFile(file.path)).metadata();
		expect({ exif, xmp, iptc, orientation }).toEqual({});
		expect([width, height]).toEqual([40, 60]);
		await received.discard();
		expect(await store.left()).toEqual([]);
	});

	it("let through what teams really have", async () => {
		for (const { name, bytes } of await soundFiles()) {
			const received = await receive(store, [[name, bytes]], LIMITS);
			expect([name, received.files[0]]).toMatchObject([name, { ok: true }]);
			await received.discard();
		}
	});
});

describe("the antivirus", () => {
	let daemon: Server;
	let address: string;
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(path.join(os.tmpdir(), "label-cae-clamd-"));
		address = path.join(folder, "clamd.sock");
		// Speaks as clamd does: parts after their length, a part of none at the end.
		daemon = createServer((socket) => {
			let came = Buffer.alloc(0);
			socket.on("error", () => undefined);
			socket.on("data", (chunk: Buffer) => {
				came = Buffer.concat([came, chunk]);
				let at = "zINSTREAM\0".length;
				let content = "";
				while (at + 4 <= came.length) {
					const length = came.readUInt32BE(at);
					if (length === 0) {
						socket.end(content.includes("EICAR") ? "stream: Eicar-Signature FOUND\0" : "stream: OK\0");
						return;
					}
					content += came.toString("latin1", at + 4, at + 4 + length);
					at += 4 + length;
				}
			});
		});
		await new Promise<void>((resolve) => daemon.listen(address, resolve));
	});
	afterAll(async () => {
		daemon.close();
		await rm(folder, { recursive: true, force: true });
	});

	it("refuses what it finds, and everything while it does not answer", async () => {
		const verdict = async (content: string, where: string) => {
			const received = await receive(store, [["a.txt", content]], LIMITS, createScan(where));
			await received.discard();
			const [file] = received.files;
			return file?.ok ? "kept" : file?.reason;
		};
		expect(await verdict("bonjour ".repeat(50_000), address)).toBe("kept");
		expect(await verdict("X5O!EICAR", address)).toBe("INFECTED");
		expect(await verdict("bonjour", path.join(folder, "nobody.sock"))).toBe("SCAN_UNAVAILABLE");
	});
});
