import { describe, expect, it } from "vitest";
import type { Level } from "../standard/standard";
import { UNEXAMINED } from "./finding";
import { orderSheet, unexaminedSample } from "./sample-visit";
import type { SampleReason } from "./sampling";

const row = (id: string, ...reasons: SampleReason[]) => ({ id, sampled: reasons.length > 0 ? { reasons } : null });
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
const ROWS = [
	row("JUR-01"),
	row("JUR-02", "draw"),
	row("JUR-03", "blocking", "jump"),
	row("JUR-04"),
	row("JUR-05", "openGap", "blocking"),
	row("JUR-06", "openGap"),
];

describe("the order of a visit's sheet (R-219)", () => {
	it("puts the sample of a follow-up first, what was left open at its head", () => {
		const { first, others } = orderSheet("followUp", ROWS);
		expect(ids(first)).toEqual(["JUR-05", "JUR-06", "JUR-02", "JUR-03"]);
		expect(ids(others)).toEqual(["JUR-01", "JUR-04"]);
	});

	it.each(["initial", "renewal"] as const)("keeps the order of the référentiel at an %s audit", (kind) => {
		expect(orderSheet(kind, ROWS)).toEqual({ first: [], others: ROWS });
	});

	it("has nothing first where nothing is sampled, and loses no criterion", () => {
		const [one = row("JUR-01")] = ROWS;
		expect(orderSheet("followUp", [one])).toEqual({ first: [], others: [one] });
		const { first, others } = orderSheet("followUp", ROWS);
		expect(ids([...first, ...others]).toSorted()).toEqual(ids(ROWS));
	});
});

describe("what is left of the sample (R-220)", () => {
	const level = (value: Level | null, over: object = {}) => ({ ...UNEXAMINED, level: value, version: 1, ...over });
	const sampled = new Set(["JUR-02", "JUR-03", "JUR-05", "FIN-99"]);

	it("names what was not examined, in the order of the référentiel", () => {
		const findings = new Map([["JUR-03", level(2)]]);
		expect(unexaminedSample(ROWS, sampled, findings)).toEqual(["JUR-02", "JUR-05"]);
	});

	it("takes a note for no examination, and a criterion set aside for one", () => {
		const findings = new Map([
			["JUR-02", level(null, { note: "à revoir" })],
			["JUR-03", level(null, { notApplicable: true, note: "Aucun CAPE" })],
			["JUR-05", level(0)],
		]);
		expect(unexaminedSample(ROWS, sampled, findings)).toEqual(["JUR-02"]);
	});

	it("is empty once all is examined, without a sample, and for what no longer applies", () => {
		const all = new Map(ROWS.map(({ id }) => [id, level(2)]));
		expect(unexaminedSample(ROWS, sampled, all)).toEqual([]);
		expect(unexaminedSample(ROWS, new Set(), new Map())).toEqual([]);
		expect(unexaminedSample(ROWS, new Set(["FIN-99"]), new Map())).toEqual([]);
	});
});
