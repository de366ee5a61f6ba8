import fc from "fast-check";
import loadHighs from "highs";
import { beforeAll, describe, expect, it } from "vitest";
import { checkPlan } from "../../../tests/support/check-plan";
import { drawFrom, planInstance } from "../../../tests/support/plan-instance";
import { SOLVER_LIMITS, solverOf } from "../../services/programme/highs-solver.server";
import { addDays } from "../calendar-day";
import { explainPlan } from "./explain-plan";
import type { LinearSolver } from "./linear-model";
import { figuresOf } from "./plan-figures";
import type { Plan, PlanAuditor, PlannedVisit, PlanProblem, VisitToPlan } from "./programme-plan";
import { PROPOSE_LIMITS, proposePlan } from "./propose-plan";
import { greedyPlan, randomPlan } from "./simple-plans";

let solver: LinearSolver;
let exact: LinearSolver;
beforeAll(async () => {
	solver = await solverOf(loadHighs);
	exact = await solverOf(loadHighs, { ...SOLVER_LIMITS, gap: 0 });
});

const RUNS = Number(process.env.PLAN_RUNS ?? 8);
const DOMAINS = ["JUR", "FIN", "RHU", "ACC", "ANC"];
const auditor = (id: string, over: Partial<PlanAuditor> = {}): PlanAuditor => ({
	id,
	homeCooperativeId: null,
	department: "Paris",
	accreditedFrom: "2026-01-01",
	accreditedUntil: "2028-12-31",
	domains: DOMAINS,
	sectors: [],
	weekdays: [1, 2, 3, 4, 5],
	unavailable: [],
	mostVisits: 6,
	experience: 0,
	...over,
});
const visit = (cooperativeId: string, over: Partial<VisitToPlan> = {}): VisitToPlan => ({
	cooperativeId,
	kind: "initial",
	opensOn: "2027-03-01",
	closesOn: "2027-03-31",
	targetFrom: "2027-03-08",
	targetTo: "2027-03-12",
	department: "Paris",
	domains: DOMAINS,
	sector: null,
	lastTeam: [],
	...over,
});
const problem = (over: Partial<PlanProblem> = {}): PlanProblem => ({
	year: 2027,
	visits: [visit("a")],
	auditors: [auditor("one"), auditor("two")],
	conflicts: [],
	settled: [],
	mostPerWeek: 3,
	...over,
});
const propose = (over: Partial<PlanProblem> = {}) => proposePlan(problem(over), solver).plan;

/** A small year, all its constraints tight. */
const smallYear = fc
	.record({
		seed: fc.nat(1_000_000),
		cooperatives: fc.integer({ min: 1, max: 9 }),
		auditors: fc.integer({ min: 1, max: 7 }),
	})
	.map((size) => {
		const instance = planInstance({ ...size, mostVisits: 3, mostPerWeek: 1 });
		const [first, ...others] = instance.visits;
		const one = instance.auditors[0];
		if (!first || !one || size.seed % 2 === 0) return instance;
		const startsOn = addDays("2027-03-01", size.seed % 5);
		return {
			...instance,
			visits: others,
			settled: [
				{ cooperativeId: first.cooperativeId, kind: "followUp" as const, team: [one.id], startsOn, endsOn: startsOn },
			],
		};
	});

