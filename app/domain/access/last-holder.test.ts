import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../calendar-day";
import { checkLastHolder } from "./last-holder";
import { isHeldOn, lastDayWhenTakenAway, type Mandate } from "./mandate";

const TODAY = "2026-10-05";
const ALWAYS: Mandate = { startsOn: null, endsOn: null };
const GONE: Mandate = { startsOn: null, endsOn: lastDayWhenTakenAway(TODAY) };
const until = (endsOn: string): Mandate => ({ startsOn: null, endsOn });

describe("the last holder of a role (R-91)", () => {
	it("stays, with the reason of the role", () => {
		expect(checkLastHolder("manager", [ALWAYS], [GONE], TODAY)).toMatchObject({ reason: "LAST_MANAGER" });
		expect(checkLastHolder("admin", [ALWAYS], [GONE], TODAY)).toMatchObject({ reason: "LAST_ADMIN" });
	});

	it("may leave when another holds the role from the same day on", () => {
		expect(checkLastHolder("manager", [ALWAYS, ALWAYS], [GONE, ALWAYS], TODAY).ok).toBe(true);
	});

	it("stays when the other one leaves later, or arrives later", () => {
		const leavesLater = until("2026-12-31");
		const arrivesLater: Mandate = { startsOn: "2026-10-20", endsOn: null };
		expect(checkLastHolder("manager", [ALWAYS, leavesLater], [GONE, leavesLater], TODAY).ok).toBe(false);
		expect(checkLastHolder("manager", [ALWAYS, arrivesLater], [GONE, arrivesLater], TODAY).ok).toBe(false);
		expect(checkLastHolder("manager", [ALWAYS, arrivesLater], [until("2026-10-19"), arrivesLater], TODAY).ok).toBe(
			true,
		);
	});

	it("does not stand in the way where nobody held the role", () => {
		expect(checkLastHolder("manager", [], [], TODAY).ok).toBe(true);
		expect(checkLastHolder("manager", [GONE], [GONE], TODAY).ok).toBe(true);
	});

	it("says what counting day by day says", () => {
		const day = fc.integer({ min: -20, max: 20 }).map((days) => addDays(TODAY, days));
		const mandates = fc.array(
			fc.record({ startsOn: fc.option(day, { nil: null }), endsOn: fc.option(day, { nil: null }) }),
			{ maxLength: 4 },
		);
		const days = Array.from({ length: 60 }, (_, index) => addDays(TODAY, index));
		fc.assert(
			fc.property(mandates, mandates, (before, after) => {
				const lost = days.some(
					(on) => before.some((one) => isHeldOn(one, on)) && !after.some((one) => isHeldOn(one, on)),
				);
				expect(checkLastHolder("manager", before, after, TODAY).ok).toBe(!lost);
			}),
			{ numRuns: 2_000 },
		);
	});
});
