import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CooperativeFacts } from "../audit/conflict-facts";
import { type MemberFacts, recusalsOf } from "./recusal";

const cooperative = (id: string, group: string | null = null): CooperativeFacts => ({
	...{ id, name: id, region: "Bretagne", regionalAssociation: "Bretagne", department: "Finistère" },
	...{ sector: "sap", group },
});
const NOBODY: MemberFacts = { homes: [], former: null, interests: [], audited: [] };
const reasons = (member: Partial<MemberFacts>, today = "2026-11-26", endedOn: string | null = "2023-11-26") =>
	recusalsOf(
		{ ...NOBODY, ...member },
		cooperative("file", "Ensemble"),
		[{ supporterId: "home", beneficiaryId: "file", startedOn: "2020-01-01", endedOn }],
		today,
	).map(({ reason }) => reason);

describe("standing aside (R-170)", () => {
	it("from one’s own, from whom one audited, from what one declared, from one’s group", () => {
		expect(reasons({})).toEqual([]);
		expect(reasons({ homes: [cooperative("file")] })).toEqual(["OWN_COOPERATIVE"]);
		expect(reasons({ audited: ["file"] })).toEqual(["AUDITED"]);
		expect(reasons({ audited: ["another"] })).toEqual([]);
		expect(reasons({ interests: [{ cooperativeId: "file", kind: "family" }] })).toEqual(["DECLARED_TIE"]);
		expect(reasons({ interests: [{ cooperativeId: "file", kind: "other" }] })).toEqual([]);
		expect(reasons({ homes: [cooperative("elsewhere", "Ensemble")] })).toEqual(["SAME_GROUP"]);
	});
	it("from whom one’s cooperative accompanied, for three years to the day; the same region keeps nobody out", () => {
		const homes = [cooperative("home")];
		expect(reasons({ homes }, "2026-11-25")).toEqual(["ACCOMPANIMENT"]);
		expect(reasons({ homes }, "2026-11-26")).toEqual([]);
		expect(reasons({ homes }, "2027-02-27", "2024-02-29")).toEqual(["ACCOMPANIMENT"]);
		expect(reasons({ homes }, "2027-02-28", "2024-02-29")).toEqual([]);
		expect(reasons({ homes }, "2040-01-01", null)).toEqual(["ACCOMPANIMENT"]);
	});
	it("a further tie never lets anybody back in", () => {
		const ids = fc.constantFrom("file", "home", "another");
		const member = fc.record({
			homes: fc.array(
				ids.map((id) => cooperative(id, id === "home" ? "Ensemble" : null)),
				{ maxLength: 2 },
			),
			former: fc.constant(null),
			interests: fc.array(
				fc.record({ cooperativeId: ids, kind: fc.constantFrom("family" as const, "other" as const) }),
			),
			audited: fc.array(ids, { maxLength: 2 }),
		});
		fc.assert(
			fc.property(member, member, (one, more) => {
				const both = {
					...one,
					homes: [...one.homes, ...more.homes],
					interests: [...one.interests, ...more.interests],
					audited: [...one.audited, ...more.audited],
				};
				if (reasons(one).length > 0) expect(reasons(both).length).toBeGreaterThan(0);
			}),
		);
	});
});
