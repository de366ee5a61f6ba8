/** The conflict matrix: each rule with the day before, the day itself and the day after, in leap years too. */
import { describe, expect, it } from "vitest";
import { addDays } from "../calendar-day";
import type { AuditorFacts, CooperativeFacts, MadeVisit, VisitFacts } from "./conflict-facts";
import { conflictsOfInterest } from "./conflict-of-interest";
import { CONFLICT_RULES, type ConflictReason, DEROGABLE } from "./conflict-rules";
import { consecutiveCycles } from "./visit-cycles";

const VISITED: CooperativeFacts = {
	...{ id: "visited", name: "La Visitée", region: "Normandie", regionalAssociation: "Normandie" },
	...{ department: "Orne", sector: "batiment", group: null },
};
const HOME: CooperativeFacts = {
	...{ id: "home", name: "La Maison", region: "Occitanie", regionalAssociation: "Occitanie" },
	...{ department: "Gard", sector: "batiment", group: null },
};

function on(day: string, who: Partial<AuditorFacts> = {}, what: Partial<VisitFacts> = {}): readonly ConflictReason[] {
	const auditor: AuditorFacts = {
		...{ userId: "me", homes: [HOME], former: null, interests: [], decides: [], otherVisits: [], absences: [] },
		...{ weekdays: [1, 2, 3, 4, 5, 6, 7], accreditedFrom: "2000-01-01", accreditedUntil: "2100-01-01" },
		...who,
	};
	const visit: VisitFacts = {
		...{ cooperative: VISITED, kind: "initial", startsOn: day, endsOn: day, accompaniments: [], visits: [] },
		...what,
	};
	return conflictsOfInterest(auditor, visit).map(({ reason }) => reason);
}

/** The reason on the day before, on the day and on the day after. */
function around(day: string, reason: ConflictReason, ask: (day: string) => readonly ConflictReason[]) {
	return [-1, 0, 1].map((shift) => ask(addDays(day, shift)).includes(reason));
}

const made = (startsOn: string, over: Partial<MadeVisit> = {}): MadeVisit => ({
	...{ cooperativeId: VISITED.id, startsOn, kind: "initial", team: [{ userId: "me", homeId: HOME.id }] },
	...over,
});

