/** The application and the recovery codes: what they open, once, and how they are set up and taken away. */
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recoveryCodes, securityEvents, sessions, totpFactors } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import { atomically } from "~/db/transaction.server";
import { consumeTotpCode } from "~/services/access/consume-totp-code.server";
import { getSecondFactors } from "~/services/access/get-second-factors.server";
import { type GivenCode, giveSecondFactor } from "~/services/access/give-second-factor.server";
import { offerTotp } from "~/services/access/offer-totp.server";
import { getRemoval, removeOwnFactor } from "~/services/access/remove-factor.server";
import { renewRecoveryCodes } from "~/services/access/renew-recovery-codes.server";
import { hashToken } from "~/services/access/secrets.server";
import { findSession, openSession } from "~/services/access/session.server";
import { setPassword } from "~/services/access/set-password.server";
import { setUpTotp } from "~/services/access/set-up-totp.server";
import { signIn } from "~/services/access/sign-in.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import {
	arrivalAt,
	asHolder,
	codeAt,
	createHolder,
	type Equipped,
	equip,
	laterBy,
	signedIn,
} from "../../support/second-factor";
import { createPerson, from, PASSWORD, SECRETS } from "../../support/sign-in";
import { ARRIVAL, NOW } from "../../support/world";

const REQUIRED = { kind: "required" } as const;
let open: TestDatabase;
beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());

/** A session that owes its second factor, opened so many seconds later. */
async function owing({ userId }: Equipped, seconds: number) {
	const opened = await openSession(open.db, userId, { secondFactor: false }, arrivalAt(seconds));
	expect(opened.stage).toBe("secondFactor");
	return opened.token;
}

async function give(token: string, seconds: number, code: string, kind: GivenCode["kind"] = "application") {
	const person = await signedIn(open.db, token, laterBy(seconds));
	const context = { db: open.db, secrets: SECRETS, arrival: arrivalAt(seconds) };
	return giveSecondFactor(context, person, { kind, code });
}

const eventsOf = async (userId: string) =>
	(await open.db.select().from(securityEvents).where(eq(securityEvents.userId, userId))).map(
		({ kind, succeeded }) => `${kind} ${succeeded ? "yes" : "no"}`,
	);
const changesTold = async (userId: string) =>
	(await open.db.select().from(mailMessages).where(eq(mailMessages.userId, userId)))
		.filter(({ kind }) => kind === "secondFactorChanged")
		.map(({ params }) => params.change);
const journalOf = async (userId: string) =>
	(await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, userId))).map(({ action }) => action);

