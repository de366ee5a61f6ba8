import { eq, like, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
	ceremonies,
	invitations,
	knownDevices,
	passwordResets,
	roleGrants,
	securityEvents,
	sessions,
	throttles,
	users,
} from "~/db/schema/access.server";
import { answerSaves } from "~/db/schema/assessment.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import { criterionReports } from "~/db/schema/standard.server";
import { RETENTION_RULES } from "~/domain/access/retention";
import type { SecurityEventKind } from "~/domain/access/security-event";
import { startDailyRetention } from "~/server/daily-retention.server";
import { applyRetention, previewRetention } from "~/services/access/apply-retention.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createCooperative, NOW, publishStandards } from "../../support/world";

let open: TestDatabase;
let versionId: string;
beforeAll(async () => {
	open = await createTestDatabase();
	versionId = (await publishStandards(open.db)).id;
});
afterAll(() => open.drop());

const DAY = 86_400_000;
const ago = (days: number, ms = 0) => new Date(NOW.getTime() - days * DAY - ms);

/** One row on each side of each boundary: `over` has just passed it, `within` passes it a millisecond later. */
async function plant() {
	await applyRetention(open.db, NOW);
	await open.db.delete(mailMessages);
	await open.db.delete(invitations);
	await open.db.delete(sessions);
	const cooperative = await createCooperative(open.db);
	const { userId } = await createActor(open.db, "manager", cooperative.id);
	for (const [side, ms] of [
		["over", 0],
		["within", -1],
	] as const) {
		const tag = `${side}-${userId}`;
		const base = { userId, createdAt: ago(400) };
		await open.db
			.insert(sessions)
			.values({ ...base, id: tag, provenAt: ago(1), lastSeenAt: ago(1), expiresAt: ago(0, ms) });
		await open.db.insert(ceremonies).values({ id: tag, kind: "oidc", userId, content: {}, expiresAt: ago(0, ms) });
		await open.db.insert(throttles).values({ key: tag, points: 3, expire: ago(0, ms) });
		await open.db.insert(knownDevices).values({ ...base, id: tag, expiresAt: ago(0, ms) });
		await open.db.insert(passwordResets).values({ ...base, tokenHash: tag, expiresAt: ago(30, ms) });
		const invited = { email: "invitee@test.example", role: "board" as const, createdAt: ago(500) };
		await open.db
			.insert(invitations)
			.values({ ...invited, tokenHash: `90 ${tag}`, expiresAt: ago(-50), acceptedAt: ago(90, ms) });
		await open.db
			.insert(invitations)
			.values({ ...invited, email: "", tokenHash: `365 ${tag}`, expiresAt: ago(365, ms) });
		const mail = { kind: "newDevice" as const, userId, params: { name: "Camille" }, nextAttemptAt: ago(0) };
		await open.db
			.insert(mailMessages)
			.values({ ...mail, recipient: `30-${tag}@test.example`, state: "sent", createdAt: ago(31), sentAt: ago(30, ms) });
		await open.db
			.insert(mailMessages)
			.values({ ...mail, recipient: `365-${tag}@test.example`, state: "waiting", createdAt: ago(365, ms) });
		await open.db
			.insert(securityEvents)
			.values({ at: ago(365, ms), kind: tag as SecurityEventKind, userId, succeeded: true });
		await open.db.insert(answerSaves).values({
			key: crypto.randomUUID(),
			assessmentId: userId,
			criterionId: tag,
			version: 1,
			savedAt: ago(90, ms),
		});
		const report = { standardVersionId: versionId, criterionId: "JUR-01", authorId: userId, at: ago(2000) };
		await open.db.insert(criterionReports).values([
			{ ...report, id: crypto.randomUUID(), text: `never answered ${tag}` },
			{
				...report,
				id: crypto.randomUUID(),
				text: `1095-${tag}`,
				closedAt: ago(1095, ms),
				closedBy: userId,
				outcome: "explained",
				answer: "Voir le guide.",
			},
		]);
	}
	return userId;
}

/** Everything of the tables concerned, as text. */
async function contents(): Promise<string> {
	const tables = [...new Set(RETENTION_RULES.map(({ table }) => table)), "journal_entries"];
	const parts: string[] = [];
	for (const table of tables) {
		const [row] = await open.db
			.select({ all: sql<string>`coalesce(string_agg(t::text, '|' order by t::text), '')` })
			.from(sql`${sql.identifier(table)} t`);
		parts.push(`${table}: ${row?.all}`);
	}
	return parts.join("\n");
}

const journalRows = () => open.db.select().from(journalEntries).where(eq(journalEntries.action, "retention.applied"));

