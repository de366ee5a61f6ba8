/** Passkeys: how they are added, what they open, and every wrong signature that opens nothing. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ceremonies, passkeys, recoveryCodes, securityEvents, users } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import { addPasskey } from "~/services/access/add-passkey.server";
import { askPasskey } from "~/services/access/ask-passkey.server";
import { enterWithPasskey } from "~/services/access/enter-with-passkey.server";
import { offerPasskey } from "~/services/access/offer-passkey.server";
import { removeOwnFactor } from "~/services/access/remove-factor.server";
import { findSession, openSession } from "~/services/access/session.server";
import { SoftwareAuthenticator } from "../../support/authenticator";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { arrivalAt, asHolder, createHolder, equip, type Holder, laterBy, signedIn } from "../../support/second-factor";
import { ARRIVAL, NOW } from "../../support/world";

const PARTY = { id: "label.example", origin: "https://label.example" };
const HERE = { host: PARTY.id, origin: PARTY.origin };
const REQUIRED = { kind: "required" } as const;
type Changes = Parameters<SoftwareAuthenticator["register"]>[0];

let open: TestDatabase;
beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());

async function offered(holder: Holder) {
	return asHolder(open.db, holder.token, (useCase) => offerPasskey(useCase, PARTY));
}

function add(holder: Holder, ceremony: string | null, response: unknown, { name = "Mon téléphone", seconds = 0 } = {}) {
	return asHolder(
		open.db,
		holder.token,
		(useCase, { session }) => addPasskey(useCase, PARTY, session.id, ceremony, { name, response }, arrivalAt(seconds)),
		laterBy(seconds),
	);
}

/** Somebody with one passkey, and their session that goes on. */
async function withPasskey(holder?: Holder, algorithm: "ES256" | "EdDSA" = "ES256") {
	const person = holder ?? (await createHolder(open.db));
	const device = new SoftwareAuthenticator(person.userId, algorithm);
	const { options, token } = await offered(person);
	const added = await add(person, token, device.register({ ...HERE, challenge: options.challenge }));
	if (!added.ok) throw new Error(added.reason);
	return { userId: person.userId, device, ...added.value };
}

/** Uses a passkey from the sign-in page, or from a session. */
async function enter(
	device: SoftwareAuthenticator,
	{ session = null, seconds = 0, ...changes }: { session?: string | null; seconds?: number } & Partial<Changes> = {},
) {
	const person = session === null ? null : await signedIn(open.db, session, laterBy(seconds));
	const asked = await askPasskey(open.db, PARTY, person?.actor.userId ?? null, laterBy(seconds));
	const response = device.authenticate({ ...HERE, challenge: asked.options.challenge, ...changes });
	return enterWithPasskey(open.db, PARTY, person, asked.token, response, arrivalAt(seconds));
}

const eventsOf = async (userId: string) =>
	(await open.db.select().from(securityEvents).where(eq(securityEvents.userId, userId))).map(
		({ kind, succeeded }) => `${kind} ${succeeded ? "yes" : "no"}`,
	);

