import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { applicableCriteria } from "./applicability";
import { type AskedProfile, judgeCriteria, readWishedProfile } from "./wished-profile";

const NOTHING: AskedProfile = { sectors: [], activities: [], conditions: [], headcount: "" };

describe("readWishedProfile", () => {
	const read = (asked: Partial<AskedProfile>) => readWishedProfile(smallStandard(), { ...NOTHING, ...asked });

	it("keeps the codes of the version, in its order, each once", () => {
		const asked = {
			sectors: ["culture", "inconnue", "batiment", "culture"],
			conditions: ["uses_cape"],
			headcount: "30",
		};
		expect(read(asked)).toEqual({
			profile: { sectors: ["batiment", "culture"], activities: [], conditions: ["uses_cape"], headcount: 30 },
			headcountRefused: false,
		});
	});

	it.each([
		["", 0, false],
		["1 200", 1200, false],
		["1\u202f200", 1200, false],
		["0", 0, false],
		["-3", 0, true],
		["12,5", 0, true],
		["beaucoup", 0, true],
		["123456", 0, true],
	])("reads a headcount of %j as %i, refused: %s", (headcount, counted, refused) => {
		const { profile, headcountRefused } = read({ headcount });
		expect([profile.headcount, headcountRefused]).toEqual([counted, refused]);
	});
});

describe("judgeCriteria", () => {
	it("puts the criteria that an assessment of that profile would put, and judges all of them", async () => {
		const standard = await realStandard();
		const codes = (terms: readonly { readonly code: string }[]) => fc.subarray(terms.map(({ code }) => code));
		const anyProfile = fc.record({
			sectors: codes(standard.sectors),
			activities: codes(standard.activities),
			conditions: codes(standard.conditions),
			headcount: fc.nat(400),
		});
		fc.assert(
			fc.property(anyProfile, (profile) => {
				const judged = judgeCriteria(standard, profile);
				expect(judged.map(({ criterion }) => criterion)).toEqual(standard.criteria);
				const put = judged.filter(({ verdict }) => verdict.applies).map(({ criterion }) => criterion);
				expect(put).toEqual(applicableCriteria(standard, profile));
			}),
			{ numRuns: 200 },
		);
	});
});
