import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { arbitraryDossier } from "../../../tests/fixtures/standard/arbitraries";
import { arbitraryStep, stepFiles } from "../../../tests/fixtures/standard/arbitrary-versions";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import type { Answers } from "../scoring/answer";
import { applicableCriteria } from "../standard/applicability";
import { parseVersions } from "../standard/parse-versions";
import type { Level, Profile, Standard } from "../standard/standard";
import type { RecordedAnswer } from "./answer-record";
import { ANSWER_BUCKETS } from "./migrate-answers";
import { projectUpgrade } from "./project-upgrade";
import { type SentDossier, TRIAL_STANDINGS, tryPublication, wouldFall } from "./publication-trial";

const PROFILE: Profile = { sectors: ["generaliste"], activities: [], headcount: 30, conditions: [] };

function recorded(answers: Answers): ReadonlyMap<string, RecordedAnswer> {
	return new Map(
		Object.entries(answers).flatMap(([id, value]): [string, RecordedAnswer][] => {
			if (value === null || value === undefined) return [];
			const notApplicable = typeof value === "object";
			const level = notApplicable ? null : value;
			const reason = notApplicable ? value.notApplicable : "";
			return [[id, { level, notApplicable, reason, comment: "", version: 1 }]];
		}),
	);
}

describe("from 1.0 to 2.0", () => {
	let previous: Standard;
	let next: Standard;
	beforeAll(async () => {
		previous = await realStandard("1.0");
		next = await realStandard("2.0");
	});
	/** Every criterion put to it at that level, but for these. */
	const dossier = (level: Level, but: Readonly<Record<string, Level>> = {}): SentDossier => ({
		cooperativeId: "une",
		versions: [previous, next],
		profile: PROFILE,
		answers: recorded({
			...Object.fromEntries(applicableCriteria(previous, PROFILE).map(({ id }) => [id, level])),
			...but,
		}),
	});

	test("a file that met everything falls on what it is asked anew, and says which criteria", () => {
		const { standings, dossiers, causes, buckets } = tryPublication([dossier(2)]);
		expect(standings).toMatchObject({ onceAnswered: 1, met: 0, lost: 0 });
		expect(dossiers[0]).toMatchObject({ before: "awarded", standing: "onceAnswered" });
		const ids = causes.map(({ criterionId }) => criterionId);
		for (const asked of ["RHU-01", "RHU-02", "ACC-02"]) expect(ids).toContain(asked);
		expect(ids).not.toContain("JUR-01");
		expect(buckets.retired).toBe(1);
		expect(buckets.reset).toBeGreaterThan(0);
	});

	test("a criterion that was missed already is no cause", () => {
		const { causes, dossiers } = tryPublication([dossier(2, { "RHU-02": 1 })]);
		expect(dossiers[0]?.before).toBe("awardedWithReservations");
		expect(causes.map(({ criterionId }) => criterionId)).not.toContain("RHU-02");
	});

	test("a file that did not meet the rule is not counted as falling", () => {
		const { standings, causes } = tryPublication([dossier(0), dossier(2)]);
		expect(standings.notMetBefore).toBe(1);
		expect(causes.every(({ dossiers }) => dossiers === 1)).toBe(true);
	});

	test("nothing falls under the version it was sent under", () => {
		const { dossiers, causes } = tryPublication([{ ...dossier(2), versions: [previous] }]);
		expect(dossiers).toMatchObject([{ standing: "met", before: "awarded", after: "awarded", causes: [] }]);
		expect(causes).toEqual([]);
	});
});

describe("on random versions and files", () => {
	const world = arbitraryStep.chain((step) => {
		const versions = parseVersions(stepFiles(step)).flatMap((parsed) => (parsed.ok ? [parsed.value] : []));
		const [previous] = versions as [Standard];
		return fc.array(arbitraryDossier(previous), { minLength: 1, maxLength: 6 }).map((files) => ({ versions, files }));
	});

	test("says what moving the file would do, and counts each once", () => {
		fc.assert(
			fc.property(world, ({ versions, files }) => {
				const chain = versions as unknown as readonly [Standard, ...Standard[]];
				const sent = files.map(({ profile, answers }, index): SentDossier => {
					return { cooperativeId: String(index), versions: chain, profile, answers: recorded(answers) };
				});
				const trial = tryPublication(sent);
				expect(TRIAL_STANDINGS.reduce((sum, one) => sum + trial.standings[one], 0)).toBe(sent.length);
				expect(ANSWER_BUCKETS.reduce((sum, one) => sum + trial.buckets[one], 0)).toBe(
					sent.reduce((sum, { answers }) => sum + answers.size, 0),
				);
				for (const [index, { profile, answers }] of sent.entries()) {
					const { before, after, onceConfirmed } = projectUpgrade(chain, profile, answers);
					const tried = trial.dossiers[index];
					expect([tried?.before, tried?.after]).toEqual([before.outcome, after.outcome]);
					const met = (outcome: string) => outcome.startsWith("awarded");
					expect(wouldFall(tried?.standing ?? "met")).toBe(met(before.outcome) && !met(after.outcome));
					if (tried?.standing === "onceConfirmed") expect(met(onceConfirmed.outcome)).toBe(true);
					if (tried?.standing === "lost") expect(met(onceConfirmed.outcome)).toBe(false);
				}
			}),
			{ numRuns: 150 },
		);
	});
});
