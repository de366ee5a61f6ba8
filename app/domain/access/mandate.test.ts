import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, overlap } from "../calendar-day";
import {
	checkMandate,
	isHeldOn,
	isNarrower,
	lastDayWhenTakenAway,
	type Mandate,
	mandateState,
	mandatesOverlap,
} from "./mandate";

const TODAY = "2026-10-05";
const day = fc.integer({ min: -40, max: 40 }).map((days) => addDays(TODAY, days));
const mandate: fc.Arbitrary<Mandate> = fc.record({
	startsOn: fc.option(day, { nil: null }),
	endsOn: fc.option(day, { nil: null }),
});

describe("a mandate (R-90)", () => {
	it("counts its first and its last day", () => {
		const held = { startsOn: "2026-10-05", endsOn: "2026-10-07" };
		expect(["2026-10-04", "2026-10-05", "2026-10-07", "2026-10-08"].map((on) => isHeldOn(held, on))).toEqual([
			false,
			true,
			true,
			false,
		]);
	});

	it("that ended yesterday is ended, that ends today is current, that starts tomorrow is upcoming", () => {
		expect(mandateState({ startsOn: null, endsOn: "2026-10-04" }, TODAY)).toBe("ended");
		expect(mandateState({ startsOn: null, endsOn: TODAY }, TODAY)).toBe("current");
		expect(mandateState({ startsOn: "2026-10-06", endsOn: null }, TODAY)).toBe("upcoming");
	});

	it("taken away today is never held again, whatever its dates were", () => {
		fc.assert(
			fc.property(mandate, day, (before, later) => {
				const after = { ...before, endsOn: lastDayWhenTakenAway(TODAY) };
				expect(mandateState(after, TODAY)).toBe("ended");
				if (later >= TODAY) expect(isHeldOn(after, later)).toBe(false);
			}),
		);
	});

	it("needs both days for the board, none for the others", () => {
		const none = { startsOn: "", endsOn: "" };
		expect(checkMandate("board", none)).toMatchObject({ reason: "MANDATE_DATES_REQUIRED" });
		expect(checkMandate("board", { startsOn: TODAY, endsOn: "" })).toMatchObject({ reason: "MANDATE_DATES_REQUIRED" });
		expect(checkMandate("board", { startsOn: "", endsOn: TODAY })).toMatchObject({ reason: "MANDATE_DATES_REQUIRED" });
		expect(checkMandate("board", { startsOn: TODAY, endsOn: TODAY })).toMatchObject({ ok: true });
		expect(checkMandate("network", { startsOn: TODAY, endsOn: "" })).toMatchObject({ ok: true });
		expect(checkMandate("network", { startsOn: "", endsOn: TODAY })).toMatchObject({ ok: true });
		expect(checkMandate("committee", none)).toEqual({ ok: true, value: { startsOn: null, endsOn: null } });
	});

	it("refuses days that are none, and an end before the start", () => {
		expect(checkMandate("network", { startsOn: "2026-02-30", endsOn: "" })).toMatchObject({ reason: "INVALID_DATES" });
		expect(checkMandate("network", { startsOn: "", endsOn: "demain" })).toMatchObject({ reason: "INVALID_DATES" });
		expect(checkMandate("network", { startsOn: TODAY, endsOn: "2026-10-04" })).toMatchObject({
			reason: "ENDS_BEFORE_START",
		});
	});

	it("overlaps another as two spans do, open ends reaching everywhere", () => {
		fc.assert(
			fc.property(mandate, mandate, (a, b) => {
				const closed = ({ startsOn, endsOn }: Mandate) => ({
					startsOn: startsOn ?? "0000-01-01",
					endsOn: endsOn ?? "9999-12-31",
				});
				const empty = [a, b].some((one) => closed(one).endsOn < closed(one).startsOn);
				expect(mandatesOverlap(a, b)).toBe(!empty && overlap(closed(a), closed(b)));
			}),
		);
	});

	it("of a single day overlaps itself, and one taken away on its first day overlaps nothing", () => {
		const single = { startsOn: TODAY, endsOn: TODAY };
		expect(mandatesOverlap(single, single)).toBe(true);
		const gone = { startsOn: TODAY, endsOn: lastDayWhenTakenAway(TODAY) };
		expect(mandatesOverlap(gone, { startsOn: null, endsOn: null })).toBe(false);
	});

	it.each([
		["nothing moves", [TODAY, "2026-12-31"], [TODAY, "2026-12-31"], false],
		["it starts later", [TODAY, null], ["2026-10-06", null], true],
		["it starts sooner", [TODAY, null], ["2026-10-04", null], false],
		["it had no first day, and gets one", [null, null], [TODAY, null], true],
		["it loses its first day", [TODAY, null], [null, null], false],
		["it ends sooner", [null, "2026-12-31"], [null, "2026-12-30"], true],
		["it ends later", [null, "2026-12-31"], [null, "2027-01-01"], false],
		["it had no last day, and gets one", [null, null], [null, "2026-12-31"], true],
		["it loses its last day", [null, "2026-12-31"], [null, null], false],
		["it moves to later as a whole", [TODAY, "2026-12-31"], ["2026-10-06", "2027-01-01"], true],
	] as const)("is narrower or not when %s", (_, [from, until], [nextFrom, nextUntil], expected) => {
		expect(isNarrower({ startsOn: from, endsOn: until }, { startsOn: nextFrom, endsOn: nextUntil })).toBe(expected);
	});

	it("that is not narrower keeps every day it had", () => {
		fc.assert(
			fc.property(mandate, mandate, day, (before, after, on) => {
				if (isHeldOn(before, on) && !isHeldOn(after, on)) expect(isNarrower(before, after)).toBe(true);
			}),
		);
		expect(isNarrower({ startsOn: TODAY, endsOn: null }, { startsOn: null, endsOn: null })).toBe(false);
	});
});
