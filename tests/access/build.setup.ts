/** Vitest's global setup of `access`: a fresh production build. */
import { ensureBuild } from "../../scripts/support/ensure-build.mjs";

export default async function setup(): Promise<void> {
	await ensureBuild();
}
