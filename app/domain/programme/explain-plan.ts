/** Owns why each visit went where it is, and why another found no place: which rule, looked away from, would free one. R-184. */
import type { Span } from "../calendar-day";
import { type Occupation, occupationOf } from "./occupation";
import { cheapestPlace, plannedAt } from "./placements";
import { PLAN_RULES, type Plan, type PlannedVisit, type PlanProblem, type PlanRule } from "./programme-plan";
import {
	awayIn,
	daysOf,
	openDays,
	startsOf,
	type Timetable,
	type TimetableAuditor,
	type TimetableVisit,
	timetableOf,
} from "./timetable";

export interface MemberReasons {
	readonly auditorId: string;
	/** Codes of the visit’s domains this person knows. */
	readonly domains: readonly string[];
	readonly knowsSector: boolean;
	/** One way; 0 for a remote visit. */
	readonly kilometres: number;
	/** Visits of this person in the year, this one counted. */
	readonly load: number;
}

/** The best of the other teams, the rest of the plan as it is. */
export interface OtherTeam extends Span {
	readonly team: readonly string[];
	readonly moreKilometres: number;
	readonly moreWeeksAway: number;
}

export interface ChoiceReasons {
	readonly cooperativeId: string;
	readonly members: readonly MemberReasons[];
	readonly weeksAway: number;
	/** Null: nobody else could. */
	readonly other: OtherTeam | null;
}

/** How many are left, rule after rule. */
export interface Remaining {
	readonly all: number;
	readonly withoutConflict: number;
	readonly accredited: number;
	readonly available: number;
	/** Neither taken elsewhere in those weeks nor at their most. */
	readonly free: number;
}

export interface Impossibility {
	readonly cooperativeId: string;
	/** No place even if it were the only visit of the year. */
	readonly alone: boolean;
	readonly auditors: Remaining;
	/** Among those who know the sector; null for a generalist cooperative. */
	readonly ofSector: Remaining | null;
	/** Domains that nobody left knows. */
	readonly uncovered: readonly string[];
	/** Rules of which one alone, looked away from, would free a place, with that place. */
	readonly lifting: readonly { readonly rule: PlanRule; readonly place: PlannedVisit }[];
}

/** Rules a person could lift by deciding so; a visit always has its team. */
const LIFTED = PLAN_RULES.filter((rule) => rule !== "TEAM");

export function explainPlan(problem: PlanProblem, plan: Plan) {
	const timetable = timetableOf(problem);
	const occupation = occupationOf(timetable);
	for (const planned of plan.planned) occupation.add(planned);
	const placed = new Map(plan.planned.map((planned) => [planned.cooperativeId, planned]));
	const choices: ChoiceReasons[] = [];
	const impossibilities: Impossibility[] = [];
	for (const visit of timetable.visits) {
		const planned = placed.get(visit.visit.cooperativeId);
		if (planned) choices.push(reasonsFor(timetable, occupation, visit, planned));
		else impossibilities.push(impossibilityOf(timetable, occupation, visit));
	}
	return { choices, impossibilities };
}

function reasonsFor(
	timetable: Timetable,
	occupation: Occupation,
	visit: TimetableVisit,
	planned: PlannedVisit,
): ChoiceReasons {
	const members = membersOf(timetable, planned);
	const away = awayIn(visit, timetable.weekOf(planned.startsOn));
	return {
		cooperativeId: planned.cooperativeId,
		members: members.map((auditor) => ({
			auditorId: auditor.auditor.id,
			domains: visit.visit.domains.filter((code) => auditor.auditor.domains.includes(code)),
			knowsSector: visit.visit.sector !== null && auditor.auditor.sectors.includes(visit.visit.sector),
			kilometres: visit.kilometres[auditor.index] ?? 0,
			load: occupation.load(auditor),
		})),
		weeksAway: away,
		other: otherTeam(timetable, occupation, visit, planned, members, away),
	};
}

