import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNANSWERED } from "../assessment/answer-record";
import type { Level } from "../standard/standard";
import { auditedAnswers, checkClosing, checkFinding, confirmedFinding, isExamined, UNEXAMINED } from "./finding";

const finding = (level: Level | null, note = "", notApplicable = false) => ({ level, notApplicable, note, version: 1 });
const declaredLevel = { ...UNANSWERED, level: 2 as const };
const declaredAside = { ...UNANSWERED, notApplicable: true, reason: "Pas de CAPE" };

describe("a finding (R-45)", () => {
	it("is examined by a level or by being set aside, not by a note", () => {
		expect(isExamined(undefined)).toBe(false);
		expect(isExamined(finding(null, "à revoir"))).toBe(false);
		expect(isExamined(finding(0))).toBe(true);
		expect(isExamined(finding(null, "", true))).toBe(true);
	});

	it("confirms not applicable without a word, but sets aside on its own only with a note", () => {
		expect(checkFinding(finding(null, "", true), declaredAside).ok).toBe(true);
		expect(checkFinding(finding(null, "", true), declaredLevel)).toMatchObject({ reason: "NOTE_REQUIRED" });
		expect(checkFinding(finding(null, "  ", true), undefined)).toMatchObject({ reason: "NOTE_REQUIRED" });
		expect(checkFinding(finding(null, "Aucun CAPE signé", true), declaredLevel).ok).toBe(true);
	});
});

describe("confirming what was declared", () => {
	it("copies the declared value and keeps the note already taken", () => {
		expect(confirmedFinding(declaredLevel, undefined)).toEqual({ ...UNEXAMINED, level: 2 });
		expect(confirmedFinding(declaredLevel, { ...finding(null, "vu"), version: 4 })).toEqual({
			level: 2,
			notApplicable: false,
			note: "vu",
			version: 4,
		});
		expect(confirmedFinding(declaredAside, undefined)).toEqual({ ...UNEXAMINED, notApplicable: true });
	});

	it("copies nothing when nothing that counts was declared", () => {
		expect(confirmedFinding(undefined, undefined)).toBeNull();
		expect(confirmedFinding({ ...declaredAside, reason: " " }, undefined)).toBeNull();
	});
});

const criteria = Array.from({ length: 12 }, (_, index) => ({ id: `JUR-${index}` }));
const examined = (count: number) => new Map(criteria.slice(0, count).map(({ id }) => [id, finding(2)]));

describe("closing a visit (R-46)", () => {
	it("takes every applicable criterion for an initial or renewal audit", () => {
		for (const kind of ["initial", "renewal"] as const) {
			expect(checkClosing(kind, criteria, examined(12)).ok).toBe(true);
			expect(checkClosing(kind, criteria, examined(11))).toEqual({
				ok: false,
				reason: "CRITERIA_MISSING",
				details: { examined: 11, required: 12, missing: ["JUR-11"] },
			});
		}
	});

	it("takes ten criteria for a follow-up, or all when there are fewer", () => {
		expect(checkClosing("followUp", criteria, examined(10)).ok).toBe(true);
		expect(checkClosing("followUp", criteria, examined(9))).toMatchObject({ details: { required: 10 } });
		expect(checkClosing("followUp", criteria.slice(0, 4), examined(4)).ok).toBe(true);
		expect(checkClosing("followUp", criteria.slice(0, 4), examined(3)).ok).toBe(false);
	});

	it("counts neither notes nor criteria that do not apply", () => {
		const findings = new Map([...examined(11), ["JUR-11", finding(null, "vu")], ["FIN-99", finding(3)]]);
		expect(checkClosing("initial", criteria, findings)).toMatchObject({ details: { missing: ["JUR-11"] } });
	});

	it("never scores anything but audited values", () => {
		const some = fc.array(fc.option(fc.constantFrom(0, 1, 2, 3), { nil: null }), { minLength: 12, maxLength: 12 });
		fc.assert(
			fc.property(some, (levels) => {
				const findings = new Map(
					criteria.map(({ id }, index) => [id, finding((levels[index] ?? null) as Level | null)]),
				);
				const expected = Object.fromEntries(
					criteria.flatMap(({ id }, index) => (levels[index] === null ? [] : [[id, levels[index]]])),
				);
				expect(auditedAnswers(findings)).toEqual(expected);
			}),
		);
		expect(auditedAnswers(new Map([["JUR-1", finding(null, "", true)]]))).toEqual({
			"JUR-1": { notApplicable: "Constaté par l’audit" },
		});
	});
});
