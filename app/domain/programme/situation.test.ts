import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../calendar-day";
import type { LabelDecision } from "../decision/label-state";
import { followUpDays, renewalDays, type SituationFacts, situationIn } from "./situation";

const decision = (over: Partial<LabelDecision> = {}): LabelDecision => ({
	cooperativeId: "a",
	outcome: "awarded",
	decidedOn: "2025-03-12",
	validFrom: "2025-03-12",
	validUntil: "2028-03-11",
	...over,
});
const withoutLabel = (outcome: "deferred" | "refused", decidedOn: string) =>
	decision({ outcome, decidedOn, validFrom: null, validUntil: null });
const facts: SituationFacts = {
	enrolledOn: "2024-01-15",
	decisions: [],
	visits: [],
	sending: { sentOn: "2026-11-02", admissible: true },
};
const TODAY = "2026-11-26";
const situation = (over: Partial<SituationFacts> = {}, year = 2027, today = TODAY) =>
	situationIn(year, { ...facts, ...over }, today);
const visit = (kind: "initial" | "followUp" | "renewal", startsOn: string, open = false) => ({
	kind,
	startsOn,
	endsOn: startsOn,
	open,
});

describe("a cooperative without the label (R-177)", () => {
	it("that was never audited is due a first visit, 45 days after it sent its file and 30 after today", () => {
		expect(situation()).toEqual({
			code: "neverAudited",
			due: {
				kind: "initial",
				window: { opensOn: "2027-01-01", closesOn: "2027-12-31", targetFrom: "2027-01-01", targetTo: "2027-04-01" },
			},
			late: false,
			missing: [],
		});
		const sent = (sentOn: string) => situation({ sending: { sentOn, admissible: true } }).due?.window.opensOn;
		expect(sent("2026-11-17")).toBe("2027-01-01");
		expect(sent("2026-11-18")).toBe("2027-01-02");
		expect(situation({}, 2026).due?.window).toMatchObject({ opensOn: "2026-12-26", closesOn: "2026-12-31" });
		expect(situation({}, 2026, "2026-12-02").code).toBe("nothingDue");
	});

	it("waits while its file is not sent, or not admissible", () => {
		expect(situation({ sending: null })).toMatchObject({
			code: "conditionsUnmet",
			missing: ["ASSESSMENT_NOT_SENT"],
			due: null,
		});
		expect(situation({ sending: { sentOn: "2026-11-02", admissible: false } })).toMatchObject({
			code: "conditionsUnmet",
			missing: ["NOT_ADMISSIBLE"],
		});
	});

	it("is not engaged when it did not enrol", () => {
		expect(situation({ enrolledOn: null }).code).toBe("notEngaged");
	});

	it("already has its visit of the year, or waits for the decision after it", () => {
		expect(situation({ visits: [visit("initial", "2027-01-01", true)] }).code).toBe("visitSettled");
		expect(situation({ visits: [visit("initial", "2026-12-31", true)] }).code).toBe("awaitingDecision");
		expect(situation({ visits: [visit("initial", "2026-06-01")] }).code).toBe("awaitingDecision");
	});

	it("is visited again after a refusal of twelve months, not after a deferral", () => {
		expect(situation({ decisions: [withoutLabel("deferred", "2026-10-01")] }).code).toBe("deferred");
		const refused = (decidedOn: string) => situation({ decisions: [withoutLabel("refused", decidedOn)] });
		expect(refused("2026-02-14").due?.window.opensOn).toBe("2027-02-14");
		expect(refused("2026-12-31").code).not.toBe("nothingDue");
		expect(situation({ decisions: [withoutLabel("refused", "2026-11-20")] }, 2026).code).toBe("nothingDue");
	});

	it("comes back as a newcomer once its label has ended", () => {
		expect(
			situation({
				decisions: [decision({ decidedOn: "2023-11-01", validFrom: "2023-11-26", validUntil: "2026-11-25" })],
			}),
		).toMatchObject({
			code: "lapsed",
			due: { kind: "initial" },
		});
	});
});

