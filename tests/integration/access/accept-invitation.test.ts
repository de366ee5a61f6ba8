import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invitations, passwords, roleGrants, securityEvents, sessions, users } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { acceptInvitation } from "~/services/access/accept-invitation.server";
import { createUser } from "~/services/access/create-user.server";
import { findInvitation } from "~/services/access/find-invitation.server";
import { createSecrets, hashToken } from "~/services/access/secrets.server";
import { findSession, openSession } from "~/services/access/session.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { everyText } from "../../support/every-text";
import { ARRIVAL, createActor, createCooperative, NOW } from "../../support/world";

const secrets = createSecrets(Buffer.alloc(32, 7));
const PASSWORD = "sept hérons gris sur la berge";
const TYPED = { name: "Ondine Kerdoncuff", password: PASSWORD };
let open: TestDatabase;

beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());

const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const on = (now: Date) => ({ ...ARRIVAL, now });

async function invitation(values: Partial<typeof invitations.$inferInsert> = {}) {
	const cooperative = await createCooperative(open.db);
	const inviter = await createActor(open.db, "manager", cooperative.id);
	const id = randomUUID();
	const token = secrets.linkToken("invitation", id);
	const [row] = await open.db
		.insert(invitations)
		.values({
			id,
			email: `invitee-${id}@test.example`,
			tokenHash: hashToken(token),
			role: "contributor",
			cooperativeId: cooperative.id,
			domains: ["FIN"],
			invitedBy: inviter.userId,
			createdAt: NOW,
			expiresAt: later(7),
			...values,
		})
		.returning();
	if (!row) throw new Error("no invitation");
	return { ...row, token, inviter };
}

async function stored(id: string) {
	const [row] = await open.db.select().from(invitations).where(eq(invitations.id, id));
	return row;
}

const accountsAt = (email: string) => open.db.select().from(users).where(eq(users.email, email));
const rolesOf = (userId: string) => open.db.select().from(roleGrants).where(eq(roleGrants.userId, userId));

