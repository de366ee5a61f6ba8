/** Owns the freshness of `build/`: builds when it is missing or older than what it is made of. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = [
	"app",
	"criteria",
	"drizzle",
	"public",
	"package.json",
	"package-lock.json",
	"remix.config.js",
	"tsconfig.json",
	"vite.config.ts",
];
const STAMP = path.join(ROOT, "build/.stamp");

/** Resolves once `build/` matches its sources; throws when the build fails. */
export async function ensureBuild() {
	const wanted = hashSources();
	if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
	const started = Date.now();
	console.log("Construction de l’application (remix vite:build)…");
	rmSync(STAMP, { force: true });
	await runBuild();
	writeFileSync(STAMP, wanted);
	console.log(`Application construite en ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

function hashSources() {
	const hash = createHash("sha256");
	for (const source of SOURCES) {
		for (const file of filesUnder(source)) {
			hash
				.update(`${file}\0`)
				.update(readFileSync(path.join(ROOT, file)))
				.update("\0");
		}
	}
	return hash.digest("hex");
}

/** @param {string} name @returns {string[]} */
function filesUnder(name) {
	const full = path.join(ROOT, name);
	if (!existsSync(full)) return [];
	if (!statSync(full).isDirectory()) return [name];
	return readdirSync(full, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
		.map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
		.sort();
}

/** Prints what the build said only when it fails. @returns {Promise<void>} */
function runBuild() {
	const remix = path.join(ROOT, "node_modules/.bin/remix");
	const env = { ...process.env, NODE_ENV: "production" };
	// Vitest's variables would make the configuration files believe they are under test.
	delete env.VITEST;
	const build = spawn(remix, ["vite:build"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	for (const stream of [build.stdout, build.stderr]) {
		stream.on("data", (chunk) => {
			said += chunk;
		});
	}
	return new Promise((resolve, reject) => {
		build.on("error", reject);
		build.on("exit", (code) => {
			if (code === 0) resolve();
			else reject(new Error(`La construction a échoué :\n${said}`));
		});
	});
}
