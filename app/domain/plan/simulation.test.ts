import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryDossier, arbitraryStandard } from "../../../tests/fixtures/standard/arbitraries";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { OUTCOMES } from "../scoring/label-outcome";
import type { Level, Profile } from "../standard/standard";
import { pathTo, readSimulation, type SimulatedFile, simulate, TARGETS, triedLevels } from "./simulation";

const profile: Profile = { sectors: ["culture"], activities: [], headcount: 20, conditions: ["uses_cape"] };
const file: SimulatedFile = {
	standard: smallStandard(),
	profile,
	answers: { "JUR-01": 2, "JUR-02": 1, "JUR-03": 2, "JUR-04": null, "ANC-01": 0, "ANC-02": 0 },
};
const wish = (text: string) => readSimulation(new URLSearchParams(text));

describe("what an address asks", () => {
	it("reads three lists side by side, and leaves out what is no level, no effort, or said twice", () => {
		expect(
			wish("cible=deferred&critere=A&niveau=3&effort=&critere=B&niveau=9&effort=12&critere=A&niveau=0&effort=1"),
		).toEqual({
			target: "deferred",
			tried: [
				{ criterionId: "A", to: 3, effort: null },
				{ criterionId: "B", to: null, effort: 12 },
			],
			added: null,
			again: false,
		});
		expect(wish("cible=refused&critere=A&effort=-1")).toMatchObject({
			target: "awarded",
			tried: [{ to: null, effort: null }],
		});
		expect(wish("")).toMatchObject({ tried: null, added: null });
	});
});

describe("a simulation (R-125)", () => {
	it("begins with the shortest path, which reaches its target", () => {
		const tried = triedLevels(file, wish(""));
		expect(tried.map(({ criterionId, to }) => [criterionId, to])).toEqual([
			["ANC-01", 2],
			["JUR-02", 2],
			["JUR-04", 2],
		]);
		expect(simulate(file, tried)).toMatchObject({ after: { outcome: "awarded" }, effort: 8 });
	});

	it("looks for another path once an effort was said, keeps what was said, and adds a criterion at the level that meets it", () => {
		const again = triedLevels(file, wish("critere=ANC-01&niveau=2&effort=50&chemin=1"));
		expect(again).toEqual([
			{ criterionId: "ANC-02", to: 2, effort: null },
			{ criterionId: "JUR-02", to: 2, effort: null },
			{ criterionId: "JUR-04", to: 2, effort: null },
			{ criterionId: "ANC-01", to: null, effort: 50 },
		]);
		expect(triedLevels(file, wish("critere=JUR-02&niveau=3&effort=&ajouter=ANC-02"))).toEqual([
			{ criterionId: "JUR-02", to: 3, effort: null },
			{ criterionId: "ANC-02", to: 2, effort: null },
		]);
		expect(triedLevels(file, wish("critere=NOT-01&niveau=3&effort=&ajouter=NOT-02"))).toEqual([]);
	});

	const cases = arbitraryStandard(9).chain((standard) => fc.tuple(fc.constant(standard), arbitraryDossier(standard)));
	const level = fc.constantFrom<Level | null>(0, 1, 2, 3, null);

	it("without a change is the score itself; said again at the declared levels too; it never touches the answers", () => {
		fc.assert(
			fc.property(cases, ([standard, dossier]) => {
				const one = { standard, ...dossier };
				const before = JSON.stringify(one.answers);
				const none = simulate(one, []);
				expect(none.after).toEqual(none.before);
				const said = Object.entries(one.answers).flatMap(([criterionId, value]) =>
					typeof value === "number" ? [{ criterionId, to: value, effort: null }] : [],
				);
				expect(simulate(one, said)).toMatchObject({ after: none.before, raises: [], effort: 0 });
				expect(JSON.stringify(one.answers)).toBe(before);
			}),
		);
	});

	it("of the path to a target reaches it, at the effort the path says, whatever was said of the efforts", () => {
		const efforts = fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }), {
			minLength: 12,
			maxLength: 12,
		});
		fc.assert(
			fc.property(cases, fc.constantFrom(...TARGETS), efforts, level, ([standard, dossier], target, said, to) => {
				const one = { standard, ...dossier };
				const tried = standard.criteria.map(({ id }, at) => ({ criterionId: id, to, effort: said[at] ?? null }));
				const path = pathTo(one, target, tried);
				if (!path.ok) return;
				const list = triedLevels(one, { target, tried, added: null, again: true });
				const { after, effort } = simulate(one, list);
				expect(OUTCOMES.indexOf(after.outcome)).toBeLessThanOrEqual(OUTCOMES.indexOf(target));
				expect(effort).toBe(path.value.effort);
			}),
		);
	});
});
