import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./env.server";
import { readSecretKey } from "./secret-key.server";

let dataDir: string;
beforeEach(async () => {
	dataDir = await mkdtemp(path.join(os.tmpdir(), "label-cae-key-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

const read = () => readSecretKey({ secretKey: undefined, dataDir });

describe("the server's key", () => {
	it("is made once, of 32 random bytes, readable by its owner alone", async () => {
		const [first, second] = await Promise.all([read(), read()]);
		expect(first).toHaveLength(32);
		expect(second).toEqual(first);
		expect(await read()).toEqual(first);
		expect((await stat(path.join(dataDir, "secret.key"))).mode & 0o777).toBe(0o600);
		const other = await mkdtemp(path.join(os.tmpdir(), "label-cae-key-"));
		expect(await readSecretKey({ secretKey: undefined, dataDir: other })).not.toEqual(first);
		await rm(other, { recursive: true });
	});

	it("that is damaged stops the server, and is left as it is", async () => {
		const file = path.join(dataDir, "secret.key");
		await writeFile(file, "abc");
		await expect(read()).rejects.toThrow(ConfigError);
		await chmod(file, 0o600);
		expect(await readFile(file, "utf8")).toBe("abc");
	});

	it("comes from the environment when it is there, never short", async () => {
		const secretKey = "k".repeat(32);
		expect(await readSecretKey({ secretKey, dataDir })).toEqual(new TextEncoder().encode(secretKey));
		expect(() => readConfig({ SECRET_KEY: "k".repeat(31) })).toThrow("32 caractères");
	});
});
