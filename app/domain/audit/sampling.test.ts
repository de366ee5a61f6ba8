import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Level } from "../standard/standard";
import { AUDIT_KINDS } from "./audit";
import {
	announceSample,
	drawCriteria,
	mayTakeOut,
	proposeSample,
	renewSample,
	SAMPLE_REASONS,
	type SampleFacts,
	type SampleLine,
} from "./sampling";

const QUIET: SampleFacts = {
	id: "RHU-07",
	kind: "mandatory",
	blocking: false,
	weight: 2,
	metFrom: 2,
	declared: 2,
	evidence: "held",
	before: 2,
	audited: 2,
	gap: null,
	contradicted: false,
};
/** Enough quiet criteria for none of interest to be drawn with certainty. */
const others = Array.from({ length: 40 }, (_, index): SampleFacts => ({ ...QUIET, id: `ANC-${index + 10}` }));
const why = (over: Partial<SampleFacts>, kind: (typeof AUDIT_KINDS)[number] = "initial") =>
	proposeSample(kind, [{ ...QUIET, ...over }, ...others], "graine")
		.find(({ criterionId }) => criterionId === QUIET.id)
		?.reasons.filter((reason) => reason !== "draw") ?? [];

describe("why a criterion is sampled (R-200)", () => {
	it.each([
		["nothing", {}, []],
		["a gap left open", { gap: "open" }, ["openGap"]],
		["a gap lifted", { gap: "lifted" }, ["liftedGap"]],
		["blocking above the bar", { blocking: true, declared: 3, before: 3, audited: 3 }, ["blocking"]],
		["blocking at the bar", { blocking: true }, ["blocking", "atBar"]],
		["blocking set aside", { blocking: true, declared: { notApplicable: "x" }, audited: null }, ["blocking"]],
		["blocking, not answered", { blocking: true, declared: null }, ["blocking", "atBar"]],
		["heavy at the bar", { weight: 3 }, ["atBar"]],
		["heavy under the bar: the cooperative says so itself", { weight: 3, declared: 1 }, []],
		["heavy but recommended", { weight: 3, kind: "recommended" }, []],
		["nothing shows a heavy one", { weight: 3, evidence: "missing" }, ["atBar", "evidenceMissing"]],
		["nothing shows an ordinary one", { evidence: "missing" }, []],
		["nothing shows an exemplary one", { declared: 3, audited: 3, evidence: "missing" }, ["evidenceMissing"]],
		["an old piece", { evidence: "over" }, ["evidenceOver"]],
		["from 0 to 2", { before: 0 }, ["jump"]],
		["from 1 to 2, the bar", { before: 1 }, ["jump"]],
		["from 0 to 1, still under", { before: 0, declared: 1 }, []],
		["from 2 to 3", { declared: 3, audited: null }, []],
		["declared above what was retained", { declared: 3, audited: 2 }, ["divergence"]],
		["set aside where a level was retained", { declared: { notApplicable: "x" } }, ["divergence"]],
		["declared under what was retained", { declared: 1 }, []],
		["contradicted", { contradicted: true }, ["contradiction"]],
	] as const satisfies readonly (readonly [string, Partial<SampleFacts>, readonly string[]])[])(
		"%s",
		(_, over, reasons) => {
			expect(why(over)).toEqual(reasons);
		},
	);

	it("a follow-up keeps open gaps and blocking criteria at risk, and leaves the rest to the draw (R-201)", () => {
		const kept = (over: Partial<SampleFacts>) =>
			proposeSample("followUp", [{ ...QUIET, ...over }, ...others], "graine").length === 11;
		expect(kept({ gap: "open" })).toBe(true);
		expect(kept({ blocking: true })).toBe(true);
		expect(kept({ blocking: true, declared: 3, before: 3, audited: 3 })).toBe(false);
		expect(kept({ blocking: true, declared: 3, before: 3, audited: 3, gap: "lifted" })).toBe(false);
		expect(kept({ weight: 3 })).toBe(false);
		expect(kept({ before: 0 })).toBe(false);
	});
});

const level = fc.integer({ min: 0, max: 3 }) as fc.Arbitrary<Level>;
const anyFacts = fc
	.uniqueArray(fc.integer({ min: 1, max: 150 }), { maxLength: 130 })
	.chain((numbers) =>
		fc.tuple(
			...numbers.map((number) =>
				fc.record({
					id: fc.constant(`JUR-${number}`),
					kind: fc.constantFrom("mandatory" as const, "recommended" as const),
					blocking: fc.boolean(),
					weight: fc.constantFrom(1 as const, 2 as const, 3 as const),
					metFrom: fc.constantFrom<Level>(1, 2, 3),
					declared: fc.oneof(level, fc.constant(null), fc.constant({ notApplicable: "sans objet" })),
					evidence: fc.constantFrom("held" as const, "missing" as const, "over" as const),
					before: fc.option(level),
					audited: fc.option(level),
					gap: fc.constantFrom("open" as const, "lifted" as const, null, null, null),
					contradicted: fc.boolean(),
				}),
			),
		),
	)
	.map((facts) => [...facts] as readonly SampleFacts[]);