describe("every plan (R-179 to R-181)", () => {
	it("keeps the hard rules, is no worse than visit after visit, no better than the bound, and comes back the same", () => {
		fc.assert(
			fc.property(smallYear, (year) => {
				const { plan, figures, bound } = proposePlan(year, solver);
				expect(checkPlan(year, plan)).toEqual([]);
				const greedy = greedyPlan(year);
				expect(checkPlan(year, greedy)).toEqual([]);
				expect(checkPlan(year, randomPlan(year, drawFrom(1)))).toEqual([]);
				expect(figures.cost).toBeLessThanOrEqual(figuresOf(year, greedy).cost);
				expect(bound).toBeLessThanOrEqual(figures.cost + 1e-3);
				expect(proposePlan(year, solver).plan).toEqual(plan);
			}),
			{ numRuns: RUNS },
		);
	});

	it("costs what the best of all plans costs, where they can all be tried", () => {
		fc.assert(
			fc.property(fc.nat(1_000_000), (seed) => {
				const draw = drawFrom(seed);
				const places = ["Paris", "Rhône", "Nord", "Gironde"];
				const place = () => places[draw(4)] ?? "Paris";
				const year = problem({
					visits: ["a", "b"].map((id) =>
						visit(id, {
							kind: (["initial", "followUp", "renewal"] as const)[draw(3)] ?? "initial",
							opensOn: addDays("2027-03-24", draw(3)),
							closesOn: addDays("2027-04-01", draw(3)),
							department: place(),
							lastTeam: ["one", "two"],
						}),
					),
					auditors: ["one", "two", "three", "four"].map((id) =>
						auditor(id, {
							department: place(),
							homeCooperativeId: ["a", "b", "c", null][draw(4)] ?? null,
							domains: DOMAINS.filter(() => draw(10) < 8),
							mostVisits: 1 + draw(2),
							weekdays: [1, 2, 3, 4, 5].filter(() => draw(10) < 8),
						}),
					),
					mostPerWeek: 1 + draw(2),
				});
				const best = bestOfAll(year);
				const { figures, bound } = proposePlan(year, exact, { ...PROPOSE_LIMITS, near: 0 });
				expect(figures.cost).toBe(best);
				expect(bound).toBeLessThanOrEqual(best + 1e-3);
			}),
			{ numRuns: RUNS },
		);
	});
});

/** The cheapest of all the plans that keep the rules. */
function bestOfAll(year: PlanProblem): number {
	const teams = year.auditors.flatMap(({ id: lead }) => year.auditors.map(({ id }) => [lead, id]));
	const choices = year.visits.map(({ cooperativeId, kind, opensOn, closesOn }) => {
		const found: (PlannedVisit | null)[] = [null];
		for (let startsOn = opensOn; startsOn <= closesOn; startsOn = addDays(startsOn, 1)) {
			for (const [lead = "", second = ""] of teams) {
				if (kind === "followUp" ? lead !== second : lead >= second) continue;
				const team = kind === "followUp" ? [lead] : [lead, second];
				const endsOn = addDays(startsOn, team.length - 1);
				const one = { cooperativeId, kind, team, startsOn, endsOn };
				const others = year.visits.flatMap((other) =>
					other.cooperativeId === cooperativeId ? [] : other.cooperativeId,
				);
				if (checkPlan(year, { planned: [one], unplaced: others }).length === 0) found.push(one);
			}
		}
		return found;
	});
	let best = Number.POSITIVE_INFINITY;
	for (const first of choices[0] ?? []) {
		for (const second of choices[1] ?? []) {
			const planned = [first, second].filter((one) => one !== null);
			const unplaced = year.visits.map(({ cooperativeId }) => cooperativeId);
			const plan = {
				planned,
				unplaced: unplaced.filter((id) => !planned.some(({ cooperativeId }) => cooperativeId === id)),
			};
			const { cost } = figuresOf(year, plan);
			if (cost < best && checkPlan(year, plan).length === 0) best = cost;
		}
	}
	return best;
}