describe("a new passkey", () => {
	it.each(["ES256", "EdDSA"] as const)(
		"is added with %s: sessions, codes, journal, log and mail follow",
		async (algorithm) => {
			const holder = await createHolder(open.db);
			const elsewhere = await openSession(open.db, holder.userId, { secondFactor: false }, ARRIVAL);
			const person = await withPasskey(holder, algorithm);
			expect(person.recoveryCodes).toHaveLength(10);
			expect(await findSession(open.db, holder.token, NOW)).toBeNull();
			expect(await findSession(open.db, elsewhere.token, NOW)).toBeNull();
			const { session, hasSecondFactor } = await signedIn(open.db, person.token);
			expect([session.stage, session.secondFactorAt, hasSecondFactor]).toEqual(["open", NOW, true]);
			const [row] = await open.db.select().from(passkeys).where(eq(passkeys.userId, person.userId));
			expect(row).toMatchObject({ id: person.device.id, name: "Mon téléphone", transports: ["internal"], counter: 0 });
			const journal = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, person.userId));
			expect(journal.map(({ action }) => action)).toContain("user.passkeyAdded");
			expect(JSON.stringify(journal)).not.toContain("Mon téléphone");
			expect(await eventsOf(person.userId)).toContain("passkeyAdded yes");
			const mails = await open.db.select().from(mailMessages).where(eq(mailMessages.userId, person.userId));
			expect(mails.map(({ params }) => params.change)).toEqual(["passkeyAdded"]);
		},
	);

	it("asks for a key that signs in by itself, checks its holder, with ES256 or EdDSA only", async () => {
		const { options } = await offered(await createHolder(open.db));
		expect(options.authenticatorSelection).toMatchObject({ residentKey: "required", userVerification: "required" });
		expect(options.attestation).toBe("none");
		expect(options.pubKeyCredParams.map(({ alg }) => alg)).toEqual([-8, -7]);
		expect(Buffer.from(options.challenge, "base64url").length).toBeGreaterThanOrEqual(32);
	});

	it("is refused with RS256, without a check of its holder, from another page, host or challenge", async () => {
		const holder = await createHolder(open.db);
		const wrong: [string, SoftwareAuthenticator, Partial<Changes>][] = [
			["RS256", new SoftwareAuthenticator(holder.userId, "RS256"), {}],
			["holder unchecked", new SoftwareAuthenticator(holder.userId), { verified: false }],
			["origin", new SoftwareAuthenticator(holder.userId), { origin: "https://label.example.evil.example" }],
			["host", new SoftwareAuthenticator(holder.userId), { host: "evil.example" }],
			["challenge", new SoftwareAuthenticator(holder.userId), { challenge: "Zm9yZ2Vk" }],
		];
		for (const [what, device, changes] of wrong) {
			const { options, token } = await offered(holder);
			const response = device.register({ ...HERE, challenge: options.challenge, ...changes });
			expect([what, await add(holder, token, response)]).toMatchObject([what, { reason: "NOT_VERIFIED" }]);
		}
		expect(await open.db.$count(passkeys, eq(passkeys.userId, holder.userId))).toBe(0);
		expect(await open.db.$count(recoveryCodes, eq(recoveryCodes.userId, holder.userId))).toBe(0);
	});

	it("is added once, by the person who asked, within five minutes, under a name", async () => {
		const holder = await createHolder(open.db);
		const other = await createHolder(open.db);
		const device = new SoftwareAuthenticator(holder.userId);
		const made = async () => {
			const { options, token } = await offered(holder);
			return { token, response: device.register({ ...HERE, challenge: options.challenge }) };
		};
		const first = await made();
		expect(await add(other, first.token, first.response)).toMatchObject({ reason: "CEREMONY_OVER" });
		expect(await add(holder, null, first.response)).toMatchObject({ reason: "CEREMONY_OVER" });
		const late = await made();
		expect(await add(holder, late.token, late.response, { seconds: 300 })).toMatchObject({ reason: "CEREMONY_OVER" });
		const nameless = await made();
		expect(await add(holder, nameless.token, nameless.response, { name: " " })).toMatchObject({
			reason: "NAME_MISSING",
		});
		expect(await add(holder, nameless.token, nameless.response)).toMatchObject({ reason: "CEREMONY_OVER" });
		const good = await made();
		const added = await add(holder, good.token, good.response, { seconds: 299 });
		if (!added.ok) throw new Error(added.reason);
		const again = { userId: holder.userId, token: added.value.token };
		expect(await add(again, good.token, good.response)).toMatchObject({ reason: "CEREMONY_OVER" });
		const { options, token } = await offered(again);
		expect(options.excludeCredentials?.map(({ id }) => id)).toEqual([device.id]);
		const twice = device.register({ ...HERE, challenge: options.challenge });
		expect(await add(again, token, twice)).toMatchObject({ reason: "ALREADY_ADDED" });
	});

	it("stays the first person's when somebody else presents it", async () => {
		const person = await withPasskey();
		const thief = await createHolder(open.db);
		const { options, token } = await offered(thief);
		const response = person.device.register({ ...HERE, challenge: options.challenge });
		expect(await add(thief, token, response)).toMatchObject({ reason: "ALREADY_ADDED" });
		const entered = await enter(person.device);
		expect(entered).toMatchObject({ value: { userId: person.userId } });
	});
});

