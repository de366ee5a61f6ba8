/** Owns the simulation: levels tried on a file without writing anything. It is read from an address, which can be sent to a colleague. */
import { type Answers, answeredLevel } from "../scoring/answer";
import type { Outcome } from "../scoring/label-outcome";
import { type Projection, projectScore } from "../scoring/project-score";
import { climbEffort, type ShortestPath, shortestPath } from "../scoring/shortest-path";
import type { Level, Profile, RuledStandard } from "../standard/standard";

export const TARGETS = ["awarded", "awardedWithReservations", "deferred"] as const satisfies readonly Outcome[];
export type Target = (typeof TARGETS)[number];

/** The most that an effort can be said to cost. */
export const EFFORT_LIMIT = 99;

export interface TriedLevel {
	readonly criterionId: string;
	/** Null: as it was declared. */
	readonly to: Level | null;
	/** In the words of whoever tries; null: weight times levels to climb. */
	readonly effort: number | null;
}

export interface SimulationWish {
	readonly target: Target;
	/** Null: those of the shortest path, to begin with. */
	readonly tried: readonly TriedLevel[] | null;
	/** A criterion to add to the list, at the level that meets it. */
	readonly added: string | null;
	/** Look for the shortest path again, with the efforts that were said. */
	readonly again: boolean;
}

/** What an address asks. What it says of nothing known, or twice, is as if it were not there. */
export function readSimulation(query: URLSearchParams): SimulationWish {
	const target = query.get("cible");
	const levels = query.getAll("niveau");
	const efforts = query.getAll("effort");
	const tried = query.getAll("critere").flatMap((criterionId, at, all): TriedLevel[] => {
		if (all.indexOf(criterionId) !== at) return [];
		return [{ criterionId, to: levelOf(levels[at] ?? ""), effort: effortOf(efforts[at] ?? "") }];
	});
	return {
		target: TARGETS.find((known) => known === target) ?? "awarded",
		tried: tried.length === 0 ? null : tried,
		added: query.get("ajouter") || null,
		again: query.get("chemin") !== null,
	};
}

function levelOf(text: string): Level | null {
	return /^[0-3]$/.test(text) ? (Number(text) as Level) : null;
}

function effortOf(text: string): number | null {
	return /^\d{1,2}$/.test(text) ? Number(text) : null;
}

export interface SimulatedFile {
	readonly standard: RuledStandard;
	readonly profile: Profile;
	readonly answers: Answers;
}

/** The list to try: the shortest path's when none was made yet or it is asked again, with every effort that was said kept. */
export function triedLevels(
	{ standard, profile, answers }: SimulatedFile,
	wish: SimulationWish,
): readonly TriedLevel[] {
	const known = new Map(standard.criteria.map((criterion) => [criterion.id, criterion]));
	const given = (wish.tried ?? []).filter(({ criterionId }) => known.has(criterionId));
	const list = wish.tried === null || wish.again ? alongPath() : given;
	const added = wish.added === null ? undefined : known.get(wish.added);
	return added && !list.some(({ criterionId }) => criterionId === added.id)
		? [...list, { criterionId: added.id, to: added.metFrom, effort: null }]
		: list;

	function alongPath(): readonly TriedLevel[] {
		const effort = new Map(given.map((one) => [one.criterionId, one.effort]));
		const found = pathTo({ standard, profile, answers }, wish.target, given);
		const raised = found.ok ? found.value.raises.map(({ criterion: { id }, to }) => ({ criterionId: id, to })) : [];
		const said = given.filter(
			(one) => one.effort !== null && !raised.some((raise) => raise.criterionId === one.criterionId),
		);
		return [
			...raised.map((one) => ({ ...one, effort: effort.get(one.criterionId) ?? null })),
			...said.map((one) => ({ ...one, to: null })),
		];
	}
}

/** The least effort to that outcome, where what somebody said of an effort counts instead of the usual one. R-125. */
export function pathTo(
	{ standard, profile, answers }: SimulatedFile,
	target: Target,
	tried: readonly TriedLevel[],
): ShortestPath {
	const said = new Map(tried.map(({ criterionId, effort }) => [criterionId, effort]));
	return shortestPath(standard, profile, answers, target, (criterion, from, to) => {
		return said.get(criterion.id) ?? climbEffort(criterion, from, to);
	});
}

export interface Simulated {
	readonly before: Projection;
	readonly after: Projection;
	/** Criteria whose level goes up, in the order tried. */
	readonly raises: readonly { readonly criterionId: string; readonly from: Level | null; readonly to: Level }[];
	/** Sum of the efforts of what goes up. */
	readonly effort: number;
}

/** What the figures would be. Nothing tried: those of today, to the last one. R-125. */
export function simulate({ standard, profile, answers }: SimulatedFile, tried: readonly TriedLevel[]): Simulated {
	const known = new Map(standard.criteria.map((criterion) => [criterion.id, criterion]));
	const changes: Record<string, Level> = {};
	const raises: { criterionId: string; from: Level | null; to: Level }[] = [];
	let effort = 0;
	for (const { criterionId, to, effort: said } of tried) {
		const criterion = known.get(criterionId);
		if (!criterion || to === null) continue;
		changes[criterionId] = to;
		const from = answeredLevel(answers[criterionId]);
		if (to <= (from ?? -1)) continue;
		raises.push({ criterionId, from, to });
		effort += said ?? climbEffort(criterion, from ?? 0, to);
	}
	return {
		before: projectScore(standard, profile, answers),
		after: projectScore(standard, profile, answers, changes),
		raises,
		effort,
	};
}
