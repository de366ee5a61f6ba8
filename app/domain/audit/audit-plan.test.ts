import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	type AgendaSlot,
	checkPlan,
	isChanged,
	proposeAgenda,
	putSlot,
	type SentPlan,
	type VisitFrame,
} from "./audit-plan";

const FRAME: VisitFrame = { days: 2, domains: ["JUR", "FIN", "RHU"], hasSecond: true };
const SLOT: AgendaSlot = {
	...{ key: "a", day: 1, from: "10:00", to: "12:00", kind: "domain", domains: ["JUR"] },
	...{ seats: ["lead"], met: "Comptable", about: "" },
};
const refusal = (over: Partial<AgendaSlot>, frame = FRAME, agenda: readonly AgendaSlot[] = []) => {
	const result = putSlot(agenda, { ...SLOT, ...over }, frame);
	return result.ok ? null : result.reason;
};

describe("a slot (R-203)", () => {
	it.each([
		[{}, null],
		[{ day: 3 }, "DAY_OUT_OF_VISIT"],
		[{ day: 0 }, "DAY_OUT_OF_VISIT"],
		[{ from: "25:00" }, "INVALID_HOURS"],
		[{ to: "10:00" }, "HOURS_REVERSED"],
		[{ domains: [] }, "DOMAIN_REQUIRED"],
		[{ kind: "premises", domains: [] }, null],
		[{ domains: ["XXX"] }, "UNKNOWN_DOMAIN"],
		[{ seats: [] }, "SEAT_REQUIRED"],
		[{ met: "x".repeat(301) }, "SLOT_TOO_LONG"],
	] as const)("%j: %s", (over, reason) => {
		expect(refusal(over)).toBe(reason);
	});

	it("puts nobody in two places at once, and lets the team split or follow on", () => {
		const agenda = [{ ...SLOT, key: "b", from: "11:00", to: "13:00" }];
		expect(refusal({}, FRAME, agenda)).toBe("SEAT_TAKEN");
		expect(refusal({ seats: ["second"] }, FRAME, agenda)).toBeNull();
		expect(refusal({ to: "11:00" }, FRAME, agenda)).toBeNull();
		expect(refusal({ day: 2 }, FRAME, agenda)).toBeNull();
		expect(refusal({ key: "b" }, FRAME, agenda)).toBeNull();
		expect(refusal({ seats: ["second"] }, { ...FRAME, hasSecond: false })).toBe("SEAT_EMPTY");
	});
});

it("proposes an agenda that may be sent as it is, whatever the days and the team", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 5 }),
			fc.integer({ min: 1, max: 8 }),
			fc.boolean(),
			(days, count, hasSecond) => {
				const domains = Array.from({ length: count }, (_, index) => `D${index}`);
				const frame = { days, domains, hasSecond };
				const agenda = proposeAgenda(frame);
				expect(checkPlan(agenda, 1, frame).ok).toBe(true);
				expect(agenda.flatMap((slot) => slot.domains).sort()).toEqual(domains);
				let built: readonly AgendaSlot[] = [];
				for (const slot of agenda) {
					const next = putSlot(built, slot, frame);
					if (!next.ok) throw new Error(`${next.reason}: ${JSON.stringify(slot)}`);
					built = next.value;
				}
				expect(built).toEqual(agenda);
			},
		),
	);
});

describe("sending a plan (R-203, R-204)", () => {
	const agenda = proposeAgenda(FRAME);
	it("takes both meetings, at both ends, and a sample", () => {
		const reason = (slots: readonly AgendaSlot[], sampled = 3) => {
			const result = checkPlan(slots, sampled, FRAME);
			return result.ok ? null : result.reason;
		};
		expect(reason(agenda)).toBeNull();
		expect(reason(agenda, 0)).toBe("SAMPLE_MISSING");
		expect(reason(agenda.slice(1))).toBe("MEETINGS_MISSING");
		expect(reason(agenda.slice(0, -1))).toBe("MEETINGS_MISSING");
		expect(reason([])).toBe("MEETINGS_MISSING");
		const shorter = checkPlan(agenda, 3, { days: 1, hasSecond: true });
		expect(shorter).toMatchObject({ ok: false, reason: "SLOT_OUT_OF_VISIT" });
		expect(checkPlan(agenda, 3, { days: 2, hasSecond: false })).toMatchObject({ ok: false });
	});

	it("is needed anew when the days, the agenda or the sample's nature changed, not when the store reordered keys", () => {
		const sample = { criteria: 12, domains: ["JUR"], natures: ["draw" as const] };
		const sent: SentPlan = { startsOn: "2027-03-02", endsOn: "2027-03-03", agenda, sample };
		const stored = JSON.parse(
			JSON.stringify({ sample, endsOn: sent.endsOn, agenda: agenda.map(({ key, ...slot }) => ({ ...slot, key })) }),
		);
		expect(isChanged(sent, { ...stored, startsOn: sent.startsOn })).toBe(false);
		expect(isChanged(sent, null)).toBe(true);
		expect(isChanged({ ...sent, endsOn: "2027-03-04" }, sent)).toBe(true);
		expect(isChanged({ ...sent, sample: { ...sample, criteria: 13 } }, sent)).toBe(true);
		expect(isChanged({ ...sent, agenda: agenda.slice(1) }, sent)).toBe(true);
	});
});
