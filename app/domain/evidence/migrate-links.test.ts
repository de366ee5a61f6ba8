import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { migrateLinks } from "./migrate-links";

const ids = ["A", "B", "C", "D"];
const links = fc.uniqueArray(
	fc.record({
		criterionId: fc.constantFrom(...ids),
		pieceId: fc.constantFrom("p", "q", "r"),
		expected: fc.constantFrom("", "Statuts"),
	}),
	{ selector: ({ criterionId, pieceId }) => `${criterionId} ${pieceId}` },
);
const heirs = fc.uniqueArray(
	fc.record({ criterionId: fc.constantFrom("A", "B", "E", "F"), origins: fc.uniqueArray(fc.constantFrom(...ids)) }),
	{ selector: ({ criterionId }) => criterionId },
);

describe("R-148 the pieces follow the lineage of their criterion", () => {
	it("goes to both parts of a criterion that was split, once to one that merges several, nowhere from a retired one", () => {
		const attached = [
			{ criterionId: "A", pieceId: "p" },
			{ criterionId: "B", pieceId: "p" },
			{ criterionId: "C", pieceId: "q" },
		];
		const moved = migrateLinks(attached, [
			{ criterionId: "A1", origins: ["A"] },
			{ criterionId: "A2", origins: ["A"] },
			{ criterionId: "AB", origins: ["A", "B"] },
			{ criterionId: "N", origins: [] },
		]);
		expect(moved).toEqual([
			{ criterionId: "A1", pieceId: "p" },
			{ criterionId: "A2", pieceId: "p" },
			{ criterionId: "AB", pieceId: "p" },
		]);
	});

	it("gives each heir the pieces of its origins, no other, each once, and leaves an unchanged référentiel as it is", () => {
		fc.assert(
			fc.property(links, heirs, (before, after) => {
				const moved = migrateLinks(before, after);
				for (const { criterionId, origins } of after) {
					const wanted = new Set(before.filter((one) => origins.includes(one.criterionId)).map((one) => one.pieceId));
					const got = moved.filter((one) => one.criterionId === criterionId).map((one) => one.pieceId);
					expect(got.toSorted()).toEqual([...wanted].toSorted());
				}
				const same = migrateLinks(
					before,
					ids.map((id) => ({ criterionId: id, origins: [id] })),
				);
				expect(new Set(same.map((one) => JSON.stringify(one)))).toEqual(
					new Set(before.map((one) => JSON.stringify(one))),
				);
			}),
		);
	});
});
