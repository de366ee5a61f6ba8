/** The policy against its reviewed table: every role and relation x every action x every state; then its twin, the scopes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action, ActionResources } from "~/domain/access/actions";
import { ACTIONS, can } from "~/domain/access/can";
import { type Actor, COOPERATIVE_ROLES, ROLES, type RoleGrant } from "~/domain/access/roles";
import { auditScope, type CooperativeScope, cooperativeScope, identityScope, teamScope } from "~/domain/access/scope";
import { ASSESSMENT_STATUSES } from "~/domain/assessment/status";
import { AUDIT_STATUSES } from "~/domain/audit/audit-life";
import { differences, readTable, rowName, type Table, writesTables, writeTable } from "./table";

const HERE = "here";
const ELSEWHERE = "elsewhere";
const ME = "me";

const person = (...grants: RoleGrant[]): Actor => ({ userId: ME, name: "Moi", email: "moi@test.example", grants });
const within = (role: "manager" | "contributor", cooperativeId: string, domains?: readonly string[]) =>
	person(domains ? { role, cooperativeId, domains } : { role, cooperativeId });
const everywhere = (role: RoleGrant["role"]) => person({ role, cooperativeId: null });

/** Who asks, seen from the object of cooperative `here`. `team` says whether the audit or the assessment names them. */
const ACTORS: Readonly<Record<string, { readonly actor: Actor; readonly team?: "lead" | "second" }>> = {
	nobody: { actor: person() },
	"manager here": { actor: within("manager", HERE) },
	"manager elsewhere": { actor: within("manager", ELSEWHERE) },
	"contributor here": { actor: within("contributor", HERE) },
	"contributor of the domain": { actor: within("contributor", HERE, ["JUR"]) },
	"contributor of another domain": { actor: within("contributor", HERE, ["FIN"]) },
	"contributor of no domain": { actor: within("contributor", HERE, []) },
	"contributor elsewhere": { actor: within("contributor", ELSEWHERE) },
	"lead auditor": { actor: everywhere("auditor"), team: "lead" },
	"second auditor": { actor: everywhere("auditor"), team: "second" },
	"other auditor": { actor: everywhere("auditor") },
	"on the team without the role": { actor: person(), team: "lead" },
	committee: { actor: everywhere("committee") },
	board: { actor: everywhere("board") },
	network: { actor: everywhere("network") },
	admin: { actor: everywhere("admin") },
};

type States = { readonly [A in Action]: Readonly<Record<string, (team?: "lead" | "second") => ActionResources[A]>> };

const cooperative = { "-": () => ({ cooperativeId: HERE }) };
const nothing = { "-": () => null };
const assessment = Object.fromEntries(
	ASSESSMENT_STATUSES.map((status) => [
		status,
		(team?: string) => ({ cooperativeId: HERE, status, auditorIds: team ? [ME] : ["somebody"] }),
	]),
);
const answer = Object.fromEntries(
	ASSESSMENT_STATUSES.map((status) => [
		status,
		(team?: string) => ({ cooperativeId: HERE, status, auditorIds: team ? [ME] : [], domain: "JUR" }),
	]),
);
const mineOrNot = [
	["to oneself", ME],
	["to somebody else", "somebody"],
] as const;
const assignment = Object.fromEntries(
	ASSESSMENT_STATUSES.flatMap((status) =>
		mineOrNot.map(([whose, assigneeId]) => [
			`${status} ${whose}`,
			(team?: string) => ({
				...{ cooperativeId: HERE, status, auditorIds: team ? [ME] : [], domain: "JUR", assigneeId },
			}),
		]),
	),
);
const plannedAction = Object.fromEntries(
	mineOrNot.map(([whose, ownerId]) => [whose, () => ({ cooperativeId: HERE, domain: "JUR", ownerId })]),
);
const audit = Object.fromEntries(
	AUDIT_STATUSES.map((status) => [
		status,
		(team?: string) => ({
			cooperativeId: HERE,
			status,
			leadAuditorId: team === "lead" ? ME : "somebody",
			secondAuditorId: team === "second" ? ME : null,
		}),
	]),
);
const followed = { "-": (team?: string) => ({ cooperativeId: HERE, auditorIds: team ? [ME] : [] }) };
const evidence = Object.fromEntries(
	[
		["kept", false, false, false],
		["kept confidential", true, false, false],
		["cited", false, true, false],
		["cited confidential", true, true, false],
		["removed and cited", false, true, true],
	].map(([state, confidential, cited, removed]) => [
		state,
		(team?: string) => ({ cooperativeId: HERE, confidential, cited, removed, auditorIds: team ? [ME] : [] }),
	]),
) as States["evidence.read"];
const grant = Object.fromEntries(
	ROLES.map((role) => [
		role,
		() => ({ role, cooperativeId: (COOPERATIVE_ROLES as readonly string[]).includes(role) ? HERE : null }),
	]),
);
const grantToOneself = Object.fromEntries(
	Object.entries(grant).map(([role, build]) => [`${role} to oneself`, () => ({ ...build(), userId: ME })]),
);
const somebody = {
	oneself: () => ({ userId: ME, roles: [] }),
	...Object.fromEntries(ROLES.map((role) => [`holds ${role}`, () => ({ userId: "somebody", roles: [role] })])),
	"holds nothing": () => ({ userId: "somebody", roles: [] }),
};

