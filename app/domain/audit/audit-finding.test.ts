import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	type AuditFinding,
	auditFindings,
	checkEdit,
	domainMajors,
	FINDING_KINDS,
	generatedKind,
	writableKinds,
} from "./audit-finding";
import type { RecordedFinding } from "./finding";
import { minorsFell } from "./non-conformity";

const criterion = (over = {}) => ({
	...{ id: "JUR-01", domain: "JUR", kind: "mandatory" as const, blocking: false, metFrom: 2 as const },
	...over,
});
const level = (value: 0 | 1 | 2 | 3 | null, note = ""): RecordedFinding => ({
	...{ level: value, notApplicable: false, note, version: 1 },
});
const kindOf = (over: object, value: 0 | 1 | 2 | 3, proven = false) =>
	generatedKind(criterion(over), level(value), proven);

describe("R-154 findings generated from levels", () => {
	it("fall on either side of the level expected", () => {
		expect([kindOf({ blocking: true }, 1), kindOf({ blocking: true }, 2)]).toEqual(["major", "conformity"]);
		expect([kindOf({}, 1), kindOf({}, 2)]).toEqual(["minor", "conformity"]);
		expect([kindOf({ kind: "recommended" }, 1), kindOf({ kind: "recommended" }, 2)]).toEqual([
			"opportunity",
			"conformity",
		]);
		expect([kindOf({}, 3), kindOf({}, 3, true)]).toEqual(["conformity", "strength"]);
		expect(kindOf({ metFrom: 3 }, 2)).toBe("minor");
		expect(generatedKind(criterion(), { ...level(null), notApplicable: true }, true)).toBe("conformity");
		expect(generatedKind(criterion(), undefined, true)).toBeNull();
		expect(generatedKind(criterion(), level(null, "une note"), true)).toBeNull();
	});

	it("four minors of a domain are four, the fifth makes a major, which falls with any of them", () => {
		const minor = (id: string) => ({ criterionId: id, domain: "JUR", kind: "minor" }) as AuditFinding;
		const five = ["a", "b", "c", "d", "e"].map(minor);
		expect(domainMajors(five.slice(1), 5)).toEqual([]);
		expect(domainMajors([...five, { ...minor("f"), domain: "FIN" }], 5)).toEqual([
			{ domain: "JUR", minors: ["a", "b", "c", "d", "e"] },
		]);
		expect(minorsFell(["a", "b", "c", "d", "e"], new Set(["a", "b", "c", "d", "e"]), 5)).toBe(false);
		expect(minorsFell(["a", "b", "c", "d", "e"], new Set(["a", "b", "c", "d"]), 5)).toBe(true);
	});
});

describe("R-155 what a team writes otherwise", () => {
	const one = (value: 0 | 1 | 2 | 3, edits: Parameters<typeof auditFindings>[3] = []) => {
		const [finding] = auditFindings([criterion()], new Map([["JUR-01", level(value, "Vu")]]), new Set(), edits);
		if (!finding) throw new Error("no finding");
		return finding;
	};
	const edit = (kind: AuditFinding["kind"], text = "Texte", reason = "Motif") => ({
		criterionId: "JUR-01",
		kind,
		text,
		reason,
	});

	it("never silently, never against the level, never for nothing", () => {
		expect(checkEdit(one(1), edit("major"))).toMatchObject({ ok: true });
		expect(checkEdit(one(1), edit("major", "Texte", " "))).toMatchObject({ reason: "REASON_REQUIRED" });
		expect(checkEdit(one(1), edit("conformity"))).toMatchObject({ reason: "KIND_FORBIDDEN" });
		expect(checkEdit(one(2), edit("major"))).toMatchObject({ reason: "KIND_FORBIDDEN" });
		expect(checkEdit(one(2), edit("opportunity"))).toMatchObject({ ok: true });
		expect(checkEdit(one(3), edit("conformity"))).toMatchObject({ ok: true });
		expect(checkEdit(one(1), edit("minor", " Vu "))).toMatchObject({ reason: "NOTHING_CHANGED" });
		expect(checkEdit(one(1), edit("minor", ""))).toMatchObject({ reason: "TEXT_REQUIRED" });
	});

	it("holds as long as the level allows it: a raised minor whose level rises is conform again", () => {
		expect(one(1, [edit("major")])).toMatchObject({ kind: "major", generated: "minor", edits: 1 });
		expect(one(2, [edit("major")])).toMatchObject({ kind: "conformity", text: "Texte" });
	});

	it("whatever is written, a level under the bar stays a non-conformity and one at the bar never is", () => {
		const anyEdit = fc.record({
			...{ criterionId: fc.constant("JUR-01"), kind: fc.constantFrom(...FINDING_KINDS) },
			...{ text: fc.string(), reason: fc.string() },
		});
		fc.assert(
			fc.property(fc.constantFrom(0, 1, 2, 3), fc.array(anyEdit, { maxLength: 5 }), (value, edits) => {
				const { kind, generated } = one(value as 0 | 1 | 2 | 3, edits);
				expect(kind === "major" || kind === "minor").toBe(value < 2);
				expect(writableKinds(generated)).toContain(kind);
			}),
		);
	});
});