describe("a code of the application", () => {
	it("opens the session that owes it under a new token, the former one dead", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const token = await owing(person, 60);
		const given = await give(token, 60, ` ${codeAt(person.secret, laterBy(60)).replace(/^(...)/, "$1 ")} `);
		if (!given.ok) throw new Error(given.reason);
		expect(given.value).not.toBe(token);
		expect(await findSession(open.db, token, laterBy(60))).toBeNull();
		const { session } = await signedIn(open.db, given.value, laterBy(60));
		expect(session).toMatchObject({ stage: "open", secondFactorAt: laterBy(60) });
		expect(await eventsOf(person.userId)).toContain("secondFactor yes");
	});

	it("is refused when it is wrong, of the step before, of the one after, or somebody else's", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const other = await equip(open.db, await createHolder(open.db));
		const token = await owing(person, 90);
		const codes = [
			codeAt(person.secret, laterBy(60)),
			codeAt(person.secret, laterBy(120)),
			codeAt(other.secret, laterBy(90)),
			"",
			"12345",
			person.recoveryCodes[0] ?? "",
		];
		for (const code of codes) expect(await give(token, 90, code)).toMatchObject({ reason: "WRONG_CODE" });
		expect((await signedIn(open.db, token, laterBy(90))).session.stage).toBe("secondFactor");
		expect((await give(token, 90, codeAt(person.secret, laterBy(90)))).ok).toBe(true);
	});

	it("serves once: not again on the same step, not even the one that set it up", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const first = await owing(person, 1);
		expect(await give(first, 1, codeAt(person.secret, laterBy(1)))).toMatchObject({ reason: "WRONG_CODE" });
		const code = codeAt(person.secret, laterBy(60));
		expect((await give(await owing(person, 60), 60, code)).ok).toBe(true);
		expect(await give(await owing(person, 61), 61, code)).toMatchObject({ reason: "WRONG_CODE" });
	});

	it("serves once, also for two requests at the same instant", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const code = codeAt(person.secret, laterBy(60));
		const tokens = await Promise.all(Array.from({ length: 5 }, () => owing(person, 60)));
		const given = await Promise.all(tokens.map((token) => give(token, 60, code)));
		expect(given.filter(({ ok }) => ok)).toHaveLength(1);
	});

	it("is not read any more after ten wrong ones, and again a quarter of an hour later", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const right = (seconds: number) => codeAt(person.secret, laterBy(seconds));
		const token = await owing(person, 60);
		for (let n = 0; n < 10; n++) {
			expect(await give(token, 60, n % 2 ? "000000" : "X", n % 2 ? "application" : "recoveryCode")).toMatchObject({
				reason: "WRONG_CODE",
			});
		}
		expect(await give(token, 60, right(60))).toMatchObject({ reason: "THROTTLED" });
		expect(await give(token, 60, person.recoveryCodes[0] ?? "", "recoveryCode")).toMatchObject({ reason: "THROTTLED" });
		const events = await eventsOf(person.userId);
		expect(events.filter((event) => event === "secondFactorThrottled no")).toHaveLength(1);
		const later = 60 + 16 * 60;
		expect((await give(await owing(person, later), later, right(later))).ok).toBe(true);
	});

	it("is worth nothing once its secret was moved to somebody else's row", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const thief = await equip(open.db, await createHolder(open.db));
		const rowOf = eq(totpFactors.userId, person.userId);
		const [stored] = await open.db.select().from(totpFactors).where(rowOf);
		expect(stored?.secret).not.toContain(person.secret);
		const [stolen] = await open.db.select().from(totpFactors).where(eq(totpFactors.userId, thief.userId));
		await open.db.update(totpFactors).set({ secret: stolen?.secret }).where(rowOf);
		const code = codeAt(thief.secret, laterBy(60));
		await expect(consumeTotpCode(open.db, SECRETS, person.userId, code, laterBy(60))).rejects.toThrow();
		expect(await consumeTotpCode(open.db, SECRETS, thief.userId, code, laterBy(60))).toBe(true);
	});

	it("is still asked after the password was changed", async () => {
		const { userId, email } = await createPerson(open.db);
		const { token } = await openSession(open.db, userId, { secondFactor: false }, ARRIVAL);
		await equip(open.db, { userId, token });
		const password = "une autre phrase, bien plus longue";
		const set = await atomically(open.db, (tx) => setPassword(tx, { userId, password, now: laterBy(60) }));
		expect(set.ok).toBe(true);
		expect(await signIn(from(open.db), { email, password: PASSWORD })).toMatchObject({ reason: "WRONG" });
		expect(await signIn(from(open.db), { email, password })).toMatchObject({ value: { stage: "secondFactor" } });
	});
});

