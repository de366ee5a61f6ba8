import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	answerersOf,
	answersDomain,
	type EntrustedDomains,
	entrustDomains,
	leftToManagers,
	memberState,
	type TeamMember,
	takeOver,
} from "./entrusted-domains";

const KNOWN = ["JUR", "FIN", "RHU", "ACC", "ANC"];
const domains: fc.Arbitrary<EntrustedDomains> = fc.option(fc.subarray(KNOWN, { minLength: 1 }), { nil: null });
const member = (role: TeamMember["role"], held: EntrustedDomains, name: string): TeamMember => ({
	userId: name,
	name,
	role,
	domains: held,
});

describe("the domains of a contributor (R-92)", () => {
	it("are one at least, of the référentiel, in its order", () => {
		expect(entrustDomains([], KNOWN)).toMatchObject({ reason: "NO_DOMAIN" });
		expect(entrustDomains(["RHU", "XXX"], KNOWN)).toMatchObject({ reason: "UNKNOWN_DOMAIN" });
		expect(entrustDomains(["ACC", "FIN", "ACC"], KNOWN)).toEqual({ ok: true, value: ["FIN", "ACC"] });
		expect(entrustDomains(KNOWN, KNOWN)).toEqual({ ok: true, value: null });
	});

	it("taken over, are answered by the receiver beside their own, no more and no less", () => {
		fc.assert(
			fc.property(domains, domains, (receiver, leaving) => {
				const after = takeOver(receiver, leaving, KNOWN);
				for (const code of KNOWN) {
					expect(answersDomain(after, code)).toBe(answersDomain(receiver, code) || answersDomain(leaving, code));
				}
			}),
		);
	});

	it("taken over, are no limit any more once they are all there are", () => {
		expect(takeOver(["JUR", "RHU"], ["FIN", "ACC", "ANC"], KNOWN)).toBeNull();
		expect(takeOver(["JUR", "RHU"], ["FIN", "ACC"], KNOWN)).toEqual(["JUR", "FIN", "RHU", "ACC"]);
	});

	it("taken over, stay a limit where no référentiel is published", () => {
		expect(takeOver(["RHU"], ["ACC"], [])).toEqual(["RHU", "ACC"]);
	});

	it("taken over, keep a domain that the référentiel no longer has", () => {
		expect(takeOver(["OLD"], ["RHU"], KNOWN)).toEqual(["RHU", "OLD"]);
	});

	it("are answered by whom they are entrusted to, else by the managers", () => {
		const team = [
			member("manager", null, "Camille"),
			member("contributor", ["RHU"], "Sacha"),
			member("contributor", ["RHU", "ACC"], "Lou"),
		];
		expect(answerersOf(team, "RHU").map(({ name }) => name)).toEqual(["Sacha", "Lou"]);
		expect(answerersOf(team, "JUR").map(({ name }) => name)).toEqual(["Camille"]);
	});

	it("go back to the managers when no contributor is left for them", () => {
		const staying = [member("manager", null, "Camille"), member("contributor", ["ACC"], "Lou")];
		expect(leftToManagers(["RHU", "ACC"], staying, KNOWN)).toEqual(["RHU"]);
		expect(leftToManagers(null, staying, KNOWN)).toEqual(["JUR", "FIN", "RHU", "ANC"]);
	});

	it("never leave a domain to the managers that the receiver takes over", () => {
		fc.assert(
			fc.property(domains, domains, (receiver, leaving) => {
				const staying = [member("contributor", takeOver(receiver, leaving, KNOWN), "Lou")];
				expect(leftToManagers(leaving, staying, KNOWN)).toEqual([]);
			}),
		);
	});

	it("are told apart by what the form saw", () => {
		expect(memberState("contributor", null)).not.toBe(memberState("contributor", KNOWN));
		expect(memberState("contributor", null)).not.toBe(memberState("manager", null));
		expect(memberState("contributor", null)).not.toBe(memberState("contributor", []));
		expect(memberState("contributor", ["AB", "C"])).not.toBe(memberState("contributor", ["A", "BC"]));
	});
});
