import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addYears } from "../calendar-day";
import { AUDIT_KINDS } from "./audit";
import type { AccompanimentFacts, AuditorFacts, CooperativeFacts, VisitFacts } from "./conflict-facts";
import { conflictsOfInterest } from "./conflict-of-interest";
import { CONFLICT_RULES, DEROGABLE, isBlocking, standingConflicts } from "./conflict-rules";
import { INTEREST_KINDS } from "./interest-kind";

const letsCoUp: CooperativeFacts = {
	id: "lets-co-up",
	name: "Let’s Co Up",
	region: "Pays de la Loire",
	regionalAssociation: "Pays-de-la-Loire",
	department: "Sarthe",
	sector: "generaliste",
	group: null,
};
const coodemarrage: CooperativeFacts = {
	id: "coodemarrage",
	name: "Coodémarrage 53",
	region: "Bretagne",
	regionalAssociation: "Bretagne",
	department: "Mayenne",
	sector: "generaliste",
	group: null,
};
const visit: VisitFacts = {
	cooperative: letsCoUp,
	kind: "initial",
	startsOn: "2026-11-12",
	endsOn: "2026-11-13",
	accompaniments: [],
	visits: [],
};
const auditor: AuditorFacts = {
	userId: "auditor",
	homes: [coodemarrage],
	former: null,
	interests: [],
	decides: [],
	weekdays: [1, 2, 3, 4, 5, 6, 7],
	absences: [],
	accreditedFrom: "2025-01-01",
	accreditedUntil: "2027-12-31",
	otherVisits: [],
};
const reasons = (who: Partial<AuditorFacts>, what: Partial<VisitFacts> = {}) =>
	conflictsOfInterest({ ...auditor, ...who }, { ...visit, ...what }).map(({ reason }) => reason);

