import { describe, expect, it } from "vitest";
import type { Criterion, Level, Standard } from "../standard/standard";
import type { RecordedAnswer } from "./answer-record";
import { missingAnswers } from "./completeness";
import { type XRayPiece, xRay } from "./x-ray";

const TODAY = "2026-11-25";
const criterion = (id: string, required = true) =>
	({ id, metFrom: 2, evidence: [{ label: "Statuts", required, maxAgeMonths: 12 }] }) as unknown as Criterion;
const answer = (level: Level | null, more: Partial<RecordedAnswer> = {}): RecordedAnswer => ({
	level,
	notApplicable: false,
	reason: "",
	comment: "",
	version: 1,
	...more,
});
const piece = (more: Partial<XRayPiece> = {}): XRayPiece => ({
	expected: "Statuts",
	issuedOn: "2026-01-10",
	expiresOn: null,
	concealed: false,
	...more,
});
const seen = (
	level: Level | null,
	pieces: readonly XRayPiece[],
	more: Partial<RecordedAnswer> = {},
	required = true,
) => {
	const { signs, metWithoutEvidence } = xRay(
		[criterion("JUR-01", required)],
		new Map([["JUR-01", answer(level, more)]]),
		new Map([["JUR-01", pieces]]),
		TODAY,
	);
	return [signs.map(({ sign }) => sign), metWithoutEvidence];
};

describe("what an audit would notice (R-16)", () => {
	it("a level 3 without a piece", () => {
		expect(seen(3, [])).toEqual([["exemplaryWithoutEvidence"], 1]);
		expect(seen(3, [piece()])).toEqual([[], 0]);
		expect(seen(3, [], {}, false)).toEqual([["exemplaryWithoutEvidence"], 0]);
	});

	it("how many answers are met without a piece that is required", () => {
		expect(seen(2, [])).toEqual([[], 1]);
		expect(seen(1, [])).toEqual([[], 0]);
		expect(seen(2, [], {}, false)).toEqual([[], 0]);
	});

	it("a piece past its term or too old, unless another one is good", () => {
		const old = piece({ issuedOn: "2025-11-24" });
		expect(seen(2, [old])).toEqual([["evidenceOver"], 0]);
		expect(seen(2, [piece({ issuedOn: "2025-11-25" })])).toEqual([[], 0]);
		expect(seen(2, [piece({ expiresOn: "2026-11-24" })])).toEqual([["evidenceOver"], 0]);
		expect(seen(2, [piece({ expiresOn: TODAY })])).toEqual([[], 0]);
		expect(seen(2, [old, piece()])).toEqual([[], 0]);
		expect(seen(2, [piece(), piece({ expected: "", expiresOn: "2020-01-01" })])).toEqual([["evidenceOver"], 0]);
	});

	it("nothing of a piece one may not see, but that it is there", () => {
		const concealed = piece({ issuedOn: null, concealed: true });
		expect(seen(3, [concealed])).toEqual([[], 0]);
	});

	it("not applicable without a written reason holds the sending back, with one it does not", () => {
		const version = { criteria: [{ ...criterion("JUR-01"), applicability: { scope: "all" } }] } as unknown as Standard;
		const profile = { sectors: [], activities: [], headcount: 1, conditions: [] };
		const missing = (reason: string) =>
			missingAnswers(version, profile, new Map([["JUR-01", answer(null, { notApplicable: true, reason })]])).map(
				(one) => one.reason,
			);
		expect(missing(" \n")).toEqual(["REASON_MISSING"]);
		expect(missing("Aucune activité")).toEqual([]);
	});

	it("nothing of an answer that does not count", () => {
		expect(seen(3, [], { toConfirm: true })).toEqual([[], 0]);
		expect(seen(null, [], { notApplicable: true, reason: "Aucune activité" })).toEqual([[], 0]);
		expect(xRay([criterion("JUR-01")], new Map(), new Map(), TODAY)).toEqual({ signs: [], metWithoutEvidence: 0 });
	});
});
