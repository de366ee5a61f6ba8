/**
 * Owns the public JSON of a version (criteria/README.md documents it): the fields of standard.ts in a fixed order, whatever the
 * database made of them. Pure.
 */
import type { Criterion, Standard } from "./standard";

/** Raised when a field changes its name or its meaning; a field more does not raise it. */
export const STANDARD_DATA_FORMAT = "label-cae/standard/1";

/** @param contentHash SHA-256 of the published files, hex */
export function standardData(standard: Standard, contentHash: string) {
	const { code, version, previous, title, publishedOn, notice, evidenceNotice, notApplicableNotice } = standard;
	const { scale, scaleNotes, sectors, activities, conditions, domains, labelRules, criteria, retired } = standard;
	return {
		format: STANDARD_DATA_FORMAT,
		contentHash,
		code,
		version,
		previous: previous ?? null,
		title,
		publishedOn,
		notice,
		evidenceNotice,
		notApplicableNotice,
		counts: { criteria: criteria.length, domains: domains.length },
		scale: scale.map(({ level, label, meaning }) => ({ level, label, meaning })),
		scaleNotes,
		sectors,
		activities,
		conditions,
		domains: domains.map((domain) => ({
			code: domain.code,
			title: domain.title,
			description: domain.description,
			chapters: domain.chapters,
		})),
		labelRules,
		criteria: criteria.map(criterionData),
		retired,
	};
}

function criterionData(criterion: Criterion) {
	const { id, domain, chapter, title, statement, kind, type, blocking, weight, metFrom, levels, evidence } = criterion;
	const { source, applicability, guidance, change } = criterion;
	return {
		id,
		domain,
		chapter,
		title,
		statement,
		kind,
		type,
		blocking,
		weight,
		metFrom,
		levels,
		evidence,
		source,
		applicability,
		guidance: guidance ?? null,
		change: change ?? null,
	};
}
