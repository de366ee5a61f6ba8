import { describe, expect, it } from "vitest";
import type { Criterion } from "../standard/standard";
import type { RecordedAnswer } from "./answer-record";
import type { CarriedCriterion } from "./carry-over";
import { isUnchanged, proposedAnswers } from "./unchanged-answers";

const criterion = (id: string) => ({ id }) as Criterion;
const answer = (toConfirm: boolean): RecordedAnswer => ({
	level: 2,
	notApplicable: false,
	reason: "",
	comment: "",
	version: 1,
	...(toConfirm ? { toConfirm } : {}),
});
const carried = (criterionId: string, notes: string[] = []): [string, CarriedCriterion] => [
	criterionId,
	{
		criterionId,
		standing: "proposed",
		origins: [criterionId],
		earlier: [{ criterionId, answer: answer(false) }],
		notes,
	},
];

describe("answers that are confirmed together (R-89c)", () => {
	const put = ["JUR-01", "JUR-02", "JUR-03", "JUR-04", "JUR-05"].map(criterion);
	const recorded = new Map([
		["JUR-01", answer(true)],
		["JUR-02", answer(true)],
		["JUR-03", answer(false)],
		["JUR-05", answer(true)],
	]);
	const earlier = new Map([carried("JUR-01"), carried("JUR-02", ["La loi a changé."]), carried("JUR-03")]);
	const proposed = proposedAnswers(put, recorded, earlier);

	it("are among those that wait for a confirmation, and no others", () => {
		expect(proposed.map(({ criterion }) => criterion.id)).toEqual(["JUR-01", "JUR-02", "JUR-05"]);
	});

	it("answer a question that did not change since", () => {
		expect(proposed.map((one) => isUnchanged(one, earlier))).toEqual([true, false, false]);
	});
});
