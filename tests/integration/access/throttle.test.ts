/** A thousand tries on one account: at most ten are evaluated, and the owner still gets in. */
import { verify } from "@node-rs/argon2";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
	knownDevices,
	passwordResets,
	passwords,
	securityEvents,
	sessions,
	throttles,
} from "~/db/schema/access.server";
import { mailMessages } from "~/db/schema/notification.server";
import { askPasswordReset } from "~/services/access/ask-password-reset.server";
import { findKnownDevice, forgetDevices, rememberDevice, welcomeDevice } from "~/services/access/known-device.server";
import { resetPassword } from "~/services/access/reset-password.server";
import { findSession } from "~/services/access/session.server";
import { signIn } from "~/services/access/sign-in.server";
import { giveBack, takeTry, throttleSecondFactor } from "~/services/access/throttle.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createPerson, from, PASSWORD, SECRETS } from "../../support/sign-in";
import { ARRIVAL, NOW } from "../../support/world";

const atOnce = vi.hoisted(() => {
	// Test files share a process: what they loaded holds the function that is not counted.
	vi.resetModules();
	return { now: 0, most: 0 };
});

// The real verification, counted.
vi.mock("@node-rs/argon2", async (original) => {
	const real = await original<typeof import("@node-rs/argon2")>();
	const counting = async (...given: Parameters<typeof verify>) => {
		atOnce.now += 1;
		atOnce.most = Math.max(atOnce.most, atOnce.now);
		return real.verify(...given).finally(() => {
			atOnce.now -= 1;
		});
	};
	return { ...real, verify: vi.fn(counting) };
});
const evaluated = () => vi.mocked(verify).mock.calls.length;

const MINUTE = 60_000;
const at = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE);
const WRONG = "mauvaise phrase de passe";

let open: TestDatabase;
beforeAll(async () => {
	open = await createTestDatabase();
});
beforeEach(async () => {
	vi.mocked(verify).mockClear();
	await open.db.delete(throttles);
});
afterAll(async () => {
	vi.resetModules();
	await open.drop();
});

/** A thousand tries within ten minutes, from thirty networks, fifty at the same instant. */
async function attack(email: string, rounds = 20) {
	const reasons: Record<string, number> = {};
	for (let round = 0; round < rounds; round++) {
		const tries = Array.from({ length: 50 }, (_, place) =>
			signIn(from(open.db, { now: at(round / 2), network: `198.51.${place % 30}.0/24` }), { email, password: WRONG }),
		);
		for (const result of await Promise.all(tries)) {
			const reason = result.ok ? "ok" : result.reason;
			reasons[reason] = (reasons[reason] ?? 0) + 1;
		}
	}
	return reasons;
}

describe("a thousand tries on one account", () => {
	it("evaluates ten of them, and lets the owner in from a browser that signed in before", {
		timeout: 120_000,
	}, async () => {
		const { userId, email } = await createPerson(open.db);
		const device = await rememberDevice(open.db, userId, at(-60));
		expect(await attack(email)).toEqual({ WRONG: 10, THROTTLED: 990 });
		expect(evaluated()).toBe(10);
		const events = await open.db.select().from(securityEvents).where(eq(securityEvents.userId, userId));
		expect(events.filter(({ kind }) => kind === "signIn")).toHaveLength(10);
		expect(events.filter(({ kind }) => kind === "signInThrottled")).toHaveLength(1);

		const credentials = { email, password: PASSWORD };
		const stranger = await signIn(from(open.db, { now: at(10), network: "203.0.113.0/24" }), credentials);
		expect(stranger).toMatchObject({ reason: "THROTTLED" });
		const owner = await signIn(from(open.db, { now: at(10), deviceTokens: [device] }), credentials);
		expect(owner.ok).toBe(true);
	});

	it("does as much for an address without an account, with the same answers", async () => {
		const { email } = await createPerson(open.db);
		const known = await attack(email, 3);
		expect(await attack("personne@test.example", 3)).toEqual(known);
		expect(evaluated()).toBe(20);
		const answer = (address: string) => signIn(from(open.db, { now: at(10) }), { email: address, password: WRONG });
		expect(await answer(email)).toEqual(await answer("personne@test.example"));
	});

	it("lets the owner in from a new browser by the mailed link, and again from there", async () => {
		const { userId, email } = await createPerson(open.db);
		await attack(email, 3);
		const arrival = { ...ARRIVAL, now: at(10), device: "Safari sur iOS" };
		const { db } = open;
		expect((await askPasswordReset({ db, secrets: SECRETS, arrival }, email)).ok).toBe(true);
		const [asked] = await db.select().from(passwordResets).where(eq(passwordResets.userId, userId));
		const link = SECRETS.linkToken("passwordReset", asked?.id ?? "");
		const password = "sept hiboux sous un tilleul";
		const reset = await resetPassword(db, link, password, arrival);
		const session = reset.ok ? await findSession(db, reset.value.opened.token, at(10)) : null;
		expect(session?.actor.userId).toBe(userId);
		const token = await welcomeDevice(db, userId, [], arrival);
		expect(await signIn(from(db, { now: at(11) }), { email, password })).toMatchObject({ reason: "THROTTLED" });
		expect((await signIn(from(db, { now: at(11), deviceTokens: [token ?? ""] }), { email, password })).ok).toBe(true);
	});

	it("ends by itself fifteen minutes after the last try evaluated, however long the attack goes on", async () => {
		const { email } = await createPerson(open.db);
		for (let minute = 0; minute < 10; minute++) {
			await signIn(from(open.db, { now: at(minute) }), { email, password: WRONG });
		}
		const right = { email, password: PASSWORD };
		for (let minute = 10; minute < 24; minute++) {
			expect(await signIn(from(open.db, { now: at(minute) }), right)).toEqual({
				ok: false,
				reason: "THROTTLED",
				details: { until: at(24) },
			});
		}
		expect((await signIn(from(open.db, { now: at(24) }), right)).ok).toBe(true);
	});
});

