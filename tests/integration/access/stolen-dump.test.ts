/** Somebody holds a copy of the whole database, without the server's key: nothing in it opens anything. */
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter } from "~/auth/enter.server";
import { ceremonies, invitations, passwordResets, passwords, totpFactors, users } from "~/db/schema/access.server";
import { findInvitation } from "~/services/access/find-invitation.server";
import { findKnownDevice, rememberDevice } from "~/services/access/known-device.server";
import { verifyPassword } from "~/services/access/password.server";
import { consumeRecoveryCode, issueRecoveryCodes } from "~/services/access/recovery-codes.server";
import { findPasswordReset } from "~/services/access/reset-password.server";
import { createSecrets, hashToken, randomToken } from "~/services/access/secrets.server";
import { findSession, openSession } from "~/services/access/session.server";
import { signIn } from "~/services/access/sign-in.server";
import { createTotpSecret } from "~/services/access/totp.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { everyValue, spellings } from "../../support/every-text";
import { createPerson, from, PASSWORD, SECRETS } from "../../support/sign-in";
import { ARRIVAL, createCooperative, NOW } from "../../support/world";

let open: TestDatabase;
beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());

describe("a stolen copy of the database", () => {
	it("holds no value that opens a session, a link, a known browser or a second factor", {
		timeout: 120_000,
	}, async () => {
		const { db } = open;
		const cooperative = await createCooperative(db);
		const { userId, email } = await createPerson(db, [{ role: "manager", cooperativeId: cooperative.id }]);
		const signedIn = await signIn(from(db), { email, password: PASSWORD });
		const session = await openSession(db, userId, { secondFactor: false }, ARRIVAL);
		const device = await rememberDevice(db, userId, NOW);
		const headers = await enter(
			new Request("https://label.example"),
			{ db, publicOrigin: "https://label.example", arrival: ARRIVAL },
			userId,
			session,
		);
		const expiresAt = new Date(NOW.getTime() + 3_600_000);
		const [reset] = await db
			.insert(passwordResets)
			.values({ userId, tokenHash: "", createdAt: NOW, expiresAt })
			.returning();
		const resetToken = SECRETS.linkToken("passwordReset", reset?.id ?? "");
		await db.update(passwordResets).set({ tokenHash: hashToken(resetToken) });
		const [invitation] = await db
			.insert(invitations)
			.values({ email: "x@test.example", tokenHash: "", role: "board", createdAt: NOW, expiresAt })
			.returning();
		const invitationToken = SECRETS.linkToken("invitation", invitation?.id ?? "");
		await db.update(invitations).set({ tokenHash: hashToken(invitationToken) });
		const ceremony = randomToken();
		await db
			.insert(ceremonies)
			.values({ id: hashToken(ceremony), kind: "passkeySignIn", content: { challenge: randomToken() }, expiresAt });
		const totp = createTotpSecret();
		await db
			.insert(totpFactors)
			.values({ userId, secret: SECRETS.seal(totp, userId), createdAt: NOW, confirmedAt: NOW });
		const [recoveryCode = ""] = await issueRecoveryCodes(db, userId, NOW);

		const opens = async (value: string): Promise<readonly string[]> => {
			const hash = hashToken(value);
			const found = async (name: string, hit: Promise<unknown>) => ((await hit) ? [name] : []);
			return [
				...(await found("session", findSession(db, value, NOW))),
				...(await found("device", findKnownDevice(db, { userId }, [value], NOW))),
				...(await found("reset", findPasswordReset(db, value, NOW))),
				...(await found("invitation", findInvitation(db, value, NOW))),
				...(await found(
					"ceremony",
					db.$count(ceremonies, sql`id = ${hash}`).then((count) => count > 0),
				)),
				...(await found("recovery code", consumeRecoveryCode(db, userId, value, NOW))),
			];
		};

		const stolen = await everyValue(db);
		expect(stolen).toContain(email);
		expect(stolen).toContain(hashToken(session.token));
		expect(stolen.length).toBeGreaterThan(60);
		const opened: string[] = [];
		for (const value of stolen.flatMap(spellings)) {
			for (const what of await opens(value)) opened.push(`${what}: ${value}`);
		}
		expect(opened).toEqual([]);

		// What people really hold does open each of them, so that the silence above means something.
		expect(await opens(session.token)).toEqual(["session"]);
		expect(await opens(signedIn.ok ? signedIn.value.token : "")).toEqual(["session"]);
		expect(await opens(device)).toEqual(["device"]);
		const inCookie = /label_device=([\w-]{43})/.exec(headers.getSetCookie().join())?.[1] ?? "";
		expect(await opens(inCookie)).toEqual(["device"]);
		expect(await opens(resetToken)).toEqual(["reset"]);
		expect(await opens(invitationToken)).toEqual(["invitation"]);
		expect(await opens(ceremony)).toEqual(["ceremony"]);
		expect(await opens(recoveryCode)).toEqual(["recovery code"]);
	});

	it("holds no password that can be typed, and no secret of an application that can be read without the key", {
		timeout: 120_000,
	}, async () => {
		const { db } = open;
		const stolen = await everyValue(db);
		const plain = (await db.select().from(totpFactors)).map(({ secret, userId }) => SECRETS.unseal(secret, userId));
		expect(plain).toHaveLength(1);
		for (const value of stolen) for (const secret of [PASSWORD, ...plain]) expect(value).not.toContain(secret);
		const { email } = await createPerson(db);
		const [{ hash = "" } = {}] = await db
			.select({ hash: passwords.hash })
			.from(passwords)
			.innerJoin(users, eq(users.id, passwords.userId))
			.where(eq(users.email, email));
		expect(await verifyPassword(hash, PASSWORD)).toBe(true);
		const again = await everyValue(db);
		expect(again).toContain(hash);
		const typed: string[] = [];
		for (const value of again) if (await verifyPassword(hash, value)) typed.push(value);
		expect(typed).toEqual([]);
		expect((await signIn(from(db), { email, password: hash })).ok).toBe(false);
		const [factor] = await db.select().from(totpFactors);
		const sealed = factor?.secret ?? "";
		expect(() => createSecrets(Buffer.alloc(32, "deviné")).unseal(sealed, factor?.userId ?? "")).toThrow();
		expect(SECRETS.unseal(sealed, factor?.userId ?? "")).toMatch(/^[A-Z2-7]{32}$/);
	});
});