describe("the follow-up (R-178)", () => {
	it("is made from the 14th to the 22nd month after the decision, to the day", () => {
		expect(followUpDays("2025-03-12")).toEqual({ startsOn: "2026-05-12", endsOn: "2027-01-12" });
		expect(followUpDays("2024-12-31")).toEqual({ startsOn: "2026-02-28", endsOn: "2026-10-31" });
		expect(followUpDays("2022-12-31").startsOn).toBe("2024-02-29");
	});

	it("belongs to the year its middle falls in, and stays due while it is not made", () => {
		const decided = (decidedOn: string, year: number, today = TODAY) =>
			situation({ decisions: [decision({ decidedOn, validFrom: decidedOn, validUntil: "2029-06-30" })] }, year, today);
		expect(decided("2026-01-10", 2027)).toMatchObject({
			code: "followUpDue",
			late: false,
			due: {
				kind: "followUp",
				window: { opensOn: "2027-03-10", closesOn: "2027-11-10", targetFrom: "2027-05-10", targetTo: "2027-09-10" },
			},
		});
		expect(decided("2026-07-10", 2027).code).toBe("nothingDue");
		expect(decided("2026-07-10", 2028)).toMatchObject({
			code: "followUpDue",
			due: { window: { opensOn: "2028-01-01" } },
		});
		expect(decided("2025-05-10", 2027)).toMatchObject({
			code: "followUpDue",
			late: false,
			due: { window: { opensOn: "2027-01-01", closesOn: "2027-03-10" } },
		});
	});

	it("is late the day after its last day, until the renewal opens", () => {
		const at = (today: string) => situation({ decisions: [decision({ validUntil: "2029-03-11" })] }, 2027, today);
		expect(at("2026-12-13")).toMatchObject({
			late: false,
			due: { window: { opensOn: "2027-01-12", closesOn: "2027-01-12" } },
		});
		expect(at("2026-12-14")).toMatchObject({ late: true, due: { window: { opensOn: "2027-01-13" } } });
	});

	it("is due once only", () => {
		const decisions = [decision({ decidedOn: "2026-01-10", validFrom: "2026-01-10", validUntil: "2029-01-09" })];
		expect(situation({ decisions, visits: [visit("followUp", "2026-01-09")] }).code).toBe("followUpDue");
		expect(situation({ decisions, visits: [visit("followUp", "2026-01-10")] }).code).toBe("nothingDue");
	});
});

describe("the renewal (R-178)", () => {
	it("is made between six and three months before the end, to the day", () => {
		expect(renewalDays("2028-03-11")).toEqual({ startsOn: "2027-09-11", endsOn: "2027-12-11" });
		expect(renewalDays("2027-08-31")).toEqual({ startsOn: "2027-02-28", endsOn: "2027-05-31" });
		expect(renewalDays("2028-08-31").startsOn).toBe("2028-02-29");
	});

	it("comes before a late follow-up, and says what is not sent yet", () => {
		expect(situation({ decisions: [decision()], sending: null })).toEqual({
			code: "renewalDue",
			due: {
				kind: "renewal",
				window: { opensOn: "2027-09-11", closesOn: "2027-12-11", targetFrom: "2027-10-11", targetTo: "2027-11-11" },
			},
			late: false,
			missing: ["ASSESSMENT_NOT_SENT"],
		});
	});

	it("is late the day after its last day, until the label ends", () => {
		const ending = [decision({ decidedOn: "2024-03-26", validFrom: "2024-03-26", validUntil: "2027-03-25" })];
		expect(situation({ decisions: ending }, 2026, "2026-11-25")).toMatchObject({ code: "renewalDue", late: false });
		expect(situation({ decisions: ending }, 2026, "2026-11-26")).toMatchObject({ code: "renewalDue", late: true });
		expect(situation({ decisions: ending })).toMatchObject({
			due: { window: { opensOn: "2027-01-01", closesOn: "2027-03-25" } },
		});
	});

	it("once made, waits for its decision", () => {
		expect(situation({ decisions: [decision()], visits: [visit("renewal", "2026-11-20")] }).code).toBe(
			"awaitingDecision",
		);
	});
});

describe("properties", () => {
	const day = fc.integer({ min: 0, max: 2500 }).map((days) => addDays("2022-01-01", days));

	it("a visit due has its days in the year, not before the team can be gathered, its target within", () => {
		fc.assert(
			fc.property(
				fc.array(day, { maxLength: 3 }),
				fc.array(fc.tuple(fc.constantFrom("initial", "followUp", "renewal"), day, fc.boolean()), { maxLength: 3 }),
				fc.option(day, { nil: null }),
				day,
				fc.integer({ min: 2024, max: 2029 }),
				(decided, visits, sentOn, today, year) => {
					const found = situationIn(
						year,
						{
							enrolledOn: "2022-01-01",
							decisions: decided
								.sort()
								.map((decidedOn) =>
									decision({ decidedOn, validFrom: decidedOn, validUntil: addDays(decidedOn, 1095) }),
								),
							visits: visits.map(([kind, startsOn, open]) => visit(kind, startsOn, open)),
							sending: sentOn === null ? null : { sentOn, admissible: true },
						},
						today,
					);
					if (!found.due) return;
					const { opensOn, targetFrom, targetTo, closesOn } = found.due.window;
					expect([`${year}-01-01`, opensOn, targetFrom, targetTo, closesOn, `${year}-12-31`]).toEqual(
						[`${year}-01-01`, opensOn, targetFrom, targetTo, closesOn, `${year}-12-31`].sort(),
					);
					expect(opensOn >= addDays(today, 30)).toBe(true);
				},
			),
			{ numRuns: 400 },
		);
	});
});
