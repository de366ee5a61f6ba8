/** Owns the history of a criterion across the versions of its référentiel: what it was, what it became, where it went. Pure. */
import { type Origin, traceLineage } from "./lineage";
import type { ChangeKind, RetiredCriterion, Standard } from "./standard";
import { compareVersions } from "./version-number";

/** A criterion of the family in one version. */
export interface HistoryEntry {
	readonly id: string;
	readonly title: string;
	/** Null in a version that follows none, or whose previous one is not known here. */
	readonly origin: Origin | null;
}

/** One version in which the family lives, or in which one of its members is retired. */
export interface HistoryStep {
	readonly version: string;
	/** ISO date. */
	readonly publishedOn: string;
	readonly entries: readonly HistoryEntry[];
	readonly retired: readonly RetiredCriterion[];
}

/** Why a version does not hold an id that another one holds. */
export type Whereabouts =
	| { readonly kind: "retired"; readonly in: string; readonly last: string; readonly because: RetiredCriterion }
	| {
			readonly kind: "takenOver";
			readonly in: string;
			readonly last: string;
			readonly change: ChangeKind;
			/** Ids of the version `in`. */
			readonly to: readonly string[];
	  }
	| { readonly kind: "notYet"; readonly since: string };

/**
 * The steps of the criterion's life, the latest first: from the version asked back through all it comes from, and on through
 * all it became. Empty when that version does not hold the id.
 * Source.
 */
export function criterionHistory(versions: readonly Standard[], version: string, id: string): readonly HistoryStep[] {
	const asked = versions.find((one) => one.version === version);
	if (!asked?.criteria.some((criterion) => criterion.id === id)) return [];
	return [...laterSteps(versions, asked, [id]), ...earlierSteps(versions, asked, [id])];
}

/** Where an id went, or since when it is there. Null for an id that no version holds. */
export function whereaboutsOf(versions: readonly Standard[], version: string, id: string): Whereabouts | null {
	const holding = versions
		.filter(({ criteria }) => criteria.some((criterion) => criterion.id === id))
		.sort((a, b) => compareVersions(a.version, b.version));
	const last = holding.findLast((one) => compareVersions(one.version, version) < 0);
	if (!last) {
		const [first] = holding;
		return first ? { kind: "notYet", since: first.version } : null;
	}
	const next = followerOf(versions, last);
	const fate = next && traceLineage(last, next).fates.get(id);
	if (!next || !fate) return null;
	if (fate.retired) return { kind: "retired", in: next.version, last: last.version, because: fate.because };
	const change = next.criteria.find((criterion) => criterion.id === fate.to[0])?.change?.kind ?? "unchanged";
	return { kind: "takenOver", in: next.version, last: last.version, change, to: fate.to };
}

function earlierSteps(versions: readonly Standard[], at: Standard, ids: readonly string[]): HistoryStep[] {
	const previous = versions.find((one) => one.version === at.previous);
	if (!previous) return [stepOf(at, ids, null)];
	const { origins } = traceLineage(previous, at);
	const from = ids.flatMap((id) => origins.get(id)?.from ?? []);
	const step = stepOf(at, ids, origins);
	return from.length === 0 ? [step] : [step, ...earlierSteps(versions, previous, [...new Set(from)])];
}

function laterSteps(versions: readonly Standard[], at: Standard, ids: readonly string[]): HistoryStep[] {
	const next = followerOf(versions, at);
	if (!next) return [];
	const { origins, fates } = traceLineage(at, next);
	const fatesOfIds = ids.flatMap((id) => fates.get(id) ?? []);
	const to = [...new Set(fatesOfIds.flatMap((fate) => (fate.retired ? [] : fate.to)))];
	const retired = fatesOfIds.flatMap((fate) => (fate.retired ? [fate.because] : []));
	const step = { ...stepOf(next, to, origins), retired };
	return to.length === 0 ? [step] : [...laterSteps(versions, next, to), step];
}

function stepOf(
	{ version, publishedOn, criteria }: Standard,
	ids: readonly string[],
	origins: ReadonlyMap<string, Origin> | null,
): HistoryStep {
	const entries = criteria
		.filter(({ id }) => ids.includes(id))
		.map(({ id, title }) => ({ id, title, origin: origins?.get(id) ?? null }));
	return { version, publishedOn, entries, retired: [] };
}

function followerOf(versions: readonly Standard[], { code, version }: Standard): Standard | undefined {
	return versions
		.filter((one) => one.code === code && one.previous === version)
		.sort((a, b) => compareVersions(a.version, b.version))[0];
}
