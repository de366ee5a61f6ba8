import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	minutesToWait,
	signInCounters,
	THROTTLE_KINDS,
	type ThrottleKind,
	throttleEnd,
	throttleRule,
} from "./throttling";

const NOW = new Date("2026-10-05T09:30:00Z");
const plus = (ms: number) => new Date(NOW.getTime() + ms);

/** Tries in fifteen minutes. A kind left out does not compile. */
const TRIES: { readonly [K in ThrottleKind]: number } = {
	signInAccount: 10,
	signInBrowser: 10,
	signInNetwork: 100,
	proof: 10,
	secondFactor: 10,
	passkey: 100,
	passwordReset: 20,
	calendarFeed: 60,
};

describe("the rules (R-69)", () => {
	it.each(THROTTLE_KINDS)("%s", (kind) => {
		expect(throttleRule(kind)).toEqual({ tries: TRIES[kind], minutes: 15 });
	});

	it("are those spelt out above, and no other", () => {
		expect([...THROTTLE_KINDS].sort()).toEqual(Object.keys(TRIES).sort());
	});

	it("keep room for a whole network: ten accounts used up do not shut it out", () => {
		expect(throttleRule("signInNetwork").tries).toBeGreaterThanOrEqual(10 * throttleRule("signInAccount").tries);
	});
});

it("a counter is forgotten fifteen minutes after the try, whatever the kind", () => {
	for (const kind of THROTTLE_KINDS) expect(throttleEnd(kind, NOW)).toEqual(new Date("2026-10-05T09:45:00Z"));
});

describe("what a sign-in counts on", () => {
	it("a known browser: its own counter alone, so that neither an attack nor the network keeps it out", () => {
		expect(signInCounters(true)).toEqual(["signInBrowser"]);
	});

	it("any other: the account, then the network", () => {
		expect(signInCounters(false)).toEqual(["signInAccount", "signInNetwork"]);
	});
});

describe("minutes to wait", () => {
	it.each([
		[15 * 60_000, 15],
		[14 * 60_000 + 1, 15],
		[60_001, 2],
		[60_000, 1],
		[1, 1],
		[0, 1],
		[-60_000, 1],
	])("%d ms: %d", (ms, minutes) => {
		expect(minutesToWait(plus(ms), NOW)).toBe(minutes);
	});

	it("after that long the wait is over, and a minute less would not do", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 3_600_000 }), (ms) => {
				const minutes = minutesToWait(plus(ms), NOW);
				expect(minutes * 60_000).toBeGreaterThanOrEqual(ms);
				expect((minutes - 1) * 60_000).toBeLessThan(ms);
			}),
		);
	});
});
