/** Owns what the plan says beside a criterion: whose it is, and the actions that raise it. */
import type { Day } from "../calendar-day";
import type { Level } from "../standard/standard";

export interface CriterionPlan {
	/** Absent: nobody's in particular. A null name: erased since. */
	readonly given?: { readonly name: string | null; readonly dueOn: Day; readonly note: string };
	/** Open ones; absent: none. */
	readonly actions?: readonly {
		readonly id: string;
		readonly cooperativeId: string;
		readonly name: string | null;
		readonly dueOn: Day;
		readonly fromLevel: Level | null;
		readonly toLevel: Level;
		readonly todo: string;
	}[];
}
