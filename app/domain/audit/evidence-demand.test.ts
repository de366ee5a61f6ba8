import { describe, expect, it } from "vitest";
import { checkDemand, demandReminder, isDemandLate, moveDemand, proposedDueDay } from "./evidence-demand";

const WHEN = { today: "2027-02-01", startsOn: "2027-03-01" };
const asked = (dueOn: string, wording = "Le procès-verbal") => {
	const result = checkDemand({ wording, dueOn }, WHEN);
	return result.ok ? null : result.reason;
};

describe("a demand (R-205)", () => {
	it("is due from tomorrow to the eve of the visit", () => {
		expect(asked("2027-02-01")).toBe("DAY_PAST");
		expect(asked("2027-02-02")).toBeNull();
		expect(asked("2027-02-28")).toBeNull();
		expect(asked("2027-03-01")).toBe("DAY_AFTER_VISIT");
		expect(asked("2027-02-30")).toBe("DAY_REQUIRED");
		expect(asked("2027-02-10", "  ")).toBe("TEXT_REQUIRED");
		expect(proposedDueDay("2027-03-01", "2027-02-01")).toBe("2027-02-22");
		expect(proposedDueDay("2027-03-01", "2027-02-22")).toBe("2027-02-28");
		expect(proposedDueDay("2027-03-01", "2027-02-28")).toBeNull();
	});

	it("is late the day after, while it waits for the cooperative only", () => {
		expect(isDemandLate({ state: "asked", dueOn: "2027-02-10" }, "2027-02-10")).toBe(false);
		expect(isDemandLate({ state: "asked", dueOn: "2027-02-10" }, "2027-02-11")).toBe(true);
		expect(isDemandLate({ state: "answered", dueOn: "2027-02-10" }, "2027-02-11")).toBe(false);
	});

	it("moves by the table: what was received may be asked again, what was withdrawn never comes back", () => {
		expect(moveDemand("answer", "asked")).toMatchObject({ value: "answered" });
		expect(moveDemand("answer", "draft").ok).toBe(false);
		expect(moveDemand("askAgain", "received")).toMatchObject({ value: "asked" });
		expect(moveDemand("receive", "draft").ok).toBe(false);
		for (const name of ["ask", "answer", "receive", "askAgain", "withdraw"] as const)
			expect(moveDemand(name, "withdrawn").ok).toBe(false);
	});
});

it("reminds three days before, then once it is late; not of what was just asked (R-206)", () => {
	expect(demandReminder("2027-02-10", "2027-01-20", "2027-02-06")).toBeNull();
	expect(demandReminder("2027-02-10", "2027-01-20", "2027-02-07")).toBe("soon");
	expect(demandReminder("2027-02-10", "2027-01-20", "2027-02-10")).toBe("soon");
	expect(demandReminder("2027-02-10", "2027-02-07", "2027-02-09")).toBeNull();
	expect(demandReminder("2027-02-10", "2027-02-07", "2027-02-11")).toBe("late");
});
