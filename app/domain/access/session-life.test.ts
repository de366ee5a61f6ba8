import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ROLES } from "./roles";
import { isProofFresh, PROOF_MINUTES, SECOND_FACTOR_MINUTES, SESSIONS_AT_MOST, sessionLife } from "./session-life";

const NOW = new Date("2026-10-05T09:30:00Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const some = fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1 });

describe("the life of a session (R-66)", () => {
	it.each([
		["manager", 120, 720],
		["contributor", 120, 720],
		["auditor", 240, 840],
		["committee", 60, 720],
		["board", 60, 720],
		["network", 60, 600],
		["admin", 30, 480],
	] as const)("%s: %d minutes idle, %d in all", (role, idleMinutes, absoluteMinutes) => {
		expect(sessionLife([role])).toEqual({ idleMinutes, absoluteMinutes });
	});

	it("without a role: as short as an administrator's", () => {
		expect(sessionLife([])).toEqual({ idleMinutes: 30, absoluteMinutes: 480 });
	});

	it("of several roles: the strictest of each bound, even from different roles", () => {
		expect(sessionLife(["auditor", "board"])).toEqual({ idleMinutes: 60, absoluteMinutes: 720 });
		expect(sessionLife(["auditor", "manager"])).toEqual({ idleMinutes: 120, absoluteMinutes: 720 });
	});

	it("no role ever makes it longer, nor does the order count", () => {
		fc.assert(
			fc.property(some, some, (roles, more) => {
				const alone = sessionLife(roles);
				const together = sessionLife([...roles, ...more]);
				expect(together.idleMinutes).toBeLessThanOrEqual(alone.idleMinutes);
				expect(together.absoluteMinutes).toBeLessThanOrEqual(alone.absoluteMinutes);
				expect(sessionLife([...more, ...roles])).toEqual(together);
			}),
		);
	});

	it("is one of a role held, for each bound, and idle time is the shorter", () => {
		fc.assert(
			fc.property(some, (roles) => {
				const life = sessionLife(roles);
				expect(roles.map((role) => sessionLife([role]).idleMinutes)).toContain(life.idleMinutes);
				expect(roles.map((role) => sessionLife([role]).absoluteMinutes)).toContain(life.absoluteMinutes);
				expect(life.idleMinutes).toBeLessThan(life.absoluteMinutes);
			}),
		);
	});

	it("without its second factor lasts ten minutes", () => {
		expect(SECOND_FACTOR_MINUTES).toBe(10);
	});

	it("is one of twenty at most", () => {
		expect(SESSIONS_AT_MOST).toBe(20);
	});
});

describe("a proof of identity", () => {
	it("serves for fifteen minutes, not a moment longer", () => {
		expect(PROOF_MINUTES).toBe(15);
		expect(isProofFresh(NOW, NOW)).toBe(true);
		expect(isProofFresh(ago(15 * 60_000 - 1), NOW)).toBe(true);
		expect(isProofFresh(ago(15 * 60_000), NOW)).toBe(false);
		expect(isProofFresh(ago(86_400_000), NOW)).toBe(false);
	});
});