describe("each rule on both sides of its boundary", () => {
	it.each([
		["2021-03-10", "2026-03-10"],
		["2024-02-29", "2029-02-28"],
		["2023-02-28", "2028-02-28"],
	])("(1) left on %s: five years, over on %s", (leftOn, free) => {
		const ask = (day: string) => on(day, { former: { id: VISITED.id, leftOn } });
		expect(around(free, "LEFT_RECENTLY", ask)).toEqual([true, false, false]);
	});

	it.each([
		["2017-12-31", "2020-12-31"],
		["2024-02-29", "2027-02-28"],
		["2025-02-28", "2028-02-28"],
	])("(3) accompanied until %s: three years, over on %s, in both directions", (endedOn, free) => {
		for (const [supporterId, beneficiaryId] of [
			[HOME.id, VISITED.id],
			[VISITED.id, HOME.id],
		] as const) {
			const accompaniments = [{ supporterId, beneficiaryId, startedOn: "2016-01-01", endedOn }];
			expect(around(free, "ACCOMPANIMENT", (day) => on(day, {}, { accompaniments }))).toEqual([true, false, false]);
		}
	});

	it("(3) an accompaniment to come counts from its first day", () => {
		const accompaniments = [
			{ supporterId: HOME.id, beneficiaryId: VISITED.id, startedOn: "2027-03-01", endedOn: null },
		];
		expect(around("2027-03-01", "ACCOMPANIMENT", (day) => on(day, {}, { accompaniments }))).toEqual([
			false,
			true,
			true,
		]);
	});

	it.each([
		["2024-03-05", "2027-03-05", "2021-03-06"],
		["2024-02-29", "2027-02-28", "2021-03-01"],
	])(
		"(4) whoever was visited from there on %s does not visit there until %s, nor since %s",
		(visitedOn, free, since) => {
			const visits = [made(visitedOn, { cooperativeId: HOME.id, team: [{ userId: "x", homeId: VISITED.id }] })];
			const ask = (day: string) => on(day, {}, { visits });
			expect(around(free, "CROSS_AUDIT", ask)).toEqual([true, false, false]);
			expect(around(since, "CROSS_AUDIT", ask)).toEqual([false, true, true]);
			const elsewhere = [made(visitedOn, { cooperativeId: HOME.id, team: [{ userId: "x", homeId: "third" }] })];
			expect(on(addDays(visitedOn, 10), {}, { visits: elsewhere })).toEqual([]);
		},
	);

	it("(2) (6) (7) same association, region, group, department and sector, or one of them missing", () => {
		const home = (over: Partial<CooperativeFacts>) => on("2026-05-05", { homes: [{ ...HOME, ...over }] });
		expect(home({ regionalAssociation: "Normandie" })).toEqual(["SAME_REGIONAL_ASSOCIATION"]);
		expect(home({ regionalAssociation: null, region: "Normandie" })).toEqual(["SAME_REGION"]);
		expect(home({ region: "Normandie" })).toEqual([]);
		expect(home({ department: "Orne" })).toEqual(["DIRECT_COMPETITION"]);
		expect(home({ department: "Orne", sector: "sap" })).toEqual([]);
		expect(home({ department: "Orne", sector: null })).toEqual([]);
		const grouped = { cooperative: { ...VISITED, group: "Ensemble" } };
		expect(on("2026-05-05", { homes: [{ ...HOME, group: "Ensemble" }] }, grouped)).toEqual(["SAME_GROUP"]);
		expect(on("2026-05-05", { homes: [{ ...HOME, group: "Autre" }] }, grouped)).toEqual([]);
		expect(on("2026-05-05", { homes: [{ ...HOME, group: null }] })).toEqual([]);
	});

	it("(5) an interest declared with that cooperative, and with no other", () => {
		const declared = (kind: "capital" | "other", cooperativeId: string) =>
			on("2026-05-05", { interests: [{ kind, cooperativeId }] });
		expect(declared("capital", VISITED.id)).toEqual(["DECLARED_TIE"]);
		expect(declared("other", VISITED.id)).toEqual(["DECLARED_OTHER"]);
		expect(declared("capital", "third")).toEqual([]);
	});

	it("(8) a third cycle in a row, follow-ups counted with theirs", () => {
		const visits = [
			made("2020-05-05"),
			made("2021-09-01", { kind: "followUp" }),
			made("2023-03-01", { kind: "renewal" }),
		];
		const ask = (kind: VisitFacts["kind"], past: readonly MadeVisit[]) => on("2026-01-10", {}, { kind, visits: past });
		expect(ask("renewal", visits)).toContain("TOO_MANY_CYCLES");
		expect(ask("followUp", visits)).toEqual([]);
		expect(ask("renewal", visits.slice(2))).toEqual([]);
		const others = made("2023-03-01", { kind: "renewal", team: [{ userId: "x", homeId: null }] });
		expect(ask("renewal", [visits[0] as MadeVisit, others])).toEqual([]);
		expect(ask("followUp", [...visits, made("2025-12-01", { kind: "renewal" })])).toContain("TOO_MANY_CYCLES");
		expect(consecutiveCycles("me", { cooperative: VISITED, startsOn: "2026-01-10", kind: "renewal", visits })).toBe(3);
		expect(consecutiveCycles("me", { cooperative: VISITED, startsOn: "2020-05-05", kind: "initial", visits })).toBe(1);
	});

	it("accreditation: its first and its last day count", () => {
		const until = (day: string) => on(day, { accreditedUntil: "2028-02-29" });
		expect(around("2028-02-29", "NOT_ACCREDITED", until)).toEqual([false, false, true]);
		const from = (day: string) => on(day, { accreditedFrom: "2028-02-29" });
		expect(around("2028-02-29", "NOT_ACCREDITED", from)).toEqual([true, false, false]);
	});

	it.each([
		["2026-03-10T09:00:00Z", "2027-03-10"],
		["2024-02-29T09:00:00Z", "2025-02-28"],
		// Signed after midnight in Paris: that day is the day in Paris.
		["2026-03-10T23:30:00Z", "2027-03-11"],
	])("a declaration signed at %s holds for a visit until %s", (signed, last) => {
		const declaration = { signedAt: new Date(signed), teamSetAt: new Date("2024-01-01T00:00:00Z") };
		const ask = (day: string) => on(day, { declaration });
		expect(around(last, "DECLARATION_OUTDATED", ask)).toEqual([false, false, true]);
	});

	it("a declaration signed before the last change of team, at the same moment, after; none at all; nobody asks", () => {
		const teamSetAt = new Date("2026-03-10T09:00:00Z");
		const signed = (shift: number) =>
			on("2026-05-05", { declaration: { signedAt: new Date(teamSetAt.getTime() + shift), teamSetAt } });
		expect([-1, 0, 1].map(signed)).toEqual([["DECLARATION_OUTDATED"], [], []]);
		expect(on("2026-05-05", { declaration: { signedAt: null, teamSetAt } })).toEqual(["DECLARATION_MISSING"]);
		expect(on("2026-05-05")).toEqual([]);
	});

	it("challenged for that audit, and nobody else", () => {
		expect(on("2026-05-05", {}, { challenged: ["me"] })).toEqual(["CHALLENGED"]);
		expect(on("2026-05-05", {}, { challenged: ["somebody"] })).toEqual([]);
	});

	it("away or already visiting: the day itself, not those around it", () => {
		const span = { startsOn: "2027-03-28", endsOn: "2027-03-28" };
		const away = (day: string) => on(day, { absences: [{ ...span, part: "morning" }] });
		expect(around("2027-03-28", "UNAVAILABLE", away)).toEqual([false, true, false]);
		const visiting = (day: string) => on(day, { otherVisits: [{ ...span, cooperativeName: "Autre" }] });
		expect(around("2027-03-28", "ALREADY_VISITING", visiting)).toEqual([false, true, false]);
		expect(around("2027-03-28", "UNAVAILABLE", (day) => on(day, { weekdays: [7] }))).toEqual([true, false, true]);
	});

	it("whoever decides does not audit, until the last day of the mandate", () => {
		const board = (day: string) => on(day, { decides: [{ role: "board", endsOn: "2026-06-30" }] });
		expect(around("2026-06-30", "DECIDES", board)).toEqual([true, true, false]);
		expect(on("2026-05-05", { decides: [{ role: "committee", endsOn: null }] })).toEqual(["DECIDES"]);
	});

	it("ties come from any of the person’s cooperatives", () => {
		const second = { ...HOME, id: "second", regionalAssociation: "Normandie" };
		expect(on("2026-05-05", { homes: [HOME, second] })).toEqual(["SAME_REGIONAL_ASSOCIATION"]);
		expect(on("2026-05-05", { homes: [second, VISITED] })).toEqual(["OWN_COOPERATIVE"]);
	});
});

it("what blocks and what only warns is as decided (ADR 0025)", () => {
	expect(DEROGABLE).toEqual([
		"SAME_REGIONAL_ASSOCIATION",
		"SAME_REGION",
		"DECLARED_OTHER",
		"DIRECT_COMPETITION",
		"TOO_MANY_CYCLES",
	]);
	const numbers = Object.values(CONFLICT_RULES).map(({ incompatibility }) => incompatibility);
	expect([...new Set(numbers)].filter((number) => number !== null).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
