/** Owns which criteria are the same question from one version of the référentiel to another, the only ones a trend compares. */
import { traceLineage } from "../standard/lineage";
import type { Standard } from "../standard/standard";
import { chainBetween } from "../standard/version-chain";
import { compareVersions } from "../standard/version-number";

/** From an earlier version to a later one of the same référentiel, both included. */
export interface VersionSpan {
	readonly since: string;
	readonly until: string;
}

/** What figures rest on: every criterion of the version the assessment is pinned to, or those comparable over a span. */
export const OWN_VERSION = "";

/** e.g. `1.0..2.0`. */
export function spanCode({ since, until }: VersionSpan): string {
	return `${since}..${until}`;
}

/** By version of the span, the ids of the criteria that are the same question from one end to the other, always in the same order. */
export type ComparableCriteria = ReadonlyMap<string, readonly string[]>;

/**
 * The criteria whose whole lineage over the span is « unchanged » or « reworded »: same question, kind, weight, level to reach
 * and applicability, so that an answer is worth the same at both ends. Null when the versions do not lead to one
 * another, or are of two référentiels.
 * @param published every published version of one référentiel, in any order
 * Source: R-87.
 */
export function comparableCriteria(published: readonly Standard[], span: VersionSpan): ComparableCriteria | null {
	const [latest, ...earlier] = chainBetween(published, span.since, span.until)?.toReversed() ?? [];
	if (!latest) return null;
	const found = new Map([[latest.version, latest.criteria.map(({ id }) => id)]]);
	let next = latest;
	for (const previous of earlier) {
		const kept = keptBetween(previous, next);
		if (!kept) return null;
		const before = (found.get(next.version) ?? []).map((id) => kept.get(id));
		const lasting = (_: unknown, place: number) => before[place] !== undefined;
		for (const [version, ids] of found) found.set(version, ids.filter(lasting));
		found.set(
			previous.version,
			before.flatMap((id) => id ?? []),
		);
		next = previous;
	}
	return found;
}

/** Id of the later version to id of the earlier one, for what is the same question. Null when the lineage does not hold. */
function keptBetween(previous: Standard, next: Standard): ReadonlyMap<string, string> | null {
	try {
		const kept = new Map<string, string>();
		for (const [id, { kind, from }] of traceLineage(previous, next).origins) {
			const [origin] = from;
			if ((kind === "unchanged" || kind === "reworded") && origin !== undefined) kept.set(id, origin);
		}
		return kept;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** The part of a version that is comparable over a span: what the scoring reads, with nothing but those criteria. */
export interface ComparablePart {
	/** {@link spanCode}. */
	readonly basis: string;
	readonly standard: Standard;
}

const parts = new WeakMap<Standard, { readonly published: string; readonly found: readonly ComparablePart[] }>();

/**
 * One part for each span of two versions or more that holds this version, so that its figures can be read beside those of any
 * other year. Kept as long as the standard itself, until another version is published.
 */
export function comparableParts(published: readonly Standard[], pinned: Standard): readonly ComparablePart[] {
	const family = published.filter(({ code }) => code === pinned.code);
	const names = family.map(({ version }) => version).sort(compareVersions);
	const key = names.join(" ");
	const known = parts.get(pinned);
	if (known?.published === key) return known.found;
	const found = names.flatMap((since, first) =>
		names.slice(first + 1).flatMap((until): readonly ComparablePart[] => {
			const ids = comparableCriteria(family, { since, until })?.get(pinned.version);
			if (!ids || ids.length === 0) return [];
			const kept = new Set(ids);
			const standard = { ...pinned, criteria: pinned.criteria.filter(({ id }) => kept.has(id)) };
			return [{ basis: spanCode({ since, until }), standard }];
		}),
	);
	parts.set(pinned, { published: key, found });
	return found;
}
