/** Owns the lineage of criteria from one version to the next: where each comes from, what each became. */
import type { ChangeKind, Criterion, KeepAnswer, RetiredCriterion, Standard } from "./standard";

/** Where a criterion of the new version comes from. */
export interface Origin {
	readonly kind: ChangeKind;
	/** Ids of the previous version: none when new, two or more when merged, one otherwise. */
	readonly from: readonly string[];
	/** What becomes of the previous answer, or answers; null when new. */
	readonly keepAnswer: KeepAnswer | null;
	/** French, for managers. */
	readonly note?: string;
}

/** What became of a criterion of the previous version: the ids that take it over, several when split, or its retirement. */
export type Fate =
	| { readonly retired: false; readonly to: readonly string[] }
	| { readonly retired: true; readonly because: RetiredCriterion };

export interface Lineage {
	/** By id of the new version, in its order. */
	readonly origins: ReadonlyMap<string, Origin>;
	/** By id of the previous version, in its order. */
	readonly fates: ReadonlyMap<string, Fate>;
}

/**
 * The lineage between two versions of one référentiel that follow one another. Every id of both is in it exactly once, and
 * `origins` and `fates` say the same thing from both ends.
 * @throws RangeError when `next` does not follow `previous`, or leaves one of its ids aside: the linter refuses both.
 * Source, product 1.
 */
export function traceLineage(previous: Standard, next: Standard): Lineage {
	if (previous.code !== next.code || next.previous !== previous.version) {
		throw new RangeError(`${next.code} ${next.version} does not follow ${previous.code} ${previous.version}`);
	}
	const origins = new Map(next.criteria.map((criterion) => [criterion.id, originOf(criterion)]));
	const fates = new Map(
		previous.criteria.map(({ id }): [string, Fate] => {
			const to = [...origins].flatMap(([heir, { from }]) => (from.includes(id) ? [heir] : []));
			if (to.length > 0) return [id, { retired: false, to }];
			const because = next.retired.find((retired) => retired.id === id);
			if (!because) throw new RangeError(`${next.version} leaves ${id} aside`);
			return [id, { retired: true, because }];
		}),
	);
	return { origins, fates };
}

function originOf({ id, change }: Criterion): Origin {
	if (!change) return { kind: "unchanged", from: [id], keepAnswer: "carry" };
	const { kind, from = [], keepAnswer, note } = change;
	const kept = keepAnswer ?? (kind === "unchanged" ? "carry" : null);
	return { kind, from, keepAnswer: kept, ...(note === undefined ? {} : { note }) };
}
