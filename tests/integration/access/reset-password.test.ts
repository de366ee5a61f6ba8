import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	knownDevices,
	passkeys,
	passwordResets,
	passwords,
	securityEvents,
	sessions,
	throttles,
	users,
} from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import { throttleRule } from "~/domain/access/throttling";
import { askPasswordReset } from "~/services/access/ask-password-reset.server";
import { createUser } from "~/services/access/create-user.server";
import { rememberDevice } from "~/services/access/known-device.server";
import { verifyPassword } from "~/services/access/password.server";
import { findPasswordReset, resetPassword } from "~/services/access/reset-password.server";
import { createSecrets, hashToken } from "~/services/access/secrets.server";
import { findSession, openSession } from "~/services/access/session.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { everyText } from "../../support/every-text";
import { ARRIVAL, NOW } from "../../support/world";

const secrets = createSecrets(Buffer.alloc(32, 7));
const FORMER = "trois péniches et un vélo";
const NEXT = "sept hérons gris sur la berge";
let open: TestDatabase;

beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());

const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const at = (now: Date, network = randomUUID()) => ({ ...ARRIVAL, now, network });

async function person() {
	const email = `oubli-${randomUUID()}@test.example`;
	const created = await createUser(open.db, { email, name: "Ondine Kerdoncuff", password: FORMER, grants: [] }, NOW);
	if (!created.ok) throw new Error(created.reason);
	return { email, userId: created.value.userId };
}

const ask = (email: string, arrival = at(NOW)) => askPasswordReset({ db: open.db, secrets, arrival }, email);
const mailsTo = (email: string) => open.db.select().from(mailMessages).where(eq(mailMessages.recipient, email));
const resetsOf = (userId: string) => open.db.select().from(passwordResets).where(eq(passwordResets.userId, userId));
const eventsOf = (userId: string) => open.db.select().from(securityEvents).where(eq(securityEvents.userId, userId));

/** The token that the mail would carry. */
async function asked(now = NOW) {
	const someone = await person();
	await ask(someone.email, at(now));
	const [reset] = await resetsOf(someone.userId);
	if (!reset) throw new Error("no reset");
	return { ...someone, reset, token: secrets.linkToken("passwordReset", reset.id) };
}

async function fits(userId: string, password: string) {
	const [row] = await open.db.select().from(passwords).where(eq(passwords.userId, userId));
	return verifyPassword(row?.hash ?? null, password);
}

