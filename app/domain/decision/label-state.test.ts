import { describe, expect, it } from "vitest";
import { addMonths, expiriesWithin } from "./expiries";
import { isLabelled, isStandingKnown, type LabelDecision, labelStanding } from "./label-state";

const decision = (values: Partial<LabelDecision>): LabelDecision => ({
	cooperativeId: "a",
	outcome: "awarded",
	decidedOn: "2024-03-01",
	validFrom: "2024-03-01",
	validUntil: "2027-02-28",
	...values,
});
const deferred = (decidedOn: string) => decision({ outcome: "deferred", decidedOn, validFrom: null, validUntil: null });

describe("labelStanding", () => {
	it("says nothing without a decision, or before the first", () => {
		expect(labelStanding([], "2025-01-01")).toEqual({ state: "none", decision: null });
		expect(labelStanding([decision({})], "2024-02-29").state).toBe("none");
	});

	it("holds from the first to the last day of validity, both included", () => {
		expect(labelStanding([decision({})], "2024-03-01").state).toBe("awarded");
		expect(labelStanding([decision({})], "2027-02-28").state).toBe("awarded");
		expect(labelStanding([decision({})], "2027-03-01").state).toBe("expired");
	});

	it("follows the latest decision, whatever the order of the list", () => {
		const list = [deferred("2025-06-01"), decision({})];
		expect(labelStanding(list, "2025-05-31").state).toBe("awarded");
		expect(labelStanding(list, "2025-06-01").state).toBe("deferred");
	});

	it("keeps the label under way until a renewal granted ahead takes over", () => {
		const renewal = decision({ decidedOn: "2026-12-10", validFrom: "2027-03-01", validUntil: "2030-02-28" });
		expect(labelStanding([decision({}), renewal], "2026-12-31").decision).toEqual(decision({}));
		expect(labelStanding([decision({}), renewal], "2027-03-01").decision).toEqual(renewal);
	});

	it("takes the later written of two decisions of the same day", () => {
		expect(labelStanding([deferred("2024-03-01"), decision({})], "2024-03-01").state).toBe("awarded");
		expect(labelStanding([decision({}), deferred("2024-03-01")], "2024-03-01").state).toBe("deferred");
	});

	it("counts the label with reservations as a label", () => {
		expect(isLabelled("awardedWithReservations")).toBe(true);
		expect(isLabelled("expired")).toBe(false);
	});
});

describe("isStandingKnown", () => {
	it("never says that a real cooperative, only named here, is without the label", () => {
		expect(isStandingKnown({ fictional: false, enrolledOn: null }, "none")).toBe(false);
		expect(isStandingKnown({ fictional: false, enrolledOn: null }, "awarded")).toBe(true);
		expect(isStandingKnown({ fictional: false, enrolledOn: "2024-01-01" }, "none")).toBe(true);
		expect(isStandingKnown({ fictional: true, enrolledOn: null }, "none")).toBe(true);
	});
});

describe("expiriesWithin", () => {
	it("adds months without leaving the month", () => {
		expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
		expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
		expect(addMonths("2026-11-23", 12)).toBe("2027-11-23");
	});

	it("lists what ends within the months, soonest first, both ends included", () => {
		const decisions = [
			decision({ cooperativeId: "later", validUntil: "2027-11-24" }),
			decision({ cooperativeId: "last", validUntil: "2027-11-23" }),
			decision({ cooperativeId: "first", validUntil: "2026-11-23" }),
			decision({ cooperativeId: "gone", validUntil: "2026-11-22" }),
		];
		expect(expiriesWithin(decisions, "2026-11-23", 12).map(({ cooperativeId }) => cooperativeId)).toEqual([
			"first",
			"last",
		]);
	});

	it("leaves out what is renewed ahead, and what was deferred since", () => {
		const renewed = [
			decision({ validUntil: "2027-02-28" }),
			decision({ decidedOn: "2026-11-01", validFrom: "2027-03-01", validUntil: "2030-02-28" }),
		];
		expect(expiriesWithin(renewed, "2026-11-23", 12)).toEqual([]);
		expect(expiriesWithin([decision({}), deferred("2026-10-01")], "2026-11-23", 12)).toEqual([]);
	});
});
