/** Owns the rounds of the planner inside the server: every few seconds, one proposal at a time. */
import type { Database } from "~/db/client.server";
import { computeWaitingProposal } from "~/services/programme/compute-proposal.server";
import { planInThread } from "~/services/programme/plan-in-thread.server";
import { logFailure } from "./log.server";

const EVERY_MS = 2_000;

export interface PlanRounds {
	/** No other proposal is taken up; the one under way is left to the next server. */
	stop(): void;
}

export function startPlanRounds(db: Database, clock: () => Date): PlanRounds {
	let timer: NodeJS.Timeout;
	let stopped = false;
	const plan = () => {
		timer = setTimeout(() => {
			computeWaitingProposal(db, planInThread, clock)
				.catch((error: unknown) => {
					if (!stopped) logFailure({ reference: "programme" }, error);
				})
				.finally(() => {
					if (!stopped) plan();
				});
		}, EVERY_MS);
		timer.unref();
	};
	plan();
	return {
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}
