/** Owns what the planner answers and how it differs from the programme as it is: line by line, nothing moves by itself. R-186. */
import type { ChoiceReasons, Impossibility } from "./explain-plan";
import type { PlanFigures } from "./plan-figures";
import type { PlannedVisit } from "./programme-plan";

export const PROPOSAL_STATUSES = ["asked", "computing", "ready", "failed"] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** Visits the network follows in one week, unless told otherwise, and at most. */
export const USUAL_PER_WEEK = 3;
export const MOST_PER_WEEK = 100;

export interface ProposalContent {
	readonly planned: readonly PlannedVisit[];
	readonly choices: readonly ChoiceReasons[];
	readonly impossibilities: readonly Impossibility[];
	readonly figures: PlanFigures;
	/** The same year planned one visit after the other. */
	readonly greedy: PlanFigures;
	readonly bound: number;
	readonly stopped: boolean;
	readonly seconds: number;
}

/** A line of the programme as it is. */
export interface ProgrammeLine extends PlannedVisit {
	readonly pinned: boolean;
	readonly version: number;
}

export const LINE_CHANGES = ["added", "moved", "team", "same", "withdrawn"] as const;
export type LineChange = (typeof LINE_CHANGES)[number];

export interface ChangedLine {
	readonly cooperativeId: string;
	/** `moved`: other days, whoever goes; `team`: the same days with others. */
	readonly change: LineChange;
	readonly before: ProgrammeLine | null;
	readonly after: PlannedVisit | null;
}

/** Every line of the proposal or of the programme, in the order of the days proposed; pinned ones stay out of it. */
export function changesOf(lines: readonly ProgrammeLine[], planned: readonly PlannedVisit[]): readonly ChangedLine[] {
	const before = new Map(lines.filter(({ pinned }) => !pinned).map((line) => [line.cooperativeId, line]));
	const pinned = new Set(lines.flatMap((line) => (line.pinned ? line.cooperativeId : [])));
	const after = new Map(planned.map((visit) => [visit.cooperativeId, visit]));
	const ids = new Set([...after.keys(), ...before.keys()]);
	return [...ids]
		.filter((id) => !pinned.has(id))
		.map((id) => {
			const [was, will] = [before.get(id) ?? null, after.get(id) ?? null];
			return { cooperativeId: id, change: changeOf(was, will), before: was, after: will };
		})
		.sort((a, b) => compare(dayOf(a), dayOf(b)) || compare(a.cooperativeId, b.cooperativeId));
}

function changeOf(before: ProgrammeLine | null, after: PlannedVisit | null): LineChange {
	if (after === null) return "withdrawn";
	if (before === null) return "added";
	if (before.startsOn !== after.startsOn || before.endsOn !== after.endsOn || before.kind !== after.kind)
		return "moved";
	return before.team.join() === after.team.join() ? "same" : "team";
}

function dayOf({ before, after }: ChangedLine): string {
	return after?.startsOn ?? before?.startsOn ?? "";
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
