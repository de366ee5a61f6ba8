/**
 * Owns the browser of the tests: CHROME_PATH, else the one that `npm ci` brought, else Debian's.
 * Both are Chromium's shell without window, which costs less than half the processor time of the whole browser.
 */
import { spawnSync } from "node:child_process";
import { constants, existsSync } from "node:fs";
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { type Browser, chromium } from "playwright-core";
import { installPackages } from "./install-packages";

const DEBIAN = "/usr/bin/chromium-headless-shell";
const CACHE = path.resolve("node_modules/.cache/label-cae");
const ARGUMENTS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--no-first-run",
	"--disable-quic",
];

export interface FoundChromium {
	readonly executablePath: string;
	/** What the program needs in its environment beside ours. */
	readonly env: Readonly<Record<string, string>>;
	/** One French line for the console. */
	readonly said: string;
}

export async function launchChromium(): Promise<Browser> {
	const { executablePath, env } = await findChromium();
	return chromium.launch({ executablePath, args: ARGUMENTS, env: { ...process.env, ...env } });
}

export async function findChromium(): Promise<FoundChromium> {
	const named = process.env.CHROME_PATH;
	if (named) {
		if (!existsSync(named)) throw new Error(`CHROME_PATH désigne un fichier absent : ${named}`);
		return { executablePath: named, env: {}, said: `Chromium : ${named} (CHROME_PATH)` };
	}
	if (process.arch === "x64") return unpackedChromium();
	const found = existsSync(DEBIAN);
	if (!found) installPackages(["chromium-headless-shell"]);
	return {
		executablePath: DEBIAN,
		env: {},
		said: `Chromium : ${DEBIAN} (paquet Debian${found ? "" : ", vient d’être installé"})`,
	};
}

async function unpackedChromium(): Promise<FoundChromium> {
	const home = path.resolve(createRequire(import.meta.url).resolve("@sparticuz/chromium"), "../../..");
	const { version } = JSON.parse(await readFile(path.join(home, "package.json"), "utf8")) as { version: string };
	const folder = path.join(CACHE, `chromium-${version}`);
	if (!existsSync(folder)) await unpack(path.join(home, "bin"), folder);
	const executablePath = path.join(folder, "chromium");
	const env: Record<string, string> = {};
	if (lacksLibraries(executablePath)) env.LD_LIBRARY_PATH = path.join(folder, "lib");
	if (!(await readable("/etc/fonts/fonts.conf"))) env.FONTCONFIG_FILE = path.join(folder, "fonts.conf");
	const own = [env.LD_LIBRARY_PATH && "bibliothèques", env.FONTCONFIG_FILE && "polices"].filter(Boolean).join(" et ");
	const said = `Chromium : @sparticuz/chromium ${version}${own && `, avec ses ${own}`}`;
	return { executablePath, env, said };
}

/** Unpacks beside, then renames: a half-unpacked browser is never used, and two processes don't meet. */
async function unpack(source: string, folder: string): Promise<void> {
	await mkdir(CACHE, { recursive: true });
	const beside = await mkdtemp(path.join(CACHE, "unpacking-"));
	const plain = async (name: string) => promisify(brotliDecompress)(await readFile(path.join(source, name)));
	await Promise.all([
		plain("chromium.br").then((bytes) => writeFile(path.join(beside, "chromium"), bytes, { mode: 0o755 })),
		plain("al2023.tar.br").then((bytes) => extract(bytes, beside)),
		plain("fonts.tar.br").then((bytes) => extract(bytes, beside)),
	]);
	await writeFile(path.join(beside, "fonts.conf"), fontsConfiguration(folder));
	await rename(beside, folder).catch(async (error) => {
		await rm(beside, { recursive: true, force: true });
		if (!existsSync(folder)) throw error;
	});
}

function extract(tar: Buffer, folder: string): void {
	const done = spawnSync("tar", ["-x", "-C", folder], { input: tar, encoding: "utf8" });
	if (done.status !== 0) throw new Error(`tar a échoué : ${done.error?.message ?? done.stderr}`);
}

// The package's own file names folders of a serverless host.
function fontsConfiguration(folder: string): string {
	const folders = [path.join(folder, "fonts"), "/usr/share/fonts"].map((name) => `<dir>${name}</dir>`).join("");
	return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${folder}/fonts-cache</cachedir></fontconfig>`;
}

function lacksLibraries(program: string): boolean {
	const listed = spawnSync("ldd", [program], { encoding: "utf8" });
	return listed.status !== 0 || listed.stdout.includes("not found");
}

function readable(file: string): Promise<boolean> {
	return access(file, constants.R_OK).then(
		() => true,
		() => false,
	);
}
