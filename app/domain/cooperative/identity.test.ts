import { describe, expect, it } from "vitest";
import { readIdentity } from "./identity";

const TERMS = { sectors: ["generaliste", "batiment"], activities: ["formation"], conditions: ["uses_cape"] };
const TYPED = {
	code: " cae-42 ",
	name: "  Élan   bâtisseur ",
	siren: "732 829 320",
	legalForm: "scop",
	region: "Bretagne",
	department: "Finistère",
	regionalAssociation: "Bretagne",
	groupName: "Ensemble",
	mainSector: "batiment",
	sectors: ["generaliste", "batiment", "batiment"],
	activities: ["formation"],
	conditions: [],
	enrolledOn: "2024-03-01",
	memberSince: "2019-01-01",
};
const mistakesOf = (over: object) => {
	const read = readIdentity({ ...TYPED, ...over }, TERMS);
	return read.ok || read.reason === "UNREADABLE" ? read : read.details.map(({ field, reason }) => `${field} ${reason}`);
};

describe("readIdentity (R-58)", () => {
	it("tidies what was typed", () => {
		expect(readIdentity(TYPED, TERMS)).toEqual({
			ok: true,
			value: {
				...TYPED,
				code: "CAE-42",
				name: "Élan bâtisseur",
				siren: "732829320",
				sectors: ["generaliste", "batiment"],
			},
		});
	});

	it("takes a code and a name alone: what is not known is null", () => {
		expect(readIdentity({ code: "AB", name: "Seule" }, TERMS)).toMatchObject({
			ok: true,
			value: {
				siren: null,
				legalForm: null,
				region: null,
				department: null,
				mainSector: null,
				enrolledOn: null,
				sectors: [],
			},
		});
	});

	it("deduces the region from the department", () => {
		expect(readIdentity({ ...TYPED, region: "" }, TERMS)).toMatchObject({ value: { region: "Bretagne" } });
	});

	it.each<[object, string[]]>([
		[{ code: "" }, ["code CODE_MALFORMED"]],
		[{ code: "É-1" }, ["code CODE_MALFORMED"]],
		[{ code: "A".repeat(21) }, ["code CODE_MALFORMED"]],
		[{ name: " \u00a0 " }, ["name NAME_REQUIRED"]],
		[{ name: "a".repeat(121) }, ["name NAME_TOO_LONG"]],
		[{ siren: "73282932" }, ["siren SIREN_NOT_NINE_DIGITS"]],
		[{ siren: "732829321" }, ["siren SIREN_WRONG_KEY"]],
		[{ legalForm: "sarl" }, ["legalForm UNKNOWN_CHOICE"]],
		[{ region: "Atlantide", department: "" }, ["region UNKNOWN_CHOICE"]],
		[{ department: "Atlantide" }, ["department UNKNOWN_CHOICE"]],
		[{ department: "Gironde" }, ["department DEPARTMENT_ELSEWHERE"]],
		[{ regionalAssociation: "a".repeat(121) }, ["regionalAssociation TOO_LONG"]],
		[{ groupName: "a".repeat(121) }, ["groupName TOO_LONG"]],
		[{ mainSector: "pêche" }, ["mainSector UNKNOWN_CHOICE"]],
		[{ sectors: ["pêche"] }, ["sectors UNKNOWN_CHOICE"]],
		[{ activities: ["pêche"] }, ["activities UNKNOWN_CHOICE"]],
		[{ conditions: ["pêche"] }, ["conditions UNKNOWN_CHOICE"]],
		[{ sectors: [] }, ["sectors NO_SECTOR"]],
		[{ sectors: [], enrolledOn: "" }, []],
		[{ enrolledOn: "2026-02-30" }, ["enrolledOn NOT_A_DAY"]],
		[{ memberSince: "hier" }, ["memberSince NOT_A_DAY"]],
		[{ enrolledOn: "2018-12-31" }, ["enrolledOn ENROLLED_BEFORE_MEMBER"]],
		[{ enrolledOn: "2019-01-01" }, []],
		[{ code: "", name: "", siren: "1" }, ["code CODE_MALFORMED", "name NAME_REQUIRED", "siren SIREN_NOT_NINE_DIGITS"]],
	])("%j", (over, expected) => {
		const found = mistakesOf(over);
		expect(Array.isArray(found) ? found : []).toEqual(expected);
	});

	it("refuses what is no such form, and columns it does not own", () => {
		for (const over of [
			{ fictional: "true" },
			{ memberUntil: "2026-01-01" },
			{ name: ["a"] },
			{ sectors: "batiment" },
		]) {
			expect(mistakesOf(over)).toMatchObject({ ok: false, reason: "UNREADABLE" });
		}
	});
});
