/** Owns the lineage of criteria across several versions: where each comes from at the start, and each step on the way. */
import { type Fate, type Lineage, type Origin, traceLineage } from "./lineage";
import type { ChangeKind, KeepAnswer } from "./standard";
import type { VersionChain } from "./version-chain";
import { compareVersions } from "./version-number";

/** A version that changed the criterion on its way. */
export interface LineageStep {
	/** e.g. `2.0`. */
	readonly version: string;
	readonly kind: ChangeKind | "retired";
	/** French, for managers; of a retirement, why. */
	readonly note?: string;
}

export type ChainedOrigin = Origin & { readonly steps: readonly LineageStep[] };
export type ChainedFate = Fate & { readonly steps: readonly LineageStep[] };

/** As {@link Lineage}, from the first version to the last, with what each version in between made of the criterion. */
export interface ChainedLineage extends Lineage {
	/** By id of the last version. */
	readonly origins: ReadonlyMap<string, ChainedOrigin>;
	/** By id of the first version. */
	readonly fates: ReadonlyMap<string, ChainedFate>;
}

/** A criterion on its way through the versions. `from`: ids of the first version. */
interface Branch {
	readonly from: readonly string[];
	readonly keepAnswer: KeepAnswer | null;
	/** Of the last version it reached. */
	readonly note?: string;
	readonly steps: readonly LineageStep[];
}

/**
 * The lineage from the first version to the last. What became of a criterion is told from these two ends: one origin and
 * several heirs, split; several origins, merged; otherwise the latest step that changes more than words. Its answer is kept
 * as the strictest step says. Criteria that came and went in between are in neither end.
 * @throws RangeError when the versions do not follow one another
 * Source.
 */
export function traceChain(versions: VersionChain): ChainedLineage {
	const [first, ...following] = versions;
	const lineages = following.map((next, index) => traceLineage(versions[index] ?? first, next));
	let branches = new Map<string, Branch>(
		first.criteria.map(({ id }) => [id, { from: [id], keepAnswer: "carry", steps: [] }]),
	);
	const retired = new Map<string, ChainedFate>();
	for (const [index, { origins, fates }] of lineages.entries()) {
		const version = following[index]?.version ?? "";
		for (const [id, fate] of fates) {
			if (!fate.retired) continue;
			const { from, steps } = branches.get(id) as Branch;
			const replacedBy = fate.because.replacedBy && heirOf(fate.because.replacedBy, lineages.slice(index + 1));
			const because = { id, reason: fate.because.reason, ...(replacedBy ? { replacedBy } : {}) };
			const told = [...steps, { version, kind: "retired" as const, note: because.reason }];
			for (const origin of from) retired.set(origin, { retired: true, because, steps: told });
		}
		const before = branches;
		branches = new Map(
			[...origins].map(([id, origin]) => [id, stepTo(origin, version, (old) => before.get(old) as Branch)]),
		);
	}
	const heirs = new Map(first.criteria.map(({ id }): [string, string[]] => [id, []]));
	for (const [id, { from }] of branches) for (const origin of from) heirs.get(origin)?.push(id);
	return {
		origins: new Map([...branches].map(([id, branch]) => [id, originOf(branch, heirs)])),
		fates: new Map(
			[...heirs].map(([id, to]): [string, ChainedFate] => {
				const gone = retired.get(id);
				return [id, to.length === 0 && gone ? gone : { retired: false, to, steps: [] }];
			}),
		),
	};
}

function stepTo({ kind, from, keepAnswer, note }: Origin, version: string, branchOf: (id: string) => Branch): Branch {
	const parents = from.map(branchOf);
	const told = kind === "unchanged" ? [] : [{ version, kind, ...(note === undefined ? {} : { note }) }];
	const steps = [...parents.flatMap((parent) => parent.steps), ...told];
	const origins = [...new Set(parents.flatMap((parent) => parent.from))];
	return {
		from: origins,
		...(note === undefined ? {} : { note }),
		keepAnswer: origins.length === 0 ? null : strictest([keepAnswer ?? "reset", heldBy(parents)]),
		steps: steps.filter(({ version, kind, note }, index) => {
			const same = (one: LineageStep) => one.version === version && one.kind === kind && one.note === note;
			return steps.findIndex(same) === index;
		}),
	};
}

/** A merge takes what one of its criteria still holds, and asks to look again when another holds nothing. */
function heldBy(parents: readonly Branch[]): KeepAnswer {
	const kept = parents.map(({ keepAnswer }) => keepAnswer ?? "reset");
	const held = kept.filter((way) => way !== "reset");
	if (held.length === 0) return "reset";
	return strictest(held.length < kept.length ? [...held, "confirm"] : held);
}

const STRICTNESS: readonly KeepAnswer[] = ["carry", "carryIfMet", "confirm", "reset"];

function strictest(ways: readonly KeepAnswer[]): KeepAnswer {
	return STRICTNESS.findLast((way) => ways.includes(way)) ?? "carry";
}

function originOf(
	{ from, keepAnswer, note, steps }: Branch,
	heirs: ReadonlyMap<string, readonly string[]>,
): ChainedOrigin {
	const ordered = steps.toSorted((a, b) => compareVersions(a.version, b.version));
	const [only, ...others] = from;
	const kind =
		only === undefined
			? "new"
			: others.length > 0
				? "merged"
				: (heirs.get(only)?.length ?? 0) > 1
					? "split"
					: latestOf(ordered);
	return { kind, from, keepAnswer, steps: ordered, ...(note === undefined ? {} : { note }) };
}

function latestOf(steps: readonly LineageStep[]): ChangeKind {
	const kinds = steps.flatMap(({ kind }) => (kind === "retired" ? [] : kind));
	return kinds.findLast((kind) => kind !== "reworded") ?? kinds.at(-1) ?? "unchanged";
}

/** Where an id of one version is in the last; null when it was retired on the way. */
function heirOf(id: string, lineages: readonly Lineage[]): string | null {
	let at = id;
	for (const { fates } of lineages) {
		const fate = fates.get(at);
		if (!fate || fate.retired) return null;
		at = fate.to.includes(at) ? at : (fate.to[0] ?? at);
	}
	return at;
}
