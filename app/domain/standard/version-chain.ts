/** Owns which versions lead to another: each follows one, back to the first. */
import type { Standard } from "./standard";

/** From an earlier version to a later one of the same référentiel, oldest first, each following the one before it. */
export type VersionChain = readonly [Standard, ...Standard[]];

/**
 * The versions from `since` to `until`, both included. Null when the first does not lead to the last, or is not earlier.
 * @param versions of one référentiel, in any order
 */
export function chainBetween(versions: readonly Standard[], since: string, until: string): VersionChain | null {
	const chain = chainTo(versions, until);
	const start = chain.findIndex(({ version }) => version === since);
	const [first, ...following] = start < 0 ? [] : chain.slice(start);
	return first ? [first, ...following] : null;
}

/** The versions that lead to this one, the one it follows first: what it can be compared with. */
export function earlierVersions(versions: readonly Standard[], version: string): readonly Standard[] {
	return chainTo(versions, version).slice(0, -1).toReversed();
}

/** Oldest first; empty for a version that is not there. */
function chainTo(versions: readonly Standard[], until: string): readonly Standard[] {
	const byVersion = new Map(versions.map((standard) => [standard.version, standard]));
	const chain: Standard[] = [];
	let at = byVersion.get(until);
	while (at && chain.length < versions.length) {
		chain.unshift(at);
		at = at.previous === undefined ? undefined : byVersion.get(at.previous);
	}
	return chain;
}