describe("a passkey", () => {
	it.each(["ES256", "EdDSA"] as const)("with %s signs in by itself and counts as both factors", async (algorithm) => {
		const { device, userId } = await withPasskey(undefined, algorithm);
		const entered = await enter(device);
		if (!entered.ok) throw new Error(entered.reason);
		expect(entered.value).toMatchObject({ userId, opened: { stage: "open" } });
		const { session } = await signedIn(open.db, entered.value.opened.token);
		expect(session.secondFactorAt).toEqual(NOW);
		expect(await eventsOf(userId)).toContain("signIn yes");
	});

	it("gives the second factor that a session owes, under a new token", async () => {
		const { device, userId } = await withPasskey();
		const owing = await openSession(open.db, userId, { secondFactor: false }, ARRIVAL);
		expect(owing.stage).toBe("secondFactor");
		const entered = await enter(device, { session: owing.token });
		if (!entered.ok) throw new Error(entered.reason);
		expect(await findSession(open.db, owing.token, NOW)).toBeNull();
		expect((await signedIn(open.db, entered.value.opened.token)).session.stage).toBe("open");
		expect(await eventsOf(userId)).toContain("secondFactor yes");
	});

	it("proves again who is there", async () => {
		const { device, token, userId } = await withPasskey();
		const entered = await enter(device, { session: token, seconds: 1200 });
		if (!entered.ok) throw new Error(entered.reason);
		const { session } = await signedIn(open.db, entered.value.opened.token, laterBy(1200));
		expect([session.provenAt, session.createdAt]).toEqual([laterBy(1200), NOW]);
		expect(await eventsOf(userId)).toContain("reauthentication yes");
	});

	it("opens nothing with a signature that does not fit", async () => {
		const { device, userId } = await withPasskey();
		const wrong: Partial<Changes>[] = [
			{ challenge: "Zm9yZ2Vk" },
			{ origin: "https://evil.example" },
			{ host: "evil.example" },
			{ verified: false },
		];
		for (const changes of wrong) {
			expect([changes, await enter(device, changes)]).toMatchObject([changes, { reason: "NOT_VERIFIED" }]);
		}
		const twin = Object.assign(new SoftwareAuthenticator(userId), { id: device.id });
		expect(await enter(twin)).toMatchObject({ reason: "NOT_VERIFIED" });
		expect(await enter(new SoftwareAuthenticator(userId))).toMatchObject({ reason: "NOT_VERIFIED" });
		const pretender = Object.assign(device, { userHandle: crypto.randomUUID() });
		expect(await enter(pretender)).toMatchObject({ reason: "NOT_VERIFIED" });
		expect((await eventsOf(userId)).filter((event) => event === "signIn no").length).toBeGreaterThanOrEqual(6);
	});

	it("is refused once its counter goes backwards or stands still: somebody has a copy", async () => {
		const { device } = await withPasskey();
		expect((await enter(device, { counter: 7 })).ok).toBe(true);
		for (const counter of [7, 6, 0]) expect(await enter(device, { counter })).toMatchObject({ reason: "NOT_VERIFIED" });
		expect((await enter(device, { counter: 8 })).ok).toBe(true);
	});

	it("that keeps no count is taken each time", async () => {
		const { device } = await withPasskey();
		for (let use = 0; use < 3; use++) expect((await enter(device, { counter: 0 })).ok).toBe(true);
	});

	it("answers a challenge once, even at the same instant, and within five minutes", async () => {
		const { device } = await withPasskey();
		const asked = await askPasskey(open.db, PARTY, null, NOW);
		const response = device.authenticate({ ...HERE, challenge: asked.options.challenge });
		const attempt = (token: string, at: number) =>
			enterWithPasskey(open.db, PARTY, null, token, response, arrivalAt(at));
		const entered = await Promise.all([1, 2, 3].map((at) => attempt(asked.token, at)));
		expect(entered.map((result) => (result.ok ? "in" : result.reason)).sort()).toEqual([
			"CEREMONY_OVER",
			"CEREMONY_OVER",
			"in",
		]);
		const late = await askPasskey(open.db, PARTY, null, NOW);
		expect(await attempt(late.token, 300)).toMatchObject({ reason: "CEREMONY_OVER" });
	});

	it("of somebody else does not open a session, and no challenge serves for the other ceremony", async () => {
		const owner = await withPasskey();
		const other = await withPasskey();
		expect(await enter(other.device, { session: owner.token })).toMatchObject({ reason: "NOT_VERIFIED" });
		const { options, token } = await offered({ userId: owner.userId, token: owner.token });
		const response = owner.device.authenticate({ ...HERE, challenge: options.challenge });
		expect(await enterWithPasskey(open.db, PARTY, null, token, response, ARRIVAL)).toMatchObject({
			reason: "CEREMONY_OVER",
		});
	});

	it("of a closed account opens nothing", async () => {
		const { device, userId } = await withPasskey();
		await open.db.update(users).set({ disabledAt: NOW }).where(eq(users.id, userId));
		expect(await enter(device)).toMatchObject({ reason: "NOT_VERIFIED" });
	});

	it("leaves no challenge behind, and none in clear of the browser's token", async () => {
		const asked = await askPasskey(open.db, PARTY, null, NOW);
		const rows = await open.db.select().from(ceremonies);
		expect(rows.some(({ id }) => id === asked.token)).toBe(false);
		await askPasskey(open.db, PARTY, null, laterBy(3600));
		expect((await open.db.select().from(ceremonies)).every(({ expiresAt }) => expiresAt > laterBy(3600))).toBe(true);
	});
});

