import { beforeAll, describe, expect, it } from "vitest";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import type { Criterion, Profile, Standard } from "../standard/standard";
import { COMMENT_LIMIT, type RecordedAnswer, UNANSWERED } from "./answer-record";
import { migrateAnswers } from "./migrate-answers";

const PROFILE: Profile = {
	sectors: ["generaliste"],
	activities: [],
	headcount: 30,
	conditions: ["uses_cape", "shared_activity", "consumer_clients", "receives_grants", "auditor_threshold"],
};

let old: Standard;
let fresh: Standard;
/** A version after the real ones: FIN-21 comes back to one criterion, RHU-17 is retired, JUR-21 reworded. */
let next: Standard;
beforeAll(async () => {
	[old, fresh] = await Promise.all([realStandard("1.0"), realStandard("2.0")]);
	const criteria = fresh.criteria.flatMap(({ change: _, ...criterion }): Criterion[] => {
		switch (criterion.id) {
			case "FIN-21": {
				const change = { kind: "merged", from: ["FIN-21", "FIN-22"], keepAnswer: "carry", note: "Réunis" } as const;
				return [{ ...criterion, change }];
			}
			case "FIN-22":
			case "RHU-17":
				return [];
			case "JUR-21":
				return [{ ...criterion, change: { kind: "reworded", from: ["JUR-21"], keepAnswer: "carry", note: "Mots" } }];
			default:
				return [criterion];
		}
	});
	const retired = [{ id: "RHU-17", reason: "Trop tôt.", replacedBy: "RHU-16" }];
	next = { ...fresh, version: "2.1", previous: "2.0", criteria, retired };
});

const level = (value: 0 | 1 | 2 | 3, more: Partial<RecordedAnswer> = {}): RecordedAnswer => ({
	...UNANSWERED,
	level: value,
	version: 1,
	...more,
});

function move(
	answers: Readonly<Record<string, RecordedAnswer>>,
	{ profile = PROFILE, versions = [old, fresh] as readonly [Standard, ...Standard[]] } = {},
) {
	const migration = migrateAnswers(versions, profile, new Map(Object.entries(answers)));
	return {
		...migration,
		bucketOf: (id: string) => migration.answers.find(({ criterionId }) => criterionId === id),
		standingOf: (id: string) => migration.criteria.find(({ criterionId }) => criterionId === id),
	};
}