async function accepted(token: string, now = NOW) {
	const result = await acceptInvitation(open.db, token, TYPED, on(now));
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

describe("a new person", () => {
	it("gets an account, the role exactly as offered, an open session; all of it is recorded", async () => {
		const invited = await invitation({ startsOn: "2026-10-01", endsOn: "2027-09-30" });
		const { userId, opened } = await accepted(invited.token);
		expect(opened?.stage).toBe("open");
		expect(await accountsAt(invited.email)).toMatchObject([{ id: userId, name: TYPED.name, disabledAt: null }]);
		expect(await rolesOf(userId)).toMatchObject([
			{
				role: "contributor",
				cooperativeId: invited.cooperativeId,
				domains: ["FIN"],
				startsOn: "2026-10-01",
				endsOn: "2027-09-30",
			},
		]);
		expect(await stored(invited.id)).toMatchObject({ acceptedAt: NOW, acceptedBy: userId });
		const signedIn = await findSession(open.db, opened?.token ?? "", NOW);
		expect(signedIn?.actor).toMatchObject({ userId, email: invited.email });
		const rows = await open.db.select().from(journalEntries).where(eq(journalEntries.actorId, userId));
		expect(rows.map(({ action }) => action).sort()).toEqual(
			["invitation.accepted", "role.granted", "session.opened", "user.created", "user.passwordSet"].sort(),
		);
		expect(JSON.stringify(rows)).not.toMatch(/Ondine|invitee-/);
		const events = await open.db.select().from(securityEvents).where(eq(securityEvents.userId, userId));
		expect(events).toMatchObject([{ kind: "invitationAccepted", succeeded: true }]);
	});

	it("is refused without a name or with a password that the rules refuse; the link stays good", async () => {
		const invited = await invitation();
		for (const [typed, reason] of [
			[{ ...TYPED, name: "  " }, "INVALID_NAME"],
			[{ ...TYPED, name: "x".repeat(121) }, "INVALID_NAME"],
			[{ ...TYPED, password: "onze lettre" }, "PASSWORD_TOO_SHORT"],
			[{ ...TYPED, password: "x y z".repeat(60) }, "PASSWORD_TOO_LONG"],
			[{ ...TYPED, password: "Qwertyuiop123" }, "PASSWORD_TOO_COMMON"],
			[{ ...TYPED, password: "les bateaux d’Ondine" }, "PASSWORD_TOO_CLOSE"],
			[{ ...TYPED, password: "à la fabrique d’essai" }, "PASSWORD_TOO_CLOSE"],
		] as const) {
			expect(await acceptInvitation(open.db, invited.token, typed, ARRIVAL)).toMatchObject({ ok: false, reason });
		}
		expect(await accountsAt(invited.email)).toEqual([]);
		expect((await accepted(invited.token)).opened).not.toBeNull();
	});

	it("opens one account when the button is pressed twice at once", async () => {
		const invited = await invitation();
		const attempt = () => acceptInvitation(open.db, invited.token, TYPED, ARRIVAL);
		const results = await Promise.all([attempt(), attempt(), attempt()]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(results.filter((result) => !result.ok && result.reason === "OVER")).toHaveLength(2);
		const [account] = await accountsAt(invited.email);
		expect(await rolesOf(account?.id ?? "")).toHaveLength(1);
		expect(
			await open.db
				.select()
				.from(sessions)
				.where(eq(sessions.userId, account?.id ?? "")),
		).toHaveLength(1);
	});
});

describe("a link that opens nothing", () => {
	it("is one that is unknown, expired, revoked or used; each looks the same", async () => {
		const used = await invitation();
		await accepted(used.token);
		const links = [
			["inconnu", NOW],
			["", NOW],
			[(await invitation()).token, later(7)],
			[(await invitation({ revokedAt: NOW })).token, NOW],
			[used.token, NOW],
			[(await invitation()).id, NOW],
			[(await invitation()).tokenHash, NOW],
		] as const;
		for (const [token, now] of links) {
			expect(await findInvitation(open.db, token, now)).toBeNull();
			expect(await acceptInvitation(open.db, token, TYPED, on(now))).toMatchObject({ reason: "OVER" });
		}
	});

	it("is one whose sender may not grant that role any more", async () => {
		const ended = await invitation();
		await open.db.update(roleGrants).set({ endsOn: "2026-10-04" }).where(eq(roleGrants.userId, ended.inviter.userId));
		const closed = await invitation();
		await open.db.update(users).set({ disabledAt: NOW }).where(eq(users.id, closed.inviter.userId));
		for (const { token } of [ended, closed]) {
			expect(await acceptInvitation(open.db, token, TYPED, ARRIVAL)).toMatchObject({ reason: "OVER" });
		}
		const bySystem = await invitation({ invitedBy: null });
		expect((await accepted(bySystem.token)).opened).not.toBeNull();
	});

	it("changes nothing when it is only looked at", async () => {
		const invited = await invitation();
		const before = await everyText(open.db);
		expect(await findInvitation(open.db, invited.token, NOW)).not.toBeNull();
		expect(await everyText(open.db)).toBe(before);
	});
});

describe("an account that is there already", () => {
	async function withAccount(role: "board" | "contributor" = "board") {
		const person = await createActor(open.db, role, role === "board" ? null : (await createCooperative(open.db)).id);
		const { token } = await openSession(open.db, person.userId, { secondFactor: false }, ARRIVAL);
		return { person, session: token, invited: await invitation({ email: person.email }) };
	}

	it("gets the role beside its own, keeps its name and password, and signs in again everywhere", async () => {
		const { person, session, invited } = await withAccount();
		expect(await accepted(invited.token)).toEqual({ userId: person.userId, opened: null });
		const grants = await rolesOf(person.userId);
		expect(grants.map(({ role }) => role).sort()).toEqual(["board", "contributor"]);
		expect(await findSession(open.db, session, NOW)).toBeNull();
		expect(await accountsAt(person.email)).toMatchObject([{ name: person.name }]);
		expect(await open.db.select().from(passwords).where(eq(passwords.userId, person.userId))).toEqual([]);
	});

	it("gets no second copy of a role it was given meanwhile", async () => {
		const { person, invited } = await withAccount();
		const held = { userId: person.userId, role: invited.role, cooperativeId: invited.cooperativeId };
		await open.db.insert(roleGrants).values(held);
		await accepted(invited.token);
		const same = and(eq(roleGrants.userId, person.userId), eq(roleGrants.role, invited.role));
		expect(await open.db.select().from(roleGrants).where(same)).toHaveLength(1);
	});

	it.each(["disabledAt", "erasedAt"] as const)(
		"is refused when it is closed (%s), and nothing changes",
		async (field) => {
			const { person, invited } = await withAccount();
			await open.db
				.update(users)
				.set({ [field]: NOW })
				.where(eq(users.id, person.userId));
			expect(await acceptInvitation(open.db, invited.token, TYPED, ARRIVAL)).toMatchObject({
				reason: "ACCOUNT_CLOSED",
			});
			expect(await rolesOf(person.userId)).toHaveLength(1);
			expect(await stored(invited.id)).toMatchObject({ acceptedAt: null });
		},
	);

	it("gets the role once when two invitations are accepted at once", async () => {
		const { person, invited } = await withAccount();
		const results = await Promise.all([1, 2].map(() => acceptInvitation(open.db, invited.token, TYPED, ARRIVAL)));
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await rolesOf(person.userId)).toHaveLength(2);
	});

	it("stays itself: somebody who holds the link of one address gets no account of another", async () => {
		const created = await createUser(
			open.db,
			{ email: "autre@test.example", name: "Autre", password: PASSWORD, grants: [] },
			NOW,
		);
		const invited = await invitation();
		const forged = {
			...TYPED,
			email: "autre@test.example",
			role: "admin",
			cooperativeId: null,
			address: "x@y.example",
		};
		const result = await acceptInvitation(open.db, invited.token, forged, ARRIVAL);
		expect(result.ok && created.ok && result.value.userId !== created.value.userId).toBe(true);
		const [account] = await accountsAt(invited.email);
		expect(await rolesOf(account?.id ?? "")).toMatchObject([
			{ role: "contributor", cooperativeId: invited.cooperativeId },
		]);
	});
});

it("leaves the token and the password nowhere in the database", async () => {
	const invited = await invitation();
	await accepted(invited.token);
	const texts = await everyText(open.db);
	expect(texts).toContain(invited.email);
	expect(texts).toContain(hashToken(invited.token));
	expect(texts).not.toContain(invited.token);
	expect(texts).not.toContain(PASSWORD);
});
