import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "~/db/client.server";
import { auditorProfiles, audits } from "~/db/schema/audit.server";
import { calendarFeeds } from "~/db/schema/calendar.server";
import { journalEntries } from "~/db/schema/journal.server";
import type { Actor } from "~/domain/access/roles";
import { loader } from "~/routes/calendar/feed";
import { closeAccount } from "~/services/access/close-account.server";
import { cancelAudit } from "~/services/audit/cancel-audit.server";
import { closeFeed, getOwnFeed, openFeed } from "~/services/calendar/own-feed.server";
import { readFeed } from "~/services/calendar/read-feed.server";
import { Agenda } from "../../support/agenda";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { doorContext } from "../../support/door-context";
import { SECRETS } from "../../support/sign-in";
import { ARRIVAL, as, createActor, createAuditor, NOW } from "../../support/world";
import { openSeason, plannedAudit, type Season } from "../audit/audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

const urlOf = (id: string) => `https://label.example/audits/${id}`;
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const open = (actor: Actor) => openFeed(as(test.db, actor), ARRIVAL);

async function read(token: string, now = NOW, db = test.db) {
	const result = await readFeed(db, SECRETS, token, { ...ARRIVAL, now }, urlOf);
	if (!result.ok) return result.reason;
	const agenda = new Agenda();
	agenda.import(result.value.content);
	return { ...result.value, entries: agenda.entries };
}

/** The door itself, as an agenda comes to it. */
function visit(token: string, headers: Record<string, string> = {}): Promise<Response> {
	const request = new Request(`https://label.example/calendrier/${token}.ics`, { headers });
	return loader({ request, params: { file: `${token}.ics` }, context: doorContext(test.db, 0) });
}

const STARTS = ["select", "insert", "update", "delete", "execute"];

/** Counts the queries, those of a transaction too. */
function counted(db: Database, asked: { queries: number }): Database {
	return new Proxy(db, {
		get(target, key) {
			if (key === "transaction") {
				return (work: (tx: Database) => Promise<unknown>, options: object) =>
					target.transaction((tx) => work(counted(tx, asked)), options);
			}
			if (STARTS.includes(String(key))) asked.queries += 1;
			const value = Reflect.get(target, key);
			return typeof value === "function" ? value.bind(target) : value;
		},
	});
}

it("shows each person the visits they may see, without a name, a reason or an address", async () => {
	const one = await plannedAudit(test.db, season, { place: "3, rue du Port" });
	await plannedAudit(test.db, season);
	const stranger = await createAuditor(test.db);
	const admin = await createActor(test.db, "admin");
	const seen = async (actor: Actor) => {
		const feed = await read(await open(actor));
		if (typeof feed === "string") throw new Error(feed);
		return feed;
	};
	for (const actor of [one.manager, one.lead, one.second]) {
		const { content, entries } = await seen(actor);
		expect(entries).toMatchObject([{ start: "2026-11-12", end: "2026-11-14", cancelled: false }]);
		expect(content).toContain("METHOD:PUBLISH");
		expect(content.replaceAll("\r\n ", "")).toContain(urlOf(one.auditId));
		for (const private_ of [one.lead.name, one.manager.name, one.lead.email, "ATTENDEE", "ORGANIZER"]) {
			expect(content).not.toContain(private_);
		}
	}
	expect((await seen(season.network)).entries.length).toBeGreaterThanOrEqual(2);
	for (const actor of [stranger, admin]) expect((await seen(actor)).entries).toEqual([]);

	await test.db.update(audits).set({ secondAuditorId: stranger.userId }).where(eq(audits.id, one.auditId));
	expect((await seen(one.second)).entries).toEqual([]);
	expect((await seen(stranger)).entries).toHaveLength(1);
	// Tied to the cooperative since: nothing of it is theirs any more, though they be on the team.
	await test.db
		.update(auditorProfiles)
		.set({ formerCooperativeId: one.cooperative.id, leftOn: "2026-09-01" })
		.where(eq(auditorProfiles.userId, stranger.userId));
	expect((await seen(stranger)).entries).toEqual([]);
});

it("keeps a cancelled visit sixty days, as cancelled", async () => {
	const { auditId, manager } = await plannedAudit(test.db, season);
	await cancelAudit(as(test.db, season.network), auditId, { reason: "Un motif" });
	const token = await open(manager);
	expect(await read(token, later(60))).toMatchObject({ entries: [{ cancelled: true, sequence: 1 }] });
	expect(await read(token, new Date(later(60).getTime() + 1))).toMatchObject({ entries: [] });
	expect(JSON.stringify(await read(token))).not.toContain("Un motif");
});

