/** Owns what surrounds the criteria of a sheet: fetched once the page is alive, so that the sheet itself stays light. */
import type { AuditorRemark } from "../audit/last-remarks";
import type { CriterionPlan } from "../plan/around";

/** Absent: there is none of it. */
export interface CriterionSurroundings {
	/** Of the last visit: about this criterion, or about those it comes from. */
	readonly remarks?: readonly AuditorRemark[];
	/** Whose it is and what is planned, for the cooperative's own people. */
	readonly plan?: CriterionPlan;
	/** Open ones, for the cooperative's own team. */
	readonly threads?: number;
}

export interface SheetSurroundings {
	/** Year of the assessment that the last visit was about; null when no visit can be read. */
	readonly visitYear: number | null;
	/** Whether the reader may give a criterion of this domain to somebody, or take it. */
	readonly assigns: boolean;
	/** By criterion; one that nothing surrounds is not there. */
	readonly criteria: Readonly<Record<string, CriterionSurroundings>>;
}
