import { and, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	ceremonies,
	invitations,
	knownDevices,
	oidcIdentities,
	passkeys,
	passwordResets,
	passwords,
	recoveryCodes,
	roleGrants,
	securityEvents,
	sessions,
	totpFactors,
	users,
} from "~/db/schema/access.server";
import { answers } from "~/db/schema/assessment.server";
import { auditObservations } from "~/db/schema/audit.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { erasePerson } from "~/services/access/erase-person.server";
import { getErasure } from "~/services/access/get-erasure.server";
import { openSession } from "~/services/access/session.server";
import { signIn } from "~/services/access/sign-in.server";
import { loadAssessment } from "~/services/assessment/load-assessment.server";
import { verifyJournal } from "~/services/journal/verify-journal.server";
import { readTeamwork } from "~/services/plan/read-teamwork.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createPerson, from, PASSWORD } from "../../support/sign-in";
import { ARRIVAL, as, createActor, createCooperative, NOW } from "../../support/world";
import { openSeason, plannedAudit, type Season } from "../audit/audit-world";
import { COMMENT, LOCAL_PART, leaveTraces, NAME, NOTE } from "./person-with-traces";

let open: TestDatabase;
let season: Season;
let network: Actor;
beforeAll(async () => {
	open = await createTestDatabase();
	season = await openSeason(open.db);
	network = season.network;
});
afterAll(() => open.drop());

const erase = (actor: Actor, userId: string, confirmation = NAME) =>
	onBehalfOf(open.db, actor.userId, "write", (db) => erasePerson(as(db, actor), userId, { confirmation }));

/** Every row of every table, as text. */
async function dump(): Promise<ReadonlyMap<string, string>> {
	const tables = await open.db
		.select({ name: sql<string>`tablename` })
		.from(sql`pg_tables`)
		.where(sql`schemaname = 'public'`);
	expect(tables.length).toBeGreaterThan(25);
	const rows = new Map<string, string>();
	for (const { name } of tables) {
		const [row] = await open.db
			.select({ all: sql<string>`coalesce(string_agg(to_jsonb(t)::text, chr(10) order by t::text), '')` })
			.from(sql`${sql.identifier(name)} t`);
		rows.set(name, row?.all ?? "");
	}
	return rows;
}

/** `table: row`, for each row that contains one of the words. */
function found(rows: ReadonlyMap<string, string>, words: readonly string[]): readonly string[] {
	return [...rows].flatMap(([table, text]) =>
		text
			.split("\n")
			.filter((row) => words.some((word) => row.toLowerCase().includes(word.toLowerCase())))
			.map((row) => `${table}: ${row}`),
	);
}