describe("any sample", () => {
	it("holds each open gap, tells why, is the same for the same input, draws min(10, what is left)", () => {
		fc.assert(
			fc.property(fc.constantFrom(...AUDIT_KINDS), anyFacts, fc.uuid(), (kind, facts, seed) => {
				const sample = proposeSample(kind, facts, seed);
				const byId = new Map(sample.map(({ criterionId, reasons }) => [criterionId, reasons]));
				expect(byId.size).toBe(sample.length);
				for (const { id, gap } of facts) if (gap === "open") expect(byId.get(id)).toContain("openGap");
				for (const { reasons } of sample) {
					expect(reasons.length).toBeGreaterThan(0);
					expect([...reasons].sort((a, b) => SAMPLE_REASONS.indexOf(a) - SAMPLE_REASONS.indexOf(b))).toEqual(reasons);
				}
				const drawn = sample.filter(({ reasons }) => reasons.includes("draw")).length;
				expect(drawn).toBe(Math.min(10, facts.length - (sample.length - drawn)));
				expect(proposeSample(kind, facts, seed)).toEqual(sample);
				const shuffled = proposeSample(kind, [...facts].reverse(), seed);
				expect(new Set(shuffled.map(({ criterionId }) => criterionId))).toEqual(new Set(byId.keys()));
			}),
			{ numRuns: 150 },
		);
	});

	it("renewed, keeps what the team added and took out, and nothing that a follow-up may not lose (R-202)", () => {
		const line = fc.record({
			criterionId: fc.integer({ min: 1, max: 150 }).map((number) => `JUR-${number}`),
			reasons: fc.constantFrom<SampleLine["reasons"]>(["added"], ["draw"], ["openGap"], ["openGap", "added"]),
			note: fc.constantFrom("", "vu sur place"),
			takenOut: fc.boolean(),
		});
		const lines = fc.uniqueArray(line, { selector: ({ criterionId }) => criterionId, maxLength: 40 });
		fc.assert(
			fc.property(fc.constantFrom(...AUDIT_KINDS), anyFacts, lines, fc.uuid(), (kind, facts, held, seed) => {
				const proposed = proposeSample(kind, facts, seed);
				const renewed = renewSample(kind, held, proposed);
				const standing = new Set(renewed.filter((one) => !one.takenOut).map(({ criterionId }) => criterionId));
				expect(new Set(renewed.map(({ criterionId }) => criterionId)).size).toBe(renewed.length);
				for (const one of held)
					if (one.reasons.includes("added") && !one.takenOut) expect(standing).toContain(one.criterionId);
				if (kind === "followUp") for (const { criterionId } of proposed) expect(standing).toContain(criterionId);
				for (const one of renewed) {
					expect(one.reasons.length).toBeGreaterThan(0);
					if (one.takenOut) expect(mayTakeOut(kind, one)).toBe(true);
				}
				expect(renewSample(kind, renewed, proposed)).toEqual(renewed);
			}),
			{ numRuns: 100 },
		);
	});
});

describe("the draw", () => {
	const ids = Array.from({ length: 60 }, (_, index) => `FIN-${String(index + 1).padStart(2, "0")}`);

	it("favours no criterion: over many seeds each comes as often as the others", () => {
		const seeds = 3_000;
		const counts = new Map(ids.map((id) => [id, 0]));
		for (let index = 0; index < seeds; index += 1)
			for (const id of drawCriteria(ids, `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`))
				counts.set(id, (counts.get(id) ?? 0) + 1);
		const expected = (seeds * 10) / ids.length;
		const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
		// 59 degrees of freedom: over 112 once in a hundred thousand.
		expect(chiSquare).toBeLessThan(112);
	});

	it("does not change the lot of the others when one criterion is no longer there", () => {
		const before = drawCriteria(ids, "graine");
		const gone = ids.find((id) => !before.includes(id)) as string;
		expect(
			drawCriteria(
				ids.filter((id) => id !== gone),
				"graine",
			),
		).toEqual(before);
	});
});

it("announces how many, where and why, never which (R-203)", () => {
	const lines: readonly SampleLine[] = [
		{ criterionId: "JUR-01", reasons: ["blocking", "atBar"], note: "", takenOut: false },
		{ criterionId: "FIN-02", reasons: ["draw"], note: "", takenOut: false },
		{ criterionId: "RHU-03", reasons: ["jump"], note: "déjà vu", takenOut: true },
	];
	const criteria = [
		{ id: "JUR-01", domain: "JUR" },
		{ id: "RHU-03", domain: "RHU" },
		{ id: "FIN-02", domain: "FIN" },
	];
	const told = announceSample(lines, criteria);
	expect(told).toEqual({ criteria: 2, domains: ["JUR", "FIN"], natures: ["blocking", "atBar", "draw"] });
	expect(JSON.stringify(told)).not.toMatch(/[A-Z]{3}-\d/);
});
