/**
 * Owns the table of the conflict rules: which block, which give way to a written derogation, whom each bears on. Rules R-40 and
 * R-168 of docs/regles-metier.md; source: dossier C.4, product 4; why each weighs what it weighs: ADR 0025.
 */
import type { ConflictOfInterest } from "./conflict-of-interest";

export type ConflictReason = ConflictOfInterest["reason"];

interface ConflictRule {
	/**
	 * `blocking`: nobody can set it aside. `warning`: the national team can, in writing, for one audit. `start`: planning goes
	 * on, and the visit does not begin.
	 */
	readonly weight: "blocking" | "warning" | "start";
	/** `tie`: about the person and the cooperative, on any day; it closes the file. `visit`: about these days only. */
	readonly bears: "tie" | "visit";
	/** Number of the incompatibility in dossier C.4; null: of the product's own. */
	readonly incompatibility: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | null;
}

export const CONFLICT_RULES: { readonly [R in ConflictReason]: ConflictRule } = {
	OWN_COOPERATIVE: { weight: "blocking", bears: "tie", incompatibility: 1 },
	LEFT_RECENTLY: { weight: "blocking", bears: "tie", incompatibility: 1 },
	SAME_REGIONAL_ASSOCIATION: { weight: "warning", bears: "tie", incompatibility: 2 },
	SAME_REGION: { weight: "warning", bears: "tie", incompatibility: 2 },
	ACCOMPANIMENT: { weight: "blocking", bears: "tie", incompatibility: 3 },
	CROSS_AUDIT: { weight: "blocking", bears: "visit", incompatibility: 4 },
	DECLARED_TIE: { weight: "blocking", bears: "tie", incompatibility: 5 },
	DECLARED_OTHER: { weight: "warning", bears: "tie", incompatibility: 5 },
	SAME_GROUP: { weight: "blocking", bears: "tie", incompatibility: 6 },
	DIRECT_COMPETITION: { weight: "warning", bears: "tie", incompatibility: 7 },
	TOO_MANY_CYCLES: { weight: "warning", bears: "visit", incompatibility: 8 },
	DECIDES: { weight: "blocking", bears: "visit", incompatibility: null },
	NOT_ACCREDITED: { weight: "blocking", bears: "visit", incompatibility: null },
	UNAVAILABLE: { weight: "blocking", bears: "visit", incompatibility: null },
	ALREADY_VISITING: { weight: "blocking", bears: "visit", incompatibility: null },
	CHALLENGED: { weight: "blocking", bears: "visit", incompatibility: null },
	DECLARATION_MISSING: { weight: "start", bears: "visit", incompatibility: null },
	DECLARATION_OUTDATED: { weight: "start", bears: "visit", incompatibility: null },
};

/** Those that a written derogation sets aside, in the order of the table. */
export const DEROGABLE: readonly ConflictReason[] = (Object.keys(CONFLICT_RULES) as ConflictReason[]).filter(
	(reason) => CONFLICT_RULES[reason].weight === "warning",
);

export function isBlocking({ reason }: Pick<ConflictOfInterest, "reason">): boolean {
	return CONFLICT_RULES[reason].weight === "blocking";
}

/** What still stands in the way once the derogations written for this auditor and this audit are counted. */
export function standingConflicts(
	conflicts: readonly ConflictOfInterest[],
	derogated: readonly ConflictReason[],
): readonly ConflictOfInterest[] {
	return conflicts.filter(
		({ reason }) =>
			CONFLICT_RULES[reason].weight === "blocking" ||
			(CONFLICT_RULES[reason].weight === "warning" && !derogated.includes(reason)),
	);
}

/**
 * What keeps a visit from beginning with this member: a declaration that is missing, a tie that appeared since the plan was
 * made. What only warns was weighed then, but for what they declared since. Source: R-173.
 */
export function startObstacles(
	conflicts: readonly ConflictOfInterest[],
	derogated: readonly ConflictReason[],
): readonly ConflictOfInterest[] {
	const standing = standingConflicts(conflicts, derogated);
	const isTie = ({ reason }: ConflictOfInterest) => CONFLICT_RULES[reason].bears === "tie";
	return [
		...standing.filter((one) => isTie(one) && (isBlocking(one) || one.reason === "DECLARED_OTHER")),
		...conflicts.filter(({ reason }) => CONFLICT_RULES[reason].weight === "start"),
	];
}