describe("taking a passkey away", () => {
	const remove = (token: string, id: string) =>
		asHolder(open.db, token, (useCase, { session }) =>
			removeOwnFactor(useCase, session.id, REQUIRED, { kind: "passkey", id }, ARRIVAL),
		);

	it("is refused for the last factor of a role that must have one, free once the application is there too", async () => {
		const person = await withPasskey();
		expect(await remove(person.token, person.device.id)).toMatchObject({ reason: "LAST_REQUIRED_FACTOR" });
		const both = await equip(open.db, person);
		const removed = await remove(both.token, person.device.id);
		if (!removed.ok) throw new Error(removed.reason);
		expect(await enter(person.device)).toMatchObject({ reason: "NOT_VERIFIED" });
		expect((await signedIn(open.db, removed.value)).hasSecondFactor).toBe(true);
		expect(await open.db.$count(recoveryCodes, eq(recoveryCodes.userId, person.userId))).toBe(10);
	});

	it("never leaves nothing, even when both factors are taken away at the same instant", async () => {
		const person = await withPasskey();
		const both = await equip(open.db, person);
		const second = await openSession(open.db, person.userId, { secondFactor: true }, ARRIVAL);
		await Promise.allSettled([
			remove(both.token, person.device.id),
			asHolder(open.db, second.token, (useCase, { session }) =>
				removeOwnFactor(useCase, session.id, REQUIRED, { kind: "application" }, ARRIVAL),
			),
		]);
		const opened = await openSession(open.db, person.userId, { secondFactor: false }, ARRIVAL);
		expect(opened.stage).toBe("secondFactor");
	});

	it("does not touch somebody else's", async () => {
		const person = await withPasskey();
		const other = await withPasskey();
		await expect(remove(other.token, person.device.id)).rejects.toThrow();
		expect((await enter(person.device)).ok).toBe(true);
	});
});