describe("erasing a person", () => {
	it("leaves neither name nor address anywhere, keeps the files whole and the journal valid", async () => {
		const { actor, draftId, auditId } = await leaveTraces(open.db, season);
		const words = [actor.email, LOCAL_PART, "Quillivéré", "Quillivere", "Zoé "];
		const before = await dump();
		const traces = new Set(found(before, words).map((row) => row.split(":")[0]));
		expect([...traces].toSorted()).toEqual(
			["ceremonies", "invitations", "mail_messages", "oidc_identities", "passkeys", "users"].toSorted(),
		);

		expect(await erase(network, actor.userId)).toEqual({ ok: true, value: { rolesEnded: 2 } });

		expect(found(await dump(), words)).toEqual([]);
		expect(await verifyJournal(open.db)).toMatchObject({ ok: true });
		const [row] = await open.db.select().from(users).where(eq(users.id, actor.userId));
		expect(row).toMatchObject({ name: "Personne supprimée", erasedAt: NOW, disabledAt: NOW });
		expect(row?.email).toMatch(/^[0-9a-f-]{36}@supprime\.invalid$/);
		// What the person wrote stays the cooperative's, under a name that is nobody's.
		const [answer] = await open.db.select().from(answers).where(eq(answers.assessmentId, draftId));
		expect(answer).toMatchObject({ comment: COMMENT, updatedBy: actor.userId });
		const [finding] = await open.db.select().from(auditObservations).where(eq(auditObservations.auditId, auditId));
		expect(finding).toMatchObject({ note: NOTE, recordedBy: actor.userId });
		const loaded = await loadAssessment(open.db, network, draftId);
		const { contributors } = await readTeamwork(as(open.db, network), loaded, new Map());
		expect(contributors.map(({ name }) => name)).toEqual(["Personne supprimée"]);
	});

	it("deletes all that let the person in, and ends their roles", async () => {
		const { actor } = await leaveTraces(open.db, season);
		const TABLES = [
			sessions,
			passwords,
			totpFactors,
			recoveryCodes,
			passkeys,
			oidcIdentities,
			ceremonies,
			knownDevices,
			passwordResets,
		];
		for (const table of TABLES) expect(await open.db.$count(table, eq(table.userId, actor.userId))).toBeGreaterThan(0);
		await erase(network, actor.userId);
		for (const table of TABLES) expect(await open.db.$count(table, eq(table.userId, actor.userId))).toBe(0);
		const grants = await open.db.select().from(roleGrants).where(eq(roleGrants.userId, actor.userId));
		expect(grants.map(({ endsOn }) => endsOn)).toEqual(["2026-10-04", "2026-10-04"]);
		expect(await signIn(from(open.db), { email: actor.email, password: PASSWORD })).toMatchObject({ reason: "WRONG" });
	});

	it("leaves in the security log neither network nor device, and sends nothing that was waiting", async () => {
		const { actor } = await leaveTraces(open.db, season);
		const events = () => open.db.select().from(securityEvents).where(eq(securityEvents.userId, actor.userId));
		const count = (await events()).length;
		await erase(network, actor.userId);
		const after = await events();
		expect(after.length).toBe(count);
		expect(after.filter(({ network: from, device }) => from !== "" || device !== "")).toEqual([]);
		const mails = await open.db.select().from(mailMessages).where(eq(mailMessages.userId, actor.userId));
		expect(mails.map(({ state }) => state)).not.toContain("waiting");
	});

	it("revokes what still invited them, and frees their address for somebody new", async () => {
		const { actor, manager, cooperative } = await leaveTraces(open.db, season);
		await erase(network, actor.userId);
		const pending = await open.db
			.select()
			.from(invitations)
			.where(and(eq(invitations.invitedBy, manager.userId), sql`accepted_at is null and revoked_at is null`));
		expect(pending).toEqual([]);
		const again = await createPerson(open.db, [{ role: "contributor", cooperativeId: cooperative.id }], actor.email);
		expect(again.userId).not.toBe(actor.userId);
		expect(await signIn(from(open.db), { email: actor.email, password: PASSWORD })).toMatchObject({ ok: true });
	});

	it("writes one journal row of its own, with numbers only", async () => {
		const { actor } = await leaveTraces(open.db, season);
		await erase(network, actor.userId);
		const rows = await open.db
			.select()
			.from(journalEntries)
			.where(and(eq(journalEntries.subjectId, actor.userId), eq(journalEntries.action, "user.erased")));
		expect(rows).toMatchObject([{ actorId: network.userId, before: null, after: { rolesEnded: 2 } }]);
	});

	it("touches nobody else", async () => {
		const { actor } = await leaveTraces(open.db, season);
		const bystander = await leaveTraces(open.db, season);
		const others = async () => {
			const rows = await dump();
			return found(rows, [bystander.actor.email, bystander.actor.userId, bystander.manager.email]);
		};
		const before = await others();
		expect(before.length).toBeGreaterThan(20);
		await erase(network, actor.userId);
		expect(await others()).toEqual(before);
	});

	it("is final: a second time, or a name written over it, is refused", async () => {
		const { actor } = await leaveTraces(open.db, season);
		await erase(network, actor.userId);
		expect(await erase(network, actor.userId, "Personne supprimée")).toMatchObject({ reason: "ALREADY_ERASED" });
		await expect(
			open.db.update(users).set({ name: "Revenue" }).where(eq(users.id, actor.userId)),
		).rejects.toMatchObject({ cause: { code: "23001" } });
	});
});

