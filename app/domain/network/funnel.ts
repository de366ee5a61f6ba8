/** Owns how far the cooperatives of a year went, from enrolment to the label. */
import type { AssessmentStatus } from "../assessment/status";
import { auditedIn, isEngaged, isMember, labelledOn, lastDayOf, type NetworkFacts } from "./key-figures";

export const FUNNEL_STEPS = ["engaged", "opened", "submitted", "audited", "labelled"] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

export interface YearAssessment {
	readonly cooperativeId: string;
	readonly year: number;
	readonly status: AssessmentStatus;
}

/** How many cooperatives at each step. A step is not always drawn from the one before: a label awarded earlier still counts. */
export type Funnel = Readonly<Record<FunnelStep, number>>;

/**
 * Counts members of the network engaged at the end of the year, each once per step: engaged; self-assessment of the year
 * opened (sent ones included); sent; audit closed in the year; label held on the last day.
 */
export function funnel(facts: NetworkFacts, assessments: readonly YearAssessment[], year: number): Funnel {
	const ofYear = assessments.filter((assessment) => assessment.year === year);
	const opened = new Set(ofYear.map(({ cooperativeId }) => cooperativeId));
	const submitted = new Set(
		ofYear.filter(({ status }) => status === "submitted").map(({ cooperativeId }) => cooperativeId),
	);
	const audited = auditedIn(facts.closedAudits, year);
	const labelled = labelledOn(facts.decisions, lastDayOf(year));
	const engaged = facts.cooperatives.filter((one) => isMember(one, year) && isEngaged(one, year)).map(({ id }) => id);
	const among = (ids: ReadonlySet<string>) => engaged.filter((id) => ids.has(id)).length;
	return {
		engaged: engaged.length,
		opened: among(opened),
		submitted: among(submitted),
		audited: among(audited),
		labelled: among(labelled),
	};
}