describe("conflicts of interest (R-40)", () => {
	it("lets an auditor from elsewhere, and an independent third party, make the visit", () => {
		expect(reasons({})).toEqual([]);
		expect(reasons({ homes: [] })).toEqual([]);
	});

	it("refuses one’s own cooperative, and says it once", () => {
		expect(reasons({ homes: [letsCoUp] })).toEqual(["OWN_COOPERATIVE"]);
	});

	describe("a cooperative left", () => {
		const left = (leftOn: string | null, id = letsCoUp.id) =>
			conflictsOfInterest({ ...auditor, former: { id, leftOn } }, visit);

		it("under five years ago is refused, with the day it ends", () => {
			expect(left("2021-11-13")).toEqual([{ reason: "LEFT_RECENTLY", leftOn: "2021-11-13", until: "2026-11-13" }]);
		});
		it("five years ago to the day is accepted", () => {
			expect(left("2021-11-12")).toEqual([]);
		});
		it("on a day nobody knows is refused", () => {
			expect(left(null)).toEqual([{ reason: "LEFT_RECENTLY", leftOn: null, until: null }]);
		});
		it("does not matter when it is another one", () => {
			expect(left("2026-01-01", "another")).toEqual([]);
		});
	});

	describe("the region", () => {
		const home = (region: string | null, regionalAssociation: string | null) => ({
			homes: [{ ...coodemarrage, region, regionalAssociation }],
		});
		const visited = (region: string | null, regionalAssociation: string | null) => ({
			cooperative: { ...letsCoUp, region, regionalAssociation },
		});

		it("refuses the same regional association, whatever the region", () => {
			expect(conflictsOfInterest({ ...auditor, ...home("Bretagne", "Pays-de-la-Loire") }, visit)).toEqual([
				{ reason: "SAME_REGIONAL_ASSOCIATION", association: "Pays-de-la-Loire" },
			]);
		});
		it("accepts two associations of one region", () => {
			expect(reasons(home("Occitanie", "Est"), visited("Occitanie", "Ouest"))).toEqual([]);
		});
		it("refuses the same region where one or both have no association", () => {
			expect(reasons(home("Occitanie", null), visited("Occitanie", null))).toEqual(["SAME_REGION"]);
			expect(reasons(home("Occitanie", "Occitanie"), visited("Occitanie", null))).toEqual(["SAME_REGION"]);
			expect(reasons(home("Occitanie", null), visited("Occitanie", "Occitanie"))).toEqual(["SAME_REGION"]);
		});
		it("takes nothing unknown for equal", () => {
			expect(reasons(home(null, null), visited(null, null))).toEqual([]);
			expect(reasons(home("Occitanie", null), visited("Bretagne", null))).toEqual([]);
			expect(reasons(home(null, "Bretagne"), visited("Bretagne", null))).toEqual([]);
		});
	});

	describe("an accompaniment", () => {
		const accompaniment = (over: Partial<AccompanimentFacts> = {}): AccompanimentFacts => ({
			supporterId: coodemarrage.id,
			beneficiaryId: letsCoUp.id,
			startedOn: "2022-01-01",
			endedOn: "2025-03-12",
			...over,
		});
		const withOne = (over: Partial<AccompanimentFacts> = {}) =>
			conflictsOfInterest(auditor, { ...visit, accompaniments: [accompaniment(over)] });

		it("under three years old is refused in either direction, and names who and until when", () => {
			const common = { reason: "ACCOMPANIMENT", homeName: "Coodémarrage 53", endedOn: "2025-03-12" };
			expect(withOne()).toEqual([{ ...common, direction: "supported" }]);
			expect(withOne({ supporterId: letsCoUp.id, beneficiaryId: coodemarrage.id })).toEqual([
				{ ...common, direction: "wasSupportedBy" },
			]);
		});
		it("still going on is refused", () => {
			expect(withOne({ endedOn: null })).toMatchObject([{ reason: "ACCOMPANIMENT", endedOn: null }]);
		});
		it("ended three years before the visit, to the day, is accepted; a day later it is not", () => {
			expect(withOne({ endedOn: "2023-11-12" })).toEqual([]);
			expect(withOne({ endedOn: "2023-11-13" })).toHaveLength(1);
		});
		it("that only starts after the visit is accepted, one that starts on its last day is not", () => {
			expect(withOne({ startedOn: "2026-11-14", endedOn: null })).toEqual([]);
			expect(withOne({ startedOn: "2026-11-13", endedOn: null })).toHaveLength(1);
		});
		it("between others does not matter, nor does any to an independent third party", () => {
			expect(withOne({ supporterId: "crescendo" })).toEqual([]);
			expect(conflictsOfInterest({ ...auditor, homes: [] }, { ...visit, accompaniments: [accompaniment()] })).toEqual(
				[],
			);
		});
	});

	it("refuses who is not accredited on every day of the visit", () => {
		const dates = { accreditedFrom: "2026-11-12", accreditedUntil: "2026-11-13" };
		expect(reasons(dates)).toEqual([]);
		expect(reasons({ ...dates, accreditedFrom: "2026-11-13" })).toEqual(["NOT_ACCREDITED"]);
		expect(conflictsOfInterest({ ...auditor, ...dates, accreditedUntil: "2026-11-12" }, visit)).toEqual([
			{ reason: "NOT_ACCREDITED", from: "2026-11-12", until: "2026-11-12" },
		]);
	});

	it("refuses who is already on another open visit on one of the days", () => {
		const other = (startsOn: string, endsOn: string) => ({
			otherVisits: [{ cooperativeName: "Vivela", startsOn, endsOn }],
		});
		expect(reasons(other("2026-11-10", "2026-11-11"))).toEqual([]);
		expect(reasons(other("2026-11-14", "2026-11-15"))).toEqual([]);
		expect(reasons(other("2026-11-10", "2026-11-12"))).toEqual(["ALREADY_VISITING"]);
		expect(conflictsOfInterest({ ...auditor, ...other("2026-11-13", "2026-11-16") }, visit)).toEqual([
			{ reason: "ALREADY_VISITING", cooperativeName: "Vivela", startsOn: "2026-11-13", endsOn: "2026-11-16" },
		]);
	});

	it("gives every reason at once", () => {
		const found = reasons(
			{
				homes: [{ ...coodemarrage, regionalAssociation: "Pays-de-la-Loire" }],
				former: { id: letsCoUp.id, leftOn: "2025-01-01" },
				accreditedUntil: "2026-01-01",
				otherVisits: [{ cooperativeName: "Vivela", startsOn: "2026-11-12", endsOn: "2026-11-12" }],
			},
			{
				accompaniments: [
					{
						supporterId: coodemarrage.id,
						beneficiaryId: letsCoUp.id,
						startedOn: "2024-01-01",
						endedOn: null,
					},
				],
			},
		);
		expect(found).toEqual([
			"LEFT_RECENTLY",
			"ACCOMPANIMENT",
			"SAME_REGIONAL_ASSOCIATION",
			"NOT_ACCREDITED",
			"ALREADY_VISITING",
		]);
	});
});