describe("the counters", () => {
	it("never answer more than ten tries in any fifteen minutes", async () => {
		const answered: number[] = [];
		for (let second = 0; second < 3600; second += 45) {
			const taken = await takeTry(open.db, SECRETS, [{ kind: "signInAccount", of: "x" }], at(second / 60));
			if (taken.ok) answered.push(second);
		}
		expect(answered.length).toBeGreaterThan(20);
		for (const start of answered) {
			expect(answered.filter((second) => second >= start && second < start + 900).length).toBeLessThanOrEqual(10);
		}
	});

	it("do not count a try that turned out right, even at the limit", async () => {
		const { email } = await createPerson(open.db);
		for (let time = 0; time < 9; time++) await signIn(from(open.db), { email, password: WRONG });
		for (let time = 0; time < 12; time++) {
			expect((await signIn(from(open.db), { email, password: PASSWORD })).ok).toBe(true);
		}
		expect(await signIn(from(open.db), { email, password: WRONG })).toMatchObject({ reason: "WRONG" });
		expect(await signIn(from(open.db), { email, password: PASSWORD })).toMatchObject({ reason: "THROTTLED" });
	});

	it("give a known browser ten tries of its own, and no more", async () => {
		const { userId, email } = await createPerson(open.db);
		const deviceTokens = [await rememberDevice(open.db, userId, NOW)];
		const other = [await rememberDevice(open.db, userId, NOW)];
		for (let time = 0; time < 10; time++) {
			expect(await signIn(from(open.db, { deviceTokens }), { email, password: WRONG })).toMatchObject({
				reason: "WRONG",
			});
		}
		const right = { email, password: PASSWORD };
		expect(await signIn(from(open.db, { deviceTokens }), right)).toMatchObject({ reason: "THROTTLED" });
		expect((await signIn(from(open.db, { deviceTokens: other }), right)).ok).toBe(true);
		expect((await signIn(from(open.db), right)).ok).toBe(true);
	});

	it("stop a network that tries many addresses after a hundred, without using up the tries of the accounts", async () => {
		const { userId, email } = await createPerson(open.db);
		const colleague = await rememberDevice(open.db, userId, NOW);
		const office = { network: "203.0.113.0/24" };
		for (let place = 0; place < 100; place++) {
			await takeTry(
				open.db,
				SECRETS,
				[
					{ kind: "signInAccount", of: `a${place}@test.example` },
					{ kind: "signInNetwork", of: office.network },
				],
				NOW,
			);
		}
		const right = { email, password: PASSWORD };
		for (let time = 0; time < 12; time++) {
			expect(await signIn(from(open.db, office), right)).toMatchObject({ reason: "THROTTLED" });
		}
		expect((await signIn(from(open.db, { ...office, deviceTokens: [colleague] }), right)).ok).toBe(true);
		expect((await signIn(from(open.db), right)).ok).toBe(true);
	});

	it("hold no address, account or network that can be read", async () => {
		const { userId, email } = await createPerson(open.db);
		await signIn(from(open.db), { email, password: WRONG });
		await throttleSecondFactor(open.db, SECRETS, userId, NOW);
		const rows = await open.db.select({ key: throttles.key }).from(throttles);
		expect(rows).toHaveLength(3);
		for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/);
	});

	it("answer ten wrong codes of a second factor, each person apart, right ones given back", async () => {
		const { userId } = await createPerson(open.db);
		for (let time = 0; time < 20; time++) {
			const taken = await throttleSecondFactor(open.db, SECRETS, userId, NOW);
			if (taken.ok) await giveBack(open.db, taken.value.keys);
		}
		for (let time = 1; time <= 10; time++) {
			const taken = await throttleSecondFactor(open.db, SECRETS, userId, NOW);
			expect(taken).toMatchObject({ ok: true, value: { usesUp: time === 10 ? ["secondFactor"] : [] } });
		}
		expect(await throttleSecondFactor(open.db, SECRETS, userId, at(14.9))).toMatchObject({ reason: "THROTTLED" });
		const { userId: somebodyElse } = await createPerson(open.db);
		expect((await throttleSecondFactor(open.db, SECRETS, somebodyElse, NOW)).ok).toBe(true);
		expect((await throttleSecondFactor(open.db, SECRETS, userId, at(15))).ok).toBe(true);
	});
});

