/** Whoever is tied to a cooperative reads nothing of its file: the rule in TypeScript and its twin in SQL say the same. */
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roleGrants } from "~/db/schema/access.server";
import { answers, assessments } from "~/db/schema/assessment.server";
import { auditorProfiles, audits } from "~/db/schema/audit.server";
import { auditDerogations, declaredInterests } from "~/db/schema/auditor.server";
import { accompaniments, cooperatives } from "~/db/schema/cooperative.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { addDays, addYears, dayInParis } from "~/domain/calendar-day";
import { findSession, openSession } from "~/services/access/session.server";
import { declareInterest, endInterest } from "~/services/audit/declare-interest.server";
import { getAudit } from "~/services/audit/get-audit.server";
import { getOwnTies } from "~/services/audit/get-own-ties.server";
import { listAudits } from "~/services/audit/list-audits.server";
import { getCooperativeProgress } from "~/services/network/get-cooperative-progress.server";
import { getNetworkDashboard } from "~/services/network/get-network-dashboard.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { ARRIVAL, as, createActor, createAuditor, createCooperative } from "../../support/world";
import { openSeason, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

// The database reads its own clock: boundaries are set around today.
const NOW = new Date();
const TODAY = dayInParis(NOW);

/** As the door makes them: with what they are tied to. */
async function signedIn(person: Actor): Promise<Actor> {
	const { token } = await openSession(test.db, person.userId, { secondFactor: true }, { ...ARRIVAL, now: NOW });
	const session = await findSession(test.db, token, NOW);
	if (!session) throw new Error("no session");
	return session.actor;
}
const read = <T>(actor: Actor, work: (useCase: ReturnType<typeof as>) => Promise<T>) =>
	onBehalfOf(test.db, actor.userId, "read", (db) => work(as(db, actor, NOW)));
const declare = (userId: string, cooperativeId: string, kind: "capital" | "other" | "home") =>
	test.db.insert(declaredInterests).values({ id: randomUUID(), userId, cooperativeId, kind, declaredAt: NOW });

describe("the twin in SQL", () => {
	it("ties the same people to the same cooperatives, on both sides of each boundary", async () => {
		const member = await createActor(test.db, "board");
		const home = await createCooperative(test.db, { groupName: "Groupe d’essai" });
		await declare(member.userId, home.id, "home");
		const file = async (over: Partial<typeof cooperatives.$inferInsert> = {}) =>
			(await createCooperative(test.db, over)).id;
		const accompanied = async (endedOn: string | null, startedOn = "2015-01-01") => {
			const id = await file();
			await test.db.insert(accompaniments).values({ supporterId: id, beneficiaryId: home.id, startedOn, endedOn });
			return id;
		};
		const [left, leftLong] = [await file(), await file()];
		const tied = [
			home.id,
			await file({ groupName: "Groupe d’essai" }),
			await accompanied(null),
			await accompanied(addDays(addYears(TODAY, -3), 1)),
		];
		const free = [await file(), await accompanied(addYears(TODAY, -3)), await accompanied(null, addDays(TODAY, 1))];
		for (const kind of ["capital", "other"] as const) {
			const id = await file();
			await declare(member.userId, id, kind);
			(kind === "capital" ? tied : free).push(id);
		}
		const days = { accreditedFrom: "2020-01-01", accreditedUntil: "2021-01-01" };
		const since = { formerCooperativeId: left, leftOn: addDays(addYears(TODAY, -5), 1) };
		await test.db.insert(auditorProfiles).values({ userId: member.userId, ...days, ...since });
		const actor = await signedIn(member);
		expect([...(actor.tiedTo ?? [])].sort()).toEqual([...tied, left].sort());
		expect(free.filter((id) => actor.tiedTo?.includes(id))).toEqual([]);
		const told = await read(actor, getOwnTies);
		expect(told.recusals.map(({ id }) => id).sort()).toEqual([...tied, left].sort());
		await test.db
			.update(auditorProfiles)
			.set({ formerCooperativeId: leftLong, leftOn: addYears(TODAY, -5) })
			.where(eq(auditorProfiles.userId, member.userId));
		expect((await signedIn(member)).tiedTo).not.toContain(leftLong);
	});

	it("tells nobody what somebody else is tied to, but the national team", async () => {
		const [member, other] = [await createActor(test.db, "board"), await createActor(test.db, "board")];
		const { id } = await createCooperative(test.db);
		await declare(member.userId, id, "capital");
		const asked = (reader: Actor) =>
			read(reader, ({ db }) =>
				db.select({ ties: sql<string[]>`to_jsonb(app_tied_to(${member.userId}::uuid))` }).from(sql`(select 1) as one`),
			);
		expect(await asked(other)).toEqual([{ ties: [] }]);
		expect(await asked(member)).toEqual([{ ties: [id] }]);
		expect(await asked(season.network)).toEqual([{ ties: [id] }]);
		expect(await read(other, ({ db }) => db.select().from(declaredInterests))).toEqual([]);
	});
});

describe("an auditor tied to the cooperative they visit", () => {
	it("reads nothing of it from the moment the tie is known, in the policy and in the database", async () => {
		const { lead, second, auditId, cooperative, assessment } = await plannedAudit(test.db, season);
		const before = await signedIn(lead);
		expect(await read(before, (at) => getAudit(at, auditId))).toMatchObject({ id: auditId });
		await declare(lead.userId, cooperative.id, "capital");
		const after = await signedIn(lead);
		await expect(read(after, (at) => getAudit(at, auditId))).rejects.toThrow();
		expect((await read(after, (at) => listAudits(at))).open).toEqual([]);
		// Row-level security alone: asked directly, with the tie unknown to the policy.
		const rows = await read({ ...after, tiedTo: [] }, async ({ db }) => [
			await db.select().from(audits),
			await db.select().from(answers).where(eq(answers.assessmentId, assessment.id)),
			await db.select().from(assessments).where(eq(assessments.id, assessment.id)),
			await db.select().from(cooperatives).where(eq(cooperatives.id, cooperative.id)),
			await db.select().from(auditDerogations),
		]);
		expect(rows).toEqual([[], [], [], [], []]);
		const mate = await signedIn(second);
		expect(await read(mate, (at) => getAudit(at, auditId))).toMatchObject({ id: auditId, toReplace: [] });
		expect((await read(season.network, (at) => getAudit(at, auditId))).toReplace).toEqual([lead.name]);
	});

	it("by an accompaniment that begins, too", async () => {
		const { lead, home, auditId, cooperative } = await plannedAudit(test.db, season);
		const pair = { supporterId: home.id, beneficiaryId: cooperative.id, startedOn: TODAY };
		await test.db.insert(accompaniments).values({ ...pair, endedOn: null });
		await expect(read(await signedIn(lead), (at) => getAudit(at, auditId))).rejects.toThrow();
	});
});

describe("a member who stands aside", () => {
	it("loses the file, keeps the register and the network’s figures; ending the tie opens it again", async () => {
		const { cooperative, auditId } = await plannedAudit(test.db, season);
		const member = await createActor(test.db, "committee");
		const free = await signedIn(member);
		expect(await read(free, (at) => getAudit(at, auditId))).toMatchObject({ id: auditId });
		const figures = await read(free, (at) => getNetworkDashboard(at, { year: 2026 }));
		const declared = await onBehalfOf(test.db, member.userId, "write", (db) =>
			declareInterest(as(db, free, NOW), { cooperativeId: cooperative.id, kind: "family" }),
		);
		expect(declared).toMatchObject({ ok: true });
		const aside = await signedIn(member);
		await expect(read(aside, (at) => getAudit(at, auditId))).rejects.toThrow();
		await expect(read(aside, (at) => getCooperativeProgress(at, cooperative.id))).rejects.toThrow();
		expect((await read(aside, (at) => listAudits(at))).open.map(({ id }) => id)).not.toContain(auditId);
		const blind = { ...aside, tiedTo: [] };
		expect(await read(blind, ({ db }) => db.select().from(audits).where(eq(audits.id, auditId)))).toEqual([]);
		const still = await read(aside, (at) => getNetworkDashboard(at, { year: 2026 }));
		expect(still.keyFigures).toEqual(figures.keyFigures);
		expect(still.heatmap.setAside).toBe(1);
		const { declared: own } = await read(aside, getOwnTies);
		const ended = await onBehalfOf(test.db, member.userId, "write", (db) =>
			endInterest(as(db, aside, NOW), own[0]?.id ?? ""),
		);
		expect(ended).toMatchObject({ ok: true });
		expect(await read(await signedIn(member), (at) => getAudit(at, auditId))).toMatchObject({ id: auditId });
	});

	it("from every cooperative they audited, whenever that was", async () => {
		const { lead, auditId, cooperative } = await plannedAudit(test.db, season);
		await test.db.delete(roleGrants).where(eq(roleGrants.userId, lead.userId));
		await test.db.insert(roleGrants).values({ userId: lead.userId, role: "board" });
		const member = await signedIn(lead);
		expect(member.audited).toEqual([cooperative.id]);
		await expect(read(member, (at) => getAudit(at, auditId))).rejects.toThrow();
		const { recusals } = await read(member, getOwnTies);
		expect(recusals.find(({ id }) => id === cooperative.id)?.reasons).toEqual([{ reason: "AUDITED" }]);
	});

	it("keeps nobody of the national team out, nor a manager from their own", async () => {
		const { cooperative, auditId, manager } = await plannedAudit(test.db, season);
		await test.db.insert(roleGrants).values({ userId: manager.userId, role: "board" });
		expect(await read(await signedIn(manager), (at) => getAudit(at, auditId))).toMatchObject({ id: auditId });
		const network = await createAuditor(test.db, { homeCooperativeId: cooperative.id });
		await test.db.insert(roleGrants).values({ userId: network.userId, role: "network" });
		expect(await read(await signedIn(network), (at) => getAudit(at, auditId))).toMatchObject({ id: auditId });
	});
});
