/** Compares a version with one of those that lead to it, the one it follows unless another is asked. */
import { compareStandards } from "~/domain/standard/compare-standards";
import type { StandardComparison } from "~/domain/standard/comparison";
import type { Standard } from "~/domain/standard/standard";
import { chainBetween, earlierVersions } from "~/domain/standard/version-chain";
import { type VersionLink, versionLinks } from "./find-version.server";

export interface FoundComparison {
	readonly comparison: StandardComparison;
	/** What it can be compared with, the version it follows first. */
	readonly earlier: readonly VersionLink[];
}

/** A published version never changes: each comparison is made once per process, and kept as long as its two versions. */
const made = new WeakMap<Standard, WeakMap<Standard, StandardComparison>>();

/**
 * Null without such a version, and for one that follows none.
 * @param versions of one référentiel
 * @param since as asked: what is no earlier version is as if it were not
 */
export function compareSince(
	versions: readonly Standard[],
	version: string,
	since: string | null,
): FoundComparison | null {
	const earlier = earlierVersions(versions, version);
	const first = earlier.find((one) => one.version === since) ?? earlier[0];
	const chain = first && chainBetween(versions, first.version, version);
	const last = chain?.at(-1);
	if (!chain || !last) return null;
	const comparison = made.get(last)?.get(first) ?? compareStandards(chain);
	const known = made.get(last) ?? new WeakMap();
	made.set(last, known.set(first, comparison));
	return { comparison, earlier: versionLinks(earlier) };
}
