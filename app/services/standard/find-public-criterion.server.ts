/** What anyone reads of one criterion of one version: all of it, and its history. Or, for an id that version lacks, where it went. */
import type { Database } from "~/db/client.server";
import { criterionHistory, whereaboutsOf } from "~/domain/standard/criterion-history";
import type { Criterion, Standard } from "~/domain/standard/standard";
import { findVersion, termLabels } from "./find-version.server";

/** Null for a version that was not published, or an id that no version holds. Two queries at most. */
export async function findPublicCriterion(db: Database, version: string, criterionId: string) {
	const found = await findVersion(db, version);
	if (!found) return null;
	const { standard, id: versionId } = found.published;
	const at = standard.criteria.findIndex(({ id }) => id === criterionId);
	const criterion = standard.criteria[at];
	if (!criterion) {
		const whereabouts = whereaboutsOf(found.versions, version, criterionId);
		return whereabouts && { held: false as const, version, id: criterionId, whereabouts };
	}
	return {
		held: true as const,
		version,
		versionId,
		publishedOn: standard.publishedOn,
		latest: found.versions[0]?.version ?? version,
		criterion: { ...facts(criterion), ...placeOf(standard, criterion) },
		texts: textsOf(criterion),
		scale: standard.scale.map(({ level, label }) => ({ level, label })),
		terms: termLabels(standard),
		history: criterionHistory(found.versions, version, criterionId),
		before: neighbour(standard.criteria[at - 1]),
		after: neighbour(standard.criteria[at + 1]),
	};
}

function facts({ id, kind, type, blocking, weight, metFrom, applicability, change, evidence, source }: Criterion) {
	const { confidence } = source;
	return { id, kind, type, blocking, weight, metFrom, applicability, change, confidence, pieces: evidence.length };
}

/** What is long, printed once in the page. */
function textsOf({ title, statement, levels, evidence, source, guidance }: Criterion) {
	return { title, statement, levels, evidence, source: source.text, guidance: guidance ?? null };
}

function placeOf({ domains }: Standard, criterion: Criterion) {
	const domain = domains.find(({ code }) => code === criterion.domain);
	const chapter = domain?.chapters.find(({ code }) => code === criterion.chapter);
	return {
		domain: { code: criterion.domain, title: domain?.title ?? "" },
		chapter: { code: criterion.chapter, title: chapter?.title ?? "" },
	};
}

function neighbour(criterion: Criterion | undefined) {
	return criterion ? { id: criterion.id, title: criterion.title } : null;
}
