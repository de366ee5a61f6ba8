import { beforeAll, describe, expect, it } from "vitest";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import type { Standard } from "../standard/standard";
import { basisNote, breakNote, countNote, likeForLike, trendBasis, versionsOfYear } from "./trend-basis";

let one: Standard;
let two: Standard;
beforeAll(async () => {
	[one, two] = await Promise.all([realStandard("1.0"), realStandard("2.0")]);
});

const year = (of: number, ...versions: Standard[]) => ({ year: of, versions });

describe("what a trend rests on", () => {
	it("is every criterion while the version does not change, without a break or a word", () => {
		const basis = trendBasis([year(2023, one), year(2024, one), year(2025, one)], [one, two]);
		expect(basis).toMatchObject({ basis: "", criteria: 120, outOf: 120, breaks: [] });
		expect([basisNote(basis), breakNote(basis), countNote(basis)]).toEqual([null, null, null]);
		expect(likeForLike("La conformité passe de 60 à 80", basis)).toBe("La conformité passe de 60 à 80");
		expect(versionsOfYear(basis, 2024)).toBe("1.0");
	});

	it("is the comparable criteria for every year once it does, and it breaks where it does", () => {
		const basis = trendBasis([year(2024, one), year(2025, one), year(2026, two), year(2027, two)], [one, two]);
		expect(basis).toMatchObject({ basis: "1.0..2.0", criteria: 99, outOf: 120 });
		expect(basis.breaks).toEqual([
			{ before: { year: 2025, versions: ["1.0"] }, after: { year: 2026, versions: ["2.0"] } },
		]);
		expect(basisNote(basis)).toBe("99 critères comparables sur 120 entre les versions 1.0 et 2.0 du référentiel.");
		expect(breakNote(basis)).toBe("Le référentiel change entre 2025 et 2026 : la courbe s’y arrête et reprend.");
		expect(countNote(basis)).toBe(
			"Le référentiel change entre 2025 et 2026 : un label compte tel qu’il a été décidé, sur tous les critères de sa version. 99 critères comparables sur 120 entre les versions 1.0 et 2.0 du référentiel.",
		);
		expect(likeForLike("La conformité passe de 60 à 80", basis)).toBe(
			"La conformité passe de 60 à 80, à critères comparables",
		);
		expect([2025, 2026, 2027].map((of) => versionsOfYear(basis, of))).toEqual(["1.0", "2.0 (nouvelle)", "2.0"]);
	});

	it("breaks on both sides of a year when some moved on and others did not", () => {
		const basis = trendBasis([year(2025, one), year(2026, two, one), year(2027, two)], [one, two]);
		expect(basis.breaks.map(({ before, after }) => [before.year, after.year])).toEqual([
			[2025, 2026],
			[2026, 2027],
		]);
		expect(breakNote(basis)).toContain("entre 2025 et 2026, puis entre 2026 et 2027 :");
		expect(versionsOfYear(basis, 2026)).toBe("1.0 et 2.0 (nouvelle)");
		const alone = trendBasis([year(2026, one, two)], [one, two]);
		expect(alone).toMatchObject({ basis: "1.0..2.0", criteria: 99, breaks: [] });
		expect(basisNote(alone)).toBe("99 critères comparables sur 120 entre les versions 1.0 et 2.0 du référentiel.");
	});

	it("is nothing between versions that have no lineage: then nothing is compared, and that is said", () => {
		for (const other of [
			{ ...two, previous: "1.5" },
			{ ...two, code: "autre", version: "3.0" },
		]) {
			const basis = trendBasis([year(2025, one), year(2026, other)], [one, other]);
			expect(basis.criteria).toBe(0);
			expect(basisNote(basis)).toMatch(/^Aucun critère n’est comparable .* : ces années ne se comparent pas\.$/);
			expect(likeForLike("Pas encore de résultat", basis)).toBe("Pas encore de résultat");
		}
	});

	it("is nothing without a year", () => {
		expect(trendBasis([], [one])).toEqual({ basis: "", criteria: 0, outOf: 0, years: [], breaks: [] });
	});
});