describe("a recovery code", () => {
	it("opens the session in place of the application, once, and its owner is told", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const [code = "", second = ""] = person.recoveryCodes;
		const token = await owing(person, 60);
		expect((await give(token, 60, code.toLowerCase().replaceAll("-", " "), "recoveryCode")).ok).toBe(true);
		expect(await give(await owing(person, 61), 61, code, "recoveryCode")).toMatchObject({ reason: "WRONG_CODE" });
		expect((await give(await owing(person, 62), 62, second, "recoveryCode")).ok).toBe(true);
		expect(await changesTold(person.userId)).toEqual(["totpSet", "recoveryCodeUsed", "recoveryCodeUsed"]);
		expect(await journalOf(person.userId)).toContain("user.recoveryCodeUsed");
		expect(await eventsOf(person.userId)).toContain("recoveryCodeUsed yes");
		const { actor } = await signedIn(open.db, person.token);
		expect((await getSecondFactors({ db: open.db, actor })).recoveryCodesLeft).toBe(8);
	});

	it("serves once, also for two requests at the same instant", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const tokens = await Promise.all(Array.from({ length: 5 }, () => owing(person, 60)));
		const code = person.recoveryCodes[0] ?? "";
		const given = await Promise.all(tokens.map((token) => give(token, 60, code, "recoveryCode")));
		expect(given.filter(({ ok }) => ok)).toHaveLength(1);
	});

	it("is nobody else's", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const other = await equip(open.db, await createHolder(open.db));
		const token = await owing(person, 60);
		expect(await give(token, 60, other.recoveryCodes[0] ?? "", "recoveryCode")).toMatchObject({ ok: false });
	});

	it("is stored as a hash, ten at a time, all different", async () => {
		const { userId, recoveryCodes: shown } = await equip(open.db, await createHolder(open.db));
		const rows = await open.db.select().from(recoveryCodes).where(eq(recoveryCodes.userId, userId));
		expect(new Set(shown).size).toBe(10);
		expect(rows.map(({ codeHash }) => codeHash).sort()).toEqual(
			shown.map((code) => hashToken(code.replaceAll("-", ""))).sort(),
		);
	});

	it("is replaced with the nine others, and opens nothing any more", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const renewed = await asHolder(open.db, person.token, (useCase, { session }) =>
			renewRecoveryCodes(useCase, session.id, ARRIVAL),
		);
		if (!renewed.ok) throw new Error(renewed.reason);
		const token = await owing(person, 60);
		expect(await give(token, 60, person.recoveryCodes[3] ?? "", "recoveryCode")).toMatchObject({ ok: false });
		expect((await give(token, 60, renewed.value.recoveryCodes?.[3] ?? "", "recoveryCode")).ok).toBe(true);
		expect(await changesTold(person.userId)).toContain("recoveryCodesRenewed");
	});

	it("is not given to somebody without a factor", async () => {
		const { token } = await createHolder(open.db);
		const renewed = await asHolder(open.db, token, (useCase, { session }) =>
			renewRecoveryCodes(useCase, session.id, ARRIVAL),
		);
		expect(renewed).toMatchObject({ reason: "NO_FACTOR" });
	});
});

describe("setting the application up", () => {
	it("ends the other sessions, goes on under a new token that proved it, and says so", async () => {
		const holder = await createHolder(open.db);
		const elsewhere = await openSession(open.db, holder.userId, { secondFactor: false }, ARRIVAL);
		const person = await equip(open.db, holder);
		expect(await findSession(open.db, elsewhere.token, NOW)).toBeNull();
		expect(await findSession(open.db, holder.token, NOW)).toBeNull();
		const { session, hasSecondFactor } = await signedIn(open.db, person.token);
		expect([session.stage, session.secondFactorAt, hasSecondFactor]).toEqual(["open", NOW, true]);
		expect(await journalOf(person.userId)).toContain("user.secondFactorSet");
		expect(await eventsOf(person.userId)).toContain("totpSet yes");
		expect(await changesTold(person.userId)).toEqual(["totpSet"]);
	});

	it("stores nothing before a right code, nor from an offer that is over or somebody else's", async () => {
		const holder = await createHolder(open.db, [{ role: "auditor", cooperativeId: null }]);
		const other = await createHolder(open.db, [{ role: "auditor", cooperativeId: null }]);
		const offered = await asHolder(open.db, holder.token, async (useCase) => offerTotp(useCase, SECRETS));
		const trial = (token: string, seconds: number, code: string) =>
			asHolder(
				open.db,
				token,
				(useCase, { session }) =>
					setUpTotp(useCase, SECRETS, session.id, { sealed: offered.sealed, code }, arrivalAt(seconds)),
				laterBy(seconds),
			);
		const right = (seconds: number) => codeAt(offered.secret, laterBy(seconds));
		expect(await trial(holder.token, 0, right(30))).toMatchObject({ reason: "WRONG_CODE" });
		expect(await trial(holder.token, 0, right(-30))).toMatchObject({ reason: "WRONG_CODE" });
		expect(await trial(other.token, 0, right(0))).toMatchObject({ reason: "OFFER_OVER" });
		expect(await trial(holder.token, 1800, right(1800))).toMatchObject({ reason: "OFFER_OVER" });
		for (const { userId } of [holder, other]) {
			expect(await open.db.$count(totpFactors, eq(totpFactors.userId, userId))).toBe(0);
			expect(await open.db.$count(recoveryCodes, eq(recoveryCodes.userId, userId))).toBe(0);
		}
		expect((await trial(holder.token, 1799, right(1799))).ok).toBe(true);
	});

	it("puts a new telephone in place of the former one, and leaves the recovery codes as they are", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const moved = await equip(open.db, person, laterBy(60));
		expect(moved.recoveryCodes).toEqual([]);
		const token = await owing(moved, 120);
		expect(await give(token, 120, codeAt(person.secret, laterBy(120)))).toMatchObject({ ok: false });
		expect((await give(token, 120, codeAt(moved.secret, laterBy(120)))).ok).toBe(true);
		const again = await owing(moved, 150);
		expect((await give(again, 150, person.recoveryCodes[9] ?? "", "recoveryCode")).ok).toBe(true);
	});
});

