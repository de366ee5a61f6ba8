import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LabelDecision } from "../decision/label-state";
import { breakdown } from "./breakdown";
import { funnel } from "./funnel";
import { countWithReservations, keyFigures, type Membership, type NetworkFacts } from "./key-figures";
import { keyFigureTrend, openingYear, trendYears } from "./trend";

const member = (id: string, values: Partial<Membership> = {}): Membership => ({
	id,
	enrolledOn: "2024-05-01",
	memberSince: null,
	memberUntil: null,
	...values,
});
const awarded = (cooperativeId: string, values: Partial<LabelDecision> = {}): LabelDecision => ({
	cooperativeId,
	outcome: "awarded",
	decidedOn: "2024-09-01",
	validFrom: "2024-09-01",
	validUntil: "2027-08-31",
	...values,
});
const facts = (values: Partial<NetworkFacts>): NetworkFacts => ({
	cooperatives: [],
	decisions: [],
	closedAudits: [],
	...values,
});

describe("keyFigures", () => {
	it("gives the figures of the annual report 2017 for a network of 71", () => {
		const cooperatives = Array.from({ length: 71 }, (_, index) =>
			member(`c${index}`, { enrolledOn: index < 11 ? "2025-06-15" : index < 53 ? "2024-06-15" : null }),
		);
		const decisions = Array.from({ length: 11 }, (_, index) => awarded(`c${20 + index}`));
		const closedAudits = Array.from({ length: 10 }, (_, index) => ({
			cooperativeId: `c${26 + index}`,
			endsOn: "2025-10-02",
		}));
		expect(keyFigures({ cooperatives, decisions, closedAudits }, 2025)).toEqual({
			year: 2025,
			cooperatives: 71,
			engaged: 53,
			engagedShare: 53 / 71,
			new: 11,
			newShare: 11 / 71,
			labelled: 11,
			audited: 10,
		});
	});

	it("counts as members those present on the last day of the year", () => {
		const cooperatives = [
			member("always"),
			member("new", { memberSince: "2025-12-31" }),
			member("future", { memberSince: "2026-01-01" }),
			member("leaving", { memberUntil: "2025-12-31" }),
			member("left", { memberUntil: "2025-12-30" }),
		];
		expect(keyFigures(facts({ cooperatives }), 2025).cooperatives).toBe(3);
		expect(keyFigures(facts({ cooperatives }), 2026).cooperatives).toBe(3);
	});

	it("counts a label valid on the last day only, and each audited cooperative once", () => {
		const cooperatives = [member("a"), member("b"), member("c")];
		const decisions = [
			awarded("a"),
			awarded("b", { validUntil: "2025-12-30" }),
			awarded("c", { outcome: "awardedWithReservations", validUntil: "2025-12-31" }),
		];
		const closedAudits = [
			{ cooperativeId: "a", endsOn: "2025-01-01" },
			{ cooperativeId: "a", endsOn: "2025-12-31" },
			{ cooperativeId: "b", endsOn: "2026-01-01" },
		];
		const network = facts({ cooperatives, decisions, closedAudits });
		expect(keyFigures(network, 2025)).toMatchObject({ labelled: 2, audited: 1 });
		expect(countWithReservations(network, 2025)).toBe(1);
	});

	it("divides by nobody without harm", () => {
		expect(keyFigures(facts({}), 2025)).toMatchObject({ cooperatives: 0, engagedShare: 0, newShare: 0 });
	});

	const day = fc
		.tuple(fc.integer({ min: 2022, max: 2027 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
		.map(([year, month, date]) => `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`);
	const network = fc
		.record({
			cooperatives: fc.uniqueArray(
				fc.record({
					id: fc.integer({ min: 0, max: 12 }).map(String),
					enrolledOn: fc.option(day),
					memberSince: fc.option(day),
					memberUntil: fc.option(day),
				}),
				{ selector: ({ id }) => id },
			),
			decisions: fc.array(
				fc.record({
					cooperativeId: fc.integer({ min: 0, max: 12 }).map(String),
					outcome: fc.constantFrom("awarded" as const, "awardedWithReservations" as const, "deferred" as const),
					decidedOn: day,
					validFrom: fc.option(day),
					validUntil: fc.option(day),
				}),
			),
			closedAudits: fc.array(fc.record({ cooperativeId: fc.integer({ min: 0, max: 12 }).map(String), endsOn: day })),
		})
		.map((one): NetworkFacts => one);

	it("keeps every count within the members, whatever the network, and regions recompose the whole", () => {
		fc.assert(
			fc.property(network, fc.integer({ min: 2022, max: 2027 }), (one, year) => {
				const figures = keyFigures(one, year);
				for (const count of [figures.engaged, figures.labelled, figures.audited]) {
					expect(count).toBeLessThanOrEqual(figures.cooperatives);
				}
				expect(figures.new).toBeLessThanOrEqual(figures.engaged);
				const groups = breakdown(one, [], ({ id }) => (Number(id) % 2 ? "odd" : null), year, "conformity");
				for (const key of ["cooperatives", "engaged", "new", "labelled", "audited"] as const) {
					expect(groups.reduce((sum, group) => sum + group.figures[key], 0)).toBe(figures[key]);
				}
				const steps = funnel(one, [], year);
				expect(steps.engaged).toBe(figures.engaged);
				expect(steps.audited).toBeLessThanOrEqual(figures.audited);
			}),
		);
	});
});

describe("funnel", () => {
	it("counts each engaged cooperative once per step, drafts as opened only", () => {
		const network = facts({
			cooperatives: [member("a"), member("b"), member("c"), member("out", { enrolledOn: null })],
			closedAudits: [{ cooperativeId: "a", endsOn: "2025-06-01" }],
			decisions: [awarded("a"), awarded("out")],
		});
		const assessments = [
			{ cooperativeId: "a", year: 2025, status: "submitted" as const },
			{ cooperativeId: "b", year: 2025, status: "draft" as const },
			{ cooperativeId: "b", year: 2024, status: "submitted" as const },
		];
		expect(funnel(network, assessments, 2025)).toEqual({
			engaged: 3,
			opened: 2,
			submitted: 1,
			audited: 1,
			labelled: 1,
		});
	});
});

describe("trend", () => {
	it("follows the years in the order given", () => {
		const network = facts({ cooperatives: [member("a", { enrolledOn: "2025-02-01" })] });
		expect(keyFigureTrend(network, [2024, 2025]).map(({ engaged }) => engaged)).toEqual([0, 1]);
	});

	const campaign = (year: number, sent: number) => ({ year, sent, closesOn: `${year}-12-31` });
	const today = "2026-11-23";

	it("opens on the latest campaign over with enough to read, else on what there is", () => {
		expect(openingYear([campaign(2024, 40), campaign(2025, 53), campaign(2026, 22)], 5, today)).toBe(2025);
		expect(openingYear([campaign(2025, 4), campaign(2026, 22)], 5, today)).toBe(2026);
		expect(openingYear([campaign(2024, 1), campaign(2025, 2), campaign(2026, 0)], 5, today)).toBe(2025);
		expect(openingYear([], 5, today)).toBe(2026);
	});

	it("draws its trends on the campaigns that are over, unless there is none", () => {
		const all = [campaign(2026, 22), campaign(2024, 40), campaign(2025, 53)];
		expect(trendYears(all, 2026, today)).toEqual([2024, 2025]);
		expect(trendYears(all, 2024, today)).toEqual([2024]);
		expect(trendYears([campaign(2026, 22)], 2026, today)).toEqual([2026]);
		expect(trendYears([], 2026, today)).toEqual([2026]);
	});
});