const STATES: States = {
	"network.read": nothing,
	"cooperative.list": nothing,
	"cooperative.read": cooperative,
	"cooperative.create": nothing,
	"cooperative.edit": cooperative,
	"cooperative.history": cooperative,
	"progress.read": cooperative,
	"assessment.list": nothing,
	"assessment.open": cooperative,
	"assessment.read": assessment,
	"assessment.answer": answer,
	"assessment.follow": assessment,
	"assessment.profile": assessment,
	"assessment.submit": assessment,
	"assessment.return": assessment,
	"assessment.askReopening": assessment,
	"assessment.sendings": assessment,
	"assessment.upgrade": assessment,
	"assessment.history": assessment,
	"plan.read": cooperative,
	"plan.assign": assignment,
	"plan.act": plannedAction,
	"assessment.discuss": assessment,
	"evidence.list": cooperative,
	"evidence.add": cooperative,
	"evidence.read": evidence,
	"evidence.edit": evidence,
	"evidence.conceal": cooperative,
	"audit.list": nothing,
	"audit.schedule": nothing,
	"audit.request": assessment,
	"audit.proposeSlots": audit,
	"audit.answerSlots": audit,
	"audit.postpone": audit,
	"audit.read": audit,
	"audit.sign": audit,
	"audit.challenge": audit,
	"audit.answerChallenge": audit,
	"audit.findings": audit,
	"audit.readPlan": audit,
	"audit.prepare": audit,
	"audit.answerPlan": audit,
	"audit.reschedule": audit,
	"audit.cancel": audit,
	"audit.record": audit,
	"audit.meetings": audit,
	"audit.confirmMeeting": audit,
	"audit.endVisit": audit,
	"audit.writeFindings": audit,
	"audit.reply": audit,
	"audit.report": audit,
	"nonConformity.list": nothing,
	"nonConformity.read": followed,
	"nonConformity.readPlans": followed,
	"nonConformity.plan": followed,
	"nonConformity.judge": followed,
	"nonConformity.check": followed,
	"audit.history": audit,
	"team.read": cooperative,
	"team.manage": cooperative,
	"person.list": nothing,
	"person.read": somebody,
	"person.history": somebody,
	"person.rename": somebody,
	"person.disable": somebody,
	"person.erase": somebody,
	"role.grant": { ...grant, ...grantToOneself },
	"role.end": grant,
	"auditor.accredit": nothing,
	"recusal.declare": nothing,
	"programme.read": nothing,
	"programme.plan": nothing,
	"auditor.list": nothing,
	"calibration.criteria": nothing,
	"calibration.auditor": { oneself: () => ({ userId: ME }), "somebody else": () => ({ userId: "somebody" }) },
	"auditor.profile": { oneself: () => ({ userId: ME }), "somebody else": () => ({ userId: "somebody" }) },
	"report.create": nothing,
	"report.list": nothing,
	"report.close": nothing,
	"standard.preview": nothing,
	"standard.publish": nothing,
	"journal.read": nothing,
	"security.read": nothing,
};

let cases = 0;

function ask<A extends Action>(action: A, state: string, { actor, team }: (typeof ACTORS)[string]): boolean {
	cases += 1;
	const resource = STATES[action][state]?.(team);
	return can(actor, action, resource as ActionResources[A]);
}

describe("the policy", () => {
	it("says what the reviewed table says, for every role, relation, action and state", () => {
		expect(Object.keys(STATES).sort()).toEqual([...ACTIONS].sort());
		const rows = new Map<string, string[]>();
		for (const action of ACTIONS) {
			for (const state of Object.keys(STATES[action])) {
				const cells = Object.values(ACTORS).map((who) => (ask(action, state, who) ? "yes" : ""));
				rows.set(rowName([action, state]), cells);
			}
		}
		const found: Table = { keys: ["action", "state"], columns: Object.keys(ACTORS), rows };
		if (writesTables) writeTable("policy-matrix", found);
		expect(differences(readTable("policy-matrix", 2), found)).toEqual([]);
		console.log(`policy matrix: ${cases} cases`);
	});

	it("adds up: several roles may what one of them may, but for what bears on oneself", () => {
		const about = fc.constantFrom(...ACTIONS.filter((action) => !/^(person|role)\./.test(action)));
		fc.assert(
			fc.property(fc.array(anyGrant, { maxLength: 4 }), about, fc.nat(), (grants, action, pick) => {
				const states = Object.keys(STATES[action]);
				const resource = STATES[action][states[pick % states.length] as string]?.("lead") as never;
				const together = can(person(...grants), action, resource);
				const apart = grants.some((one) => can(person(one), action, resource));
				expect(together).toBe(apart || can(person(), action, resource));
			}),
			{ numRuns: 5_000 },
		);
	});
});

