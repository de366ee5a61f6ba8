/** A person's own password, proof of identity and sessions, each on behalf of that person (row-level security in force). */
import { desc, eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	knownDevices,
	passkeys,
	passwordResets,
	passwords,
	securityEvents,
	sessions,
	totpFactors,
} from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import { onBehalfOf } from "~/db/transaction.server";
import { changePassword } from "~/services/access/change-password.server";
import { confirmIdentity, getConfirmation } from "~/services/access/confirm-identity.server";
import { findKnownDevice, rememberDevice } from "~/services/access/known-device.server";
import { endSession, endSessions, getOwnSessions } from "~/services/access/own-sessions.server";
import { findSession, openSession, type SignedIn } from "~/services/access/session.server";
import { signIn } from "~/services/access/sign-in.server";
import { throttleSecondFactor } from "~/services/access/throttle.server";
import { createTotpSecret } from "~/services/access/totp.server";
import { ForbiddenError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createPerson, from, PASSWORD, SECRETS } from "../../support/sign-in";
import { ARRIVAL, createCooperative, NOW } from "../../support/world";

const NEW_PASSWORD = "sept hiboux sous un tilleul";
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

let open: TestDatabase;
let cooperativeId: string;
beforeAll(async () => {
	open = await createTestDatabase();
	cooperativeId = (await createCooperative(open.db)).id;
});
afterAll(() => open.drop());

interface Present extends SignedIn {
	readonly token: string;
	readonly deviceToken: string;
	/** Does it as the door would: one transaction on behalf of the person. */
	act<T>(work: (useCase: UseCase) => Promise<T>, now?: Date): Promise<T>;
}

async function present(email?: string): Promise<Present> {
	const person = email ? { email } : await createPerson(open.db, [{ role: "manager", cooperativeId }]);
	const opened = await signIn(from(open.db), { email: person.email, password: PASSWORD });
	if (!opened.ok) throw new Error(opened.reason);
	const signedIn = await findSession(open.db, opened.value.token, NOW);
	if (!signedIn) throw new Error("no session");
	const { actor } = signedIn;
	return {
		...signedIn,
		token: opened.value.token,
		deviceToken: await rememberDevice(open.db, actor.userId, NOW),
		act: (work, now = NOW) => onBehalfOf(open.db, actor.userId, "write", (db) => work({ db, actor, now })),
	};
}

const browserOf = ({ session, deviceToken }: Present, now = NOW) => ({
	session,
	deviceTokens: [deviceToken],
	secrets: SECRETS,
	arrival: { ...ARRIVAL, now },
});
const isOpen = async (token: string, now = NOW) => (await findSession(open.db, token, now)) !== null;
const eventsOf = (userId: string) =>
	open.db.select().from(securityEvents).where(eq(securityEvents.userId, userId)).orderBy(desc(securityEvents.id));

