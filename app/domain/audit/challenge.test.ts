import { describe, expect, it } from "vitest";
import { addDays } from "../calendar-day";
import { AUDIT_STATUSES } from "./audit-life";
import { type Challengeable, challengeableUntil, checkChallenge, teamWithout } from "./challenge";

const AUDIT: Challengeable = {
	...{ leadAuditorId: "lead", secondAuditorId: "second", status: "planned", challenged: false },
	teamSetAt: new Date("2026-03-20T09:00:00Z"),
};
const ask = (over: Partial<Challengeable>, today: string) => {
	const result = checkChallenge({ ...AUDIT, ...over }, today);
	return result.ok ? "ok" : result.reason;
};

describe("a challenge (R-174)", () => {
	it.each([
		// Summer time begins on the 29th of March: ten days are ten days.
		["2026-03-20T09:00:00Z", "2026-03-30"],
		["2028-02-20T09:00:00Z", "2028-03-01"],
		["2026-12-25T23:30:00Z", "2027-01-05"],
	])("of a team told at %s is possible until %s", (told, last) => {
		const teamSetAt = new Date(told);
		expect(challengeableUntil(teamSetAt)).toBe(last);
		expect([-1, 0, 1].map((shift) => ask({ teamSetAt }, addDays(last, shift)))).toEqual(["ok", "ok", "TOO_LATE"]);
	});

	it("comes before the visit, and once", () => {
		expect(AUDIT_STATUSES.filter((status) => ask({ status }, "2026-03-21") === "ok")).toEqual([
			...["planned", "confirmed", "postponed"],
		]);
		expect(ask({ challenged: true }, "2026-03-21")).toBe("ALREADY_CHALLENGED");
	});
});

it("whoever is left leads the team; nobody is, of a team of one (R-175)", () => {
	expect(teamWithout(AUDIT, "lead")).toEqual({ leadAuditorId: "second", secondAuditorId: null });
	expect(teamWithout(AUDIT, "second")).toEqual({ leadAuditorId: "lead", secondAuditorId: null });
	expect(teamWithout({ ...AUDIT, secondAuditorId: null }, "lead")).toBeNull();
});