const COOPERATIVES = [HERE, ELSEWHERE, "third"] as const;
const anyCooperative = fc.constantFrom(...COOPERATIVES);
const anyGrant: fc.Arbitrary<RoleGrant> = fc
	.record({ role: fc.constantFrom(...ROLES), cooperativeId: anyCooperative })
	.map(({ role, cooperativeId }) => ({
		role,
		cooperativeId: (COOPERATIVE_ROLES as readonly string[]).includes(role) ? cooperativeId : null,
	}));
const ties = fc.option(fc.subarray([...COOPERATIVES]), { nil: undefined });
const anyActor: fc.Arbitrary<Actor> = fc
	.tuple(fc.array(anyGrant, { maxLength: 4 }), ties, ties)
	.map(([grants, tiedTo, audited]) => ({
		...person(...grants),
		...(tiedTo ? { tiedTo } : {}),
		...(audited ? { audited } : {}),
	}));
const covers = (scope: CooperativeScope, cooperativeId: string) =>
	scope === "all" || ("allBut" in scope ? !scope.allBut.includes(cooperativeId) : scope.includes(cooperativeId));

describe("whoever is tied to a cooperative (R-170, R-171)", () => {
	const every = ACTIONS.flatMap((action) =>
		Object.entries(STATES[action]).map(([state, build]) => ({ action, state, build })),
	);
	const may = (actor: Actor, { action, build }: (typeof every)[number], team?: "lead" | "second") =>
		can(actor, action, build(team) as never);

	it("may, as an auditor of its team, what an auditor of no team may", () => {
		for (const team of ["lead", "second"] as const) {
			for (const one of every) {
				const tied = { ...everywhere("auditor"), tiedTo: [HERE] };
				expect(may(tied, one, team), `${one.action} ${one.state}`).toBe(may(everywhere("auditor"), one));
			}
		}
	});

	it("reads, in the committee or the board, neither its progress nor its audits, and keeps the rest", () => {
		const closed = ["progress.read", "audit.read", "nonConformity.read"];
		for (const role of ["committee", "board"] as const) {
			for (const aside of [{ tiedTo: [HERE] }, { audited: [HERE] }]) {
				for (const one of every) {
					const expected = !closed.includes(one.action) && may(everywhere(role), one);
					expect(may({ ...everywhere(role), ...aside }, one), `${role} ${one.action}`).toBe(expected);
				}
			}
		}
	});

	it("of the national team, or of the cooperative itself, loses nothing", () => {
		for (const actor of [everywhere("network"), within("manager", HERE)]) {
			for (const one of every) expect(may({ ...actor, tiedTo: [HERE], audited: [HERE] }, one)).toBe(may(actor, one));
		}
	});
});

describe("the scopes, twins of the policy", () => {
	const twins = [
		["progress.read", cooperativeScope],
		["cooperative.read", identityScope],
		["team.manage", teamScope],
	] as const;

	it.each(twins)("filtering by %s equals querying by its scope", (action, scope) => {
		fc.assert(
			fc.property(anyActor, (actor) => {
				for (const cooperativeId of COOPERATIVES) {
					expect(covers(scope(actor), cooperativeId)).toBe(can(actor, action, { cooperativeId }));
				}
			}),
			{ numRuns: 2_000 },
		);
	});

	it("filtering by audit.read equals querying by its scope", () => {
		const member = fc.constantFrom(ME, "somebody");
		fc.assert(
			fc.property(anyActor, anyCooperative, member, fc.option(member), (actor, cooperativeId, lead, second) => {
				const { cooperatives, teamMember, tiedTo } = auditScope(actor);
				const queried =
					covers(cooperatives, cooperativeId) ||
					(teamMember !== null && !tiedTo.includes(cooperativeId) && [lead, second].some((one) => one === teamMember));
				const resource = { cooperativeId, status: "planned" as const, leadAuditorId: lead, secondAuditorId: second };
				expect(queried).toBe(can(actor, "audit.read", resource));
			}),
			{ numRuns: 2_000 },
		);
	});
});
