import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ROLES, type Role } from "./roles";
import { owesSecondFactor, secondFactorDuty } from "./second-factor-duty";

const CREATED = new Date("2026-09-01T08:00:00Z");
const onDay = (days: number, ms = 0) => new Date(CREATED.getTime() + days * 86_400_000 + ms);
const duty = (roles: readonly Role[], now = onDay(1), graceDays: number | null = 30) =>
	secondFactorDuty(roles, CREATED, now, graceDays);
const BEYOND_ONE_COOPERATIVE = ["auditor", "committee", "board", "network", "admin"] as const;

describe("who must use a second factor (R-65)", () => {
	it.each(BEYOND_ONE_COOPERATIVE)("%s: from the first minute, grace or none", (role) => {
		expect(duty([role], CREATED)).toEqual({ kind: "required" });
		expect(duty([role], CREATED, null)).toEqual({ kind: "required" });
		expect(duty(["manager", role], CREATED)).toEqual({ kind: "required" });
		expect(duty([role, "contributor"], CREATED, null)).toEqual({ kind: "required" });
	});

	it("a manager: asked during the days of grace, required to the millisecond after them", () => {
		const until = onDay(30);
		expect(duty(["manager"], CREATED)).toEqual({ kind: "grace", until });
		expect(duty(["manager"], onDay(30, -1))).toEqual({ kind: "grace", until });
		expect(duty(["manager"], onDay(30))).toEqual({ kind: "required" });
		expect(duty(["contributor", "manager"], onDay(31))).toEqual({ kind: "required" });
	});

	it("a manager without grace: at once; where managers are never required to: never", () => {
		expect(duty(["manager"], CREATED, 0)).toEqual({ kind: "required" });
		expect(duty(["manager"], onDay(1000), null)).toEqual({ kind: "optional" });
	});

	it("a contributor, or somebody without a role: as they like", () => {
		expect(duty(["contributor"], onDay(1000), 0)).toEqual({ kind: "optional" });
		expect(duty([], onDay(1000), 0)).toEqual({ kind: "optional" });
	});

	it("one more role never lightens the duty", () => {
		const weight = { optional: 0, grace: 1, required: 2 } as const;
		const roles = fc.uniqueArray(fc.constantFrom(...ROLES));
		fc.assert(
			fc.property(
				roles,
				fc.constantFrom(...ROLES),
				fc.integer({ min: 0, max: 60 }),
				fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
				(held, more, days, grace) => {
					const before = weight[duty(held, onDay(days), grace).kind];
					expect(weight[duty([...held, more], onDay(days), grace).kind]).toBeGreaterThanOrEqual(before);
				},
			),
		);
	});

	it("time only makes it heavier", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (one, other) => {
				const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
				if (duty(["manager"], onDay(sooner)).kind === "required") {
					expect(duty(["manager"], onDay(later)).kind).toBe("required");
				}
			}),
		);
	});
});

describe("what a session still owes", () => {
	it.each([
		["secondFactor", null, true, true],
		["secondFactor", null, false, true],
		["secondFactor", CREATED, true, true],
		["open", null, true, true],
		["open", null, false, false],
		["open", CREATED, true, false],
		["open", CREATED, false, false],
	] as const)("stage %s, factor given %s, one set up %s: %s", (stage, secondFactorAt, hasSecondFactor, owes) => {
		expect(owesSecondFactor({ stage, secondFactorAt }, hasSecondFactor)).toBe(owes);
	});
});
