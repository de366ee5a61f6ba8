/** When a session ends: idle, too old, rotated, disabled, carried by a browser that signs in again. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter } from "~/auth/enter.server";
import { writeSessionCookie } from "~/auth/session-cookie.server";
import { roleGrants, sessions, users } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { COOPERATIVE_ROLES, ROLES, type Role, type RoleGrant } from "~/domain/access/roles";
import { sessionLife } from "~/domain/access/session-life";
import { findSession, openSession, rotateSession } from "~/services/access/session.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createPerson } from "../../support/sign-in";
import { ARRIVAL, createCooperative, NOW } from "../../support/world";

const MINUTE = 60_000;
const at = (minutes: number, ms = 0) => new Date(NOW.getTime() + minutes * MINUTE + ms);

let open: TestDatabase;
let cooperativeId: string;
beforeAll(async () => {
	open = await createTestDatabase();
	cooperativeId = (await createCooperative(open.db)).id;
});
afterAll(() => open.drop());

const isIn = (role: Role) => (COOPERATIVE_ROLES as readonly Role[]).includes(role);
const grant = (role: Role): RoleGrant => ({ role, cooperativeId: isIn(role) ? cooperativeId : null });
const person = (...roles: Role[]) => createPerson(open.db, roles.map(grant));
const opened = async (userId: string, now = NOW) =>
	(await openSession(open.db, userId, { secondFactor: false }, { ...ARRIVAL, now })).token;
const isOpen = async (token: string, now: Date) => (await findSession(open.db, token, now)) !== null;

describe.each(ROLES)("the session of a %s", (role) => {
	const { idleMinutes, absoluteMinutes } = sessionLife([role]);

	it(`ends after ${idleMinutes} minutes without a request, not a moment sooner`, async () => {
		const { userId } = await person(role);
		const [one, other] = [await opened(userId), await opened(userId)];
		expect(await isOpen(one, at(idleMinutes, -1))).toBe(true);
		expect(await isOpen(other, at(idleMinutes))).toBe(false);
	});

	it(`ends after ${absoluteMinutes} minutes however busy it is`, async () => {
		const { userId } = await person(role);
		const token = await opened(userId);
		const step = idleMinutes - 1;
		for (let minute = step; minute < absoluteMinutes; minute += step) {
			expect(await isOpen(token, at(minute))).toBe(true);
		}
		expect(await isOpen(token, at(absoluteMinutes, -1))).toBe(true);
		expect(await isOpen(token, at(absoluteMinutes))).toBe(false);
	});
});

describe("a session", () => {
	it("opened before a role with a shorter life was granted obeys the shorter", async () => {
		const { userId } = await person("auditor");
		const [left, busy] = [await opened(userId), await opened(userId)];
		expect([await isOpen(left, at(200)), await isOpen(busy, at(200))]).toEqual([true, true]);
		await open.db.insert(roleGrants).values({ userId, role: "admin", cooperativeId: null });
		expect(await isOpen(left, at(230))).toBe(false);
		for (let minute = 229; minute < 480; minute += 29) expect(await isOpen(busy, at(minute))).toBe(true);
		expect(await isOpen(busy, at(480))).toBe(false);
	});

	it("obeys the longer again once that role has ended, but never past its own end", async () => {
		const { userId } = await person("manager", "admin");
		const token = await opened(userId);
		await open.db.delete(roleGrants).where(eq(roleGrants.role, "admin"));
		for (let minute = 90; minute < 480; minute += 90) expect(await isOpen(token, at(minute))).toBe(true);
		expect(await isOpen(token, at(480))).toBe(false);
	});

	it("ends at once with its account", async () => {
		const { userId } = await person("manager");
		const token = await opened(userId);
		expect(await isOpen(token, at(1))).toBe(true);
		await open.db
			.update(users)
			.set({ disabledAt: at(1) })
			.where(eq(users.id, userId));
		expect(await isOpen(token, at(1))).toBe(false);
	});

	it("goes on under its new token only, and keeps its end", async () => {
		const { userId } = await person("manager");
		const token = await opened(userId);
		const session = await findSession(open.db, token, NOW);
		const next = await rotateSession(open.db, session?.session.id ?? "", { proven: true }, { ...ARRIVAL, now: at(60) });
		expect([await isOpen(token, at(60)), await isOpen(next ?? "", at(60))]).toEqual([false, true]);
		expect(await isOpen(next ?? "", at(179))).toBe(true);
		for (let minute = 180; minute < 720; minute += 100) await findSession(open.db, next ?? "", at(minute));
		expect(await isOpen(next ?? "", at(720))).toBe(false);
		expect(await rotateSession(open.db, session?.session.id ?? "", {}, ARRIVAL)).toBeNull();
	});

	it.each(["", "x", "A".repeat(43), "../../etc/passwd", "' or 1=1 --"])("is not opened by %j", async (token) => {
		await opened((await person("manager")).userId);
		expect(await isOpen(token, NOW)).toBe(false);
	});
});

describe("signing in with a browser that carries a session", () => {
	const origin = "https://label.example";
	const carrying = (token: string) =>
		new Request(`${origin}/connexion`, { headers: { Cookie: writeSessionCookie(token, origin).split(";")[0] ?? "" } });
	const context = () => ({ db: open.db, publicOrigin: origin, arrival: ARRIVAL });

	it("gives it another token and ends the one it carried, whoever's it was", async () => {
		const [attacker, victim] = [await person("manager"), await person("manager")];
		for (const owner of [attacker, victim]) {
			const planted = await opened(owner.userId);
			const fresh = await openSession(open.db, victim.userId, { secondFactor: false }, ARRIVAL);
			const headers = await enter(carrying(planted), context(), victim.userId, fresh);
			const [cookie, device] = headers.getSetCookie();
			expect(cookie).toBe(`__Host-label_session=${fresh.token}; Path=/; HttpOnly; SameSite=Lax; Secure`);
			expect(device).toMatch(
				/^__Host-label_device=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=15552000$/,
			);
			expect(fresh.token).not.toBe(planted);
			expect([await isOpen(planted, NOW), await isOpen(fresh.token, NOW)]).toEqual([false, true]);
		}
		const closed = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, attacker.userId));
		expect(closed.map(({ action }) => action)).toContain("session.closed");
	});

	it("makes no browser known while the second factor is owed", async () => {
		const { userId } = await person("manager");
		const headers = await enter(carrying("x".repeat(43)), context(), userId, {
			token: "t".repeat(43),
			stage: "secondFactor",
		});
		expect(headers.getSetCookie()).toHaveLength(1);
		expect(await open.db.$count(sessions, eq(sessions.userId, userId))).toBe(0);
	});
});
