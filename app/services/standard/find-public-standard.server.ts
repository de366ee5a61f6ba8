/** What anyone reads of a published version: its criteria by domain and chapter, searched and filtered, its rule, its scale. */
import type { Database } from "~/db/client.server";
import {
	type CriteriaFilter,
	type FoundCriterion,
	findCriteria,
	readCriteriaFilter,
} from "~/domain/standard/criterion-search";
import type { Standard } from "~/domain/standard/standard";
import { findVersion, versionLinks } from "./find-version.server";

/** Null for a version that was not published. Two queries at most. */
export async function findPublicStandard(
	db: Database,
	version: string,
	asked: Readonly<Partial<Record<keyof CriteriaFilter, string | null>>>,
) {
	const found = await findVersion(db, version);
	if (!found) return null;
	const { standard, contentHash } = found.published;
	const filter = readCriteriaFilter(standard, asked);
	const criteria = findCriteria(standard, filter);
	const { title, publishedOn, previous, notice, evidenceNotice, notApplicableNotice } = standard;
	const { scale, scaleNotes, labelRules, domains, sectors } = standard;
	return {
		version: { version: standard.version, previous: previous ?? null, title, publishedOn, contentHash },
		versions: versionLinks(found.versions),
		notices: { notice, evidenceNotice, notApplicableNotice },
		scale,
		scaleNotes,
		labelRules,
		filter,
		choices: {
			domains: domains.map(({ code, title }) => ({ code, title })),
			sectors: sectors.map(({ code, label }) => ({ code, label })),
		},
		total: standard.criteria.length,
		found: criteria.length,
		domains: byChapter(standard, criteria),
	};
}

/** Domains and chapters that hold something found, in the order of the version. */
function byChapter({ domains }: Standard, found: readonly FoundCriterion[]) {
	return domains.flatMap(({ code, title, description, chapters }) => {
		const shown = chapters.flatMap((chapter) => {
			const criteria = found.filter(({ criterion }) => criterion.chapter === chapter.code).map(lineOf);
			return criteria.length > 0 ? [{ ...chapter, criteria }] : [];
		});
		return shown.length > 0 ? [{ code, title, description, chapters: shown }] : [];
	});
}

/** All that a list shows of a criterion: the rest is on its page. */
function lineOf({ criterion: { id, title, kind, blocking, weight, change }, places }: FoundCriterion) {
	const where = places.some((place) => place === "title" || place === "code") ? [] : places;
	return { id, title, kind, blocking, weight, change: change?.kind ?? null, where };
}