describe("taking a factor away", () => {
	const application = { kind: "application" } as const;

	it("is refused when it is the last one and the role must have one", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const removed = await asHolder(open.db, person.token, (useCase, { session }) =>
			removeOwnFactor(useCase, session.id, REQUIRED, application, ARRIVAL),
		);
		expect(removed).toMatchObject({ reason: "LAST_REQUIRED_FACTOR" });
		expect((await signedIn(open.db, person.token)).hasSecondFactor).toBe(true);
	});

	it("leaves no recovery code behind, ends the other sessions, and says so", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const elsewhere = await openSession(open.db, person.userId, { secondFactor: true }, ARRIVAL);
		const removed = await asHolder(open.db, person.token, (useCase, { session }) =>
			removeOwnFactor(useCase, session.id, { kind: "optional" }, application, ARRIVAL),
		);
		if (!removed.ok) throw new Error(removed.reason);
		expect((await signedIn(open.db, removed.value)).hasSecondFactor).toBe(false);
		expect(await findSession(open.db, elsewhere.token, NOW)).toBeNull();
		expect(await open.db.$count(sessions, eq(sessions.userId, person.userId))).toBe(1);
		expect(await open.db.$count(recoveryCodes, eq(recoveryCodes.userId, person.userId))).toBe(0);
		expect(await journalOf(person.userId)).toContain("user.secondFactorRemoved");
		expect(await eventsOf(person.userId)).toContain("totpRemoved yes");
		expect(await changesTold(person.userId)).toEqual(["totpSet", "totpRemoved"]);
	});

	it("does not exist for a factor one does not have", async () => {
		const person = await createHolder(open.db);
		const { actor } = await signedIn(open.db, person.token);
		await expect(getRemoval({ db: open.db, actor }, REQUIRED, application)).rejects.toThrow();
		await expect(getRemoval({ db: open.db, actor }, REQUIRED, { kind: "passkey", id: "x" })).rejects.toThrow();
	});

	it("never writes a secret, a code or an address into the journal", async () => {
		const person = await equip(open.db, await createHolder(open.db));
		const rows = await open.db
			.select()
			.from(journalEntries)
			.where(and(eq(journalEntries.subjectId, person.userId), eq(journalEntries.subjectType, "user")));
		const written = JSON.stringify(rows);
		expect(rows.length).toBeGreaterThan(0);
		for (const text of [person.secret, ...person.recoveryCodes, "@", "Camille"]) expect(written).not.toContain(text);
	});
});