describe("changing one's password", () => {
	it("ends every other session and browser, renews this one, and tells the owner", async () => {
		const here = await present();
		const { userId, email } = here.actor;
		const elsewhere = await present(email);
		await open.db
			.insert(passwordResets)
			.values({ userId, tokenHash: `hash ${userId}`, createdAt: NOW, expiresAt: minutes(60) });
		const changed = await here.act((useCase) =>
			changePassword(useCase, browserOf(here), { current: PASSWORD, password: NEW_PASSWORD }),
		);
		const token = changed.ok ? changed.value : "";
		expect(await isOpen(token)).toBe(true);
		expect([await isOpen(here.token), await isOpen(elsewhere.token)]).toEqual([false, false]);
		expect(await findKnownDevice(open.db, { userId }, [here.deviceToken], NOW)).not.toBeNull();
		expect(await findKnownDevice(open.db, { userId }, [elsewhere.deviceToken], NOW)).toBeNull();
		expect((await signIn(from(open.db), { email, password: PASSWORD })).ok).toBe(false);
		expect((await signIn(from(open.db), { email, password: NEW_PASSWORD })).ok).toBe(true);
		const [reset] = await open.db.select().from(passwordResets).where(eq(passwordResets.userId, userId));
		expect(reset?.usedAt).toEqual(NOW);
		const mails = await open.db.select().from(mailMessages).where(eq(mailMessages.userId, userId));
		expect(mails.filter(({ kind }) => kind === "passwordChanged")).toMatchObject([
			{ recipient: email, params: { name: "Camille" } },
		]);
		expect((await eventsOf(userId)).map(({ kind }) => kind)).toContain("passwordChanged");
		const rows = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, userId));
		expect(rows.map(({ action }) => action)).toEqual(
			expect.arrayContaining(["user.passwordSet", "session.othersClosed"]),
		);
		expect(rows.find(({ action }) => action === "session.othersClosed")?.after).toEqual({ closed: 1 });
	});

	it.each([
		[{ current: "", password: NEW_PASSWORD }, "MISSING"],
		[{ current: PASSWORD }, "MISSING"],
		[{ current: "pas le mien du tout", password: NEW_PASSWORD }, "WRONG"],
		[{ current: PASSWORD, password: "court" }, "PASSWORD_TOO_SHORT"],
		[{ current: PASSWORD, password: "Camille du matin" }, "PASSWORD_TOO_CLOSE"],
	])("changes nothing on %j: %s", async (input, reason) => {
		const here = await present();
		expect(await here.act((useCase) => changePassword(useCase, browserOf(here), input))).toMatchObject({ reason });
		expect(await isOpen(here.token)).toBe(true);
		expect((await signIn(from(open.db), { email: here.actor.email, password: PASSWORD })).ok).toBe(true);
	});

	it("evaluates ten current passwords, counted apart from the sign-in page, then the right one once it is over", async () => {
		const here = await present();
		const change = (current: string, now: Date) =>
			here.act((useCase) => changePassword(useCase, browserOf(here, now), { current, password: NEW_PASSWORD }), now);
		for (let time = 0; time < 10; time++) expect(await change("faux", NOW)).toMatchObject({ reason: "WRONG" });
		expect(await change(PASSWORD, minutes(14))).toEqual({
			ok: false,
			reason: "THROTTLED",
			details: { until: minutes(15) },
		});
		const events = await eventsOf(here.actor.userId);
		expect(events.filter(({ kind, succeeded }) => kind === "reauthentication" && !succeeded)).toHaveLength(10);
		expect(events.filter(({ kind }) => kind === "signInThrottled")).toHaveLength(1);
		expect((await signIn(from(open.db), { email: here.actor.email, password: PASSWORD })).ok).toBe(true);
		expect((await change(PASSWORD, minutes(15))).ok).toBe(true);
	});

	it("sets a first password on a fresh proof alone", async () => {
		const here = await present();
		const { userId, email } = here.actor;
		await open.db.delete(passwords).where(eq(passwords.userId, userId));
		const set = (now: Date) =>
			here.act((useCase) => changePassword(useCase, browserOf(here, now), { password: NEW_PASSWORD }), now);
		expect(await set(minutes(15))).toMatchObject({ reason: "PROOF_REQUIRED" });
		expect(await open.db.$count(passwords, eq(passwords.userId, userId))).toBe(0);
		expect((await set(minutes(14.9))).ok).toBe(true);
		expect((await signIn(from(open.db), { email, password: NEW_PASSWORD })).ok).toBe(true);
	});

	it("changes nothing from a session that was ended meanwhile", async () => {
		const here = await present();
		await open.db.delete(sessions).where(eq(sessions.id, here.session.id));
		const input = { current: PASSWORD, password: NEW_PASSWORD };
		await expect(here.act((useCase) => changePassword(useCase, browserOf(here), input))).rejects.toThrow(
			ForbiddenError,
		);
		expect((await signIn(from(open.db), { email: here.actor.email, password: PASSWORD })).ok).toBe(true);
	});
});

describe("confirming who one is", () => {
	const confirm = (here: Present, input: unknown, now = minutes(20)) =>
		here.act((useCase) => confirmIdentity(useCase, here.session, browserOf(here, now), input), now);

	it("renews the proof under a new token, and keeps the end of the session", async () => {
		const here = await present();
		const [before] = await open.db.select().from(sessions).where(eq(sessions.id, here.session.id));
		const confirmed = await confirm(here, { password: PASSWORD });
		const token = confirmed.ok ? confirmed.value : "";
		expect(await isOpen(here.token, minutes(20))).toBe(false);
		const again = await findSession(open.db, token, minutes(20));
		expect(again?.session).toMatchObject({
			provenAt: minutes(20),
			createdAt: NOW,
			expiresAt: before?.expiresAt,
			stage: "open",
		});
	});

	it("refuses an empty or wrong password and leaves the session as it is", async () => {
		const here = await present();
		expect(await confirm(here, {})).toMatchObject({ reason: "MISSING" });
		expect(await confirm(here, { password: "faux" })).toMatchObject({ reason: "WRONG" });
		expect((await findSession(open.db, here.token, minutes(20)))?.session.provenAt).toEqual(NOW);
	});

	it("asks for what the person has, and for nothing that would not do", async () => {
		const here = await present();
		const { userId } = here.actor;
		const asked = () => here.act(getConfirmation);
		expect(await asked()).toEqual({ typed: { code: false }, passkey: false });
		const key = { id: `key ${userId}`, userId, publicKey: "", counter: 0, transports: [], name: "Clé", createdAt: NOW };
		await open.db.insert(passkeys).values(key);
		// A passkey and no application: the password alone is not enough.
		expect(await asked()).toEqual({ typed: null, passkey: true });
		expect(await confirm(here, { password: PASSWORD })).toMatchObject({ reason: "MISSING" });
		await open.db.delete(passkeys).where(eq(passkeys.userId, userId));
		await open.db.delete(passwords).where(eq(passwords.userId, userId));
		expect(await asked()).toEqual({ typed: null, passkey: false });
		expect(await confirm(here, { password: PASSWORD })).toMatchObject({ reason: "MISSING" });
	});
});

