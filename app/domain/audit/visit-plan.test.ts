import { describe, expect, it } from "vitest";
import { checkDates, checkPlace, checkTeam } from "./visit-plan";

const TODAY = "2026-10-05";
const dates = (startsOn: string, endsOn: string, planned?: { startsOn: string; endsOn: string }) => {
	const result = checkDates({ startsOn, endsOn }, TODAY, planned);
	return result.ok ? "ok" : result.reason;
};

describe("dates of a visit (R-41)", () => {
	it("takes one to five days from today on", () => {
		expect(dates("2026-10-05", "2026-10-05")).toBe("ok");
		expect(dates("2026-10-12", "2026-10-16")).toBe("ok");
	});

	it("refuses what is not a day, reversed days, six days, yesterday", () => {
		expect(dates("", "2026-10-12")).toBe("INVALID_DATES");
		expect(dates("2026-10-12", "2026-02-30")).toBe("INVALID_DATES");
		expect(dates("2026-10-13", "2026-10-12")).toBe("ENDS_BEFORE_START");
		expect(dates("2026-10-12", "2026-10-17")).toBe("TOO_LONG");
		expect(dates("2026-10-04", "2026-10-06")).toBe("IN_THE_PAST");
	});

	it("leaves a day behind us alone, but moves none there", () => {
		const planned = { startsOn: "2026-10-02", endsOn: "2026-10-05" };
		expect(dates("2026-10-02", "2026-10-06", planned)).toBe("ok");
		expect(dates("2026-10-02", "2026-10-05", planned)).toBe("ok");
		expect(dates("2026-10-01", "2026-10-05", planned)).toBe("IN_THE_PAST");
		expect(dates("2026-10-02", "2026-10-03", planned)).toBe("IN_THE_PAST");
	});
});

describe("place of a visit (R-42)", () => {
	it("is always written down, and trimmed", () => {
		expect(checkPlace("onSite", " 3 rue du Port ")).toEqual({ ok: true, value: "3 rue du Port" });
		expect(checkPlace("onSite", " \n ")).toMatchObject({ reason: "ADDRESS_REQUIRED" });
		expect(checkPlace("remote", "")).toMatchObject({ reason: "HOW_TO_JOIN_REQUIRED" });
	});
});

describe("team of a visit (R-43)", () => {
	it("is two people for an initial or renewal audit", () => {
		for (const kind of ["initial", "renewal"] as const) {
			expect(checkTeam(kind, "a", "b")).toEqual({ ok: true, value: { leadAuditorId: "a", secondAuditorId: "b" } });
			expect(checkTeam(kind, "a", "")).toMatchObject({ reason: "SECOND_REQUIRED" });
		}
	});

	it("may be one person for a follow-up", () => {
		expect(checkTeam("followUp", "a", "")).toEqual({ ok: true, value: { leadAuditorId: "a", secondAuditorId: null } });
		expect(checkTeam("followUp", "a", "b")).toMatchObject({ ok: true });
	});

	it("always has a lead, and never the same person twice", () => {
		expect(checkTeam("followUp", "", "b")).toMatchObject({ reason: "LEAD_REQUIRED" });
		expect(checkTeam("followUp", "", "")).toMatchObject({ reason: "LEAD_REQUIRED" });
		expect(checkTeam("initial", "a", "a")).toMatchObject({ reason: "SAME_AUDITOR_TWICE" });
	});
});
