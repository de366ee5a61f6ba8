/** The time of a refused sign-in does not tell whether the address has an account. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { EVEN, measureSignIn } from "../../../bench/sign-in";
import { createTestDatabase, type TestDatabase } from "../../support/database";

let open: TestDatabase;
beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());

// Medians of fifty interleaved tries each; once more when a busy machine tipped one of them.
it("takes as long for an unknown address as for a known one", { retry: 1, timeout: 120_000 }, async () => {
	const { evaluated, throttled } = await measureSignIn(open.db);
	expect(evaluated.tries).toBeGreaterThanOrEqual(40);
	expect(evaluated.ratio).toBeGreaterThanOrEqual(EVEN.lowest);
	expect(evaluated.ratio).toBeLessThanOrEqual(EVEN.highest);
	// Held back: no password is verified, for either.
	expect(throttled.known).toBeLessThan(evaluated.known / 2);
	expect(throttled.unknown).toBeLessThan(evaluated.unknown / 2);
	expect(throttled.ratio).toBeGreaterThan(0.5);
	expect(throttled.ratio).toBeLessThan(2);
});
