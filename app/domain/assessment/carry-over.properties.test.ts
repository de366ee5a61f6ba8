/** What an earlier year proposes to a new one, over random versions, profiles and answers: 200 cases, or as many as UPGRADE_RUNS says. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryProfile } from "../../../tests/fixtures/standard/arbitraries";
import { arbitraryChainedDraft, type ChainedDraft } from "../../../tests/fixtures/standard/arbitrary-chain";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { scoreAssessment } from "../scoring/score-assessment";
import { applicableCriteria, applies } from "../standard/applicability";
import type { Profile, Standard } from "../standard/standard";
import { answerValue, answerValues, confirmed, type RecordedAnswer } from "./answer-record";
import { carryOver } from "./carry-over";
import { missingAnswers } from "./completeness";

const numRuns = Number(process.env.UPGRADE_RUNS ?? 200);

interface Year extends ChainedDraft {
	/** Of the new year: half the time the same. */
	readonly now: Profile;
	readonly standard: Standard;
}

const years = fc
	.tuple(arbitraryChainedDraft, arbitraryProfile(smallStandard()), fc.boolean())
	.map(([draft, other, same]): Year => {
		return { ...draft, now: same ? draft.profile : other, standard: draft.versions.at(-1) as Standard };
	});

function always(holds: (year: Year) => void): void {
	fc.assert(fc.property(years, holds), { numRuns });
}

/** The answers that counted that year, by the words of the rule. */
function declared({ versions: [first], profile, answers }: ChainedDraft): ReadonlyMap<string, RecordedAnswer> {
	const counted = applicableCriteria(first, profile).map(({ id }) => [id, answers.get(id)] as const);
	return new Map(counted.flatMap(([id, answer]) => (answer && answerValue(answer) !== null ? [[id, answer]] : [])));
}

const nothing: ReadonlyMap<string, RecordedAnswer> = new Map();

describe("the answers of an earlier year", () => {
	it("are each in one bucket, and what is proposed bears it out", () => {
		const seen = new Set<string>();
		always((year) => {
			const { answers, criteria, proposals } = carryOver(year, year.now);
			expect(answers.map(({ criterionId }) => criterionId)).toEqual([...declared(year).keys()]);
			expect(criteria.map(({ criterionId }) => criterionId)).toEqual(year.standard.criteria.map(({ id }) => id));
			for (const { criterionId, bucket, retirement } of answers) {
				seen.add(bucket);
				expect(retirement !== null).toBe(bucket === "retired");
				const heirs = criteria.filter(({ earlier }) => earlier.some((one) => one.criterionId === criterionId));
				expect(heirs.length === 0).toBe(bucket === "retired");
				if (bucket === "proposed") expect(heirs.some((heir) => proposals.has(heir.criterionId))).toBe(true);
				if (bucket === "notPut") expect(heirs.every(({ standing }) => standing === "notPut")).toBe(true);
			}
			for (const { criterionId, standing } of criteria) {
				seen.add(standing);
				const criterion = year.standard.criteria.find(({ id }) => id === criterionId);
				expect(standing === "notPut").toBe(criterion !== undefined && !applies(criterion, year.now).applies);
				expect(standing === "proposed").toBe(proposals.has(criterionId));
			}
		});
		expect([...seen].toSorted()).toEqual(["new", "notPut", "proposed", "reset", "retired", "unanswered"]);
	});

	it("count for nothing before they are confirmed", () => {
		always((year) => {
			const { proposals } = carryOver(year, year.now);
			const empty = scoreAssessment(year.standard, year.now, answerValues(nothing));
			expect(scoreAssessment(year.standard, year.now, answerValues(proposals))).toEqual(empty);
			expect(missingAnswers(year.standard, year.now, proposals).length).toBe(empty.applicable);
		});
	});

	it("are all proposed as they were, on the same version and profile", () => {
		always((year) => {
			const { proposals, answers } = carryOver({ ...year, versions: [year.versions[0]] }, year.profile);
			expect(answers.every(({ bucket }) => bucket === "proposed")).toBe(true);
			const expected = [...declared(year)].map(([id, answer]) => [id, { ...answer, version: 1, toConfirm: true }]);
			expect([...proposals]).toEqual(expected);
		});
	});

	it("once all confirmed, are those of before on each question that stays the same", () => {
		always((year) => {
			const { proposals, criteria } = carryOver(year, year.now);
			const before = declared(year);
			for (const { criterionId, standing, notes, earlier } of criteria) {
				const proposal = proposals.get(criterionId);
				if (proposal) expect(earlier.map(({ answer }) => answer.level)).toContain(proposal.level);
				const told = year.versions.some(({ criteria: list }) => {
					const criterion = list.find(({ id }) => id === criterionId);
					return !criterion || (criterion.change !== undefined && criterion.change.kind !== "unchanged");
				});
				if (told || notes.length > 0 || standing === "notPut") continue;
				const once = proposal && confirmed(proposal);
				expect(once && { ...once, version: 0 }).toEqual(
					before.has(criterionId) ? { ...before.get(criterionId), version: 0 } : undefined,
				);
			}
		});
	});
});
