/** The people of the network: listed, read, given and taken roles, closed, reopened, renamed. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roleGrants, totpFactors, users } from "~/db/schema/access.server";
import { ROLES, type Role } from "~/domain/access/roles";
import { addDays, dayInParis } from "~/domain/calendar-day";
import { changeRoleDates, endRole } from "~/services/access/change-role.server";
import { closeAccount, reopenAccount } from "~/services/access/close-account.server";
import { getPerson } from "~/services/access/get-person.server";
import { grantRole } from "~/services/access/grant-role.server";
import { listPersons } from "~/services/access/list-persons.server";
import { renamePerson } from "~/services/access/rename-person.server";
import { grantsToday } from "~/services/access/session.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCooperative, NOW, publishStandards } from "../../support/world";
import { createMember, grantOf, inRequest, journalOfPerson, rowOf, sessionsOf, signIn } from "./team-world";

let test: TestDatabase;
beforeAll(async () => {
	test = await createTestDatabase();
	await publishStandards(test.db);
});
afterAll(() => test.drop());

const TODAY = dayInParis(new Date());
const YESTERDAY = addDays(TODAY, -1);
const mandate = { startsOn: YESTERDAY, endsOn: addDays(TODAY, 365) };

describe("giving a role", () => {
	it("writes it with its days, journals ids and dates, and signs the person out", async () => {
		const network = await createActor(test.db, "network");
		const somebody = await createActor(test.db, "committee");
		await signIn(test.db, somebody);
		const result = await inRequest(test.db, network, "write", (one) =>
			grantRole(one, somebody.userId, { role: "board", ...mandate }),
		);
		if (!result.ok) throw new Error(result.reason);
		expect(await rowOf(test.db, result.value.grantId)).toMatchObject({ role: "board", ...mandate });
		expect(await sessionsOf(test.db, somebody)).toEqual([]);
		const last = (await journalOfPerson(test.db, somebody.userId)).at(-1);
		expect(last).toMatchObject({
			action: "role.granted",
			actorId: network.userId,
			after: { role: "board", ...mandate },
		});
		expect(JSON.stringify(last)).not.toContain(somebody.email);
	});

	it("follows the policy: each role that grants x each role granted", async () => {
		const cooperative = await createCooperative(test.db);
		const asked = (role: Role) => ({ role, cooperativeId: cooperative.id, domains: ["RHU"], ...mandate });
		const mayGrant: Partial<Record<Role, readonly Role[]>> = {
			network: ROLES.filter((role) => role !== "admin"),
			admin: ROLES,
		};
		for (const granter of ROLES) {
			const actor = await createActor(
				test.db,
				granter,
				granter === "manager" || granter === "contributor" ? cooperative.id : null,
			);
			for (const role of ROLES) {
				const somebody = await createActor(test.db, "committee");
				await test.db.delete(roleGrants).where(eq(roleGrants.userId, somebody.userId));
				const granting = inRequest(test.db, actor, "write", (one) => grantRole(one, somebody.userId, asked(role)));
				const expected = mayGrant[granter]?.includes(role)
					? "ok"
					: mayGrant[granter]
						? "ForbiddenError"
						: "NotFoundError";
				const found = await granting.then(
					(result) => (result.ok ? "ok" : result.reason),
					(error: Error) => error.constructor.name,
				);
				expect([granter, role, found]).toEqual([granter, role, expected]);
			}
		}
	}, 60_000);

	it("gives a manager or contributor their cooperative and domains", async () => {
		const network = await createActor(test.db, "network");
		const somebody = await createActor(test.db, "committee");
		const cooperative = await createCooperative(test.db);
		const give = (input: object) => grantRole(as(test.db, network), somebody.userId, { role: "contributor", ...input });
		expect(await give({ domains: ["RHU"] })).toMatchObject({ reason: "COOPERATIVE_REQUIRED" });
		expect(await give({ domains: ["RHU"], cooperativeId: somebody.userId })).toMatchObject({
			reason: "COOPERATIVE_REQUIRED",
		});
		expect(await give({ cooperativeId: cooperative.id })).toMatchObject({ reason: "NO_DOMAIN" });
		expect(await give({ cooperativeId: cooperative.id, domains: ["XXX"] })).toMatchObject({ reason: "UNKNOWN_DOMAIN" });
		expect(await give({ cooperativeId: cooperative.id, domains: ["RHU"] })).toMatchObject({ ok: true });
		const held = await grantsToday(test.db, somebody.userId, NOW);
		expect(held).toContainEqual({ role: "contributor", cooperativeId: cooperative.id, domains: ["RHU"] });
	});

	it("refuses bad days, a role held already, a closed account and a field too many", async () => {
		const network = await createActor(test.db, "network");
		const somebody = await createActor(test.db, "committee");
		const closed = await createActor(test.db, "committee");
		await test.db.update(users).set({ disabledAt: NOW }).where(eq(users.id, closed.userId));
		const give = (input: object, to = somebody) => grantRole(as(test.db, network), to.userId, input);
		expect(await give({ role: "board" })).toMatchObject({ reason: "MANDATE_DATES_REQUIRED" });
		expect(await give({ role: "network", startsOn: "2026-02-30" })).toMatchObject({ reason: "INVALID_DATES" });
		expect(await give({ role: "network", endsOn: "2020-01-01" })).toMatchObject({ reason: "ALREADY_OVER" });
		expect(await give({ role: "committee" })).toMatchObject({ reason: "ALREADY_HELD" });
		expect(await give({ role: "network" }, closed)).toMatchObject({ reason: "ACCOUNT_CLOSED" });
		expect(await give({ role: "network", userId: network.userId })).toMatchObject({ reason: "INVALID" });
		expect(await give({ role: "owner" })).toMatchObject({ reason: "INVALID" });
	});

	it("given twice at once, is held once", async () => {
		const network = await createActor(test.db, "network");
		const somebody = await createActor(test.db, "committee");
		const give = () =>
			inRequest(test.db, network, "write", (one) => grantRole(one, somebody.userId, { role: "network" }));
		const results = await Promise.all([give(), give(), give()]);
		expect(results.map((result) => (result.ok ? "ok" : result.reason)).sort()).toEqual([
			"ALREADY_HELD",
			"ALREADY_HELD",
			"ok",
		]);
	});
});

describe("the days of a mandate", () => {
	it("that ended yesterday open nothing today, and the page says so", async () => {
		const network = await createActor(test.db, "network");
		const member = await createActor(test.db, "board");
		const { id } = await grantOf(test.db, member);
		await test.db.update(roleGrants).set({ startsOn: "2023-01-01", endsOn: TODAY }).where(eq(roleGrants.id, id));
		expect(await grantsToday(test.db, member.userId, new Date())).toHaveLength(1);
		await test.db.update(roleGrants).set({ endsOn: YESTERDAY }).where(eq(roleGrants.id, id));
		expect(await grantsToday(test.db, member.userId, new Date())).toEqual([]);
		const person = await inRequest(test.db, network, "read", (one) => getPerson(one, member.userId));
		expect(person.roles).toMatchObject([{ role: "board", state: "ended", endsOn: YESTERDAY }]);
		const seen = `2023-01-01/${YESTERDAY}`;
		await expect(endRole(as(test.db, network, new Date()), member.userId, id, { seen })).rejects.toThrow(NotFoundError);
	});

	it("change with the journal's before and after, and are compared with what was on screen", async () => {
		const network = await createActor(test.db, "network");
		const member = await createActor(test.db, "board");
		const { id } = await grantOf(test.db, member);
		await test.db.update(roleGrants).set(mandate).where(eq(roleGrants.id, id));
		const seen = `${mandate.startsOn}/${mandate.endsOn}`;
		const change = (input: object) =>
			inRequest(test.db, network, "write", (one) => changeRoleDates(one, member.userId, id, { seen, ...input }));
		const longer = { startsOn: mandate.startsOn, endsOn: addDays(TODAY, 700) };
		expect(await change({ ...longer, endsOn: "" })).toMatchObject({ reason: "MANDATE_DATES_REQUIRED" });
		expect(await change({ ...longer, endsOn: YESTERDAY })).toMatchObject({ reason: "ALREADY_OVER" });
		expect(await change(mandate)).toMatchObject({ reason: "NOTHING_CHANGED" });
		expect(await change(longer)).toMatchObject({ ok: true });
		expect(await change({ ...longer, endsOn: addDays(TODAY, 900) })).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect((await journalOfPerson(test.db, member.userId)).at(-1)).toMatchObject({
			action: "role.changed",
			before: mandate,
			after: longer,
		});
	});
});

describe("ending a role", () => {
	const end = (actor: Parameters<typeof inRequest>[1], userId: string, grantId: string) =>
		inRequest(test.db, actor, "write", (one) => endRole(one, userId, grantId, { seen: "/" }));

	it("is immediate, journaled, and closes the sessions", async () => {
		const network = await createActor(test.db, "network");
		const member = await createActor(test.db, "committee");
		const { id } = await grantOf(test.db, member);
		await signIn(test.db, member);
		expect(await end(network, member.userId, id)).toMatchObject({ ok: true });
		expect(await rowOf(test.db, id)).toMatchObject({ endsOn: YESTERDAY });
		expect(await grantsToday(test.db, member.userId, new Date())).toEqual([]);
		expect(await sessionsOf(test.db, member)).toEqual([]);
		expect((await journalOfPerson(test.db, member.userId)).at(-1)).toMatchObject({ action: "role.ended" });
	});

	it("of an administrator takes another administrator, and never one’s own", async () => {
		const admin = await createActor(test.db, "admin");
		const other = await createActor(test.db, "admin");
		const network = await createActor(test.db, "network");
		const { id } = await grantOf(test.db, other);
		await expect(end(network, other.userId, id)).rejects.toThrow(ForbiddenError);
		expect(await end(other, other.userId, id)).toMatchObject({ reason: "OWN_ADMINISTRATION" });
		expect(await end(admin, other.userId, id)).toMatchObject({ ok: true });
	});

	it("keeps the last manager of a cooperative", async () => {
		const cooperative = await createCooperative(test.db);
		const { actor, grantId } = await createMember(test.db, cooperative.id, "manager");
		const network = await createActor(test.db, "network");
		expect(await end(network, actor.userId, grantId)).toMatchObject({ reason: "LAST_MANAGER" });
	});

	it("is not found at somebody else’s address, nor by who does not run the network", async () => {
		const network = await createActor(test.db, "network");
		const member = await createActor(test.db, "committee");
		const other = await createActor(test.db, "committee");
		const { id } = await grantOf(test.db, member);
		await expect(end(network, other.userId, id)).rejects.toThrow(NotFoundError);
		const manager = await createActor(test.db, "manager", (await createCooperative(test.db)).id);
		for (const actor of [manager, other, await createActor(test.db, "auditor"), await createActor(test.db, "board")]) {
			await expect(end(actor, member.userId, id)).rejects.toThrow(NotFoundError);
		}
	});
});

describe("the account of somebody", () => {
	it("is closed at once, journaled, and reopened with its roles", async () => {
		const network = await createActor(test.db, "network");
		const member = await createActor(test.db, "committee");
		await signIn(test.db, member);
		const closing = () => inRequest(test.db, network, "write", (one) => closeAccount(one, member.userId));
		const reopening = () => inRequest(test.db, network, "write", (one) => reopenAccount(one, member.userId));
		expect(await reopening()).toMatchObject({ reason: "ALREADY_OPEN" });
		expect(await closing()).toMatchObject({ ok: true });
		expect(await closing()).toMatchObject({ reason: "ALREADY_CLOSED" });
		expect(await sessionsOf(test.db, member)).toEqual([]);
		expect(await reopening()).toMatchObject({ ok: true });
		const actions = (await journalOfPerson(test.db, member.userId)).map(({ action }) => action);
		expect(actions.slice(-2)).toEqual(["user.disabled", "user.enabled"]);
		expect(await grantsToday(test.db, member.userId, new Date())).toHaveLength(1);
	});

	it("is not closed by oneself, an administrator’s not by the national team, anyone’s not by a manager", async () => {
		const network = await createActor(test.db, "network");
		const admin = await createActor(test.db, "admin");
		const manager = await createActor(test.db, "manager", (await createCooperative(test.db)).id);
		await expect(closeAccount(as(test.db, network), network.userId)).rejects.toThrow(ForbiddenError);
		await expect(closeAccount(as(test.db, admin), admin.userId)).rejects.toThrow(ForbiddenError);
		await expect(closeAccount(as(test.db, network), admin.userId)).rejects.toThrow(ForbiddenError);
		await expect(closeAccount(as(test.db, manager), network.userId)).rejects.toThrow(NotFoundError);
	});

	it("closed by two administrators to each other at once, leaves one of them", async () => {
		for (let round = 0; round < 5; round++) {
			const pair = [await createActor(test.db, "admin"), await createActor(test.db, "admin")] as const;
			const close = (actor: (typeof pair)[0], other: (typeof pair)[0]) =>
				inRequest(test.db, actor, "write", (one) => closeAccount(one, other.userId));
			await Promise.allSettled([close(pair[0], pair[1]), close(pair[1], pair[0])]);
			const rows = await test.db.select().from(users).where(eq(users.id, pair[0].userId));
			const others = await test.db.select().from(users).where(eq(users.id, pair[1].userId));
			expect([...rows, ...others].filter(({ disabledAt }) => disabledAt !== null)).toHaveLength(1);
		}
	});

	it("takes another name, which the journal never tells", async () => {
		const network = await createActor(test.db, "network");
		const member = await createActor(test.db, "committee");
		const rename = (name: string, seen = member.name) =>
			inRequest(test.db, network, "write", (one) => renamePerson(one, member.userId, { name, seen }));
		expect(await rename("  ")).toMatchObject({ reason: "INVALID_NAME" });
		expect(await rename("<b>")).toMatchObject({ reason: "INVALID_NAME" });
		expect(await rename(member.name)).toMatchObject({ reason: "NOTHING_CHANGED" });
		expect(await rename("Autre", "Personne d’autre")).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await rename(" Zoé L’Hôte ")).toMatchObject({ ok: true });
		const [row] = await test.db.select().from(users).where(eq(users.id, member.userId));
		expect(row?.name).toBe("Zoé L’Hôte");
		const last = (await journalOfPerson(test.db, member.userId)).at(-1);
		expect(last).toMatchObject({ action: "user.renamed", before: null, after: null });
		const admin = await createActor(test.db, "admin");
		await expect(renamePerson(as(test.db, network), admin.userId, { name: "X", seen: admin.name })).rejects.toThrow(
			ForbiddenError,
		);
	});
});

describe("reading people", () => {
	it("finds by name, address, role and cooperative, accents aside", async () => {
		const network = await createActor(test.db, "network");
		const cooperative = await createCooperative(test.db, { name: "Élan Bâtisseur" });
		const { actor } = await createMember(test.db, cooperative.id, "contributor", ["RHU"]);
		await test.db.update(users).set({ name: "Éloïse d’Essai" }).where(eq(users.id, actor.userId));
		const list = (input: object) => inRequest(test.db, network, "read", (one) => listPersons(one, input));
		for (const found of [
			await list({ search: "eloise d'essai" }),
			await list({ search: actor.email.toUpperCase() }),
			await list({ cooperative: "elan batisseur" }),
			await list({ search: "eloise", role: "contributor" }),
		]) {
			expect(found.rows).toMatchObject([
				{ id: actor.userId, closed: false, roles: [{ role: "contributor", cooperativeName: "Élan Bâtisseur" }] },
			]);
		}
		expect(await list({ search: "eloise", role: "manager" })).toMatchObject({ total: 0, rows: [], first: 0 });
		expect(await list({ search: "eloise", role: "aucun" })).toMatchObject({ total: 0 });
		await test.db.update(roleGrants).set({ endsOn: YESTERDAY }).where(eq(roleGrants.userId, actor.userId));
		expect(await list({ search: "eloise", role: "aucun" })).toMatchObject({ total: 1, rows: [{ roles: [] }] });
		expect(await list({ role: "sultan", page: "0" })).toMatchObject({ query: { role: undefined, page: 1 } });
	});

	it("comes fifty per page", async () => {
		const network = await createActor(test.db, "network");
		const many = Array.from({ length: 60 }, (_, index) => ({
			email: `page-${index}@test.example`,
			name: `Page ${String(index).padStart(2, "0")}`,
		}));
		await test.db.insert(users).values(many);
		const second = await listPersons(as(test.db, network), { search: "page", page: "2" });
		expect(second).toMatchObject({ total: 60, pages: 2, first: 51, query: { page: 2 } });
		expect(second.rows).toHaveLength(10);
		expect((await listPersons(as(test.db, network), { search: "page", page: "9" })).query.page).toBe(2);
	});

	it("says whether there is a second factor, never which, to who runs the network alone", async () => {
		const network = await createActor(test.db, "network");
		const member = await createActor(test.db, "committee");
		const read = () => inRequest(test.db, network, "read", (one) => getPerson(one, member.userId));
		expect(await read()).toMatchObject({ hasSecondFactor: false, lastUsedOn: null });
		await test.db
			.insert(totpFactors)
			.values({ userId: member.userId, secret: "sealed", createdAt: NOW, confirmedAt: NOW });
		await signIn(test.db, member);
		const person = await read();
		expect(person).toMatchObject({ hasSecondFactor: true, lastUsedOn: dayInParis(NOW) });
		expect(JSON.stringify(person)).not.toContain("sealed");
		for (const role of ["auditor", "committee", "board"] as const) {
			const actor = await createActor(test.db, role);
			await expect(getPerson(as(test.db, actor), member.userId)).rejects.toThrow(NotFoundError);
			await expect(listPersons(as(test.db, actor), {})).rejects.toThrow(ForbiddenError);
		}
		await expect(getPerson(as(test.db, network), "nobody")).rejects.toThrow(NotFoundError);
	});
});
