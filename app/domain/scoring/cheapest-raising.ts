/** Owns the exact search behind the shortest path: cheapest choice in each group, then cheapest mix of groups. */
import type { Raise } from "./raise";

type Plan = readonly Raise[];

/** Criteria that can be raised, with what must be raised among them whatever the other groups do. */
export interface Group {
	readonly candidates: Plan;
	/** Fewest criteria to raise. */
	readonly fewest: number;
	/** Least weight to raise. */
	readonly lightest: number;
}

interface Choice {
	readonly plan: Plan;
	readonly effort: number;
}

/** The `count` candidates of least effort; ties by id. None when `count` is 0 or less. */
export function cheapest(candidates: Plan, count: number): Plan {
	return [...candidates].sort(byEffort).slice(0, Math.max(0, count));
}

/**
 * The plan of least effort that gives each group what it needs and raises at least `weight` over all groups; at equal effort
 * the fewest criteria. Raising every candidate must be enough, which the caller's rules guarantee (100 % at most is asked).
 */
export function cheapestRaising(groups: readonly Group[], weight: number): Plan {
	const target = Math.max(0, weight);
	let best: (Choice | undefined)[] = [{ plan: [], effort: 0 }];
	for (const group of groups) {
		const choices = groupChoices(group, target);
		const next: (Choice | undefined)[] = [];
		for (const [reached, sofar] of best.entries()) {
			if (!sofar) continue;
			for (const [added, choice] of choices.entries()) {
				if (choice) keepBest(next, Math.min(target, reached + added), join(sofar, choice));
			}
		}
		best = next;
	}
	return best[target]?.plan ?? groups.flatMap(({ candidates }) => candidates);
}

/** Least effort by weight raised (all beyond `cap` counted as `cap`). Within one weight the cheapest criteria come first. */
function groupChoices({ candidates, fewest, lightest }: Group, cap: number): (Choice | undefined)[] {
	const byWeight = [1, 2, 3].map((weight) =>
		candidates.filter(({ criterion }) => criterion.weight === weight).sort(byEffort),
	);
	const [ones = [], twos = [], threes = []] = byWeight;
	const [sums1, sums2, sums3] = [prefixSums(ones), prefixSums(twos), prefixSums(threes)];
	const cheap: ({ effort: number; counts: readonly [number, number, number] } | undefined)[] = [];
	for (const [a, effort1] of sums1.entries()) {
		for (const [b, effort2] of sums2.entries()) {
			for (const [c, effort3] of sums3.entries()) {
				const weight = a + 2 * b + 3 * c;
				if (a + b + c < fewest || weight < lightest) continue;
				const at = Math.min(cap, weight);
				const effort = effort1 + effort2 + effort3;
				const known = cheap[at];
				const shorter = known && a + b + c < known.counts[0] + known.counts[1] + known.counts[2];
				if (!known || effort < known.effort || (effort === known.effort && shorter)) {
					cheap[at] = { effort, counts: [a, b, c] };
				}
			}
		}
	}
	return Array.from(cheap, (found) => {
		if (!found) return undefined;
		const [a, b, c] = found.counts;
		return { effort: found.effort, plan: [...ones.slice(0, a), ...twos.slice(0, b), ...threes.slice(0, c)] };
	});
}

function prefixSums(sorted: Plan): number[] {
	const sums = [0];
	for (const { effort } of sorted) sums.push((sums.at(-1) ?? 0) + effort);
	return sums;
}

function join(a: Choice, b: Choice): Choice {
	return { plan: [...a.plan, ...b.plan], effort: a.effort + b.effort };
}

function keepBest(choices: (Choice | undefined)[], at: number, choice: Choice): void {
	const known = choices[at];
	const better =
		!known ||
		choice.effort < known.effort ||
		(choice.effort === known.effort && choice.plan.length < known.plan.length);
	if (better) choices[at] = choice;
}

function byEffort(a: Raise, b: Raise): number {
	return a.effort - b.effort || (a.criterion.id < b.criterion.id ? -1 : 1);
}
