import { describe, expect, it } from "vitest";
import { roleLabels } from "~/messages.fr";
import { can } from "./can";
import { type Actor, answersIn, COOPERATIVE_ROLES, holdsIn, ownCooperatives, ROLES, type RoleGrant } from "./roles";

const holding = (...grants: readonly RoleGrant[]): Actor => ({
	userId: "u1",
	name: "Camille",
	email: "camille@cae.example",
	grants,
});

describe("roles", () => {
	it("are each said in French, and no other", () => {
		expect(Object.keys(roleLabels).sort()).toEqual([...ROLES].sort());
	});

	it("are held within a cooperative for a manager and a contributor, for the network for the others", () => {
		expect([...COOPERATIVE_ROLES].sort()).toEqual(["contributor", "manager"]);
	});

	it("of the network belong to no cooperative", () => {
		const actor = holding({ role: "auditor", cooperativeId: null }, { role: "admin", cooperativeId: null });
		expect(ownCooperatives(actor)).toEqual([]);
	});

	it("held twice in one cooperative make it one's own once", () => {
		const twice = COOPERATIVE_ROLES.map((role) => ({ role, cooperativeId: "c1" }));
		expect(ownCooperatives(holding(...twice, { role: "manager", cooperativeId: "c2" }))).toEqual(["c1", "c2"]);
	});
});

describe("a row that says what no screen can say opens nothing", () => {
	it.each(ROLES.filter((role) => !COOPERATIVE_ROLES.some((own) => own === role)))(
		"%s within a cooperative neither answers nor stands for its team there",
		(role) => {
			const actor = holding({ role, cooperativeId: "c1" });
			expect(answersIn(actor, "c1", "JUR")).toBe(false);
			expect(holdsIn(actor, "c1")).toBe(false);
		},
	);

	it.each(COOPERATIVE_ROLES)("%s of no cooperative gives and takes away no role of the network", (role) => {
		const actor = holding({ role, cooperativeId: null });
		const offered = { role: "auditor", cooperativeId: null } as const;
		expect(can(actor, "role.grant", offered)).toBe(false);
		expect(can(actor, "role.end", { ...offered, userId: "u2" })).toBe(false);
	});
});