describe("asking", () => {
	it("queues a mail with the row, for an hour, and records it", async () => {
		const { email, userId } = await person();
		expect(await ask(` ${email.toUpperCase()} `)).toMatchObject({ ok: true });
		const [reset] = await resetsOf(userId);
		expect(reset).toMatchObject({ createdAt: NOW, expiresAt: minutes(60), usedAt: null });
		expect(reset?.tokenHash).toBe(hashToken(secrets.linkToken("passwordReset", reset?.id ?? "")));
		expect(await mailsTo(email)).toMatchObject([
			{ kind: "passwordReset", userId, state: "waiting", params: { resetId: reset?.id } },
		]);
		expect(await eventsOf(userId)).toMatchObject([{ kind: "passwordResetAsked", succeeded: true }]);
		const rows = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, userId));
		expect(rows.map(({ action }) => action)).toContain("user.passwordResetAsked");
	});

	it("answers the same for an unknown, a disabled and an erased account, and writes to none of them", async () => {
		const known = await person();
		const answers = [await ask(known.email)];
		for (const field of ["disabledAt", "erasedAt"] as const) {
			const closed = await person();
			await open.db
				.update(users)
				.set({ [field]: NOW })
				.where(eq(users.id, closed.userId));
			answers.push(await ask(closed.email));
			expect(await mailsTo(closed.email)).toEqual([]);
		}
		answers.push(await ask("personne@test.example"));
		expect(await mailsTo("personne@test.example")).toEqual([]);
		for (const answer of answers) expect(answer).toEqual(answers[0]);
	});

	it("takes the same time for a known and an unknown address", async () => {
		const { email } = await person();
		const timed = async (address: string) => {
			const start = performance.now();
			await ask(address);
			return performance.now() - start;
		};
		await ask("echauffement@test.example");
		const known: number[] = [];
		const unknown: number[] = [];
		for (let round = 0; round < 3; round++) {
			known.push(await timed(email));
			unknown.push(await timed("personne@test.example"));
		}
		// The floor hides the work: both answer after it, not before.
		expect(Math.min(...known, ...unknown)).toBeGreaterThanOrEqual(395);
		expect(Math.abs(Math.min(...known) - Math.min(...unknown))).toBeLessThan(100);
	});

	it("sends three mails an hour at most, even asked at once, and answers the same", async () => {
		const { email, userId } = await person();
		const answers = await Promise.all(Array.from({ length: 5 }, () => ask(email)));
		expect(answers.every(({ ok }) => ok)).toBe(true);
		expect(await mailsTo(email)).toHaveLength(3);
		await ask(email, at(minutes(59)));
		expect(await mailsTo(email)).toHaveLength(3);
		await ask(email, at(minutes(61)));
		expect(await mailsTo(email)).toHaveLength(4);
		const events = await eventsOf(userId);
		expect(events.filter(({ succeeded }) => !succeeded)).toHaveLength(3);
	});

	it("refuses what is no address, and a network that asks without end", async () => {
		expect(await ask("pas une adresse")).toMatchObject({ reason: "INVALID_EMAIL" });
		const network = randomUUID();
		await ask("personne@test.example", at(NOW, network));
		await open.db.update(throttles).set({ points: throttleRule("passwordReset").tries });
		const { email } = await person();
		expect(await ask(email, at(NOW, network))).toMatchObject({ reason: "THROTTLED" });
		expect(await mailsTo(email)).toEqual([]);
		expect(await ask(email, at(NOW))).toMatchObject({ ok: true });
	});
});

