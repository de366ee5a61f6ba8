import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../calendar-day";
import { checkHours, checkSlots, checkWish, isAnswerOverdue, monthsAhead, visitReminder } from "./visit-dates";

const span = (startsOn: string, endsOn = startsOn) => ({ startsOn, endsOn });

describe("the months a cooperative wishes for", () => {
	it("are the twelve from this one, across the year", () => {
		const months = monthsAhead("2026-11-26");
		expect(months).toHaveLength(12);
		expect([months[0], months[1], months[2], months.at(-1)]).toEqual(["2026-11", "2026-12", "2027-01", "2027-10"]);
	});

	it("are one at least, among those, told once and in order", () => {
		const check = (months: string[], constraints = "") => checkWish({ months, constraints }, "2026-11-26");
		expect(check(["2027-03", "2027-01", "2027-03"], "  pas le lundi ")).toEqual({
			ok: true,
			value: { months: ["2027-01", "2027-03"], constraints: "pas le lundi" },
		});
		expect(check([])).toMatchObject({ reason: "MONTH_REQUIRED" });
		for (const month of ["2026-10", "2027-11", "constructor", ""]) {
			expect(check([month])).toMatchObject({ reason: "MONTH_OUT_OF_REACH" });
		}
		expect(check(["2027-01"], "x".repeat(1_001))).toMatchObject({ reason: "CONSTRAINTS_TOO_LONG" });
	});
});

describe("the slots proposed", () => {
	const three = [span("2027-01-05", "2027-01-06"), span("2027-01-07"), span("2027-01-12", "2027-01-13")];
	it("are two or three that share no day", () => {
		expect(checkSlots(three)).toMatchObject({ ok: true });
		expect(checkSlots(three.slice(0, 2))).toMatchObject({ ok: true });
		expect(checkSlots(three.slice(0, 1))).toMatchObject({ reason: "TOO_FEW_SLOTS" });
		expect(checkSlots([...three, span("2027-02-01")])).toMatchObject({ reason: "TOO_MANY_SLOTS" });
		expect(checkSlots([span("2027-01-05", "2027-01-06"), span("2027-01-06", "2027-01-07")])).toMatchObject({
			reason: "SLOTS_OVERLAP",
		});
	});

	it("have both hours or none, in order on a single day", () => {
		const check = (opensAt: string, closesAt: string, days = [span("2027-01-05")]) =>
			checkHours({ opensAt, closesAt }, days);
		expect(check("", "")).toEqual({ ok: true, value: null });
		expect(check("09:00", "17:30")).toMatchObject({ ok: true, value: { opensAt: "09:00" } });
		for (const [opens, closes] of [
			["09:00", ""],
			["9:00", "17:00"],
			["09:00", "24:00"],
		] as const) {
			expect(check(opens, closes)).toMatchObject({ reason: "INVALID_HOURS" });
		}
		expect(check("17:00", "17:00")).toMatchObject({ reason: "HOURS_REVERSED" });
		expect(check("14:00", "12:00", [span("2027-01-05", "2027-01-06")])).toMatchObject({ ok: true });
	});
});

describe("the reminders", () => {
	it.each([
		["2027-02-08", null],
		["2027-02-09", "days30"],
		["2027-03-03", "days30"],
		["2027-03-04", "days7"],
		["2027-03-11", "days7"],
		["2027-03-12", null],
	])("of a visit on 11 March, on %s: %s", (today, kind) => {
		expect(visitReminder("2027-03-11", "2026-11-01", today)).toBe(kind);
	});

	it("leave alone those who were told since the reminder fell due", () => {
		expect(visitReminder("2027-03-11", "2027-02-08", "2027-02-10")).toBe("days30");
		expect(visitReminder("2027-03-11", "2027-02-09", "2027-02-10")).toBeNull();
		expect(visitReminder("2027-03-11", "2027-02-09", "2027-03-05")).toBe("days7");
	});

	it("come in order and once each, whichever days the server runs on", () => {
		const start = "2028-03-01";
		const runs = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
		fc.assert(
			fc.property(runs, fc.integer({ min: 0, max: 60 }), (days, told) => {
				const toldOn = addDays(start, -told);
				const sent: string[] = [];
				for (const before of [...new Set(days)].sort((a, b) => b - a)) {
					if (before > told) continue;
					const kind = visitReminder(start, toldOn, addDays(start, -before));
					if (kind && !sent.includes(kind)) sent.push(kind);
				}
				expect(["", "days30", "days7", "days30,days7"]).toContain(sent.join());
				if (days.includes(7) && told > 7) expect(sent).toContain("days7");
				if (days.includes(30) && told > 30) expect(sent).toContain("days30");
				if (told <= 7) expect(sent).toEqual([]);
			}),
		);
	});

	it("of slots without an answer come on the seventh day", () => {
		expect(isAnswerOverdue("2028-02-23", "2028-02-29")).toBe(false);
		expect(isAnswerOverdue("2028-02-23", "2028-03-01")).toBe(true);
	});
});
