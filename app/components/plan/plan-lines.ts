/** Owns the lines of the yearly plan, what is answered and what is acted upon alike, and their grouping by month or by person. */
import type { DueState } from "~/domain/plan/due";
import type { ActionStanding } from "~/domain/plan/planned-action";
import type { Level } from "~/domain/standard/standard";
import { formatMonth } from "../text/format";

export interface AssignmentRow {
	readonly id: string;
	readonly domain: string;
	/** Null: the whole domain. */
	readonly criterionId: string | null;
	readonly title: string;
	readonly assigneeId: string;
	/** Null: erased since. */
	readonly assignee: string | null;
	readonly dueOn: string;
	readonly note: string;
	readonly state: DueState;
	readonly criteria: number;
	readonly left: number;
	readonly next: string | null;
	readonly orphan: boolean;
	readonly mayChange: boolean;
}

export interface ActionRow {
	readonly id: string;
	readonly criterionId: string;
	readonly domain: string;
	readonly title: string;
	/** Where it is answered; null when it was retired. */
	readonly sheet: string | null;
	readonly fromLevel: Level | null;
	readonly toLevel: Level;
	readonly ownerId: string;
	readonly owner: string | null;
	readonly dueOn: string;
	readonly standing: ActionStanding;
	readonly orphan: boolean;
}

export type PlanLine = {
	readonly dueOn: string;
	readonly personId: string;
	readonly person: string;
	readonly orphan: boolean;
} & ({ readonly kind: "answer"; readonly row: AssignmentRow } | { readonly kind: "action"; readonly row: ActionRow });

export const GONE = "Une personne qui n’est plus là";

/** By day. */
export function planLines(rows: readonly AssignmentRow[], actions: readonly ActionRow[]): readonly PlanLine[] {
	const lines: PlanLine[] = [
		...rows.map((row) => ({
			...{ kind: "answer" as const, row, dueOn: row.dueOn, orphan: row.orphan },
			...{ personId: row.assigneeId, person: row.assignee ?? GONE },
		})),
		...actions.map((row) => ({
			...{ kind: "action" as const, row, dueOn: row.dueOn, orphan: row.orphan },
			...{ personId: row.ownerId, person: row.owner ?? GONE },
		})),
	];
	return lines.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

export interface PlanGroup {
	readonly key: string;
	readonly title: string;
	readonly lines: readonly PlanLine[];
}

export function byMonth(lines: readonly PlanLine[]): readonly PlanGroup[] {
	return grouped(
		lines,
		({ dueOn }) => dueOn.slice(0, 7),
		({ dueOn }) => formatMonth(dueOn),
	);
}

/** By name; the days of each in order. */
export function byPerson(lines: readonly PlanLine[]): readonly PlanGroup[] {
	return grouped(
		lines,
		({ personId }) => personId,
		({ person }) => person,
	).toSorted((a, b) => a.title.localeCompare(b.title, "fr"));
}

function grouped(
	lines: readonly PlanLine[],
	keyOf: (line: PlanLine) => string,
	titleOf: (line: PlanLine) => string,
): readonly PlanGroup[] {
	const groups = new Map<string, { readonly title: string; readonly lines: PlanLine[] }>();
	for (const line of lines) {
		const group = groups.get(keyOf(line)) ?? { title: titleOf(line), lines: [] };
		group.lines.push(line);
		groups.set(keyOf(line), group);
	}
	return [...groups].map(([key, group]) => ({ key, ...group }));
}
