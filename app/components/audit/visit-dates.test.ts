import { expect, it } from "vitest";
import { formatVisitDates } from "./visit-dates";

it("writes the days of a visit without repeating month or year", () => {
	const written = (startsOn: string, endsOn: string) =>
		formatVisitDates({ startsOn, endsOn }).replaceAll("\u00a0", " ");
	expect(written("2026-03-12", "2026-03-12")).toBe("le 12 mars 2026");
	expect(written("2026-03-01", "2026-03-02")).toBe("du 1er au 2 mars 2026");
	expect(written("2026-11-30", "2026-12-01")).toBe("du 30 novembre au 1er décembre 2026");
	expect(written("2026-12-31", "2027-01-01")).toBe("du 31 décembre 2026 au 1er janvier 2027");
});