describe("properties", () => {
	const day = fc
		.date({ min: new Date("2010-01-01"), max: new Date("2040-12-31"), noInvalidDate: true })
		.map((date) => date.toISOString().slice(0, 10));
	const span = fc
		.tuple(day, fc.integer({ min: 0, max: 4 }))
		.map(([startsOn, days]) => ({ startsOn, endsOn: addDays(startsOn, days) }));
	const cooperativeId = fc.constantFrom("a", "b", "c");
	const cooperative = fc.record({
		id: cooperativeId,
		name: fc.constant("CAE"),
		region: fc.option(fc.constantFrom("Bretagne", "Occitanie"), { nil: null }),
		regionalAssociation: fc.option(fc.constantFrom("Bretagne", "Occitanie"), { nil: null }),
		department: fc.option(fc.constantFrom("Gard", "Orne"), { nil: null }),
		sector: fc.option(fc.constantFrom("batiment", "sap"), { nil: null }),
		group: fc.option(fc.constantFrom("Ensemble", "Autres"), { nil: null }),
	});
	const accompaniment = fc
		.tuple(cooperativeId, cooperativeId, day, fc.option(fc.integer({ min: 0, max: 3000 }), { nil: null }))
		.map(([supporterId, beneficiaryId, startedOn, length]) => ({
			supporterId,
			beneficiaryId,
			startedOn,
			endedOn: length === null ? null : addDays(startedOn, length),
		}));
	const madeVisit = fc.record({
		cooperativeId,
		startsOn: day,
		kind: fc.constantFrom(...AUDIT_KINDS),
		team: fc.array(
			fc.record({ userId: fc.constantFrom("auditor", "another"), homeId: fc.option(cooperativeId, { nil: null }) }),
			{ maxLength: 2 },
		),
	});
	const anyAuditor: fc.Arbitrary<AuditorFacts> = fc.record({
		userId: fc.constantFrom("auditor", "another"),
		homes: fc.array(cooperative, { maxLength: 2 }),
		interests: fc.array(fc.record({ cooperativeId, kind: fc.constantFrom(...INTEREST_KINDS) }), { maxLength: 2 }),
		decides: fc.array(
			fc.record({
				role: fc.constantFrom("committee" as const, "board" as const),
				endsOn: fc.option(day, { nil: null }),
			}),
			{ maxLength: 1 },
		),
		weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
		absences: fc.array(
			span.map((dates) => ({ ...dates, part: "day" as const })),
			{ maxLength: 2 },
		),
		former: fc.option(fc.record({ id: cooperativeId, leftOn: fc.option(day, { nil: null }) }), {
			nil: null,
		}),
		accreditedFrom: day,
		accreditedUntil: day,
		otherVisits: fc.array(
			span.map((dates) => ({ ...dates, cooperativeName: "CAE" })),
			{ maxLength: 3 },
		),
	});
	const anyVisit: fc.Arbitrary<VisitFacts> = fc
		.tuple(
			cooperative,
			span,
			fc.array(accompaniment, { maxLength: 4 }),
			fc.constantFrom(...AUDIT_KINDS),
			fc.array(madeVisit, { maxLength: 5 }),
		)
		.map(([visited, dates, accompaniments, kind, visits]) => ({
			...{ cooperative: visited, kind, ...dates, accompaniments, visits },
		}));
	const sorted = (facts: readonly { reason: string }[]) => facts.map(({ reason }) => reason).sort();

	it("the order of the facts does not matter", () => {
		fc.assert(
			fc.property(anyAuditor, anyVisit, (who, what) => {
				const turned = conflictsOfInterest(
					{ ...who, otherVisits: [...who.otherVisits].reverse() },
					{ ...what, accompaniments: [...what.accompaniments].reverse() },
				);
				expect(sorted(turned)).toEqual(sorted(conflictsOfInterest(who, what)));
			}),
		);
	});

	it("a further fact never lifts a reason", () => {
		fc.assert(
			fc.property(anyAuditor, anyVisit, anyAuditor, anyVisit, (who, what, moreOfWho, moreOfWhat) => {
				const before = conflictsOfInterest(who, what);
				const after = conflictsOfInterest(
					{
						...who,
						otherVisits: [...who.otherVisits, ...moreOfWho.otherVisits],
						absences: [...who.absences, ...moreOfWho.absences],
						interests: [...who.interests, ...moreOfWho.interests],
						decides: [...who.decides, ...moreOfWho.decides],
					},
					{
						...what,
						accompaniments: [...what.accompaniments, ...moreOfWhat.accompaniments],
						// A cycle made by others between two of theirs does end a row: only what is made elsewhere is added.
						visits: [...what.visits, ...moreOfWhat.visits.filter((made) => made.cooperativeId !== what.cooperative.id)],
					},
				);
				const kept = new Set(after.map(({ reason }) => reason));
				expect(before.map(({ reason }) => reason).filter((reason) => !kept.has(reason))).toEqual([]);
			}),
		);
	});

	it("a derogation lifts what it names, for warnings alone, and never all of a blocked visit", () => {
		fc.assert(
			fc.property(
				anyAuditor,
				anyVisit,
				fc.subarray(Object.keys(CONFLICT_RULES) as (typeof DEROGABLE)[number][]),
				(who, what, written) => {
					const conflicts = conflictsOfInterest(who, what);
					const left = standingConflicts(conflicts, written);
					expect(left.filter(isBlocking)).toEqual(conflicts.filter(isBlocking));
					expect(left.filter((one) => !isBlocking(one) && written.includes(one.reason))).toEqual([]);
					if (conflicts.every((one) => !isBlocking(one))) expect(standingConflicts(conflicts, DEROGABLE)).toEqual([]);
				},
			),
		);
	});

	it("who accompanied whom does not matter", () => {
		fc.assert(
			fc.property(anyAuditor, anyVisit, (who, what) => {
				const swapped = what.accompaniments.map((one) => ({
					...one,
					supporterId: one.beneficiaryId,
					beneficiaryId: one.supporterId,
				}));
				expect(sorted(conflictsOfInterest(who, { ...what, accompaniments: swapped }))).toEqual(
					sorted(conflictsOfInterest(who, what)),
				);
			}),
		);
	});

	it("time alone ends what it must: ten years later only what lasts remains", () => {
		const lasting = new Set<string>([
			...["OWN_COOPERATIVE", "SAME_REGIONAL_ASSOCIATION", "SAME_REGION", "SAME_GROUP", "DIRECT_COMPETITION"],
			...["DECLARED_TIE", "DECLARED_OTHER"],
		]);
		fc.assert(
			fc.property(anyAuditor, anyVisit, (who, what) => {
				const started = what.accompaniments.map((one) => ({ ...one, startedOn: "2000-01-01", endedOn: what.startsOn }));
				const later = { startsOn: addYears(what.startsOn, 10), endsOn: addYears(what.startsOn, 10) };
				const found = conflictsOfInterest(
					{
						...who,
						former: who.former && { ...who.former, leftOn: what.startsOn },
						accreditedFrom: "2000-01-01",
						accreditedUntil: "2100-01-01",
						otherVisits: [{ ...what, cooperativeName: "CAE" }],
						weekdays: [1, 2, 3, 4, 5, 6, 7],
						absences: [{ ...what, part: "day" }],
						decides: [{ role: "board", endsOn: what.startsOn }],
					},
					{
						...what,
						accompaniments: started,
						visits: [
							{ ...what, cooperativeId: "z", team: [{ userId: "x", homeId: what.cooperative.id }] },
							...who.homes.map(({ id }) => ({
								...{ cooperativeId: id, startsOn: what.startsOn, kind: what.kind },
								team: [{ userId: "x", homeId: what.cooperative.id }],
							})),
						],
						...later,
					},
				);
				expect(found.filter(({ reason }) => !lasting.has(reason))).toEqual([]);
			}),
		);
	});
});