describe("the checker", () => {
	const year = problem({
		visits: [visit("a", { sector: "batiment" }), visit("b", { kind: "renewal", lastTeam: ["one", "three"] })],
		auditors: [
			auditor("one", {
				sectors: ["batiment"],
				unavailable: [{ startsOn: "2027-03-17", endsOn: "2027-03-19" }],
			}),
			auditor("two", { weekdays: [1, 2, 4, 5], accreditedUntil: "2027-03-23" }),
			auditor("three", { domains: ["JUR"] }),
			auditor("four", { domains: ["JUR"], mostVisits: 1 }),
		],
		conflicts: [{ auditorId: "four", cooperativeId: "a", from: null, until: "2027-03-10", reason: "ACCOMPANIMENT" }],
		settled: [
			{ cooperativeId: "d", kind: "followUp", team: ["four"], startsOn: "2027-02-01", endsOn: "2027-02-01" },
			{ cooperativeId: "c", kind: "initial", team: ["three", "two"], startsOn: "2027-02-08", endsOn: "2027-02-09" },
		],
		mostPerWeek: 1,
	});
	const a = {
		cooperativeId: "a",
		kind: "initial" as const,
		team: ["one", "two"],
		startsOn: "2027-03-08",
		endsOn: "2027-03-09",
	};
	const b = {
		cooperativeId: "b",
		kind: "renewal" as const,
		team: ["one", "two"],
		startsOn: "2027-03-15",
		endsOn: "2027-03-16",
	};
	const check = (over: Partial<PlannedVisit>, other: Partial<PlannedVisit> = {}) => {
		const planned = [
			{ ...a, ...over },
			{ ...b, ...other },
		];
		return checkPlan(year, { planned, unplaced: [] }).join(" ; ");
	};

	it("finds nothing to say of a plan that keeps the rules", () => {
		expect(check({})).toBe("");
	});

	it.each<[string, Partial<PlannedVisit>, Partial<PlannedVisit>, string]>([
		["a team of one", { team: ["one"] }, {}, "a team of 1"],
		["somebody twice", { team: ["one", "one"] }, {}, "a team of 2"],
		["an unknown person", { team: ["one", "nobody"] }, {}, "unknown auditor"],
		["a Saturday", { startsOn: "2027-03-12", endsOn: "2027-03-13" }, {}, "week-end"],
		["Easter Monday", { startsOn: "2027-03-29", endsOn: "2027-03-30" }, {}, "public holiday"],
		["one day too few", { endsOn: "2027-03-08" }, {}, "1 days"],
		["the day before its window", { startsOn: "2027-02-26", endsOn: "2027-03-01" }, {}, "out of its window"],
		["nobody of the sector", { team: ["two", "four"] }, {}, "nobody knows batiment"],
		["domains nobody knows", {}, { team: ["three", "four"] }, "nobody knows FIN"],
		["nobody new", {}, { team: ["one", "three"] }, "nobody new"],
		[
			"the last day of a conflict",
			{ team: ["one", "four"], startsOn: "2027-03-10", endsOn: "2027-03-11" },
			{},
			"ACCOMPANIMENT",
		],
		["a day off", { startsOn: "2027-03-09", endsOn: "2027-03-10" }, {}, "two does not work on 2027-03-10"],
		["the end of an accreditation", { startsOn: "2027-03-23", endsOn: "2027-03-24" }, {}, "two not accredited"],
		["an absence", {}, { startsOn: "2027-03-16", endsOn: "2027-03-17" }, "one is away on 2027-03-17"],
		["two visits in a week", {}, { startsOn: "2027-03-11", endsOn: "2027-03-12" }, "two visits in the week"],
		["two visits on a day", {}, { startsOn: "2027-03-09", endsOn: "2027-03-10" }, "twice on"],
		["a week too full", {}, { startsOn: "2027-03-11", endsOn: "2027-03-12" }, "2 visits in the week"],
		[
			"one visit too many",
			{ team: ["one", "four"], startsOn: "2027-03-11", endsOn: "2027-03-12" },
			{},
			"four: 2 visits, 1 at most",
		],
	])("sees %s", (_, over, other, said) => {
		expect(check(over, other)).toContain(said);
	});

	it("sees a visit returned, a visit forgotten and a visit placed twice", () => {
		const returned = {
			...year,
			auditors: year.auditors.map((one) => ({ ...one, homeCooperativeId: one.id === "one" ? "b" : "c" })),
		};
		const settled = [
			{ cooperativeId: "c", kind: "followUp" as const, team: ["one"], startsOn: "2027-02-22", endsOn: "2027-02-22" },
		];
		const planned = [a, { ...b, team: ["two", "four"] }];
		expect(checkPlan({ ...returned, settled }, { planned, unplaced: [] }).join()).toContain("visit each other");
		expect(checkPlan(year, { planned: [a], unplaced: [] }).join()).toContain("b: placed 0 times, left out 0 times");
		expect(checkPlan(year, { planned: [a, b, b], unplaced: [] }).join()).toContain("b: placed 2 times");
	});
});