describe("choosing", () => {
	it("sets the password, closes every session, forgets the browsers, tells the owner, records it", async () => {
		const { email, userId, token, reset } = await asked();
		const before = await openSession(open.db, userId, { secondFactor: false }, ARRIVAL);
		await rememberDevice(open.db, userId, NOW);
		const result = await resetPassword(open.db, token, NEXT, at(minutes(59)));
		if (!result.ok) throw new Error(result.reason);
		expect(result.value).toMatchObject({ userId, opened: { stage: "open" } });
		expect(await fits(userId, NEXT)).toBe(true);
		expect(await fits(userId, FORMER)).toBe(false);
		expect(await findSession(open.db, before.token, NOW)).toBeNull();
		const left = await open.db.select().from(sessions).where(eq(sessions.userId, userId));
		expect(left.map(({ id }) => id)).toEqual([hashToken(result.value.opened.token)]);
		expect(await open.db.select().from(knownDevices).where(eq(knownDevices.userId, userId))).toEqual([]);
		expect((await mailsTo(email)).map(({ kind, params }) => ({ kind, params }))).toContainEqual({
			kind: "passwordChanged",
			params: { name: "Ondine Kerdoncuff" },
		});
		expect((await eventsOf(userId)).map(({ kind }) => kind)).toEqual(["passwordResetAsked", "passwordReset"]);
		const rows = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, userId));
		expect(rows).toContainEqual(
			expect.objectContaining({
				action: "user.passwordReset",
				actorId: userId,
				after: { reset: reset.id, sessionsClosed: 1 },
			}),
		);
		expect(JSON.stringify(rows)).not.toMatch(/Ondine|oubli-/);
	});

	it("does not stand in for the second factor", async () => {
		const { userId, token } = await asked();
		await open.db.insert(passkeys).values({
			id: randomUUID(),
			userId,
			publicKey: "cle",
			counter: 0,
			transports: [],
			name: "Téléphone",
			createdAt: NOW,
		});
		const result = await resetPassword(open.db, token, NEXT, at(NOW));
		expect(result).toMatchObject({ ok: true, value: { opened: { stage: "secondFactor" } } });
		const [session] = await open.db.select().from(sessions).where(eq(sessions.userId, userId));
		expect(session).toMatchObject({ stage: "secondFactor", secondFactorAt: null });
		expect(await open.db.select().from(passkeys).where(eq(passkeys.userId, userId))).toHaveLength(1);
	});

	it.each([
		["onze lettre", "PASSWORD_TOO_SHORT"],
		["x y z".repeat(60), "PASSWORD_TOO_LONG"],
		["Qwertyuiop123", "PASSWORD_TOO_COMMON"],
		["les bateaux d’Ondine", "PASSWORD_TOO_CLOSE"],
	])("refuses %j, and the link stays good", async (password, reason) => {
		const { userId, token } = await asked();
		const session = await openSession(open.db, userId, { secondFactor: false }, ARRIVAL);
		expect(await resetPassword(open.db, token, password, at(NOW))).toMatchObject({ ok: false, reason });
		expect(await fits(userId, FORMER)).toBe(true);
		expect(await findSession(open.db, session.token, NOW)).not.toBeNull();
		expect(await resetPassword(open.db, token, NEXT, at(NOW))).toMatchObject({ ok: true });
	});

	it("opens nothing with an unknown, expired or used link, another link of the same hour, or a closed account", async () => {
		const used = await asked();
		await ask(used.email);
		const second = (await resetsOf(used.userId)).find(({ id }) => id !== used.reset.id);
		expect(await resetPassword(open.db, used.token, NEXT, at(NOW))).toMatchObject({ ok: true });
		const closed = await asked();
		await open.db.update(users).set({ disabledAt: NOW }).where(eq(users.id, closed.userId));
		const expired = await asked();
		for (const [token, now] of [
			["inconnu", NOW],
			["", NOW],
			[used.token, NOW],
			[secrets.linkToken("passwordReset", second?.id ?? ""), NOW],
			[closed.token, NOW],
			[expired.token, minutes(60)],
			[expired.reset.tokenHash, NOW],
			[secrets.linkToken("invitation", expired.reset.id), NOW],
		] as const) {
			expect(await findPasswordReset(open.db, token, now)).toBeNull();
			expect(await resetPassword(open.db, token, "un autre mot de passe long", at(now))).toMatchObject({
				reason: "OVER",
			});
		}
		expect(await fits(used.userId, NEXT)).toBe(true);
		expect(await fits(expired.userId, FORMER)).toBe(true);
	});

	it("lets one of two simultaneous uses win", async () => {
		const { userId, token } = await asked();
		const passwordsTyped = [NEXT, "huit hérons gris sur la berge", "neuf hérons gris sur la berge"];
		const results = await Promise.all(passwordsTyped.map((typed) => resetPassword(open.db, token, typed, at(NOW))));
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		const winner = passwordsTyped[results.findIndex(({ ok }) => ok)] ?? "";
		expect(await fits(userId, winner)).toBe(true);
		expect(await open.db.select().from(sessions).where(eq(sessions.userId, userId))).toHaveLength(1);
	});

	it("changes nothing when the link is only opened", async () => {
		const { token, email } = await asked();
		const before = await everyText(open.db);
		expect(await findPasswordReset(open.db, token, NOW)).toMatchObject({ email });
		expect(await everyText(open.db)).toBe(before);
	});

	it("leaves the token and the passwords nowhere in the database", async () => {
		const { token, email } = await asked();
		await resetPassword(open.db, token, NEXT, at(NOW));
		const texts = await everyText(open.db);
		expect(texts).toContain(email);
		expect(texts).toContain(hashToken(token));
		for (const secret of [token, FORMER, NEXT]) expect(texts).not.toContain(secret);
	});
});
