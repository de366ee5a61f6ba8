import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, mondayOf } from "~/domain/calendar-day";
import { agendaWeeks } from "./agenda-weeks";

const visit = (startsOn: string, endsOn = startsOn) => ({ startsOn, endsOn });

describe("the weeks of the agenda", () => {
	it("start on Monday, across months, years and the change of hour", () => {
		expect(mondayOf("2026-10-25")).toBe("2026-10-19");
		expect(mondayOf("2026-10-26")).toBe("2026-10-26");
		expect(mondayOf("2027-01-01")).toBe("2026-12-28");
		expect(mondayOf("2028-02-29")).toBe("2028-02-28");
	});

	it("put a visit under way in this week, and the others in theirs", () => {
		const weeks = agendaWeeks(
			[visit("2026-11-20"), visit("2026-11-06", "2026-11-10"), visit("2026-11-12")],
			"2026-11-09",
		);
		expect(weeks).toEqual([
			{ monday: "2026-11-09", sunday: "2026-11-15", visits: [visit("2026-11-06", "2026-11-10"), visit("2026-11-12")] },
			{ monday: "2026-11-16", sunday: "2026-11-22", visits: [visit("2026-11-20")] },
		]);
		expect(agendaWeeks([], "2026-11-09")).toEqual([]);
	});

	it("lose and double no visit, in the order of time", () => {
		const days = fc.integer({ min: 0, max: 900 }).map((offset) => addDays("2026-01-01", offset));
		fc.assert(
			fc.property(fc.array(days), days, (starts, today) => {
				const weeks = agendaWeeks(
					starts.map((day) => visit(day)),
					today,
				);
				expect(weeks.flatMap(({ visits }) => visits.map(({ startsOn }) => startsOn))).toEqual([...starts].sort());
				for (const { monday, sunday, visits } of weeks) {
					expect(visits.every(({ startsOn }) => startsOn >= monday && startsOn <= sunday)).toBe(true);
				}
			}),
		);
	});
});