describe("more sign-ins at once than passwords can be verified", () => {
	it("verifies two at a time, lets fifty wait, and turns the others away without counting them", async () => {
		const emails = Array.from({ length: 100 }, (_, place) => `place-${place}@test.example`);
		atOnce.most = 0;
		const results = await Promise.all(
			emails.map((email, place) =>
				signIn(from(open.db, { network: `198.51.${place}.0/24` }), { email, password: WRONG }),
			),
		);
		const reasons = results.map((result) => (result.ok ? "ok" : result.reason));
		const busy = reasons.filter((reason) => reason === "BUSY").length;
		expect([...new Set(reasons)].sort()).toEqual(["BUSY", "WRONG"]);
		expect(evaluated()).toBe(100 - busy);
		expect(evaluated()).toBeGreaterThanOrEqual(52);
		expect(atOnce.most).toBe(2);
		// The counter of the address and that of the network, given back.
		expect(await open.db.$count(throttles, eq(throttles.points, 0))).toBe(2 * busy);
		expect(await signIn(from(open.db), { email: emails[99], password: WRONG })).toMatchObject({ reason: "WRONG" });
	});
});

describe("known browsers", () => {
	it("are known to their account only, for 180 days", async () => {
		const { userId, email } = await createPerson(open.db);
		const other = await createPerson(open.db);
		const token = await rememberDevice(open.db, userId, NOW);
		const day = 24 * 60;
		expect(await findKnownDevice(open.db, { email }, [token], at(180 * day - 1))).not.toBeNull();
		expect(await findKnownDevice(open.db, { email }, [token], at(180 * day))).toBeNull();
		expect(await findKnownDevice(open.db, { email: other.email }, [token], NOW)).toBeNull();
		const [row] = await open.db.select().from(knownDevices).where(eq(knownDevices.userId, userId));
		expect(row?.id).not.toContain(token);
	});

	it("are told to the owner when new, but not at the account's very first sign-in", async () => {
		const { userId, email } = await createPerson(open.db);
		const waiting = () =>
			open.db
				.select()
				.from(mailMessages)
				.where(and(eq(mailMessages.userId, userId), eq(mailMessages.kind, "newDevice")));
		await signIn(from(open.db), { email, password: PASSWORD });
		const first = await welcomeDevice(open.db, userId, [], ARRIVAL);
		expect(first).toMatch(/^[\w-]{43}$/);
		expect(await waiting()).toEqual([]);
		await signIn(from(open.db), { email, password: PASSWORD });
		expect(await welcomeDevice(open.db, userId, ["x".repeat(43), first ?? ""], ARRIVAL)).toBeNull();
		expect(await waiting()).toEqual([]);
		const arrival = { ...ARRIVAL, device: "Safari sur iOS" };
		await signIn({ ...from(open.db), arrival }, { email, password: PASSWORD });
		expect(await welcomeDevice(open.db, userId, [], arrival)).not.toBeNull();
		expect(await waiting()).toMatchObject([
			{ recipient: email, params: { name: "Camille", device: "Safari sur iOS" }, state: "waiting" },
		]);
	});

	it("are forgotten but the one at hand", async () => {
		const { userId } = await createPerson(open.db);
		const [here, elsewhere] = [await rememberDevice(open.db, userId, NOW), await rememberDevice(open.db, userId, NOW)];
		await forgetDevices(open.db, userId, [here]);
		expect(await findKnownDevice(open.db, { userId }, [here], NOW)).not.toBeNull();
		expect(await findKnownDevice(open.db, { userId }, [elsewhere], NOW)).toBeNull();
		await forgetDevices(open.db, userId, []);
		expect(await findKnownDevice(open.db, { userId }, [here], NOW)).toBeNull();
	});
});

it("a former password opens nothing when it was replaced while it was being verified", async () => {
	const { userId, email } = await createPerson(open.db);
	const real = await vi.importActual<typeof import("@node-rs/argon2")>("@node-rs/argon2");
	vi.mocked(verify).mockImplementationOnce(async (...given) => {
		const fits = await real.verify(...given);
		expect(fits).toBe(true);
		const hash = await real.hash("sept hiboux sous un tilleul");
		await open.db.update(passwords).set({ hash }).where(eq(passwords.userId, userId));
		return fits;
	});
	expect(await signIn(from(open.db), { email, password: PASSWORD })).toMatchObject({ reason: "WRONG" });
	expect(await open.db.$count(sessions, eq(sessions.userId, userId))).toBe(0);
});
