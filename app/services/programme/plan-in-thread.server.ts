/** Runs the planner in a thread of its own, one per proposal: a year that takes a minute keeps no page waiting. */
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { ProposalContent } from "~/domain/programme/proposal";
import type { YearFacts } from "./plan-problem-of";
import script from "./plan-thread?thread";

/** Whatever the solver's own limits: beyond, the thread is ended. */
const LONGEST_MS = 10 * 60_000;
const MEMORY_MB = 2_048;

export function planInThread(facts: YearFacts): Promise<ProposalContent> {
	const solver = createRequire(import.meta.url).resolve("highs");
	return new Promise((resolve, reject) => {
		const thread = new Worker(script, {
			eval: true,
			workerData: { facts, solver },
			resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
		});
		const late = setTimeout(() => {
			reject(new Error("the planner took too long"));
			void thread.terminate();
		}, LONGEST_MS);
		late.unref();
		thread.once("message", (content: ProposalContent) => {
			resolve(content);
			void thread.terminate();
		});
		thread.once("error", reject);
		thread.once("exit", (code) => {
			clearTimeout(late);
			reject(new Error(`the planner's thread ended with ${code}`));
		});
	});
}
