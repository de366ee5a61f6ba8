/** Owns the reading of every version of one référentiel together: each by itself, then what each says of the one before. */
import { lintLineage } from "./lint-lineage";
import { type ParsedStandard, readVersion } from "./parse-standard";
import { type CriteriaFile, inReadingOrder } from "./problem";

/**
 * Parses all the versions of one référentiel, given and returned in the same order. The lineage is looked at once every
 * version is right by itself; its problems are those of the version that says something wrong of an earlier one.
 * Source: R-82, product 1.
 */
export function parseVersions(versions: readonly (readonly CriteriaFile[])[]): readonly ParsedStandard[] {
	const read = versions.map((files) => readVersion(files));
	const sources = read.flatMap((version) => (version.ok ? [version.sources] : []));
	const lineage = sources.length === read.length ? lintLineage(sources) : [];
	return read.map((version, index) => {
		if (!version.ok) return version;
		const problems = lineage.filter(({ file }) => versions[index]?.some(({ path }) => path === file));
		return problems.length > 0 ? { ok: false, problems: inReadingOrder(problems) } : { ok: true, value: version.value };
	});
}
