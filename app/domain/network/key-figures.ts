/** Owns the figures the network is known by: how many cooperatives, engaged, new, labelled, audited in a year. */
import { byCooperative, isLabelled, type LabelDecision, labelStanding } from "../decision/label-state";

/** Days are ISO dates (YYYY-MM-DD). */
export interface Membership {
	readonly id: string;
	/** Null: not enrolled in the label. */
	readonly enrolledOn: string | null;
	/** Null: unknown, counted as a member since ever. */
	readonly memberSince: string | null;
	/** Null: still a member. */
	readonly memberUntil: string | null;
}

export interface ClosedAudit {
	readonly cooperativeId: string;
	readonly endsOn: string;
}

/** What every figure of the network starts from. */
export interface NetworkFacts {
	readonly cooperatives: readonly Membership[];
	/** In the order they were written. */
	readonly decisions: readonly LabelDecision[];
	readonly closedAudits: readonly ClosedAudit[];
}

/** Counts, and shares as fractions 0..1 of `cooperatives`; a share of no cooperative is 0. */
export interface KeyFigures {
	readonly year: number;
	readonly cooperatives: number;
	readonly engaged: number;
	readonly engagedShare: number;
	readonly new: number;
	readonly newShare: number;
	readonly labelled: number;
	readonly audited: number;
}

export function lastDayOf(year: number): string {
	return `${year}-12-31`;
}

/** Member of the network at the end of that year. */
export function isMember(cooperative: Membership, year: number): boolean {
	const day = lastDayOf(year);
	return (cooperative.memberSince ?? day) <= day && (cooperative.memberUntil ?? day) >= day;
}

/** Enrolled at the end of that year, whatever the stage reached since (dossier, glossary: CAE engagée). */
export function isEngaged(cooperative: Membership, year: number): boolean {
	return cooperative.enrolledOn !== null && cooperative.enrolledOn <= lastDayOf(year);
}

/** Cooperatives whose label is held on that day. */
export function labelledOn(decisions: readonly LabelDecision[], day: string): ReadonlySet<string> {
	const labelled = new Set<string>();
	for (const [cooperativeId, own] of byCooperative(decisions)) {
		if (isLabelled(labelStanding(own, day).state)) labelled.add(cooperativeId);
	}
	return labelled;
}

/** Cooperatives with an audit closed whose last day falls in that year, each once. */
export function auditedIn(audits: readonly ClosedAudit[], year: number): ReadonlySet<string> {
	return new Set(
		audits.filter(({ endsOn }) => endsOn.startsWith(`${year}-`)).map(({ cooperativeId }) => cooperativeId),
	);
}

/**
 * The key figures of a year, as at its last day. Every one of them counts members of the network only, each once.
 * Source: annual report 2017 and dossier C.4, E.3 (rule R-51).
 */
export function keyFigures(facts: NetworkFacts, year: number): KeyFigures {
	const labelled = labelledOn(facts.decisions, lastDayOf(year));
	const audited = auditedIn(facts.closedAudits, year);
	const counts = { cooperatives: 0, engaged: 0, new: 0, labelled: 0, audited: 0 };
	for (const cooperative of facts.cooperatives) {
		if (!isMember(cooperative, year)) continue;
		counts.cooperatives += 1;
		if (isEngaged(cooperative, year)) counts.engaged += 1;
		if (cooperative.enrolledOn?.startsWith(`${year}-`)) counts.new += 1;
		if (labelled.has(cooperative.id)) counts.labelled += 1;
		if (audited.has(cooperative.id)) counts.audited += 1;
	}
	const share = (count: number) => (counts.cooperatives === 0 ? 0 : count / counts.cooperatives);
	return { year, ...counts, engagedShare: share(counts.engaged), newShare: share(counts.new) };
}

/** Of the labelled cooperatives of that year, how many hold the label with reservations. */
export function countWithReservations(facts: NetworkFacts, year: number): number {
	const own = byCooperative(facts.decisions);
	return facts.cooperatives.filter((cooperative) => {
		const { state } = labelStanding(own.get(cooperative.id) ?? [], lastDayOf(year));
		return isMember(cooperative, year) && state === "awardedWithReservations";
	}).length;
}
