/** Plans a year and explains the plan: what a proposal is made of. */
import type loadHighs from "highs";
import { explainPlan } from "~/domain/programme/explain-plan";
import { figuresOf } from "~/domain/programme/plan-figures";
import type { PlanProblem } from "~/domain/programme/programme-plan";
import type { ProposalContent } from "~/domain/programme/proposal";
import { proposePlan } from "~/domain/programme/propose-plan";
import { greedyPlan } from "~/domain/programme/simple-plans";
import { solverOf } from "./highs-solver.server";

export async function makeProposal(problem: PlanProblem, load: typeof loadHighs): Promise<ProposalContent> {
	const started = performance.now();
	const { plan, figures, bound, stopped } = proposePlan(problem, await solverOf(load));
	return {
		planned: plan.planned,
		...explainPlan(problem, plan),
		figures,
		greedy: figuresOf(problem, greedyPlan(problem)),
		bound,
		stopped,
		seconds: Math.round((performance.now() - started) / 100) / 10,
	};
}