describe("migrateAnswers, from 1.0 to 2.0", () => {
	it("leaves the row of an unchanged or reworded criterion as it is", () => {
		const answers = { "JUR-01": level(2, { comment: "Statuts", version: 3 }), "JUR-20": level(1) };
		const { after, bucketOf, standingOf } = move(answers);
		expect(after.get("JUR-01")).toBe(answers["JUR-01"]);
		expect(after.get("JUR-20")).toBe(answers["JUR-20"]);
		expect(bucketOf("JUR-20")).toEqual({
			criterionId: "JUR-20",
			bucket: "carried",
			heirs: [{ criterionId: "JUR-20", fate: "carried" }],
			retirement: null,
		});
		expect(standingOf("JUR-20")?.steps).toEqual([
			{ version: "2.0", kind: "reworded", note: expect.stringContaining("code de l’artisanat") },
		]);
		expect(standingOf("JUR-01")?.steps).toEqual([]);
	});

	it("keeps a met level of a relaxed criterion and proposes the others", () => {
		expect(move({ "JUR-21": level(2) }).bucketOf("JUR-21")?.bucket).toBe("carried");
		const low = move({ "JUR-21": level(1, { version: 4 }) });
		expect(low.bucketOf("JUR-21")?.bucket).toBe("toConfirm");
		expect(low.after.get("JUR-21")).toEqual(level(1, { version: 5, toConfirm: true }));
		const aside = { ...UNANSWERED, notApplicable: true, reason: "Aucune", version: 1 };
		expect(move({ "JUR-21": aside }).after.get("JUR-21")).toEqual({ ...aside, version: 2, toConfirm: true });
	});

	it("empties the row of a question asked afresh, under a higher version", () => {
		const { after, bucketOf, standingOf } = move({ "RHU-01": level(3, { comment: "Modèle prêt", version: 2 }) });
		expect(bucketOf("RHU-01")).toMatchObject({ bucket: "reset", heirs: [{ criterionId: "RHU-01", fate: "reset" }] });
		expect(after.get("RHU-01")).toEqual({ ...UNANSWERED, version: 3 });
		expect(standingOf("RHU-01")?.standing).toBe("reset");
	});

	it("splits an answer as each part says, and asks first for what is to be answered", () => {
		const { after, bucketOf, standingOf } = move({ "FIN-21": level(2) });
		expect(bucketOf("FIN-21")).toMatchObject({
			bucket: "reset",
			heirs: [
				{ criterionId: "FIN-21", fate: "toConfirm" },
				{ criterionId: "FIN-22", fate: "reset" },
			],
		});
		expect(after.get("FIN-21")).toMatchObject({ level: 2, toConfirm: true, version: 2 });
		expect(after.has("FIN-22")).toBe(false);
		expect(standingOf("FIN-22")).toMatchObject({ standing: "reset", origins: ["FIN-21"] });
	});

	it("proposes the lowest of merged levels, with the words of both", () => {
		const { after, bucketOf } = move({
			"RHU-17": level(3, { comment: "Tous les deux ans", version: 2 }),
			"RHU-23": level(1, { comment: "Bilan à six ans absent", version: 5 }),
		});
		expect(after.get("RHU-17")).toEqual(
			level(1, {
				comment: "RHU-17 : Tous les deux ans\n\nRHU-23 : Bilan à six ans absent",
				version: 6,
				toConfirm: true,
			}),
		);
		expect(after.has("RHU-23")).toBe(false);
		expect(bucketOf("RHU-23")).toMatchObject({ bucket: "toConfirm", heirs: [{ criterionId: "RHU-17" }] });
	});

	it("proposes what one of the merged criteria said, and keeps the words of the lowest when both are too long", () => {
		expect(move({ "RHU-23": level(2) }).after.get("RHU-17")).toMatchObject({ level: 2, toConfirm: true });
		const long = (sign: string) => sign.repeat(COMMENT_LIMIT - 10);
		const { after } = move({
			"RHU-17": level(3, { comment: long("a") }),
			"RHU-23": level(1, { comment: long("b") }),
		});
		expect(after.get("RHU-17")?.comment).toBe(long("b"));
	});

	it("retires what nothing takes over, with the reason", () => {
		const { after, bucketOf } = move({ "ANC-19": level(2) });
		expect(bucketOf("ANC-19")).toEqual({
			criterionId: "ANC-19",
			bucket: "retired",
			heirs: [],
			retirement: { version: "2.0", reason: expect.stringContaining("annuaire public") },
		});
		expect(after.size).toBe(0);
	});

	it("calls new what has no answer to go by, and unanswered what was so before", () => {
		const { standingOf } = move({});
		expect(standingOf("ANC-17")).toMatchObject({ standing: "new", origins: [] });
		// Put from 50 people on before, to everyone since.
		expect(standingOf("RHU-15")).toMatchObject({ standing: "new", origins: ["RHU-15"], putBefore: false });
		expect(standingOf("JUR-01")).toMatchObject({ standing: "unanswered", putBefore: true });
		const large = move({ "RHU-15": level(2) }, { profile: { ...PROFILE, headcount: 60 } });
		expect(large.standingOf("RHU-15")).toMatchObject({ standing: "toConfirm", putBefore: true });
	});

	it("tells what is no longer put to the cooperative, and keeps the answer all the same", () => {
		const criteria = fresh.criteria.map((one): Criterion => {
			if (one.id !== "FIN-14") return one;
			return { ...one, applicability: { scope: "activity", anyOf: ["organisme_formation"] } };
		});
		const { standingOf, after, bucketOf } = move({ "FIN-14": level(2) }, { versions: [old, { ...fresh, criteria }] });
		expect(standingOf("FIN-14")).toMatchObject({ standing: "notPut", putBefore: true });
		expect(bucketOf("FIN-14")?.bucket).toBe("carried");
		expect(after.get("FIN-14")).toMatchObject({ level: 2 });
	});

	it("carries words without a level, and lists no row that says nothing", () => {
		const { bucketOf, after } = move({
			"FIN-03": { ...UNANSWERED, comment: "À demander", version: 1 },
			"RHU-11": { ...UNANSWERED, version: 3 },
		});
		expect(bucketOf("FIN-03")?.bucket).toBe("carried");
		expect(after.get("FIN-03")).toEqual({ ...UNANSWERED, comment: "À demander", version: 2 });
		expect(bucketOf("RHU-11")).toBeUndefined();
		expect(after.get("RHU-11")).toEqual({ ...UNANSWERED, version: 3 });
	});
});

describe("migrateAnswers, across versions", () => {
	it("composes the lineages: split then merged, reset then reworded, merged then retired", () => {
		const { after, bucketOf, standingOf } = move(
			{ "FIN-21": level(2, { comment: "Modèle" }), "JUR-21": level(1), "RHU-23": level(2), "ANC-19": level(0) },
			{ versions: [old, fresh, next] },
		);
		expect(after.get("FIN-21")).toEqual(level(2, { comment: "Modèle", version: 2, toConfirm: true }));
		expect(standingOf("FIN-21")?.steps.map(({ version, kind }) => `${version} ${kind}`)).toEqual([
			"2.0 split",
			"2.0 split",
			"2.1 merged",
		]);
		expect(bucketOf("FIN-21")?.heirs).toEqual([{ criterionId: "FIN-21", fate: "toConfirm" }]);
		expect(after.get("JUR-21")).toMatchObject({ level: 1, toConfirm: true });
		expect(bucketOf("RHU-23")).toMatchObject({
			bucket: "retired",
			retirement: { version: "2.1", reason: "Trop tôt.", replacedBy: "RHU-16" },
		});
		expect(bucketOf("ANC-19")).toMatchObject({ bucket: "retired", retirement: { version: "2.0" } });
	});

	it("refuses versions that do not follow one another", () => {
		expect(() => move({}, { versions: [old, next] })).toThrow(RangeError);
	});

	it("forgets the codes of the profile that the new version does not know", () => {
		const narrower = { ...fresh, conditions: fresh.conditions.filter(({ code }) => code !== "uses_cape") };
		expect(move({}, { versions: [old, narrower] }).profile.conditions).not.toContain("uses_cape");
		expect(move({}).profile).toEqual(PROFILE);
	});
});
