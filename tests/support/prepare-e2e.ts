/** Vitest's global setup of `e2e`: a fresh production build, a browser, and the demonstration seeded once for all journeys. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { ensureBuild } from "../../scripts/support/ensure-build.mjs";
import { findChromium } from "./chromium";
import { createTemporaryFolder } from "./temporary-folder";

declare module "vitest" {
	interface ProvidedContext {
		/** A data folder with the demonstration in it, to be copied. */
		demoFolder: string;
	}
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
	await ensureBuild();
	console.log((await findChromium()).said);
	const folder = await createTemporaryFolder("demo");
	const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/seed-demo.ts"], {
		env: { ...process.env, NODE_ENV: "production", DATA_DIR: folder.path, DATABASE_URL: "" },
	});
	console.log(stdout.trim());
	provide("demoFolder", folder.path);
	return () => folder.remove();
}
