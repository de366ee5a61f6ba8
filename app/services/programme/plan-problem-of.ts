/** Turns what is known of a year into what the planner reads. Reads nothing itself. */
import { holdsDays, isOpenVisit } from "~/domain/audit/audit-life";
import { MOST_VISITS_A_YEAR } from "~/domain/audit/auditor-profile";
import type { ConflictOfInterest } from "~/domain/audit/conflict-of-interest";
import type { Day } from "~/domain/calendar-day";
import { conflictsOfYear } from "~/domain/programme/plan-conflicts";
import type { PlanAuditor, PlannedVisit, PlanProblem, VisitToPlan } from "~/domain/programme/programme-plan";
import { type Situation, situationIn } from "~/domain/programme/situation";
import { type ConflictContext, judgeEachAuditor } from "../audit/judge-each-auditor";
import type { KnownAuditor } from "../audit/load-auditor-facts.server";
import type { YearCooperative } from "./load-year.server";

/** The word of a cooperative without any sector of its own. */
const GENERALIST = "generaliste";

export function situationOf(cooperative: YearCooperative, year: number, today: Day): Situation {
	const { enrolledOn, decisions, visits, sending } = cooperative;
	return situationIn(
		year,
		{
			enrolledOn,
			decisions,
			visits: visits
				.filter(({ status }) => holdsDays(status))
				.map(({ kind, status, startsOn, endsOn }) => ({ kind, startsOn, endsOn, open: isOpenVisit(status) })),
			sending: sending && { sentOn: sending.sentOn, admissible: sending.blocking === 0 },
		},
		today,
	);
}

/** A specialised cooperative's sector; null for a generalist, or when not known. */
export function sectorOf({ sector }: Pick<YearCooperative, "sector">): string | null {
	return sector === GENERALIST ? null : sector;
}

export interface YearFacts {
	readonly year: number;
	readonly today: Day;
	readonly cooperatives: readonly YearCooperative[];
	readonly context: ConflictContext;
	/** Codes of the domains of the référentiel. */
	readonly domains: readonly string[];
	readonly mostPerWeek: number;
}

/**
 * The visits due, and what is settled, which counts in the loads.
 * @param asked the cooperatives whose visits one asks about, pinned ones included; without it, all that the planner may move:
 * judging a whole year takes long, and belongs in the planner's thread
 */
export function planProblemOf(facts: YearFacts, asked?: ReadonlySet<string>): PlanProblem {
	const { year, today, cooperatives, context, domains, mostPerWeek } = facts;
	const visits = cooperatives.flatMap((cooperative): VisitToPlan[] => {
		if (asked ? !asked.has(cooperative.id) : cooperative.line?.pinned) return [];
		const { due } = situationOf(cooperative, year, today);
		if (!due) return [];
		return [
			{
				cooperativeId: cooperative.id,
				kind: due.kind,
				...due.window,
				department: cooperative.department,
				domains: due.kind === "followUp" ? domains.filter((code) => cooperative.openDomains.includes(code)) : domains,
				sector: sectorOf(cooperative),
				lastTeam: lastTeamOf(cooperative),
			},
		];
	});
	return {
		year,
		visits,
		auditors: planAuditorsOf(context.auditors, year),
		conflicts: conflictsIn(facts, visits),
		settled: settledIn(facts),
		mostPerWeek,
	};
}

function lastTeamOf({ visits }: YearCooperative): readonly string[] {
	return (
		visits.findLast(({ kind, status }) => kind !== "followUp" && !isOpenVisit(status) && holdsDays(status))?.team ?? []
	);
}

/** Visits of the year that hold their days, and pinned lines of cooperatives without one. */
function settledIn({ year, cooperatives }: YearFacts): readonly PlannedVisit[] {
	return cooperatives.flatMap(({ id, visits, line }): PlannedVisit[] => {
		const own = visits.filter(({ status, startsOn }) => holdsDays(status) && startsOn.startsWith(String(year)));
		const placed = own.map(({ kind, team, startsOn, endsOn }) => ({ cooperativeId: id, kind, team, startsOn, endsOn }));
		if (placed.length > 0 || !line?.pinned) return placed;
		return [{ cooperativeId: id, kind: line.kind, team: line.team, startsOn: line.startsOn, endsOn: line.endsOn }];
	});
}

/** Those accredited and in office on some day of the year. */
export function planAuditorsOf(auditors: readonly KnownAuditor[], year: number): readonly PlanAuditor[] {
	return auditors.flatMap((auditor) => planAuditorOf(auditor, year));
}

/** The days of the accreditation and of the mandate both count. */
function planAuditorOf(auditor: KnownAuditor, year: number): PlanAuditor[] {
	const [first, last] = [`${year}-01-01`, `${year}-12-31`];
	const mandate = auditor.mandates.find(
		({ startsOn, endsOn }) => (startsOn ?? first) <= last && (endsOn ?? last) >= first,
	);
	if (!mandate) return [];
	const from = later(auditor.accreditedFrom, mandate.startsOn ?? auditor.accreditedFrom);
	const until = sooner(auditor.accreditedUntil, mandate.endsOn ?? auditor.accreditedUntil);
	if (from > last || until < first || until < from) return [];
	const { domains, sectors, weekdays, yearlyLimit } = auditor.skills;
	return [
		{
			id: auditor.userId,
			homeCooperativeId: auditor.home?.id ?? null,
			department: auditor.department,
			accreditedFrom: from,
			accreditedUntil: until,
			domains,
			sectors,
			weekdays: weekdays.filter((weekday) => weekday <= 5),
			unavailable: auditor.absences.map(({ startsOn, endsOn }) => ({ startsOn, endsOn })),
			mostVisits: yearlyLimit ?? MOST_VISITS_A_YEAR,
			experience: auditor.visits.filter(({ status }) => holdsDays(status) && !isOpenVisit(status)).length,
		},
	];
}

/** Rules of the planner's own: it knows the days of each auditor better than week by week. */
const OF_THE_DAYS: readonly ConflictOfInterest["reason"][] = ["NOT_ACCREDITED", "UNAVAILABLE", "ALREADY_VISITING"];

/** Nobody is proposed against a rule, even one that a written derogation could set aside. */
function conflictsIn({ cooperatives, context }: YearFacts, visits: readonly VisitToPlan[]) {
	const places = new Map(cooperatives.map((cooperative) => [cooperative.id, cooperative]));
	return conflictsOfYear(visits, ({ cooperativeId, kind }, days) => {
		const cooperative = places.get(cooperativeId);
		const judged = cooperative ? judgeEachAuditor(context, { cooperative, kind, ...days }) : [];
		return new Map(
			judged.flatMap(({ userId, conflicts }) => {
				const found = conflicts.find(({ reason }) => !OF_THE_DAYS.includes(reason));
				return found ? [[userId, found.reason] as const] : [];
			}),
		);
	});
}

function later(a: Day, b: Day): Day {
	return a > b ? a : b;
}

function sooner(a: Day, b: Day): Day {
	return a < b ? a : b;
}
