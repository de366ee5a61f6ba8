import { expect, it } from "vitest";
import { planningYear } from "./planning-year";

it("is this year until the end of September, then the next one", () => {
	expect(["2026-01-01", "2026-09-30", "2026-10-01", "2026-12-31"].map(planningYear)).toEqual([2026, 2026, 2027, 2027]);
});
