/** The planner's thread: one problem in, one proposal out. Bundled as one script (vite.config.ts); the solver is found by its path. */
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { PlanProblem } from "~/domain/programme/programme-plan";
import { makeProposal } from "./make-proposal";

const { problem, solver } = workerData as { readonly problem: PlanProblem; readonly solver: string };
const load = createRequire(solver)(solver) as typeof import("highs").default;

makeProposal(problem, load).then(
	(content) => parentPort?.postMessage(content),
	(error: unknown) => {
		throw error;
	},
);