describe("what the planner chooses (R-182)", () => {
	it("goes to the target days, with who is near, the most experienced leading", () => {
		const plan = propose({
			auditors: [
				auditor("far", { department: "Rhône" }),
				auditor("near"),
				auditor("next", { department: "Essonne", experience: 3 }),
			],
		});
		expect(plan.planned).toEqual([
			{ cooperativeId: "a", kind: "initial", team: ["next", "near"], startsOn: "2027-03-08", endsOn: "2027-03-09" },
		]);
	});

	it("shares the visits out when nobody is nearer", () => {
		const visits = ["a", "b", "c", "d"].map((id) => visit(id, { kind: "followUp" }));
		const plan = propose({
			visits,
			auditors: ["one", "two", "three", "four"].map((id) => auditor(id)),
			mostPerWeek: 4,
		});
		expect(plan.planned.map(({ team }) => team[0]).sort()).toEqual(["four", "one", "three", "two"]);
	});

	it("never moves what is settled, and goes round it", () => {
		const settled = [
			{
				cooperativeId: "z",
				kind: "initial" as const,
				team: ["one", "two"],
				startsOn: "2027-03-08",
				endsOn: "2027-03-09",
			},
		];
		expect(propose({ settled }).planned).toMatchObject([{ startsOn: "2027-03-04" }]);
	});
});

describe("why (R-184)", () => {
	it("says of each choice who brings what, and what the next team would cost", () => {
		const year = problem({
			visits: [visit("a", { sector: "batiment" })],
			auditors: [
				auditor("one", { domains: ["JUR", "FIN"], sectors: ["batiment"], experience: 2 }),
				auditor("two", { domains: ["RHU", "ACC", "ANC"], department: "Essonne" }),
				auditor("three", { department: "Rhône" }),
			],
		});
		const { choices } = explainPlan(year, proposePlan(year, solver).plan);
		expect(choices).toEqual([
			{
				cooperativeId: "a",
				members: [
					{ auditorId: "one", domains: ["JUR", "FIN"], knowsSector: true, kilometres: 0, load: 1 },
					{ auditorId: "two", domains: ["RHU", "ACC", "ANC"], knowsSector: false, kilometres: 26, load: 1 },
				],
				weeksAway: 0,
				other: {
					team: ["one", "three"],
					startsOn: "2027-03-08",
					endsOn: "2027-03-09",
					moreKilometres: 366,
					moreWeeksAway: 0,
				},
			},
		]);
	});

	it("explains an impossible March: nobody of the building trade is free, and which rules would free a place", () => {
		const year = problem({
			visits: [visit("a", { sector: "batiment" })],
			auditors: [
				auditor("mason", { sectors: ["batiment"], unavailable: [{ startsOn: "2027-02-20", endsOn: "2027-04-02" }] }),
				auditor("tied", { sectors: ["batiment"] }),
				auditor("ended", { sectors: ["batiment"], accreditedUntil: "2027-02-28" }),
				auditor("two"),
				auditor("three"),
			],
			conflicts: [{ auditorId: "tied", cooperativeId: "a", from: null, until: null, reason: "SAME_REGION" }],
		});
		const { plan } = proposePlan(year, solver);
		expect(plan).toEqual({ planned: [], unplaced: ["a"] });
		const [why] = explainPlan(year, plan).impossibilities;
		expect(why).toMatchObject({
			alone: true,
			auditors: { all: 5, withoutConflict: 4, accredited: 3, available: 2, free: 2 },
			ofSector: { all: 3, withoutConflict: 2, accredited: 1, available: 0, free: 0 },
			uncovered: [],
		});
		expect(why?.lifting.map(({ rule }) => rule)).toEqual([
			"CONFLICT",
			"ACCREDITATION",
			"SECTOR",
			"AVAILABILITY",
			"WINDOW",
		]);
		for (const { rule, place } of why?.lifting ?? []) {
			expect(checkPlan(year, { planned: [place], unplaced: [] }), rule).not.toEqual([]);
		}
	});

	it("tells a visit crowded out by others from one that nothing could place", () => {
		const plan: Plan = { planned: [], unplaced: ["a", "b"] };
		const year = problem({
			visits: [visit("a"), visit("b")],
			auditors: [auditor("one", { mostVisits: 1 }), auditor("two")],
		});
		const { plan: found } = proposePlan(year, solver);
		expect(found.planned).toHaveLength(1);
		const [why] = explainPlan(year, found).impossibilities;
		expect(why).toMatchObject({ alone: false, auditors: { available: 2, free: 1 } });
		expect(why?.lifting.map(({ rule }) => rule)).toEqual(["WORKLOAD"]);
		expect(explainPlan(year, plan).impossibilities.map(({ alone }) => alone)).toEqual([false, false]);
	});
});
