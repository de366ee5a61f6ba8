/** Three small versions told end to end, then random chains beside what a draft's answers become on the same way. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryChainedDraft } from "../../../tests/fixtures/standard/arbitrary-chain";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import type { RecordedAnswer } from "../assessment/answer-record";
import { migrateAnswers } from "../assessment/migrate-answers";
import { compareStandards } from "./compare-standards";
import { traceLineage } from "./lineage";
import { traceChain } from "./lineage-chain";
import type { Criterion, CriterionChange, Standard } from "./standard";
import { chainBetween, earlierVersions, type VersionChain } from "./version-chain";

const first = smallStandard();

/** The version that follows, where only what is named changes; `null` retires. */
function next(
	previous: Standard,
	version: string,
	changes: Readonly<Record<string, (Partial<Criterion> & { readonly change: CriterionChange }) | null>>,
	retired: Standard["retired"] = [],
): Standard {
	const [model] = previous.criteria as [Criterion];
	const known = new Set(previous.criteria.map(({ id }) => id));
	const kept = previous.criteria.flatMap(({ change: _, ...criterion }): Criterion[] => {
		const told = changes[criterion.id];
		return told === null ? [] : [{ ...criterion, ...told }];
	});
	const added = Object.entries(changes).flatMap(([id, told]): Criterion[] =>
		told && !known.has(id) ? [{ ...model, id, domain: id.slice(0, 3), ...told }] : [],
	);
	return { ...previous, version, previous: previous.version, criteria: [...kept, ...added], retired };
}

const second = next(
	first,
	"2.0",
	{
		"JUR-01": { change: { kind: "tightened", from: ["JUR-01"], keepAnswer: "confirm", note: "Plus strict." } },
		"JUR-02": { change: { kind: "split", from: ["JUR-02"], keepAnswer: "confirm", note: "Une part." } },
		"JUR-05": { change: { kind: "split", from: ["JUR-02"], keepAnswer: "reset", note: "L’autre part." } },
		"JUR-06": { change: { kind: "new" } },
		"JUR-07": { change: { kind: "new" } },
		"ANC-02": null,
	},
	[{ id: "ANC-02", reason: "Sans objet.", replacedBy: "JUR-02" }],
);
const third = next(
	second,
	"3.0",
	{
		"JUR-01": {
			statement: "Énoncé en clair de JUR-01.",
			change: { kind: "reworded", from: ["JUR-01"], keepAnswer: "carry", note: "En clair." },
		},
		"JUR-02": null,
		"JUR-03": { change: { kind: "merged", from: ["JUR-03", "JUR-04"], keepAnswer: "carry", note: "Réunis." } },
		"JUR-04": null,
		"JUR-06": { change: { kind: "relaxed", from: ["JUR-06"], keepAnswer: "carry", note: "Allégé." } },
		"JUR-07": null,
		"JUR-08": { change: { kind: "unchanged", from: ["JUR-02"], keepAnswer: "carry" } },
	},
	[{ id: "JUR-07", reason: "Essai abandonné." }],
);
const chain: VersionChain = [first, second, third];

