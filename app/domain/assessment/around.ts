/** Owns what surrounds the criteria of a sheet: fetched once the page is alive, so that the sheet itself stays light. */
import type { AuditorRemark } from "../audit/last-remarks";

/** Absent: there is none of it. */
export interface CriterionSurroundings {
	/** Of the last visit: about this criterion, or about those it comes from. */
	readonly remarks?: readonly AuditorRemark[];
}

export interface SheetSurroundings {
	/** Year of the assessment that the last visit was about; null when no visit can be read. */
	readonly visitYear: number | null;
	/** By criterion; one that nothing surrounds is not there. */
	readonly criteria: Readonly<Record<string, CriterionSurroundings>>;
}
