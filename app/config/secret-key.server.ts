/** Owns the server's key: SECRET_KEY, or a file of the data folder made once. Several servers on one database share SECRET_KEY. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Config, ConfigError } from "./env.server";

const FILE = "secret.key";

/** At least 32 bytes. Throws {@link ConfigError} when the file holds anything else. */
export async function readSecretKey({
	secretKey,
	dataDir,
}: Pick<Config, "secretKey" | "dataDir">): Promise<Uint8Array> {
	if (secretKey) return new TextEncoder().encode(secretKey);
	const file = path.join(dataDir, FILE);
	await mkdir(dataDir, { recursive: true });
	try {
		await writeFile(file, randomBytes(32).toString("hex"), { flag: "wx", mode: 0o600 });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
	}
	const key = Buffer.from((await readFile(file, "utf8")).trim(), "hex");
	if (key.length !== 32)
		throw new ConfigError(`La clé du serveur (${file}) est abîmée : restaurez-la d’une sauvegarde.`);
	return key;
}
