import { describe, expect, it } from "vitest";
import { removeFactor } from "./factor-removal";

describe("taking a second factor away", () => {
	it("leaves one to whoever must have one", () => {
		expect(removeFactor({ kind: "required" }, 0)).toMatchObject({ reason: "LAST_REQUIRED_FACTOR" });
		expect(removeFactor({ kind: "required" }, 1).ok).toBe(true);
	});

	it("is free for the others", () => {
		expect(removeFactor({ kind: "optional" }, 0).ok).toBe(true);
		expect(removeFactor({ kind: "grace", until: new Date() }, 0).ok).toBe(true);
	});
});
