import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Level } from "../standard/standard";
import { answerValue, REASON_LIMIT, type RecordedAnswer, UNANSWERED } from "./answer-record";
import { checkReason, isAside, putBack, setAside } from "./chapter-aside";

const answer = fc.record(
	{
		level: fc.option(fc.constantFrom<Level>(0, 1, 2, 3)),
		reason: fc.string({ maxLength: 6 }),
		comment: fc.string({ maxLength: 6 }),
		version: fc.integer({ min: 1, max: 9 }),
		aside: fc.boolean(),
		toConfirm: fc.boolean(),
	},
	{ requiredKeys: ["level", "reason", "comment", "version", "aside", "toConfirm"] },
);
const recorded = answer.map(({ aside, toConfirm, level, ...rest }): RecordedAnswer => {
	const chosen = aside ? { level: null, notApplicable: true } : { level, notApplicable: false };
	return { ...rest, ...chosen, ...(toConfirm && (aside || level !== null) ? { toConfirm } : {}) };
});

describe("R-116 a chapter declared not applicable", () => {
	it("takes one written reason", () => {
		expect(checkReason("  Aucun CAPE.\n")).toEqual({ ok: true, value: "Aucun CAPE." });
		expect(checkReason(" \n")).toMatchObject({ reason: "REASON_REQUIRED" });
		expect(checkReason("x".repeat(REASON_LIMIT + 1))).toMatchObject({ reason: "REASON_TOO_LONG" });
	});

	it("sets every answer aside but those that were, loses no comment, and comes back to the very answers there were", () => {
		fc.assert(
			fc.property(recorded, (before) => {
				const aside = setAside(before, "Aucun CAPE.");
				expect(aside === null).toBe(isAside(before));
				if (!aside) return;
				expect(answerValue(aside)).toEqual({ notApplicable: "Aucun CAPE." });
				expect(aside.comment).toBe(before.comment);
				const version = before.version + 1;
				expect(putBack({ ...aside, version }, before)).toEqual({ ...before, version });
			}),
		);
	});

	it("leaves a criterion without an answer as it found it", () => {
		const aside = setAside(UNANSWERED, "Aucun CAPE.");
		expect(aside).toMatchObject({ notApplicable: true, level: null });
		expect(aside && putBack({ ...aside, version: 1 }, null)).toEqual({ ...UNANSWERED, version: 1 });
	});
});
