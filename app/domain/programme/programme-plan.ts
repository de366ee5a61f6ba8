/** Owns what a programme is planned from, and what a plan is. Plain data: it travels to the solver's thread.. */
import type { AuditKind } from "../audit/audit";
import { teamSize } from "../audit/visit-plan";
import type { Day, Span } from "../calendar-day";

/** One visit to place. There is at most one a year for a cooperative, whose id it bears. */
export interface VisitToPlan {
	readonly cooperativeId: string;
	readonly kind: AuditKind;
	/** The visit lies between these days, both included. */
	readonly opensOn: Day;
	readonly closesOn: Day;
	/** And between these, better. */
	readonly targetFrom: Day;
	readonly targetTo: Day;
	/** Department by name; null when not known. */
	readonly department: string | null;
	/** Codes of the domains the team must know. */
	readonly domains: readonly string[];
	/** Sector one of the team must know; null for a generalist cooperative. */
	readonly sector: string | null;
	/** Who made its last on-site audit. */
	readonly lastTeam: readonly string[];
}

export interface PlanAuditor {
	readonly id: string;
	/** Null for an independent third party. */
	readonly homeCooperativeId: string | null;
	readonly department: string | null;
	readonly accreditedFrom: Day;
	readonly accreditedUntil: Day;
	readonly domains: readonly string[];
	readonly sectors: readonly string[];
	/** Days of the week kept free for audits: 1 for Monday to 5 for Friday. */
	readonly weekdays: readonly number[];
	readonly unavailable: readonly Span[];
	/** Visits of the year at most, the settled ones counted. */
	readonly mostVisits: number;
	/** Audits made so far: the most experienced of a team leads. */
	readonly experience: number;
}

/** An auditor kept away from a cooperative by a blocking rule, on these days; null: without end on that side. */
export interface PlanConflict {
	readonly auditorId: string;
	readonly cooperativeId: string;
	readonly from: Day | null;
	readonly until: Day | null;
	/** Code of the conflict rule. */
	readonly reason: string;
}

/** The lead first. */
export interface PlannedVisit extends Span {
	readonly cooperativeId: string;
	readonly kind: AuditKind;
	readonly team: readonly string[];
}

export interface PlanProblem {
	readonly year: number;
	readonly visits: readonly VisitToPlan[];
	readonly auditors: readonly PlanAuditor[];
	readonly conflicts: readonly PlanConflict[];
	/** Confirmed visits and pinned proposals: never moved. */
	readonly settled: readonly PlannedVisit[];
	/** Visits the network can follow in one week. */
	readonly mostPerWeek: number;
}

export interface Plan {
	readonly planned: readonly PlannedVisit[];
	/** Cooperatives whose visit found no place. */
	readonly unplaced: readonly string[];
}

/** Hard rules, in the order they are told. */
export const PLAN_RULES = [
	"TEAM",
	"CONFLICT",
	"CROSS_AUDIT",
	"ACCREDITATION",
	"DOMAINS",
	"SECTOR",
	"NEW_AUDITOR",
	"AVAILABILITY",
	"ONE_VISIT_A_WEEK",
	"WORKLOAD",
	"WINDOW",
	"WORKING_DAYS",
	"CAPACITY",
] as const;
export type PlanRule = (typeof PLAN_RULES)[number];

/** Working days of a visit, one after the other: two on site, one for a follow-up made remotely (dossier C.4, steps 5 and 10). */
export function visitLength(kind: AuditKind): 1 | 2 {
	return teamSize(kind);
}

export function isOnSite(kind: AuditKind): boolean {
	return kind !== "followUp";
}

/** What a plan costs, in kilometres: a soft goal outweighs another as much as its price says. */
export const PLAN_COSTS = {
	/** A visit left out: more than any detour. A renewal or a follow-up whose window closes weighs more. */
	unplaced: { initial: 30_000, followUp: 40_000, renewal: 50_000 } satisfies Record<AuditKind, number>,
	/** Each week away from the target days. */
	weekAway: 40,
	/** The nth visit of one person costs (2n − 1) times this: two visits each cost less than three and one. */
	load: 100,
	/** When a department is not known. */
	unknownKilometres: 400,
};
