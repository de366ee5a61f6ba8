import { expect, it } from "vitest";
import { MAIL_ATTEMPTS, nextAttemptAt } from "./mail-retry";

it("waits longer and longer, six hours at most, and outlasts a night", () => {
	const start = new Date("2026-10-05T20:00:00Z");
	const waits = Array.from({ length: MAIL_ATTEMPTS - 1 }, (_, index) => {
		return (nextAttemptAt(index + 1, start).getTime() - start.getTime()) / 60_000;
	});
	expect(waits).toEqual([1, 4, 16, 64, 256, 360, 360]);
	expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(12 * 60);
});