describe("confirming with an authenticator application", () => {
	async function withApplication() {
		const here = await present();
		const { userId } = here.actor;
		const secret = createTotpSecret();
		const row = { userId, secret: SECRETS.seal(secret, userId), createdAt: NOW, confirmedAt: NOW };
		await open.db.insert(totpFactors).values(row);
		const code = (now: Date) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
		const confirm = (input: unknown, now = minutes(20)) =>
			here.act((useCase) => confirmIdentity(useCase, here.session, browserOf(here, now), input), now);
		return { here, code, confirm };
	}

	it("needs the password and a code, each right, the code once", async () => {
		const { here, code, confirm } = await withApplication();
		expect(await here.act(getConfirmation)).toEqual({ typed: { code: true }, passkey: false });
		const right = code(minutes(20));
		expect(await confirm({ password: PASSWORD })).toMatchObject({ reason: "MISSING" });
		expect(await confirm({ password: PASSWORD, code: "000000" })).toMatchObject({ reason: "WRONG" });
		// A wrong password leaves the code unused.
		expect(await confirm({ password: "faux", code: right })).toMatchObject({ reason: "WRONG" });
		expect((await confirm({ password: PASSWORD, code: right })).ok).toBe(true);
		expect(await confirm({ password: PASSWORD, code: right })).toMatchObject({ reason: "WRONG" });
	});

	it("shares the ten codes with the second factor of the sign-in", async () => {
		const { here, code, confirm } = await withApplication();
		for (let time = 0; time < 10; time++) {
			await throttleSecondFactor(open.db, SECRETS, here.actor.userId, minutes(20));
		}
		expect(await confirm({ password: PASSWORD, code: code(minutes(20)) })).toMatchObject({ reason: "THROTTLED" });
		expect((await confirm({ password: PASSWORD, code: code(minutes(35)) }, minutes(35))).ok).toBe(true);
	});
});

describe("one's sessions", () => {
	it("are listed, the one at hand marked, with the account's last twenty events and nobody else's", async () => {
		const here = await present();
		const { email, userId } = here.actor;
		await signIn(from(open.db, { device: "Safari sur iOS", network: "2001:db8:1::/48" }), {
			email,
			password: PASSWORD,
		});
		await present();
		for (let time = 0; time < 25; time++) {
			await open.db
				.insert(securityEvents)
				.values({ at: minutes(time), kind: "accessDenied", userId, succeeded: false });
		}
		const own = await here.act((useCase) => getOwnSessions(useCase, here.session.id));
		const shown = own.sessions.map(({ device, network, current }) => ({ device, network, current }));
		expect(shown).toHaveLength(2);
		expect(shown).toEqual(
			expect.arrayContaining([
				{ device: ARRIVAL.device, network: ARRIVAL.network, current: true },
				{ device: "Safari sur iOS", network: "2001:db8:1::/48", current: false },
			]),
		);
		expect(own.events).toHaveLength(20);
		expect(own.events[0]?.at).toEqual(minutes(24));
	});

	it("that are idle for too long are not listed", async () => {
		const here = await present();
		const list = (now: Date) => here.act((useCase) => getOwnSessions(useCase, here.session.id), now);
		expect((await list(minutes(119))).sessions).toHaveLength(1);
		expect((await list(minutes(120))).sessions).toEqual([]);
	});

	it("end one by one, at once, and only one's own", async () => {
		const here = await present();
		const elsewhere = await present(here.actor.email);
		const somebody = await present();
		await here.act((useCase) => endSession(useCase, somebody.session.id, ARRIVAL));
		expect(await isOpen(somebody.token)).toBe(true);
		await here.act((useCase) => endSession(useCase, elsewhere.session.id, ARRIVAL));
		expect([await isOpen(elsewhere.token), await isOpen(here.token)]).toEqual([false, true]);
		expect((await eventsOf(here.actor.userId))[0]).toMatchObject({ kind: "sessionsClosed", succeeded: true });
	});

	it("end elsewhere, or everywhere", async () => {
		const here = await present();
		const { userId, email } = here.actor;
		const elsewhere = await present(email);
		const except = { sessionId: here.session.id, deviceTokens: [here.deviceToken] };
		await here.act((useCase) => endSessions(useCase, except, ARRIVAL));
		expect([await isOpen(elsewhere.token), await isOpen(here.token)]).toEqual([false, true]);
		expect(await open.db.$count(knownDevices, eq(knownDevices.userId, userId))).toBe(1);
		await present(email);
		await here.act((useCase) => endSessions(useCase, null, ARRIVAL));
		expect(await open.db.$count(sessions, eq(sessions.userId, userId))).toBe(0);
		expect(await open.db.$count(knownDevices, eq(knownDevices.userId, userId))).toBe(0);
	});

	it("are twenty at most: one more ends the one left unused the longest", async () => {
		const { userId } = await createPerson(open.db, [{ role: "manager", cooperativeId }]);
		const tokens: string[] = [];
		for (let place = 0; place < 21; place++) {
			const arrival = { ...ARRIVAL, now: minutes(place / 10) };
			tokens.push((await openSession(open.db, userId, { secondFactor: false }, arrival)).token);
		}
		const alive = await Promise.all(tokens.map((token) => isOpen(token, minutes(2))));
		expect(alive).toEqual([false, ...Array(20).fill(true)]);
	});
});