function otherTeam(
	timetable: Timetable,
	occupation: Occupation,
	visit: TimetableVisit,
	planned: PlannedVisit,
	members: readonly TimetableAuditor[],
	away: number,
): OtherTeam | null {
	occupation.remove(planned);
	const present = new Set(members.map(({ index }) => index));
	const best = cheapestPlace(timetable, occupation, visit, undefined, (team) =>
		team.every(({ index }) => present.has(index)),
	);
	occupation.add(planned);
	if (!best) return null;
	const kilometres = (team: readonly TimetableAuditor[]) =>
		team.reduce((sum, { index }) => sum + (visit.kilometres[index] ?? 0), 0);
	const { team, startsOn, endsOn } = plannedAt(timetable, visit, best);
	return {
		team,
		startsOn,
		endsOn,
		moreKilometres: kilometres(best.members) - kilometres(members),
		moreWeeksAway: awayIn(visit, best.week) - away,
	};
}

function membersOf({ auditors }: Timetable, { team }: PlannedVisit): readonly TimetableAuditor[] {
	return team.flatMap((id) => auditors.find(({ auditor }) => auditor.id === id) ?? []);
}

function impossibilityOf(timetable: Timetable, occupation: Occupation, visit: TimetableVisit): Impossibility {
	const { sector } = visit.visit;
	const left = timetable.auditors.filter((auditor) => standing(timetable, occupation, visit, auditor) === "free");
	return {
		cooperativeId: visit.visit.cooperativeId,
		alone: cheapestPlace(timetable, occupationOf(timetable), visit) === null,
		auditors: remaining(timetable, occupation, visit, timetable.auditors),
		ofSector:
			sector === null
				? null
				: remaining(
						timetable,
						occupation,
						visit,
						timetable.auditors.filter(({ auditor }) => auditor.sectors.includes(sector)),
					),
		uncovered: visit.visit.domains.filter((code) => !left.some(({ auditor }) => auditor.domains.includes(code))),
		lifting: LIFTED.flatMap((rule) => {
			const place = cheapestPlace(timetable, occupation, visit, rule);
			return place ? { rule, place: plannedAt(timetable, visit, place) } : [];
		}),
	};
}

type Standing = "conflict" | "notAccredited" | "away" | "taken" | "free";

/** How far somebody gets in the list of rules, over the weeks of the window. */
function standing(
	timetable: Timetable,
	occupation: Occupation,
	visit: TimetableVisit,
	auditor: TimetableAuditor,
): Standing {
	const weeks = [...timetable.weeks.keys()]
		.map((week) => ({ week, open: openDays(timetable, visit, week) }))
		.filter(({ open }) => open !== 0);
	const some = (holds: (week: number, open: number) => boolean) => weeks.some(({ week, open }) => holds(week, open));
	const starts = (week: number, open: number, lifted?: PlanRule) =>
		startsOf(daysOf(timetable, visit, auditor, week, lifted) & open, visit.length) !== 0;
	if (!some((week) => daysOf(timetable, visit, withoutAbsence(auditor), week, "ACCREDITATION") !== 0))
		return "conflict";
	if (!some((week, open) => starts(week, open, "AVAILABILITY"))) return "notAccredited";
	if (!some((week, open) => starts(week, open))) return "away";
	const free = (week: number, open: number) =>
		starts(week, open) && occupation.isFree(auditor, week) && !occupation.crosses(auditor, visit);
	return some(free) ? "free" : "taken";
}

function withoutAbsence(auditor: TimetableAuditor): TimetableAuditor {
	return { ...auditor, free: auditor.free.map(() => 0b11111) };
}

function remaining(
	timetable: Timetable,
	occupation: Occupation,
	visit: TimetableVisit,
	auditors: readonly TimetableAuditor[],
): Remaining {
	const standings = auditors.map((auditor) => standing(timetable, occupation, visit, auditor));
	const beyond = (...before: readonly Standing[]) => standings.filter((one) => !before.includes(one)).length;
	return {
		all: auditors.length,
		withoutConflict: beyond("conflict"),
		accredited: beyond("conflict", "notAccredited"),
		available: beyond("conflict", "notAccredited", "away"),
		free: beyond("conflict", "notAccredited", "away", "taken"),
	};
}
