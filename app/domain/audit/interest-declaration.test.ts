import { describe, expect, it } from "vitest";
import { AUDIT_STATUSES } from "./audit-life";
import type { ConflictOfInterest } from "./conflict-of-interest";
import { CONFLICT_RULES, type ConflictReason, standingConflicts, startObstacles } from "./conflict-rules";
import { checkSaid, closesFile, isBeforeVisit, isSigned, TIE_KINDS } from "./interest-declaration";

describe("what is signed (R-172)", () => {
	const say = (says: "none" | "ties", ties: (typeof TIE_KINDS)[number][], told: (typeof TIE_KINDS)[number][] = []) => {
		const result = checkSaid({ says, ties, signed: true }, told);
		return result.ok ? "ok" : result.reason;
	};

	it("says one thing, and forgets no tie that lasts", () => {
		expect(say("none", [])).toBe("ok");
		expect(say("ties", ["other", "capital"])).toBe("ok");
		expect(say("none", ["other"])).toBe("NONE_AND_TIES");
		expect(say("ties", [])).toBe("TIE_REQUIRED");
		expect(say("none", [], ["other"])).toBe("STILL_DECLARED");
		expect(say("ties", ["family"], ["other"])).toBe("STILL_DECLARED");
		expect(say("ties", ["other"], ["other"])).toBe("ok");
	});

	it("is the person’s own act", () => {
		expect(checkSaid({ says: "none", ties: [], signed: false }, [])).toMatchObject({ reason: "NOT_SIGNED" });
	});

	it("closes the file for every tie but another one", () => {
		expect(TIE_KINDS.filter((kind) => !closesFile(kind))).toEqual(["other"]);
	});
});

it("is signed until the report is final, and asked before the visit (R-173)", () => {
	expect(AUDIT_STATUSES.filter(isSigned)).toEqual([
		...["planned", "confirmed", "inProgress", "provisionalReport", "rightOfReply", "postponed"],
	]);
	expect(AUDIT_STATUSES.filter(isBeforeVisit)).toEqual(["planned", "confirmed", "postponed"]);
});

describe("what keeps a visit from beginning (R-173)", () => {
	const facts: Partial<Record<ConflictReason, ConflictOfInterest>> = {
		OWN_COOPERATIVE: { reason: "OWN_COOPERATIVE" },
		DECLARED_TIE: { reason: "DECLARED_TIE", kind: "family" },
		DECLARED_OTHER: { reason: "DECLARED_OTHER" },
		SAME_REGION: { reason: "SAME_REGION", region: "Bretagne" },
		NOT_ACCREDITED: { reason: "NOT_ACCREDITED", from: "2020-01-01", until: "2021-01-01" },
		DECLARATION_MISSING: { reason: "DECLARATION_MISSING" },
		DECLARATION_OUTDATED: { reason: "DECLARATION_OUTDATED", signedOn: "2026-01-01", why: "age" },
	};
	const all = Object.values(facts);

	it("is a tie that closes the file, another one without a derogation, a declaration that is missing or too old", () => {
		const reasons = (derogated: ConflictReason[]) => startObstacles(all, derogated).map(({ reason }) => reason);
		expect(reasons([])).toEqual([
			...["OWN_COOPERATIVE", "DECLARED_TIE", "DECLARED_OTHER", "DECLARATION_MISSING", "DECLARATION_OUTDATED"],
		]);
		expect(reasons(["DECLARED_OTHER", "DECLARED_TIE", "DECLARATION_MISSING"])).toEqual([
			...["OWN_COOPERATIVE", "DECLARED_TIE", "DECLARATION_MISSING", "DECLARATION_OUTDATED"],
		]);
	});

	it("never stands in the way of a plan", () => {
		const start = (Object.keys(CONFLICT_RULES) as ConflictReason[]).filter(
			(reason) => CONFLICT_RULES[reason].weight === "start",
		);
		expect(start).toEqual(["DECLARATION_MISSING", "DECLARATION_OUTDATED"]);
		const standing = standingConflicts(all, []).map(({ reason }) => reason);
		expect(standing.filter((reason) => start.includes(reason))).toEqual([]);
	});
});