describe("retention", () => {
	let userId = "";
	beforeEach(async () => {
		userId = await plant();
	});

	it("names tables and columns that exist", async () => {
		expect(Object.keys(await previewRetention(open.db, NOW))).toEqual(RETENTION_RULES.map(({ key }) => key));
	});

	it("removes or empties what is over, and nothing a millisecond before", async () => {
		const { counts, failures, ran } = await applyRetention(open.db, NOW);
		expect({ ran, failures }).toEqual({ ran: true, failures: [] });
		expect(counts).toEqual({
			sessions: 1,
			ceremonies: 1,
			throttles: 1,
			knownDevices: 1,
			passwordResets: 1,
			invitationAddresses: 1,
			invitations: 1,
			mailContents: 1,
			mails: 1,
			securityEvents: 1,
			answerSaves: 1,
			criterionReports: 1,
		});
		const left = await contents();
		expect(left).not.toContain(`30-over-${userId}`);
		expect(left).not.toContain(`365-over-${userId}`);
		expect(left).toContain(`30-within-${userId}`);
		expect(left).toContain(`365-within-${userId}`);
		expect(left).not.toContain(`1095-over-${userId}`);
		expect(left).toContain(`1095-within-${userId}`);
		expect(left).toContain(`never answered over-${userId}`);
		const kept = await open.db.select().from(sessions).where(eq(sessions.userId, userId));
		expect(kept.map(({ id }) => id)).toEqual([`within-${userId}`]);
		const emptied = await open.db
			.select({ email: invitations.email })
			.from(invitations)
			.where(eq(invitations.tokenHash, `90 over-${userId}`));
		expect(emptied).toEqual([{ email: "" }]);
	});

	it("leaves one journal row with the counts and no personal data", async () => {
		const before = (await journalRows()).length;
		const { counts } = await applyRetention(open.db, NOW);
		const rows = await journalRows();
		expect(rows.length).toBe(before + 1);
		expect(rows.at(-1)).toMatchObject({ actorId: null, after: { counts, failed: [] } });
	});

	it("does nothing the second time, not even a journal row", async () => {
		await applyRetention(open.db, NOW);
		const before = await contents();
		expect((await applyRetention(open.db, NOW)).counts).toEqual({});
		expect(await contents()).toBe(before);
	});

	it("previews the same counts and changes nothing", async () => {
		const before = await contents();
		const preview = await previewRetention(open.db, NOW);
		expect(await contents()).toBe(before);
		const { counts } = await applyRetention(open.db, NOW);
		const found = Object.fromEntries(Object.entries(preview).filter(([, count]) => count > 0));
		expect(found).toEqual(counts);
	});

	it("goes through more rows than one pass takes, a journal row for each pass", async () => {
		await open.db
			.insert(throttles)
			.values(Array.from({ length: 2100 }, (_, index) => ({ key: `many ${index}`, points: 1, expire: ago(1) })));
		const before = (await journalRows()).length;
		expect((await applyRetention(open.db, NOW)).counts.throttles).toBe(2101);
		const rows = (await journalRows()).slice(before);
		expect(rows.map(({ after }) => (after as { counts: { throttles: number } }).counts.throttles)).toEqual([
			1000, 1000, 101,
		]);
	});

	it("keeps what the other tables did, and its journal row, when one table fails", async () => {
		await open.db.execute(
			sql.raw(
				`create function refuse_for_test() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$;`,
			),
		);
		await open.db.execute(
			sql.raw("create trigger planted before delete on known_devices for each row execute function refuse_for_test()"),
		);
		try {
			const { counts, failures } = await applyRetention(open.db, NOW);
			expect(failures.map(({ key }) => key)).toEqual(["knownDevices"]);
			expect(counts).not.toHaveProperty("knownDevices");
			expect(counts).toMatchObject({ sessions: 1, answerSaves: 1 });
			expect((await journalRows()).at(-1)).toMatchObject({ after: { counts, failed: ["knownDevices"] } });
			expect(await open.db.$count(knownDevices, eq(knownDevices.userId, userId))).toBe(2);
		} finally {
			await open.db.execute(sql.raw("drop trigger planted on known_devices"));
			await open.db.execute(sql.raw("drop function refuse_for_test"));
		}
		expect((await applyRetention(open.db, NOW)).counts).toEqual({ knownDevices: 1 });
	});

	it("lists accounts without a role for three years, and leaves them as they are", async () => {
		const [dormant, recent, never] = await open.db
			.insert(users)
			.values(
				["dormant", "recent", "never"].map((name) => ({
					name,
					email: `${name}-${userId}@test.example`,
					createdAt: ago(1200),
				})),
			)
			.returning({ id: users.id });
		await open.db.insert(roleGrants).values([
			{ userId: dormant?.id ?? "", role: "board", endsOn: "2023-10-05" },
			{ userId: recent?.id ?? "", role: "board", endsOn: "2023-10-07" },
		]);
		const { dormantAccounts } = await applyRetention(open.db, NOW);
		expect(dormantAccounts).toEqual(expect.arrayContaining([dormant?.id, never?.id]));
		expect(dormantAccounts).not.toContain(recent?.id);
		expect(dormantAccounts).not.toContain(userId);
		expect(await open.db.$count(users, eq(users.id, never?.id ?? ""))).toBe(1);
	});

	// PGlite has one connection: there is no other instance.
	if (process.env.TEST_ENGINE === "postgres") {
		it("does nothing while another instance applies them", async () => {
			await open.db.transaction(async (other) => {
				await other.execute(sql`select pg_advisory_xact_lock(7120037)`);
				expect(await applyRetention(open.db, NOW)).toMatchObject({ ran: false, counts: {} });
			});
			expect((await applyRetention(open.db, NOW)).ran).toBe(true);
		});
	}

	it("runs by itself, again and again, until the server stops", async () => {
		const overdue = () => open.db.$count(throttles, like(throttles.key, "daily%"));
		const plantOne = (key: string) => open.db.insert(throttles).values({ key, points: 1, expire: ago(1) });
		const daily = startDailyRetention(open.db, () => NOW, { first: 0, every: 10 });
		await plantOne("daily 1");
		await expect.poll(overdue, { timeout: 10_000 }).toBe(0);
		await plantOne("daily 2");
		await expect.poll(overdue, { timeout: 10_000 }).toBe(0);
		await daily.stop();
		await plantOne("daily 3");
		await new Promise((resume) => setTimeout(resume, 300));
		expect(await overdue()).toBe(1);
	});
});
