/** The planner's thread: what is known of a year in, one proposal out. Bundled as one script (vite.config.ts); the solver is found by its path. */
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { makeProposal } from "./make-proposal";
import { planProblemOf, type YearFacts } from "./plan-problem-of";

const { facts, solver } = workerData as { readonly facts: YearFacts; readonly solver: string };
const load = createRequire(solver)(solver) as typeof import("highs").default;

makeProposal(planProblemOf(facts), load).then(
	(content) => parentPort?.postMessage(content),
	(error: unknown) => {
		throw error;
	},
);
