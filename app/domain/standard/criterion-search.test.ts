import { beforeAll, describe, expect, it } from "vitest";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { type CriteriaFilter, findCriteria, plainText, readCriteriaFilter } from "./criterion-search";
import type { Standard } from "./standard";

const NOTHING: CriteriaFilter = { search: "", domain: null, class: null, sector: null, headcount: null };
const ids = (standard: Standard, wish: Partial<CriteriaFilter>) =>
	findCriteria(standard, { ...NOTHING, ...wish }).map(({ criterion }) => criterion.id);

describe("plainText", () => {
	it.each([
		["Élan Bâtisseur", "elan batisseur"],
		["  Œuvre\u00a0d’équipe\n\t« ÇÀ » ", "oeuvre d'equipe ca"],
		["26-41", "26-41"],
		["", ""],
	])("of %j is %j", (text, plain) => {
		expect(plainText(text)).toBe(plain);
	});
});

describe("readCriteriaFilter", () => {
	const read = (asked: Parameters<typeof readCriteriaFilter>[1]) => readCriteriaFilter(smallStandard(), asked);

	it("keeps what the version knows, and leaves the rest out", () => {
		expect(read({})).toEqual(NOTHING);
		expect(
			read({ search: "  statuts ", domain: "JUR", class: "blocking", sector: "culture", headcount: " 12 " }),
		).toEqual({ search: "statuts", domain: "JUR", class: "blocking", sector: "culture", headcount: 12 });
		expect(read({ domain: "XYZ", class: "hidden", sector: "sap", headcount: "-1" })).toEqual(NOTHING);
		expect(read({ search: "a".repeat(5000), headcount: "1e3" })).toEqual({ ...NOTHING, search: "a".repeat(100) });
		expect(read({ domain: "__proto__", class: "constructor", sector: null, headcount: "999999" })).toEqual(NOTHING);
	});
});

describe("findCriteria", () => {
	let small: Standard;
	beforeAll(() => {
		small = smallStandard();
	});

	it("without a wish, gives all of them in order, found nowhere in particular", () => {
		const found = findCriteria(small, NOTHING);
		expect(found.map(({ criterion }) => criterion.id)).toEqual(small.criteria.map(({ id }) => id));
		expect(found.every(({ places }) => places.length === 0)).toBe(true);
	});

	it.each<[string, string[]]>([
		["ENONCE jur", ["JUR-01", "JUR-02", "JUR-03", "JUR-04"]],
		["mieux anc-02", ["ANC-02"]],
		["jur anc", []],
		["piece de jur-03", ["JUR-03"]],
		["« jur-04 »", ["JUR-04"]],
		[".*", []],
	])("%j finds %j", (search, found) => {
		expect(ids(small, { search })).toEqual(found);
	});

	it("says where the words are", () => {
		const places = (search: string) => findCriteria(small, { ...NOTHING, search }).at(0)?.places;
		expect(places("mieux")).toEqual(["levels"]);
		expect(places("loi")).toEqual(["source"]);
		expect(places("énoncé pièce")).toEqual(["statement", "evidence"]);
		expect(places("JUR-01")).toEqual(["code", "title", "statement", "levels", "evidence"]);
	});

	it("filters by domain, nature, sector and headcount, one after the other", () => {
		expect(ids(small, { domain: "ANC" })).toEqual(["ANC-01", "ANC-02"]);
		expect(ids(small, { class: "blocking" })).toEqual(["JUR-01"]);
		expect(ids(small, { class: "mandatory" })).toEqual(["JUR-01", "JUR-02", "JUR-03", "JUR-04"]);
		expect(ids(small, { class: "recommended", search: "anc-01" })).toEqual(["ANC-01"]);
		expect(ids(small, { sector: "culture" })).toEqual(["JUR-03"]);
		expect(ids(small, { headcount: 10 })).toEqual(["JUR-01", "JUR-02", "JUR-03", "ANC-01", "ANC-02"]);
		expect(ids(small, { headcount: 11, domain: "JUR", search: "jur-04" })).toEqual(["JUR-04"]);
		expect(ids(small, { domain: "ANC", sector: "culture" })).toEqual([]);
	});
});
