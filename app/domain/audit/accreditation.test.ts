import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Accreditation, checkAccreditation, narrowsAccreditation } from "./accreditation";
import { conflictsOfInterest } from "./conflict-of-interest";

const input = {
	accreditedFrom: "2026-01-01",
	accreditedUntil: "2028-12-31",
	homeCooperativeId: "home",
	formerCooperativeId: "",
	leftOn: "",
};

describe("an accreditation", () => {
	it("is of an independent third party without a cooperative, and needs no former one", () => {
		expect(checkAccreditation({ ...input, homeCooperativeId: "" })).toEqual({
			ok: true,
			value: { ...input, homeCooperativeId: null, formerCooperativeId: null, leftOn: null },
		});
	});

	it.each([
		[{ accreditedFrom: "" }, "ACCREDITATION_DATES_REQUIRED"],
		[{ accreditedUntil: "" }, "ACCREDITATION_DATES_REQUIRED"],
		[{ accreditedFrom: "2026-02-30" }, "INVALID_DATES"],
		[{ accreditedUntil: "2025-12-31" }, "ENDS_BEFORE_START"],
		[{ leftOn: "2024-01-01" }, "FORMER_REQUIRED"],
		[{ formerCooperativeId: "former", leftOn: "hier" }, "INVALID_DATES"],
		[{ formerCooperativeId: "home", leftOn: "2024-01-01" }, "FORMER_IS_HOME"],
	])("with %o is refused: %s", (over, reason) => {
		expect(checkAccreditation({ ...input, ...over })).toMatchObject({ ok: false, reason });
	});

	it("knows of a cooperative left on a day nobody remembers", () => {
		expect(checkAccreditation({ ...input, formerCooperativeId: "former" })).toMatchObject({
			value: { formerCooperativeId: "former", leftOn: null },
		});
	});

	it("that does not narrow never brings a conflict of interest that was not there", () => {
		const day = fc.constantFrom("2020-01-01", "2024-06-01", "2026-11-12", "2026-11-14", "2029-01-01");
		const cooperative = fc.option(fc.constantFrom("visited", "other"), { nil: null });
		const leftOn = fc.option(day, { nil: null });
		const fit: fc.Arbitrary<Accreditation> = fc.record({
			accreditedFrom: fc.constantFrom("2020-01-01", "2024-06-01", "2026-11-12"),
			accreditedUntil: fc.constantFrom("2026-11-14", "2029-01-01"),
			homeCooperativeId: fc.constantFrom(null, "other"),
			formerCooperativeId: cooperative,
			leftOn,
		});
		const change = fc.record(
			{
				accreditedFrom: day,
				accreditedUntil: day,
				homeCooperativeId: cooperative,
				formerCooperativeId: cooperative,
				leftOn,
			},
			{ requiredKeys: [] },
		);
		const facts = (id: string) => ({
			id,
			name: id,
			region: id,
			regionalAssociation: id,
			department: null,
			sector: null,
			group: null,
		});
		const conflicts = (one: Accreditation) =>
			conflictsOfInterest(
				{
					userId: "auditor",
					homes: one.homeCooperativeId === null ? [] : [facts(one.homeCooperativeId)],
					former: one.formerCooperativeId === null ? null : { id: one.formerCooperativeId, leftOn: one.leftOn },
					accreditedFrom: one.accreditedFrom,
					accreditedUntil: one.accreditedUntil,
					otherVisits: [],
					weekdays: [1, 2, 3, 4, 5, 6, 7],
					absences: [],
					interests: [],
					decides: [],
				},
				{
					cooperative: facts("visited"),
					kind: "initial",
					startsOn: "2026-11-12",
					endsOn: "2026-11-13",
					accompaniments: [],
					visits: [],
				},
			);
		fc.assert(
			fc.property(fit, change, (before, changed) => {
				const after = { ...before, ...changed };
				fc.pre(conflicts(before).length === 0 && !narrowsAccreditation(before, after));
				expect(conflicts(after)).toEqual([]);
			}),
			{ numRuns: 500, maxSkipsPerRun: 1_000 },
		);
	});
});
