/** Invariants of the score and the outcome, on the real version: 10,000 random files in all. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { arbitraryDossier, arbitraryProfile, type Dossier } from "../../../tests/fixtures/standard/arbitraries";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { applicableCriteria } from "../standard/applicability";
import type { Level, Standard } from "../standard/standard";
import { admissibility } from "./admissibility";
import { type AnswerValue, answeredLevel, isSetAside } from "./answer";
import { labelOutcome, OUTCOMES } from "./label-outcome";
import { outcomeChecks } from "./outcome-checks";
import { projectScore } from "./project-score";
import { type DomainScore, scoreAssessment } from "./score-assessment";

let standard: Standard;
beforeAll(async () => {
	standard = await realStandard();
});

function forAnyDossier(runs: number, holds: (dossier: Dossier, pick: number) => void) {
	fc.assert(
		fc.property(arbitraryDossier(standard), fc.nat(), (dossier, pick) => holds(dossier, pick)),
		{ numRuns: runs },
	);
}

const CONTEXTS = [{}, { planAccepted: false }, { afterDeferral: true }, { planAccepted: false, afterDeferral: true }];

describe("scoring invariants", { timeout: 60_000 }, () => {
	test("the order of criteria and of answers is irrelevant", () => {
		const shuffled: Standard = { ...standard, criteria: [...standard.criteria].reverse() };
		const rotated: Standard = {
			...standard,
			criteria: [...standard.criteria.slice(50), ...standard.criteria.slice(0, 50)],
		};
		forAnyDossier(1500, ({ profile, answers }) => {
			const score = scoreAssessment(standard, profile, answers);
			expect(scoreAssessment(shuffled, profile, Object.fromEntries(Object.entries(answers).reverse()))).toEqual(score);
			expect(scoreAssessment(rotated, profile, answers)).toEqual(score);
		});
	});

	test("raising one level never lowers the outcome", () => {
		const seen = new Set<string>();
		forAnyDossier(3000, ({ profile, answers }, pick) => {
			const { id } = standard.criteria[pick % standard.criteria.length] as { id: string };
			const value = answers[id];
			if (isSetAside(value)) return;
			const level = answeredLevel(value);
			const raised = { ...answers, [id]: (level === null ? 0 : Math.min(3, level + 1)) as Level };
			for (const context of CONTEXTS) {
				const before = projectScore(standard, profile, answers, {}, context).outcome;
				const after = projectScore(standard, profile, raised, {}, context).outcome;
				seen.add(before);
				expect(OUTCOMES.indexOf(after)).toBeLessThanOrEqual(OUTCOMES.indexOf(before));
			}
		});
		expect([...seen].sort()).toEqual([...OUTCOMES].sort());
	});

	test("setting one criterion aside takes away its own weight and nothing else", () => {
		forAnyDossier(1500, ({ profile, answers }, pick) => {
			const put = applicableCriteria(standard, profile).filter(({ id }) => !isSetAside(answers[id]));
			const criterion = put[pick % put.length];
			if (!criterion) return;
			const before = scoreAssessment(standard, profile, answers);
			const after = scoreAssessment(standard, profile, { ...answers, [criterion.id]: { notApplicable: "Motif" } });
			const mandatory = criterion.kind === "mandatory";
			const level = answeredLevel(answers[criterion.id]) ?? 0;
			const met = level >= criterion.metFrom;
			expect(after.applicable).toBe(before.applicable - 1);
			expect(after.conformity.den).toBe(before.conformity.den - (mandatory ? criterion.weight : 0));
			expect(after.conformity.num).toBe(before.conformity.num - (mandatory && met ? criterion.weight : 0));
			expect(after.recommended.applicable).toBe(before.recommended.applicable - (mandatory ? 0 : 1));
			expect(after.maturity.den).toBe(before.maturity.den - 3 * criterion.weight);
			expect(after.maturity.num).toBe(before.maturity.num - level * criterion.weight);
			for (const { code } of standard.domains) {
				if (code !== criterion.domain) expect(after.domains[code]).toEqual(before.domains[code]);
			}
		});
	});

	test("domain sums recompose the whole", () => {
		forAnyDossier(1500, ({ profile, answers }) => {
			const { domains, ...whole } = scoreAssessment(standard, profile, answers);
			const parts = Object.values(domains);
			const sum = (read: (part: DomainScore) => number) => parts.reduce((total, part) => total + read(part), 0);
			expect({
				applicable: sum((part) => part.applicable),
				answered: sum((part) => part.answered),
				conformity: { num: sum((part) => part.conformity.num), den: sum((part) => part.conformity.den) },
				recommended: {
					met: sum((part) => part.recommended.met),
					applicable: sum((part) => part.recommended.applicable),
				},
				maturity: { num: sum((part) => part.maturity.num), den: sum((part) => part.maturity.den) },
				majors: parts.flatMap((part) => part.majors).sort(),
				minors: parts.flatMap((part) => part.minors).sort(),
			}).toEqual(whole);
			expect(whole.applicable).toBe(
				applicableCriteria(standard, profile).filter(({ id }) => !isSetAside(answers[id])).length,
			);
		});
	});

	test("a blocking criterion not met is never compensated", () => {
		forAnyDossier(1000, ({ profile }, pick) => {
			const put = applicableCriteria(standard, profile);
			const blocking = put.filter((criterion) => criterion.blocking);
			const failed = blocking[pick % blocking.length] as (typeof blocking)[number];
			const perfect: Record<string, AnswerValue> = Object.fromEntries(put.map(({ id }) => [id, 3]));
			for (const level of [0, 1] as const) {
				const { outcome, reasons, score } = projectScore(standard, profile, perfect, { [failed.id]: level });
				expect(outcome).toBe("deferred");
				expect(reasons).toContain("BLOCKING_NOT_MET");
				expect(score.majors).toEqual([failed.id]);
			}
			expect(projectScore(standard, profile, perfect, { [failed.id]: 2 }).outcome).toBe("awarded");
		});
	});

	test("everything declared not applicable never yields a label, and is not admissible", () => {
		fc.assert(
			fc.property(arbitraryProfile(standard), (profile) => {
				const answers = Object.fromEntries(standard.criteria.map(({ id }) => [id, { notApplicable: "Motif" }]));
				for (const context of CONTEXTS) {
					const { outcome, reasons } = projectScore(standard, profile, answers, {}, context);
					expect(outcome).toBe("deferred");
					expect(reasons).toContain("NOTHING_APPLICABLE");
				}
				expect(admissibility(standard, profile, answers)).toMatchObject({ ok: false, reasons: ["NOTHING_APPLICABLE"] });
			}),
			{ numRuns: 500 },
		);
	});

	test("no change projected gives today’s figures", () => {
		forAnyDossier(500, ({ profile, answers }) => {
			const { score, outcome, reasons } = projectScore(standard, profile, answers);
			expect(score).toEqual(scoreAssessment(standard, profile, answers));
			expect({ outcome, reasons }).toEqual(labelOutcome(standard.labelRules, score));
		});
	});

	test("the check list says the same as the outcome", () => {
		forAnyDossier(500, ({ profile, answers }) => {
			const score = scoreAssessment(standard, profile, answers);
			for (const context of CONTEXTS.filter(({ afterDeferral }) => !afterDeferral)) {
				const { outcome } = labelOutcome(standard.labelRules, score, context);
				const checks = outcomeChecks(standard.labelRules, score, context);
				const open = (levels: readonly string[]) =>
					checks.filter(({ opens }) => levels.includes(opens)).every(({ satisfied }) => satisfied);
				const read = open(OUTCOMES)
					? "awarded"
					: open(["awardedWithReservations", "deferred"])
						? "awardedWithReservations"
						: open(["deferred"])
							? "deferred"
							: "refused";
				expect(read).toBe(outcome);
			}
		});
	});
});