it("stores the hash of the address only, renews it, closes it, and says so in the journal", async () => {
	const { manager } = await plannedAudit(test.db, season);
	const first = await open(manager);
	expect(Buffer.from(first, "base64url")).toHaveLength(32);
	const dump = async () => JSON.stringify(await test.db.select().from(calendarFeeds));
	expect(await dump()).not.toContain(first);
	const second = await open(manager);
	expect([await read(first), typeof (await read(second))]).toEqual(["UNKNOWN", "object"]);
	expect(await getOwnFeed(as(test.db, manager))).toEqual({ openedAt: NOW });
	await closeFeed(as(test.db, manager), ARRIVAL);
	await closeFeed(as(test.db, manager), ARRIVAL);
	expect(await read(second)).toBe("UNKNOWN");
	expect(await getOwnFeed(as(test.db, manager))).toBeNull();
	const rows = await test.db.select().from(journalEntries).where(eq(journalEntries.actorId, manager.userId));
	expect(rows.map(({ action }) => action)).toEqual([
		"user.calendarOpened",
		"user.calendarOpened",
		"user.calendarClosed",
	]);
	expect(JSON.stringify(rows)).not.toContain(second);
});

it("ends with the account, and stays ended when it reopens", async () => {
	const { manager } = await plannedAudit(test.db, season);
	const admin = await createActor(test.db, "admin");
	const token = await open(manager);
	expect(await closeAccount(as(test.db, admin), manager.userId)).toMatchObject({ ok: true });
	expect(await read(token)).toBe("UNKNOWN");
	expect(await test.db.select().from(calendarFeeds).where(eq(calendarFeeds.userId, manager.userId))).toEqual([]);
});

it("answers an agenda: privately, not twice the same, 404 once revoked, no more than sixty times", async () => {
	const { manager, auditId } = await plannedAudit(test.db, season);
	const token = await open(manager);
	const first = await visit(token);
	expect(first.status).toBe(200);
	expect(first.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
	expect(first.headers.get("Cache-Control")).toMatch(/^private\b/);
	const etag = first.headers.get("ETag") ?? "";
	const again = await visit(token, { "If-None-Match": `"autre", W/${etag}` });
	expect([again.status, await again.text()]).toEqual([304, ""]);
	await cancelAudit(as(test.db, season.network), auditId, { reason: "Un motif" });
	expect((await visit(token, { "If-None-Match": etag })).status).toBe(200);
	await closeFeed(as(test.db, manager), ARRIVAL);
	expect((await visit(token)).status).toBe(404);
	for (const unknown of ["", "x", "a".repeat(43), `${token}.ics`]) expect((await visit(unknown)).status).toBe(404);

	const busy = await open(await createActor(test.db, "board"));
	const answers: number[] = [];
	for (let count = 0; count < 62; count += 1) answers.push((await visit(busy)).status);
	expect(answers).toEqual([...Array(60).fill(200), 429, 429]);
	expect(Number((await visit(busy)).headers.get("Retry-After"))).toBeGreaterThan(0);
});

it("asks as many queries for a hundred visits as for one", async () => {
	const { cooperative, assessment, lead, manager } = await plannedAudit(test.db, season);
	const token = await open(manager);
	const count = async () => {
		const asked = { queries: 0 };
		const feed = await read(token, NOW, counted(test.db, asked));
		return { ...asked, entries: typeof feed === "string" ? 0 : feed.entries.length };
	};
	const one = await count();
	const values = { cooperativeId: cooperative.id, assessmentId: assessment.id, kind: "followUp" as const };
	await test.db.insert(audits).values(
		Array.from({ length: 99 }, () => ({
			...values,
			status: "cancelled" as const,
			startsOn: "2026-11-12",
			endsOn: "2026-11-13",
			mode: "remote" as const,
			place: "visioconférence",
			leadAuditorId: lead.userId,
			createdAt: NOW,
			changedAt: NOW,
		})),
	);
	// The feed, the counter of tries, the roles, the visits, and the person named in the transaction.
	expect(one).toEqual({ queries: 5, entries: 1 });
	expect(await count()).toEqual({ queries: 5, entries: 100 });
});
