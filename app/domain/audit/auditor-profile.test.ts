import { describe, expect, it } from "vitest";
import {
	accreditationStanding,
	checkAbsence,
	checkSkills,
	LANGUAGES,
	unavailability,
	visitsOfYear,
	weekdayOf,
} from "./auditor-profile";

const known = { domains: ["JUR", "FIN"], sectors: ["generaliste", "batiment"], departments: ["Sarthe"] };
const said = {
	domains: ["FIN", "JUR", "FIN"],
	sectors: ["batiment"],
	languages: ["es", "en"],
	department: "Sarthe",
	yearlyLimit: "4",
	weekdays: ["5", "1"],
};

describe("what an auditor says of themselves (R-165)", () => {
	it("is kept in the order of the vocabulary, each word once", () => {
		expect(checkSkills(said, known)).toEqual({
			ok: true,
			value: {
				domains: ["JUR", "FIN"],
				sectors: ["batiment"],
				languages: ["en", "es"],
				department: "Sarthe",
				yearlyLimit: 4,
				weekdays: [1, 5],
			},
		});
	});
	it("names nothing unknown, one day of the week at least, a limit from 1 to 30 or none", () => {
		expect(checkSkills({ ...said, domains: ["constructor"] }, known)).toMatchObject({ reason: "UNKNOWN_TERM" });
		expect(checkSkills({ ...said, department: "Atlantide" }, known)).toMatchObject({ reason: "UNKNOWN_TERM" });
		expect(checkSkills({ ...said, weekdays: ["8"] }, known)).toMatchObject({ reason: "UNKNOWN_TERM" });
		expect(checkSkills({ ...said, weekdays: [] }, known)).toMatchObject({ reason: "NO_WEEKDAY" });
		for (const yearlyLimit of ["0", "31", "-1", "1e1", "4.5", "quatre"]) {
			expect(checkSkills({ ...said, yearlyLimit }, known)).toMatchObject({ reason: "INVALID_LIMIT" });
		}
		expect(checkSkills({ ...said, yearlyLimit: " ", department: "" }, known)).toMatchObject({
			value: { yearlyLimit: null, department: null },
		});
		expect(new Set(LANGUAGES).size).toBe(LANGUAGES.length);
	});
});

describe("absences (R-166)", () => {
	const absence = (startsOn: string, endsOn: string, part: "day" | "morning" = "day") =>
		checkAbsence({ startsOn, endsOn, part }, "2026-11-26");
	it("last a year at most and are not wholly behind us", () => {
		expect(absence("2026-11-20", "2026-11-26").ok).toBe(true);
		expect(absence("2026-11-20", "2026-11-25")).toMatchObject({ reason: "OVER" });
		expect(absence("2027-01-01", "2028-01-01").ok).toBe(true);
		expect(absence("2027-01-01", "2028-01-02")).toMatchObject({ reason: "TOO_LONG" });
		expect(absence("2027-02-28", "2027-02-27")).toMatchObject({ reason: "ENDS_BEFORE_START" });
		expect(absence("2027-02-29", "2027-03-01")).toMatchObject({ reason: "INVALID_DATES" });
		expect(absence("2028-02-29", "2028-02-29", "morning").ok).toBe(true);
		expect(absence("2027-03-01", "2027-03-02", "morning")).toMatchObject({ reason: "HALF_DAY_OF_ONE_DAY" });
	});
	it("are in the way of a visit that shares a day with them, half a day too, and not of the day before or after", () => {
		const free = { weekdays: [1, 2, 3, 4, 5, 6, 7] };
		const away = { startsOn: "2027-03-10", endsOn: "2027-03-12", part: "day" as const };
		const visit = (startsOn: string, endsOn: string) => ({ startsOn, endsOn });
		expect(unavailability({ ...free, absences: [away] }, visit("2027-03-08", "2027-03-09"))).toBeNull();
		expect(unavailability({ ...free, absences: [away] }, visit("2027-03-09", "2027-03-10"))).toMatchObject(away);
		expect(unavailability({ ...free, absences: [away] }, visit("2027-03-12", "2027-03-13"))).toMatchObject(away);
		expect(unavailability({ ...free, absences: [away] }, visit("2027-03-13", "2027-03-14"))).toBeNull();
		const half = { startsOn: "2027-03-10", endsOn: "2027-03-10", part: "morning" as const };
		expect(unavailability({ ...free, absences: [half] }, visit("2027-03-09", "2027-03-10"))).toMatchObject(half);
	});
	it("a day of the week on which one never visits is in the way, over a change of hour too", () => {
		expect(weekdayOf("2027-03-28")).toBe(7);
		const monday = { weekdays: [1], absences: [] };
		expect(unavailability(monday, { startsOn: "2027-03-29", endsOn: "2027-03-29" })).toBeNull();
		expect(unavailability(monday, { startsOn: "2027-03-28", endsOn: "2027-03-29" })).toEqual({
			why: "weekday",
			day: "2027-03-28",
		});
	});
});

describe("the year of an auditor (R-167)", () => {
	const years = { accreditedFrom: "2025-03-01", accreditedUntil: "2028-02-29" };
	it("counts the visits begun in it that were not given up", () => {
		const visit = (startsOn: string, status: "planned" | "cancelled" | "postponed" | "closed") => ({
			startsOn,
			status,
		});
		expect(
			visitsOfYear(
				[
					visit("2025-12-31", "closed"),
					visit("2026-01-01", "closed"),
					visit("2026-12-31", "planned"),
					visit("2026-06-01", "cancelled"),
					visit("2026-07-01", "postponed"),
					visit("2027-01-01", "planned"),
				],
				2026,
			),
		).toBe(2);
	});
	it("puts an accreditation at risk under two visits, once it covers the whole year", () => {
		expect(accreditationStanding(years, 1, "2026-06-01")).toBe("tooFewVisits");
		expect(accreditationStanding(years, 2, "2026-06-01")).toBe("sound");
		expect(accreditationStanding(years, 0, "2025-06-01")).toBe("sound");
	});
	it("says when it ends: the last day counts, six months ahead", () => {
		expect(accreditationStanding(years, 5, "2028-02-29")).toBe("endingSoon");
		expect(accreditationStanding(years, 5, "2028-03-01")).toBe("ended");
		expect(accreditationStanding(years, 5, "2025-02-28")).toBe("notYet");
		expect(accreditationStanding(years, 5, "2027-09-03")).toBe("endingSoon");
		expect(accreditationStanding(years, 5, "2027-09-02")).toBe("sound");
	});
});