describe("who erases whom", () => {
	it("is the national team; an administrator for those who administer; never oneself", async () => {
		const admin = await createActor(open.db, "admin");
		const target = await createActor(open.db, "admin");
		await expect(erase(network, target.userId, target.name)).rejects.toThrow(ForbiddenError);
		await expect(erase(admin, admin.userId, admin.name)).rejects.toThrow(ForbiddenError);
		await expect(erase(network, network.userId, network.name)).rejects.toThrow(ForbiddenError);
		expect(await erase(admin, target.userId, target.name)).toMatchObject({ ok: true });
		const page = await onBehalfOf(open.db, network.userId, "read", (db) => getErasure(as(db, network), network.userId));
		expect(page).toEqual({ self: true });
	});

	it("is nobody of a cooperative, nor of the board, the committee or the auditors: there is no such page", async () => {
		const cooperative = await createCooperative(open.db);
		const { actor } = await leaveTraces(open.db, season);
		for (const role of ["manager", "contributor", "auditor", "committee", "board"] as const) {
			const own = role === "manager" || role === "contributor" ? cooperative.id : null;
			const asking = await createActor(open.db, role, own);
			await expect(erase(asking, actor.userId)).rejects.toThrow(NotFoundError);
		}
		expect(await open.db.$count(users, and(eq(users.id, actor.userId), eq(users.name, NAME)))).toBe(1);
	});
});

describe("what stands in the way of an erasure", () => {
	/** Nothing changed but what a read leaves. */
	async function expectRefused(actor: Actor, userId: string, confirmation: string, reason: string) {
		const before = await dump();
		expect(await erase(actor, userId, confirmation)).toMatchObject({ ok: false, reason });
		expect(await dump()).toEqual(before);
	}

	it("a name that is not the one displayed", async () => {
		const { actor } = await leaveTraces(open.db, season);
		await expectRefused(network, actor.userId, "Zoé", "NOT_CONFIRMED");
		await expectRefused(network, actor.userId, "", "NOT_CONFIRMED");
	});

	it("being the last manager of a cooperative", async () => {
		const { manager } = await leaveTraces(open.db, season);
		await expectRefused(network, manager.userId, manager.name, "LAST_MANAGER");
		const page = await onBehalfOf(open.db, network.userId, "read", (db) => getErasure(as(db, network), manager.userId));
		expect(page).toMatchObject({ roles: [{ role: "manager", blocked: "LAST_MANAGER" }] });
	});

	it("being on the team of an audit to come, or under way, also for an administrator who reads none", async () => {
		const admin = await createActor(open.db, "admin");
		const { lead } = await plannedAudit(open.db, season);
		await expectRefused(network, lead.userId, lead.name, "OPEN_AUDITS");
		await expectRefused(admin, lead.userId, lead.name, "OPEN_AUDITS");
	});

	it("somebody else erasing them at the same moment: one erases, the other is told", async () => {
		const { actor } = await leaveTraces(open.db, season);
		const second = await createActor(open.db, "network");
		const results = await Promise.all([erase(network, actor.userId), erase(second, actor.userId)]);
		expect(results.map((result) => (result.ok ? "ok" : result.reason)).toSorted()).toEqual(["ALREADY_ERASED", "ok"]);
		const rows = await open.db
			.select()
			.from(journalEntries)
			.where(and(eq(journalEntries.action, "user.erased"), inArray(journalEntries.subjectId, [actor.userId])));
		expect(rows).toHaveLength(1);
	});

	it("a failure half-way: nothing of it remains", async () => {
		const { actor } = await leaveTraces(open.db, season);
		await openSession(open.db, actor.userId, { secondFactor: true }, ARRIVAL);
		await open.db.execute(
			sql.raw(
				"create function refuse_for_test() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$",
			),
		);
		await open.db.execute(
			sql.raw(
				"create trigger planted before update on security_events for each row execute function refuse_for_test()",
			),
		);
		const before = await dump();
		try {
			await expect(erase(network, actor.userId)).rejects.toThrow();
		} finally {
			await open.db.execute(sql.raw("drop trigger planted on security_events"));
			await open.db.execute(sql.raw("drop function refuse_for_test"));
		}
		expect(await dump()).toEqual(before);
	});
});
