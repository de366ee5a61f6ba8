/** Owns how one finds a criterion in a version: words anywhere in it, and four filters. Pure. */
import type { Criterion, Standard } from "./standard";

/** What a criterion is to the label, as one filters by it. Blocking ones are mandatory too. */
export const CRITERION_CLASSES = ["mandatory", "blocking", "recommended"] as const;
export type CriterionClass = (typeof CRITERION_CLASSES)[number];

/** Where words are looked for, in the order they are named on screen. */
export const SEARCHED_PLACES = ["code", "title", "statement", "levels", "evidence", "guidance", "source"] as const;
export type SearchedPlace = (typeof SEARCHED_PLACES)[number];

export interface CriteriaFilter {
	/** As typed; empty for none. */
	readonly search: string;
	readonly domain: string | null;
	readonly class: CriterionClass | null;
	/** Only what this sector alone is asked. */
	readonly sector: string | null;
	/** Leaves out what is asked of larger cooperatives only. Number of people. */
	readonly headcount: number | null;
}

export interface FoundCriterion {
	readonly criterion: Criterion;
	/** Where at least one of the words is; empty without a search. */
	readonly places: readonly SearchedPlace[];
}

const SEARCH_LIMIT = 100;

/** A text as it is compared: no accents, no capitals, ligatures opened, one kind of apostrophe and of space. */
export function plainText(text: string): string {
	return text
		.normalize("NFD")
		.replace(/\p{M}+/gu, "")
		.toLowerCase()
		.replaceAll("œ", "oe")
		.replaceAll("æ", "ae")
		.replace(/[’ʼ]/g, "'")
		.replace(/[«»“”"\s]+/g, " ")
		.trim();
}

/** What an address asks, with what this version does not know left out. Texts as they came; absent: no wish. */
export function readCriteriaFilter(
	standard: Pick<Standard, "domains" | "sectors">,
	asked: Readonly<Partial<Record<keyof CriteriaFilter, string | null>>>,
): CriteriaFilter {
	const known = (codes: readonly { readonly code: string }[], code: string | null | undefined) =>
		codes.find((one) => one.code === code)?.code ?? null;
	const headcount = asked.headcount?.trim() ?? "";
	return {
		search: (asked.search ?? "").trim().slice(0, SEARCH_LIMIT),
		domain: known(standard.domains, asked.domain),
		class: CRITERION_CLASSES.find((one) => one === asked.class) ?? null,
		sector: known(standard.sectors, asked.sector),
		headcount: /^\d{1,5}$/.test(headcount) ? Number(headcount) : null,
	};
}

/**
 * The criteria that hold every word of the search, whatever their accents and capitals, and pass every filter, in the order of
 * the version. A word is found inside a longer one (« compta » finds « comptabilité »).
 */
export function findCriteria(standard: Standard, filter: CriteriaFilter): readonly FoundCriterion[] {
	const words = plainText(filter.search)
		.split(" ")
		.filter((word) => word !== "");
	return standard.criteria.flatMap((criterion) => {
		if (!passes(criterion, filter)) return [];
		const texts = textsOf(criterion);
		const found = words.map((word) => SEARCHED_PLACES.filter((place) => texts[place].includes(word)));
		if (found.some((places) => places.length === 0)) return [];
		return [{ criterion, places: SEARCHED_PLACES.filter((place) => found.some((places) => places.includes(place))) }];
	});
}

function passes(criterion: Criterion, filter: CriteriaFilter): boolean {
	const { applicability } = criterion;
	if (filter.domain !== null && criterion.domain !== filter.domain) return false;
	if (filter.class === "blocking" && !criterion.blocking) return false;
	if (filter.class !== null && filter.class !== "blocking" && criterion.kind !== filter.class) return false;
	if (filter.sector !== null && !(applicability.scope === "sector" && applicability.anyOf.includes(filter.sector))) {
		return false;
	}
	return filter.headcount === null || applicability.scope !== "headcount" || applicability.min <= filter.headcount;
}

const plainTexts = new WeakMap<Criterion, Readonly<Record<SearchedPlace, string>>>();

function textsOf(criterion: Criterion): Readonly<Record<SearchedPlace, string>> {
	const known = plainTexts.get(criterion);
	if (known) return known;
	const texts = {
		code: plainText(criterion.id),
		title: plainText(criterion.title),
		statement: plainText(criterion.statement),
		levels: plainText(criterion.levels.join(" ")),
		evidence: plainText(criterion.evidence.map(({ label }) => label).join(" ")),
		guidance: plainText(criterion.guidance ?? ""),
		source: plainText(criterion.source.text),
	};
	plainTexts.set(criterion, texts);
	return texts;
}
