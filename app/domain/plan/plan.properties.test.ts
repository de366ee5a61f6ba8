/** What holds of the plan whatever was given to whom: one holder per criterion, days that move in order, states of a day in Paris. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordedAnswer } from "../assessment/answer-record";
import { addDays, addYears, dayInParis, daysCounted } from "../calendar-day";
import { type Assignment, assignmentOf, shareOf } from "./assignment";
import { dueState, moveDay } from "./due";

const put = ["JUR", "FIN"].flatMap((domain) =>
	["01", "02", "03"].map((number) => ({ id: `${domain}-${number}`, domain })),
);
const ids = put.map(({ id }) => id);
const TODAY = "2026-10-05";
const anyDay = fc.integer({ min: 0, max: 3 * 365 }).map((days) => addDays("2026-01-01", days));
const anyAssignment: fc.Arbitrary<Assignment> = fc
	.record({
		id: fc.uuid(),
		of: fc.constantFrom(...put),
		whole: fc.boolean(),
		heirs: fc.subarray(ids, { maxLength: 3 }),
		moved: fc.boolean(),
		assigneeId: fc.constantFrom("ada", "bob", "eve"),
		dueOn: anyDay,
	})
	.map(({ id, of, whole, heirs, moved, assigneeId, dueOn }) => ({
		...{ id, domain: of.domain, assigneeId, dueOn, criterionId: whole ? null : moved ? "JUR-99" : of.id },
		heirs: whole ? [] : moved ? heirs : [of.id],
	}));
const anyAssignments = fc.uniqueArray(anyAssignment, {
	maxLength: 8,
	selector: ({ domain, criterionId, id }) => (criterionId === "JUR-99" ? id : `${domain}/${criterionId}`),
});
const answered: RecordedAnswer = { level: 2, notApplicable: false, reason: "", comment: "", version: 1 };
const anyAnswers = fc.subarray(ids).map((some) => new Map(some.map((id) => [id, answered])));

describe("whose a criterion is", () => {
	it("its own assignment wins over one it inherits, and that one over its domain's; the order of the list is nothing", () => {
		fc.assert(
			fc.property(anyAssignments, fc.constantFrom(...put), (assignments, criterion) => {
				const found = assignmentOf(criterion, assignments);
				expect(assignmentOf(criterion, assignments.toReversed())).toEqual(found);
				const own = assignments.filter(({ criterionId }) => criterionId === criterion.id);
				const inherited = assignments.filter(({ heirs }) => heirs.includes(criterion.id));
				const domain = assignments.filter((one) => one.criterionId === null && one.domain === criterion.domain);
				const candidates = own.length > 0 ? own : inherited.length > 0 ? inherited : domain;
				expect(found === undefined ? [] : [found]).toEqual(candidates.filter(({ id }) => id === found?.id));
				expect(found === undefined).toBe(candidates.length === 0);
				expect(candidates.every(({ dueOn }) => (found?.dueOn ?? "") <= dueOn)).toBe(true);
			}),
		);
	});

	it("each criterion is in the share of one assignment at most, in exactly one when something covers it", () => {
		fc.assert(
			fc.property(anyAssignments, anyAnswers, (assignments, answers) => {
				const shares = assignments.map((one) => shareOf(one, assignments, put, answers, TODAY));
				const covered = put.filter((one) => assignmentOf(one, assignments)).map(({ id }) => id);
				expect(shares.flatMap(({ criteria }) => criteria).toSorted()).toEqual(covered.toSorted());
				for (const { state, criteria, left } of shares) {
					expect(left).toEqual(criteria.filter((id) => !answers.has(id)));
					expect(state === "notAsked").toBe(criteria.length === 0);
					expect(state === "done").toBe(criteria.length > 0 && left.length === 0);
				}
			}),
		);
	});
});

describe("when it is late", () => {
	it("from the midnight of Paris that follows the last day, summer or winter, 29 February included", () => {
		// Hours of clock changes and of a leap day, in UTC, on either side of the midnight of Paris.
		for (const [dueOn, lastMoment] of [
			["2027-03-28", "2027-03-28T21:59:59Z"],
			["2027-03-27", "2027-03-27T22:59:59Z"],
			["2026-10-25", "2026-10-25T22:59:59Z"],
			["2026-10-24", "2026-10-24T21:59:59Z"],
			["2028-02-29", "2028-02-29T22:59:59Z"],
			["2026-12-31", "2026-12-31T22:59:59Z"],
		] as const) {
			const last = new Date(lastMoment);
			expect([dueOn, dueState(false, dueOn, dayInParis(last))]).toEqual([dueOn, "toDo"]);
			expect([dueOn, dueState(false, dueOn, dayInParis(new Date(last.getTime() + 1000)))]).toEqual([dueOn, "late"]);
		}
	});

	it("never becomes less late as time goes by, and never is once done", () => {
		const moment = fc.date({ min: new Date("2026-01-01"), max: new Date("2029-01-01"), noInvalidDate: true });
		fc.assert(
			fc.property(anyDay, moment, moment, (dueOn, one, other) => {
				const [before, after] = one < other ? [one, other] : [other, one];
				if (dueState(false, dueOn, dayInParis(before)) === "late") {
					expect(dueState(false, dueOn, dayInParis(after))).toBe("late");
				}
				expect(dueState(true, dueOn, dayInParis(after))).toBe("done");
			}),
		);
	});
});

describe("a day moved to another campaign", () => {
	const campaign = fc.tuple(anyDay, fc.integer({ min: 0, max: 400 })).map(([startsOn, length]) => ({
		...{ startsOn, endsOn: addDays(startsOn, length) },
	}));

	it("stays within it, keeps the order of days, and its two ends", () => {
		fc.assert(
			fc.property(campaign, campaign, anyDay, anyDay, (from, to, one, other) => {
				const [a, b] = one <= other ? [one, other] : [other, one];
				const [first, second] = [moveDay(a, from, to), moveDay(b, from, to)];
				expect(first <= second).toBe(true);
				expect(first >= to.startsOn && second <= to.endsOn).toBe(true);
				expect(moveDay(from.startsOn, from, to)).toBe(to.startsOn);
				if (from.startsOn !== from.endsOn) expect(moveDay(from.endsOn, from, to)).toBe(to.endsOn);
				expect(moveDay(moveDay(a, from, from), from, from)).toBe(moveDay(a, from, from));
			}),
		);
	});

	it("is the same date of the year when the campaign is: 29 February becomes the 28th", () => {
		const year = (number: number) => ({ startsOn: `${number}-01-15`, endsOn: `${number}-12-31` });
		expect(moveDay("2028-02-29", year(2028), year(2029))).toBe("2029-02-28");
		fc.assert(
			fc.property(fc.integer({ min: 2024, max: 2040 }), fc.integer({ min: 0, max: 350 }), (from, days) => {
				const day = addDays(`${from}-01-15`, days);
				expect(moveDay(day, year(from), year(from + 1))).toBe(addYears(day, 1));
			}),
		);
		// Another length: half way stays half way.
		expect(
			daysCounted(
				"2027-01-01",
				moveDay(
					"2026-07-02",
					{ startsOn: "2026-01-01", endsOn: "2026-12-31" },
					{ startsOn: "2027-01-01", endsOn: "2027-01-31" },
				),
			),
		).toBe(16);
	});
});
