/** Follows criteria from the version they were written in to the one of an assessment: their heirs there, and a title that stays readable. */
import type { Database, Transaction } from "~/db/client.server";
import { type ChainedLineage, traceChain } from "~/domain/standard/lineage-chain";
import type { Standard } from "~/domain/standard/standard";
import type { VersionChain } from "~/domain/standard/version-chain";
import { getStandard, type PublishedStandard } from "../standard/get-standard.server";
import { loadVersionChain } from "../standard/load-version-chain.server";

interface FollowedCriterion {
	/** Ids of the assessment's version; none when it was retired, or when nothing leads from one version to the other. */
	readonly heirs: readonly string[];
	/** In the assessment's version when it is still there, otherwise as it was. */
	readonly title: string;
}
export type Follow = (versionId: string, criterionId: string) => FollowedCriterion;

interface Way {
	readonly from: Standard;
	readonly lineage: ChainedLineage | null;
}

/** Published versions never change: each way is traced once per process. */
const ways = new Map<string, Way>();

/** @param versionIds where the criteria were written; two queries at most for one that was never read before */
export async function followCriteria(
	db: Database | Transaction,
	into: PublishedStandard,
	versionIds: readonly string[],
): Promise<Follow> {
	const wayFrom = (versionId: string) => `${versionId} ${into.id}`;
	for (const id of new Set(versionIds)) {
		if (id === into.id || ways.has(wayFrom(id))) continue;
		const { versions } = await loadVersionChain(db, id, into);
		const from = (await getStandard(db, id)).standard;
		ways.set(wayFrom(id), { from, lineage: versions && traced(versions) });
	}
	const titles = new Map(into.standard.criteria.map(({ id, title }) => [id, title]));
	return (versionId, criterionId) => {
		const way = ways.get(wayFrom(versionId));
		const fate = way?.lineage?.fates.get(criterionId);
		// A draft moved back to an older version: what keeps its identifier is the same criterion.
		const same = titles.has(criterionId) ? [criterionId] : [];
		const heirs = fate ? (fate.retired ? [] : fate.to) : same;
		const before = way?.from.criteria.find(({ id }) => id === criterionId)?.title;
		return { heirs, title: titles.get(criterionId) ?? before ?? titles.get(heirs[0] ?? "") ?? criterionId };
	};
}

/** Null when a version does not say what became of the criteria of the one before. */
function traced(versions: VersionChain): ChainedLineage | null {
	try {
		return traceChain(versions);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
