/** Owns the unit of a path to an outcome: one criterion raised to the level that meets it. */
import type { Level, ScoredCriterion } from "../standard/standard";

export interface Raise {
	readonly criterion: ScoredCriterion;
	/** null when unanswered. */
	readonly from: Level | null;
	/** The level that meets the criterion, no further. */
	readonly to: Level;
	/** In the unit of the effort function. */
	readonly effort: number;
}
