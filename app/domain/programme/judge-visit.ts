/** Owns what the rules say of one visit set by hand: what forbids it, and what is only worth a warning. R-185. */
import { addDays, daysCounted, isDay, overlap, type Span } from "../calendar-day";
import {
	PLAN_RULES,
	type PlanAuditor,
	type PlannedVisit,
	type PlanProblem,
	type PlanRule,
	visitLength,
} from "./programme-plan";
import { isWorkingDay, mondayOf, weekdayOf } from "./working-days";

/** `auditorId`: whom it is about; null for the whole team or the days. */
export interface PlanBreach {
	readonly rule: PlanRule;
	readonly auditorId: string | null;
}

/** Rules nobody sets aside by hand: the others are warnings, which the page says before and after. */
const FORBIDDING: ReadonlySet<PlanRule> = new Set(["TEAM", "CONFLICT", "CROSS_AUDIT", "ACCREDITATION"]);

/** Whether a breach forbids the visit. Two visits on one day do too: see `judgeVisit`. */
export function forbids({ rule }: PlanBreach): boolean {
	return FORBIDDING.has(rule);
}

/**
 * Every rule the visit breaks, the others of the year as they are, in the order of PLAN_RULES. Two visits of one person on the
 * same day are a breach of TEAM: nobody is in two places.
 * @param others the settled visits and the other lines of the programme.
 */
export function judgeVisit(
	problem: PlanProblem,
	planned: PlannedVisit,
	others: readonly PlannedVisit[],
): readonly PlanBreach[] {
	const found: PlanBreach[] = [];
	const say = (rule: PlanRule, auditorId: string | null = null) => found.push({ rule, auditorId });
	const visit = problem.visits.find(({ cooperativeId }) => cooperativeId === planned.cooperativeId);
	const team = planned.team.flatMap((id) => problem.auditors.find((auditor) => auditor.id === id) ?? []);
	const size = visitLength(planned.kind);
	if (team.length < size || new Set(planned.team).size !== planned.team.length) say("TEAM");
	const days = daysOf(planned);
	for (const auditor of team) {
		const own = others.filter(({ team: members }) => members.includes(auditor.id));
		if (own.some((other) => overlap(other, planned))) say("TEAM", auditor.id);
		else if (own.some((other) => mondayOf(other.startsOn) === mondayOf(planned.startsOn)))
			say("ONE_VISIT_A_WEEK", auditor.id);
		if (own.length >= auditor.mostVisits) say("WORKLOAD", auditor.id);
		if (inConflict(problem, auditor, planned)) say("CONFLICT", auditor.id);
		if (crosses(problem, auditor, planned, others)) say("CROSS_AUDIT", auditor.id);
		if (planned.startsOn < auditor.accreditedFrom || planned.endsOn > auditor.accreditedUntil)
			say("ACCREDITATION", auditor.id);
		if (days.some((day) => !auditor.weekdays.includes(weekdayOf(day))) || isAway(auditor, planned)) {
			say("AVAILABILITY", auditor.id);
		}
	}
	const week = others.filter(({ startsOn }) => mondayOf(startsOn) === mondayOf(planned.startsOn)).length;
	if (week >= problem.mostPerWeek) say("CAPACITY");
	if (days.length !== size || days.some((day) => !isWorkingDay(day, visit?.department ?? null))) say("WORKING_DAYS");
	if (visit) {
		if (!visit.domains.every((code) => team.some(({ domains }) => domains.includes(code)))) say("DOMAINS");
		const { sector } = visit;
		if (sector !== null && !team.some(({ sectors }) => sectors.includes(sector))) say("SECTOR");
		if (planned.kind === "renewal" && planned.team.every((id) => visit.lastTeam.includes(id))) say("NEW_AUDITOR");
		if (planned.startsOn < visit.opensOn || planned.endsOn > visit.closesOn) say("WINDOW");
	}
	return found.sort((a, b) => PLAN_RULES.indexOf(a.rule) - PLAN_RULES.indexOf(b.rule));
}

function daysOf({ startsOn, endsOn }: Span): readonly string[] {
	if (!isDay(startsOn) || !isDay(endsOn)) return [];
	return Array.from({ length: Math.min(10, Math.max(0, daysCounted(startsOn, endsOn))) }, (_, index) =>
		addDays(startsOn, index),
	);
}

function isAway({ unavailable }: PlanAuditor, visit: Span): boolean {
	return unavailable.some((absence) => overlap(absence, visit));
}

function inConflict(
	{ conflicts }: PlanProblem,
	{ id }: PlanAuditor,
	{ cooperativeId, startsOn, endsOn }: PlannedVisit,
) {
	return conflicts.some(
		(conflict) =>
			conflict.auditorId === id &&
			conflict.cooperativeId === cooperativeId &&
			(conflict.from === null || conflict.from <= endsOn) &&
			(conflict.until === null || conflict.until >= startsOn),
	);
}

function crosses(
	{ auditors }: PlanProblem,
	{ homeCooperativeId }: PlanAuditor,
	{ cooperativeId }: PlannedVisit,
	others: readonly PlannedVisit[],
): boolean {
	if (homeCooperativeId === null) return false;
	const homeOf = (id: string) => auditors.find((auditor) => auditor.id === id)?.homeCooperativeId;
	return others.some(
		(other) => other.cooperativeId === homeCooperativeId && other.team.some((id) => homeOf(id) === cooperativeId),
	);
}
