/** Owns what the years of a trend can be compared on, and where the référentiel changes between two of them. */
import type { Standard } from "../standard/standard";
import { compareVersions } from "../standard/version-number";
import { comparableCriteria, OWN_VERSION, spanCode } from "./comparable";

/** The versions the figures of one year are pinned to, from the lowest: more than one when some cooperatives moved on. */
export interface YearVersions<Version = string> {
	readonly year: number;
	readonly versions: readonly Version[];
}

/** The référentiel is not the same on both sides: nothing joins the two years on a chart. */
export interface VersionBreak {
	readonly before: YearVersions;
	readonly after: YearVersions;
}

export interface TrendBasis {
	/** Which figures to read: {@link OWN_VERSION} while there is one version, else the code of the span. */
	readonly basis: string;
	/** Criteria the trend rests on, and criteria of the latest of its versions. */
	readonly criteria: number;
	readonly outOf: number;
	/** In the order given. */
	readonly years: readonly YearVersions[];
	readonly breaks: readonly VersionBreak[];
}

/**
 * With one version all along, a trend rests on every criterion and breaks nowhere. With several, every year is read on the
 * criteria comparable from the first version to the last (99 of 120 from 1.0 to 2.0), including the years of the latest, and the
 * trend breaks wherever two years that follow one another do not have the same versions.
 * @param years oldest first; a year without figures has the version of its campaign
 * @param published every published version
 * Source: R-87.
 */
export function trendBasis(years: readonly YearVersions<Standard>[], published: readonly Standard[]): TrendBasis {
	const named = years.map(({ year, versions }) => ({ year, versions: namesOf(versions) }));
	const shown = [...new Map(years.flatMap(({ versions }) => versions.map((one) => [keyOf(one), one]))).values()].sort(
		(a, b) => compareVersions(a.version, b.version),
	);
	const [first, last] = [shown[0], shown.at(-1)];
	if (!first || !last) return { basis: OWN_VERSION, criteria: 0, outOf: 0, years: named, breaks: [] };
	const outOf = last.criteria.length;
	if (first === last) return { basis: OWN_VERSION, criteria: outOf, outOf, years: named, breaks: [] };
	const span = { since: first.version, until: last.version };
	const family = published.filter(({ code }) => code === last.code);
	const related = shown.every((one) => one.code === last.code);
	const comparable = related ? comparableCriteria(family, span) : null;
	const criteria = shown.every(({ version }) => comparable?.has(version))
		? (comparable?.get(last.version)?.length ?? 0)
		: 0;
	return { basis: spanCode(span), criteria, outOf, years: named, breaks: breaksOf(named) };
}

function keyOf({ code, version }: Standard): string {
	return `${code} ${version}`;
}

function namesOf(versions: readonly Standard[]): readonly string[] {
	return [...new Set(versions.map(({ version }) => version))].sort(compareVersions);
}

function breaksOf(years: readonly YearVersions[]): readonly VersionBreak[] {
	return years.slice(1).flatMap((after, index) => {
		const before = years[index] as YearVersions;
		return before.versions.join() === after.versions.join() ? [] : [{ before, after }];
	});
}

/** « 99 critères comparables sur 120 entre les versions 1.0 et 2.0 du référentiel. » Null while there is one version. */
export function basisNote(basis: TrendBasis): string | null {
	if (basis.basis === OWN_VERSION) return null;
	const note = commonNote(basis);
	return basis.criteria === 0 ? `${note.slice(0, -1)} : ces années ne se comparent pas.` : note;
}

function commonNote({ criteria, outOf, years }: TrendBasis): string {
	const versions = [...new Set(years.flatMap((year) => year.versions))].sort(compareVersions);
	const between = `entre les versions ${versions[0]} et ${versions.at(-1)} du référentiel`;
	if (criteria === 0) return `Aucun critère n’est comparable ${between}.`;
	return `${criteria} critères comparables sur ${outOf} ${between}.`;
}

/** « Le référentiel change entre 2025 et 2026 : la courbe s’y arrête et reprend. » Null without a break. */
export function breakNote(basis: TrendBasis): string | null {
	const where = placesOf(basis);
	return where === null ? null : `Le référentiel change ${where} : la courbe s’y arrête et reprend.`;
}

function placesOf({ breaks }: TrendBasis): string | null {
	if (breaks.length === 0) return null;
	return breaks.map(({ before, after }) => `entre ${before.year} et ${after.year}`).join(", puis ");
}

/**
 * Of a count of cooperatives, which nothing recomputes: « Le référentiel change entre 2025 et 2026 : un label compte tel qu’il a
 * été décidé, sur tous les critères de sa version. 99 critères comparables sur 120 entre les versions 1.0 et 2.0 du référentiel. »
 * Null without a break.
 */
export function countNote(basis: TrendBasis): string | null {
	const where = placesOf(basis);
	if (where === null) return null;
	const counted = "un label compte tel qu’il a été décidé, sur tous les critères de sa version";
	return `Le référentiel change ${where} : ${counted}. ${commonNote(basis)}`;
}

/** « … passe de 62 % en 2023 à 85 % en 2026, à critères comparables »: said of every conclusion that crosses versions. */
export function likeForLike(conclusion: string, { basis, criteria }: TrendBasis): string {
	return basis === OWN_VERSION || criteria === 0 ? conclusion : `${conclusion}, à critères comparables`;
}

/** « 1.0 », « 1.0 et 2.0 »; after a break, « 2.0 (nouvelle) ». For the tables and files. */
export function versionsOfYear({ years, breaks }: TrendBasis, year: number): string {
	const versions = years.find((one) => one.year === year)?.versions.join(" et ") ?? "";
	return breaks.some(({ after }) => after.year === year) ? `${versions} (nouvelle)` : versions;
}
