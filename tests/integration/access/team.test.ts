/** The team of a cooperative: read, changed, left. Each write under row-level security, as a request makes it. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roleGrants, users } from "~/db/schema/access.server";
import { addDays, dayInParis } from "~/domain/calendar-day";
import { changeMember } from "~/services/access/change-member.server";
import { getDeparture, getMember } from "~/services/access/get-member.server";
import { getTeam } from "~/services/access/get-team.server";
import { removeMember } from "~/services/access/remove-member.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCooperative, NOW, publishStandards } from "../../support/world";
import { createMember, createTeam, inRequest, journalOfPerson, rowOf, sessionsOf, signIn } from "./team-world";

let test: TestDatabase;
beforeAll(async () => {
	test = await createTestDatabase();
	await publishStandards(test.db);
});
afterAll(() => test.drop());

const TODAY = dayInParis(new Date());
const YESTERDAY = addDays(TODAY, -1);
const RHU_ACC = "contributor/RHU,ACC";

describe("reading the team", () => {
	it("tells a manager who does what, with the address and the last day of use", async () => {
		const { cooperative, manager, contributor } = await createTeam(test.db);
		await signIn(test.db, contributor.actor);
		const team = await inRequest(test.db, manager.actor, "read", (useCase) => getTeam(useCase, cooperative.id));
		expect(team).toMatchObject({ manages: true, cooperative: { name: cooperative.name } });
		expect(team.members.map(({ role }) => role)).toEqual(["manager", "contributor", "contributor"]);
		expect(team.members.find(({ grantId }) => grantId === contributor.grantId)?.domains).toEqual(["RHU", "ACC"]);
		expect(team.members.find(({ grantId }) => grantId === contributor.grantId)).toMatchObject({
			email: contributor.actor.email,
			lastUsedOn: dayInParis(NOW),
			state: "current",
		});
		expect(team.members.find(({ isSelf }) => isSelf)).toMatchObject({ grantId: manager.grantId, lastUsedOn: null });
	});

	it("tells a contributor names and domains, neither addresses, nor days of use, nor invitations", async () => {
		const { cooperative, manager, contributor } = await createTeam(test.db);
		await signIn(test.db, manager.actor);
		const team = await inRequest(test.db, contributor.actor, "read", (useCase) => getTeam(useCase, cooperative.id));
		expect(team).toMatchObject({ manages: false, invitations: [] });
		expect(team.members).toHaveLength(3);
		for (const member of team.members) expect(member).toMatchObject({ email: null, lastUsedOn: null });
	});

	it("leaves out who has left, says who is to come, and whose account is closed", async () => {
		const { cooperative, manager, contributor, colleague } = await createTeam(test.db);
		const tomorrow = addDays(TODAY, 1);
		await test.db.update(roleGrants).set({ endsOn: YESTERDAY }).where(eq(roleGrants.id, contributor.grantId));
		await test.db.update(roleGrants).set({ startsOn: tomorrow }).where(eq(roleGrants.id, colleague.grantId));
		await test.db.update(users).set({ disabledAt: NOW }).where(eq(users.id, colleague.actor.userId));
		const { members } = await inRequest(test.db, manager.actor, "read", (useCase) => getTeam(useCase, cooperative.id));
		expect(members.map(({ grantId }) => grantId)).toEqual([manager.grantId, colleague.grantId]);
		expect(members[1]).toMatchObject({ state: "upcoming", since: tomorrow, closed: true });
	});

	it("answers 404 to another cooperative and to auditors, 403 to those who read the cooperative's page", async () => {
		const { cooperative } = await createTeam(test.db);
		const stranger = await createActor(test.db, "manager", (await createCooperative(test.db)).id);
		for (const actor of [stranger, await createActor(test.db, "auditor")]) {
			await expect(getTeam(as(test.db, actor), cooperative.id)).rejects.toThrow(NotFoundError);
		}
		for (const actor of [await createActor(test.db, "board"), await createActor(test.db, "committee")]) {
			await expect(getTeam(as(test.db, actor), cooperative.id)).rejects.toThrow(ForbiddenError);
		}
		for (const role of ["network", "admin"] as const) {
			const actor = await createActor(test.db, role);
			expect((await inRequest(test.db, actor, "read", (one) => getTeam(one, cooperative.id))).manages).toBe(true);
		}
	});
});

describe("changing what a member does", () => {
	it("entrusts other domains, writes the journal, and signs the person out", async () => {
		const { cooperative, manager, contributor } = await createTeam(test.db);
		await signIn(test.db, contributor.actor);
		const input = { role: "contributor", domains: ["ANC", "RHU"], seen: RHU_ACC };
		const result = await inRequest(test.db, manager.actor, "write", (one) =>
			changeMember(one, cooperative.id, contributor.grantId, input),
		);
		expect(result).toMatchObject({ ok: true });
		expect(await rowOf(test.db, contributor.grantId)).toMatchObject({ domains: ["RHU", "ANC"], endsOn: null });
		expect(await sessionsOf(test.db, contributor.actor)).toEqual([]);
		const last = (await journalOfPerson(test.db, contributor.actor.userId)).at(-1);
		expect(last).toMatchObject({
			action: "role.changed",
			actorId: manager.actor.userId,
			cooperativeId: cooperative.id,
			before: { domains: ["RHU", "ACC"] },
			after: { domains: ["RHU", "ANC"], grantId: contributor.grantId },
		});
		expect(JSON.stringify(last)).not.toContain(contributor.actor.email);
		expect(JSON.stringify(last)).not.toContain(contributor.actor.name);
	});

	it("makes a contributor a manager: one role ends, another begins", async () => {
		const { cooperative, manager, contributor } = await createTeam(test.db);
		const result = await inRequest(test.db, manager.actor, "write", (one) =>
			changeMember(one, cooperative.id, contributor.grantId, { role: "manager", seen: RHU_ACC }),
		);
		expect(result).toMatchObject({ ok: true });
		const rows = await test.db.select().from(roleGrants).where(eq(roleGrants.userId, contributor.actor.userId));
		expect(rows.map(({ role, startsOn, endsOn }) => ({ role, startsOn, endsOn }))).toEqual(
			expect.arrayContaining([
				{ role: "contributor", startsOn: null, endsOn: YESTERDAY },
				{ role: "manager", startsOn: TODAY, endsOn: null },
			]),
		);
		const actions = (await journalOfPerson(test.db, contributor.actor.userId)).map(({ action }) => action);
		expect(actions).toEqual(["role.granted", "role.ended"]);
	});

	it("refuses no domain, an unknown one, no change, what somebody else changed, and a field too many", async () => {
		const { cooperative, manager, contributor } = await createTeam(test.db);
		const refusals: [object, string][] = [
			[{ role: "contributor", domains: [], seen: RHU_ACC }, "NO_DOMAIN"],
			[{ role: "contributor", domains: ["XXX"], seen: RHU_ACC }, "UNKNOWN_DOMAIN"],
			[{ role: "contributor", domains: ["RHU", "ACC"], seen: RHU_ACC }, "NOTHING_CHANGED"],
			[{ role: "contributor", domains: ["RHU"], seen: "contributor/JUR" }, "CHANGED_MEANWHILE"],
			[{ role: "contributor", domains: ["RHU"], seen: RHU_ACC, userId: manager.actor.userId }, "INVALID"],
			[{ role: "admin", domains: ["RHU"], seen: RHU_ACC }, "INVALID"],
		];
		for (const [input, reason] of refusals) {
			expect(await changeMember(as(test.db, manager.actor), cooperative.id, contributor.grantId, input)).toMatchObject({
				ok: false,
				reason,
			});
		}
		expect(await rowOf(test.db, contributor.grantId)).toMatchObject({ domains: ["RHU", "ACC"] });
	});

	it("keeps the last manager a manager", async () => {
		const { cooperative, manager } = await createTeam(test.db);
		const input = { role: "contributor", domains: ["RHU"], seen: "manager/*" };
		const result = await inRequest(test.db, manager.actor, "write", (one) =>
			changeMember(one, cooperative.id, manager.grantId, input),
		);
		expect(result).toMatchObject({ ok: false, reason: "LAST_MANAGER" });
		expect(await getMember(as(test.db, manager.actor), cooperative.id, manager.grantId)).toMatchObject({
			kept: "LAST_MANAGER",
		});
	});

	it("is refused to contributors, and not found for another cooperative's role, by whichever address", async () => {
		const { cooperative, contributor, colleague } = await createTeam(test.db);
		const other = await createTeam(test.db);
		const input = { role: "manager", seen: RHU_ACC };
		const change = (actor: typeof contributor.actor, home: string, grantId: string) =>
			changeMember(as(test.db, actor), home, grantId, input);
		await expect(change(colleague.actor, cooperative.id, contributor.grantId)).rejects.toThrow(ForbiddenError);
		await expect(change(other.manager.actor, cooperative.id, contributor.grantId)).rejects.toThrow(NotFoundError);
		await expect(change(other.manager.actor, other.cooperative.id, contributor.grantId)).rejects.toThrow(NotFoundError);
		await expect(change(other.manager.actor, other.cooperative.id, "nobody")).rejects.toThrow(NotFoundError);
	});
});

describe("leaving the team", () => {
	it("ends the role at once and gives the domains back to the managers", async () => {
		const { cooperative, manager, contributor } = await createTeam(test.db);
		await signIn(test.db, contributor.actor);
		const seen = await inRequest(test.db, manager.actor, "read", (one) =>
			getDeparture(one, cooperative.id, contributor.grantId, ""),
		);
		expect(seen).toMatchObject({ leftToManagers: ["RHU"], receiver: null, kept: null, managers: [manager.actor.name] });
		const result = await inRequest(test.db, manager.actor, "write", (one) =>
			removeMember(one, cooperative.id, contributor.grantId, { seen: seen.seen }),
		);
		expect(result).toMatchObject({ ok: true });
		expect(await rowOf(test.db, contributor.grantId)).toMatchObject({ endsOn: YESTERDAY });
		expect(await sessionsOf(test.db, contributor.actor)).toEqual([]);
		expect((await journalOfPerson(test.db, contributor.actor.userId)).at(-1)).toMatchObject({
			action: "role.ended",
			cooperativeId: cooperative.id,
			after: { endsOn: YESTERDAY },
		});
	});

	it("hands the domains over to the colleague chosen, as the page had said", async () => {
		const { cooperative, manager, contributor, colleague } = await createTeam(test.db);
		await signIn(test.db, colleague.actor);
		const seen = await inRequest(test.db, manager.actor, "read", (one) =>
			getDeparture(one, cooperative.id, contributor.grantId, colleague.grantId),
		);
		expect(seen).toMatchObject({ leftToManagers: [], receiver: { after: ["RHU", "ACC"] } });
		await inRequest(test.db, manager.actor, "write", (one) =>
			removeMember(one, cooperative.id, contributor.grantId, { handTo: colleague.grantId, seen: RHU_ACC }),
		);
		expect(await rowOf(test.db, colleague.grantId)).toMatchObject({ domains: ["RHU", "ACC"], endsOn: null });
		expect(await sessionsOf(test.db, colleague.actor)).toEqual([]);
		expect((await journalOfPerson(test.db, colleague.actor.userId)).at(-1)).toMatchObject({
			action: "role.changed",
			before: { domains: ["ACC"] },
			after: { domains: ["RHU", "ACC"] },
		});
	});

	it("hands nothing to somebody of another team, to a manager, nor to who leaves: the role stays", async () => {
		const { cooperative, manager, contributor } = await createTeam(test.db);
		const other = await createTeam(test.db);
		for (const handTo of [other.colleague.grantId, manager.grantId, contributor.grantId, "x"]) {
			const result = await removeMember(as(test.db, manager.actor), cooperative.id, contributor.grantId, {
				handTo,
				seen: RHU_ACC,
			});
			expect(result).toMatchObject({ ok: false, reason: "UNKNOWN_RECEIVER" });
		}
		expect(await rowOf(test.db, contributor.grantId)).toMatchObject({ endsOn: null });
		expect(await rowOf(test.db, other.colleague.grantId)).toMatchObject({ domains: ["ACC"] });
	});

	it("is refused on what somebody else changed, and to the last manager", async () => {
		const { cooperative, manager, contributor } = await createTeam(test.db);
		const leave = (grantId: string, seen: string) =>
			inRequest(test.db, manager.actor, "write", (one) => removeMember(one, cooperative.id, grantId, { seen }));
		expect(await leave(contributor.grantId, "contributor/RHU")).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await leave(manager.grantId, "manager/*")).toMatchObject({ reason: "LAST_MANAGER" });
		expect(await rowOf(test.db, manager.grantId)).toMatchObject({ endsOn: null });
	});

	it("lets a manager go by themselves once there is another", async () => {
		const { cooperative, manager } = await createTeam(test.db);
		await createMember(test.db, cooperative.id, "manager");
		const result = await inRequest(test.db, manager.actor, "write", (one) =>
			removeMember(one, cooperative.id, manager.grantId, { seen: "manager/*" }),
		);
		expect(result).toMatchObject({ ok: true });
	});

	it("does not count a manager whose account is closed, nor one who leaves soon", async () => {
		const { cooperative, manager } = await createTeam(test.db);
		const closed = await createMember(test.db, cooperative.id, "manager");
		await test.db.update(users).set({ disabledAt: NOW }).where(eq(users.id, closed.actor.userId));
		const leaving = await createMember(test.db, cooperative.id, "manager");
		await test.db.update(roleGrants).set({ endsOn: "2099-12-31" }).where(eq(roleGrants.id, leaving.grantId));
		const network = await createActor(test.db, "network");
		const remove = (grantId: string) =>
			inRequest(test.db, network, "write", (one) => removeMember(one, cooperative.id, grantId, { seen: "manager/*" }));
		expect(await remove(manager.grantId)).toMatchObject({ reason: "LAST_MANAGER" });
		expect(await remove(closed.grantId)).toMatchObject({ ok: true });
	});
});

describe("two managers at once", () => {
	const outcome = (result: PromiseSettledResult<{ ok: boolean; reason?: string }>) =>
		result.status === "rejected" ? (result.reason as Error).constructor.name : (result.value.reason ?? "ok");

	async function eachOther(more: number) {
		const { cooperative, manager } = await createTeam(test.db);
		const other = await createMember(test.db, cooperative.id, "manager");
		for (let index = 0; index < more; index++) await createMember(test.db, cooperative.id, "manager");
		const remove = (actor: typeof manager.actor, grantId: string) =>
			inRequest(test.db, actor, "write", (one) => removeMember(one, cooperative.id, grantId, { seen: "manager/*" }));
		const results = await Promise.allSettled([
			remove(manager.actor, other.grantId),
			remove(other.actor, manager.grantId),
		]);
		const rows = await Promise.all([manager, other].map(({ grantId }) => rowOf(test.db, grantId)));
		return { outcomes: results.map(outcome).sort(), ended: rows.filter((row) => row?.endsOn !== null).length };
	}

	it("who remove each other: one wins, one manager stays", async () => {
		for (let round = 0; round < 5; round++) {
			const { outcomes, ended } = await eachOther(0);
			expect(ended).toBe(1);
			expect(outcomes).toHaveLength(2);
			expect(outcomes).toContain("ok");
			expect(["ForbiddenError", "NotFoundError", "LAST_MANAGER"]).toContain(outcomes.find((one) => one !== "ok"));
		}
	});

	it("who remove each other while a third one stays: whoever was removed first changes nothing any more", async () => {
		for (let round = 0; round < 5; round++) expect((await eachOther(1)).ended).toBe(1);
	});
});
