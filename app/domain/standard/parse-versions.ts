/** Owns the reading of every version of one référentiel together: each by itself, then what each says of the one before. */
import { lintLineage } from "./lint-lineage";
import { type ParsedStandard, type ReadVersion, readVersion } from "./parse-standard";
import { type CriteriaFile, inReadingOrder } from "./problem";

/** A version read by itself, with the files it was read from. */
export interface ReadFiles {
	readonly files: readonly CriteriaFile[];
	readonly read: ReadVersion;
}

/**
 * Parses all the versions of one référentiel, given and returned in the same order. The lineage is looked at once every
 * version is right by itself; its problems are those of the version that says something wrong of an earlier one.
 * Source: R-82, product 1.
 */
export function parseVersions(versions: readonly (readonly CriteriaFile[])[]): readonly ParsedStandard[] {
	return lineUp(versions.map((files) => ({ files, read: readVersion(files) })));
}

/** The second half of {@link parseVersions}, for who keeps what was read. */
export function lineUp(versions: readonly ReadFiles[]): readonly ParsedStandard[] {
	const sources = versions.flatMap(({ read }) => (read.ok ? [read.sources] : []));
	const lineage = sources.length === versions.length ? lintLineage(sources) : [];
	return versions.map(({ files, read }) => {
		if (!read.ok) return read;
		const problems = lineage.filter(({ file }) => files.some(({ path }) => path === file));
		return problems.length > 0 ? { ok: false, problems: inReadingOrder(problems) } : { ok: true, value: read.value };
	});
}
