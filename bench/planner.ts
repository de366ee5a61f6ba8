/** Does the planner keep the rules, how fair and how short is its year, how far from the best, and how long does it take? */
import loadHighs from "highs";
import { explainPlan } from "../app/domain/programme/explain-plan";
import { figuresOf, loadsOf } from "../app/domain/programme/plan-figures";
import { PLAN_COSTS, type Plan, type PlanProblem } from "../app/domain/programme/programme-plan";
import { proposePlan } from "../app/domain/programme/propose-plan";
import { greedyPlan, randomPlan } from "../app/domain/programme/simple-plans";
import { solverOf } from "../app/services/programme/highs-solver.server";
import { checkPlan } from "../tests/support/check-plan";
import { drawFrom, planInstance } from "../tests/support/plan-instance";

const SIZES = [
	{ cooperatives: 71, auditors: 15, mostVisits: 10, mostPerWeek: 4, seed: 1 },
	{ cooperatives: 1000, auditors: 200, mostVisits: 10, mostPerWeek: 40, seed: 1 },
];
/** Further than this from the bound, the proposal is not good enough. */
const MOST_GAP = 0.02;

/** Prints each plan; false when a rule is broken, the proposal is far from its bound, or no better than the others. */
export async function benchPlanner(): Promise<boolean> {
	let held = true;
	for (const size of SIZES) held = (await measure(planInstance(size))) && held;
	return held;
}

async function measure(problem: PlanProblem): Promise<boolean> {
	console.log(`\n${problem.visits.length} CAE à visiter, ${problem.auditors.length} auditeurs`);
	const random = timed(() => randomPlan(problem, drawFrom(7)));
	const greedy = timed(() => greedyPlan(problem));
	const solver = await solverOf(loadHighs);
	const proposed = timed(() => proposePlan(problem, solver));
	const { plan, bound, stopped, rounds, choices } = proposed.made;
	const costs = [
		tell("au hasard", problem, random.made, random.seconds),
		tell("une visite après l’autre", problem, greedy.made, greedy.seconds),
		tell("proposé", problem, plan, proposed.seconds),
	];
	const explained = timed(() => explainPlan(problem, plan));
	const { impossibilities } = explained.made;
	// What nothing can place weighs the same in every plan: the gap is measured on what can be chosen.
	const forced = impossibilities
		.filter(({ alone }) => alone)
		.map(
			({ cooperativeId }) => problem.visits.find((visit) => visit.cooperativeId === cooperativeId)?.kind ?? "initial",
		)
		.reduce((sum, kind) => sum + PLAN_COSTS.unplaced[kind], 0);
	const [, , cost = 0] = costs;
	const gap = (cost - bound) / Math.max(1, bound - forced);
	console.log(`  borne : ${Math.ceil(bound)} ; écart de la proposition : ${(100 * gap).toFixed(2)} % au plus`);
	console.log(`  ${rounds} tours, ${choices} choix pesés${stopped ? ", arrêté par une limite" : ""}`);
	console.log(`  expliqué en ${explained.seconds.toFixed(1)} s : ${impossibilities.length} visites sans place`);
	const broken = [random.made, greedy.made, plan].map((one) => checkPlan(problem, one));
	for (const breach of broken.flat()) console.log(`  RÈGLE ENFREINTE : ${breach}`);
	const again = proposePlan(problem, solver).plan;
	const same = JSON.stringify(again) === JSON.stringify(plan);
	if (!same) console.log("  DEUX CALCULS DIFFÉRENTS pour la même année");
	return broken.flat().length === 0 && same && gap <= MOST_GAP && cost <= Math.min(...costs);
}

function tell(name: string, problem: PlanProblem, plan: Plan, seconds: number): number {
	const figures = figuresOf(problem, plan);
	const loads = [...loadsOf(problem, plan).values()];
	const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length;
	const spread = Math.sqrt(loads.reduce((sum, load) => sum + (load - mean) ** 2, 0) / loads.length);
	console.log(
		`  ${name} : ${figures.placed} placées, ${figures.unplaced} sans place, ${checkPlan(problem, plan).length} règle enfreinte, ${figures.kilometres} km, ` +
			`de ${figures.least} à ${figures.most} visites par personne (écart type ${spread.toFixed(2)}), ` +
			`${figures.weeksAway} semaines d’écart, coût ${figures.cost}, ${seconds.toFixed(1)} s`,
	);
	return figures.cost;
}

function timed<Made>(make: () => Made): { readonly made: Made; readonly seconds: number } {
	const started = performance.now();
	const made = make();
	return { made, seconds: (performance.now() - started) / 1000 };
}
