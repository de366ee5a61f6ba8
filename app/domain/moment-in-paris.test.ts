import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOfMinuteInParis, minuteInParis } from "./moment-in-paris";

describe("a minute in Paris", () => {
	it("is read and written in the time of Paris, whatever the season", () => {
		expect(endOfMinuteInParis("2026-01-12T14:30")?.toISOString()).toBe("2026-01-12T13:30:59.999Z");
		expect(endOfMinuteInParis("2026-07-12T14:30")?.toISOString()).toBe("2026-07-12T12:30:59.999Z");
		expect(minuteInParis(new Date("2026-07-12T22:05:59Z"))).toBe("2026-07-13T00:05");
	});

	it("takes the second of an hour lived twice, and the hour after one that was skipped", () => {
		expect(endOfMinuteInParis("2026-10-25T02:30")?.toISOString()).toBe("2026-10-25T01:30:59.999Z");
		expect(endOfMinuteInParis("2026-03-29T02:30")?.toISOString()).toBe("2026-03-29T01:30:59.999Z");
	});

	it("is nothing when it can't be read", () => {
		for (const text of ["", "2026-02-30T10:00", "2026-01-12", "2026-01-12T24:00", "2026-01-12T14:30:00", "hier"]) {
			expect(endOfMinuteInParis(text)).toBeNull();
		}
	});

	it("comes back as it went, never before the moment itself", () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
				(moment) => {
					const end = endOfMinuteInParis(minuteInParis(moment));
					expect(end && minuteInParis(end)).toBe(minuteInParis(moment));
					expect(end?.getTime()).toBeGreaterThanOrEqual(moment.getTime());
				},
			),
		);
	});
});