describe("from 1.0 to 3.0, across 2.0", () => {
	const comparison = compareStandards(chain);
	const of = (id: string) => comparison.criteria.find((one) => one.id === id);

	test("each criterion says what each version made of it", () => {
		expect(comparison.through).toEqual(["2.0"]);
		expect(of("JUR-01")).toMatchObject({
			kind: "tightened",
			from: ["JUR-01"],
			keepAnswer: "confirm",
			note: null,
			steps: [
				{ version: "2.0", kind: "tightened", note: "Plus strict." },
				{ version: "3.0", kind: "reworded", note: "En clair." },
			],
		});
		expect(of("JUR-01")?.texts.map(({ field }) => field)).toEqual(["statement"]);
		expect(of("ANC-01")).toMatchObject({ kind: "unchanged", keepAnswer: "carry", steps: [] });
	});

	test("a split, a merge, what is new and what is gone are told from both ends", () => {
		for (const id of ["JUR-08", "JUR-05"]) {
			expect(of(id)).toMatchObject({ kind: "split", from: ["JUR-02"], parts: ["JUR-05", "JUR-08"] });
		}
		expect([of("JUR-08")?.keepAnswer, of("JUR-05")?.keepAnswer]).toEqual(["confirm", "reset"]);
		expect(of("JUR-03")).toMatchObject({ kind: "merged", from: ["JUR-03", "JUR-04"], keepAnswer: "carry" });
		expect(of("JUR-06")).toMatchObject({
			kind: "new",
			keepAnswer: null,
			steps: [
				{ version: "2.0", kind: "new" },
				{ version: "3.0", kind: "relaxed", note: "Allégé." },
			],
		});
		// Born in 2.0, gone in 3.0: at neither end.
		expect(of("JUR-07")).toBeUndefined();
		expect(of("ANC-02")).toMatchObject({
			kind: "retired",
			replacedBy: "JUR-08",
			steps: [{ version: "2.0", kind: "retired", note: "Sans objet." }],
		});
		expect(comparison.counts).toEqual({
			unchanged: 1,
			reworded: 0,
			tightened: 1,
			relaxed: 0,
			new: 1,
			split: 2,
			merged: 1,
			retired: 1,
		});
	});

	test("a version knows what it can be compared with, and no way leads back or aside", () => {
		const all = [second, third, first];
		expect(earlierVersions(all, "3.0").map(({ version }) => version)).toEqual(["2.0", "1.0"]);
		expect(earlierVersions(all, "1.0")).toEqual([]);
		expect(chainBetween(all, "1.0", "3.0")).toEqual(chain);
		expect(chainBetween(all, "3.0", "1.0")).toBeNull();
		expect(chainBetween([first, third], "1.0", "3.0")).toBeNull();
		expect(() => traceChain([first, third])).toThrow(RangeError);
	});
});

describe("on random chains", () => {
	test("two versions say what their own lineage says", () => {
		fc.assert(
			fc.property(arbitraryChainedDraft, ({ versions: [one, two] }) => {
				if (!two) return;
				const { origins, fates } = traceLineage(one, two);
				const chained = traceChain([one, two]);
				for (const [id, origin] of origins) expect(chained.origins.get(id)).toMatchObject(origin);
				for (const [id, fate] of fates) expect(chained.fates.get(id)).toMatchObject(fate);
			}),
			{ numRuns: 60 },
		);
	});

	test("what is said of an answer is what becomes of it", () => {
		const seen = new Set<string>();
		fc.assert(
			fc.property(arbitraryChainedDraft, fc.constantFrom(0, 3), ({ versions }, level) => {
				// Everyone is asked everything, and everything is answered the same.
				const everyone = (one: Standard): Standard => ({
					...one,
					criteria: one.criteria.map((criterion) => ({ ...criterion, applicability: { scope: "all" } })),
				});
				const [start, ...following] = versions;
				const put: VersionChain = [everyone(start), ...following.map(everyone)];
				const answered: RecordedAnswer = {
					level: level as RecordedAnswer["level"],
					notApplicable: false,
					reason: "",
					comment: "",
					version: 1,
				};
				const answers = new Map(put[0].criteria.map(({ id }) => [id, answered]));
				const profile = { sectors: [], activities: [], headcount: 0, conditions: [] };
				const { criteria, answers: buckets } = migrateAnswers(put, profile, answers);
				const { origins, fates } = traceChain(put);
				for (const { criterionId, standing, origins: from } of criteria) {
					const origin = origins.get(criterionId);
					expect(origin?.from).toEqual(from);
					const way = origin?.keepAnswer ?? "new";
					seen.add(`${way} ${standing}`);
					const expected = {
						carry: ["carried"],
						carryIfMet: level === 3 ? ["carried"] : ["toConfirm"],
						confirm: ["toConfirm"],
						reset: ["reset"],
						new: ["new"],
					}[way];
					expect([criterionId, way, expected]).toEqual([criterionId, way, expect.arrayContaining([standing])]);
				}
				for (const { criterionId, bucket } of buckets) {
					expect(fates.get(criterionId)?.retired).toBe(bucket === "retired");
				}
			}),
			{ numRuns: 150 },
		);
		expect(seen.size).toBe(6);
	});
});
