/** Sign-in through an identity provider: who gets in, whose account, and what is refused of a provider that lies. */
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ceremonies, oidcIdentities, securityEvents, sessions, users } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import type { Actor } from "~/domain/access/roles";
import { finishOidcSignIn } from "~/services/access/finish-oidc-sign-in.server";
import { startOidcSignIn } from "~/services/access/start-oidc-sign-in.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { CLIENT, type FaultyProvider, startFaultyProvider } from "../../support/faulty-oidc-provider";
import { ARRIVAL, createActor } from "../../support/world";

const REDIRECT_URI = "https://label.example/connexion/oidc/retour";
let open: TestDatabase;
let provider: FaultyProvider;
let person: Actor;

beforeAll(async () => {
	open = await createTestDatabase();
	provider = await startFaultyProvider();
});
afterAll(async () => {
	await provider?.stop();
	await open?.drop();
});
beforeEach(async () => {
	person = await createActor(open.db, "board");
	provider.person = { sub: `sub-${person.userId}`, email: person.email, email_verified: true };
});
afterEach(() => {
	provider.faults = {};
});

const client = (from = provider) => ({ issuer: from.issuer, ...CLIENT });

async function begin(from = provider) {
	const started = await startOidcSignIn(
		open.db,
		client(from),
		{ redirectUri: REDIRECT_URI, next: "/audits" },
		new Date(),
	);
	if (!started.ok) throw new Error(started.reason);
	return { token: started.value.token, parameters: from.visit(started.value.url), url: new URL(started.value.url) };
}
const arrival = (at = new Date()) => ({ ...ARRIVAL, now: at });
const finish = (way: { token: string | null; parameters: URLSearchParams }, from = provider) =>
	finishOidcSignIn(open.db, client(from), way, arrival());
const signIn = async (from = provider) => finish(await begin(from), from);
const identities = () => open.db.select().from(oidcIdentities).where(eq(oidcIdentities.userId, person.userId));
const eventsOf = async (userId: string) =>
	(await open.db.select().from(securityEvents).where(eq(securityEvents.userId, userId))).map(({ kind }) => kind);

describe("a sign-in through the provider", () => {
	it("asks for a code with PKCE, state and nonce, and keeps none of them readable by the browser", async () => {
		const { url, token } = await begin();
		expect(Object.fromEntries(url.searchParams)).toMatchObject({
			response_type: "code",
			client_id: CLIENT.clientId,
			redirect_uri: REDIRECT_URI,
			scope: "openid email",
			code_challenge_method: "S256",
			code_challenge: expect.stringMatching(/^[\w-]{43}$/),
			state: expect.stringMatching(/^[\w-]{43}$/),
			nonce: expect.stringMatching(/^[\w-]{43}$/),
		});
		const kept = await open.db.select().from(ceremonies).where(eq(ceremonies.kind, "oidc"));
		expect(JSON.stringify(kept)).not.toContain(token);
		expect(url.href).not.toContain(token);
	});

	it("binds the account of the verified address once, then goes by the subject alone", async () => {
		const first = await signIn();
		expect(first).toMatchObject({ ok: true, value: { userId: person.userId, stage: "open", next: "/audits" } });
		expect(await identities()).toMatchObject([{ issuer: provider.issuer, subject: provider.person.sub }]);
		expect(await eventsOf(person.userId)).toEqual(["oidcLinked", "oidcSignIn"]);
		const written = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, person.userId));
		expect(written.map(({ action }) => action)).toContain("user.identityLinked");
		expect(JSON.stringify(written)).not.toContain(person.email);
		const told = await open.db.select().from(mailMessages).where(eq(mailMessages.userId, person.userId));
		expect(told).toMatchObject([{ kind: "secondFactorChanged", params: { change: "oidcLinked" } }]);

		provider.person = { ...provider.person, email: "elsewhere@test.example", email_verified: false };
		expect(await signIn()).toMatchObject({ ok: true, value: { userId: person.userId } });
		await open.db
			.update(users)
			.set({ email: `moved-${person.email}` })
			.where(eq(users.id, person.userId));
		expect(await signIn()).toMatchObject({ ok: true, value: { userId: person.userId } });
		expect(await identities()).toHaveLength(1);
	});

	it("opens a session that has proven one factor, whatever the provider says of its own", async () => {
		provider.faults.claims = { acr: "urn:mfa", amr: ["pwd", "otp"] };
		await signIn();
		const [session] = await open.db.select().from(sessions).where(eq(sessions.userId, person.userId));
		expect(session?.secondFactorAt).toBeNull();
	});

	it("finds the address whatever its case", async () => {
		provider.person = { ...provider.person, email: person.email.toUpperCase() };
		expect(await signIn()).toMatchObject({ ok: true, value: { userId: person.userId } });
	});

	it.each(["PS256", "EdDSA"])("takes a signature by %s", async (algorithm) => {
		const other = await startFaultyProvider(algorithm);
		try {
			other.person = provider.person;
			expect(await signIn(other)).toMatchObject({ ok: true, value: { userId: person.userId } });
		} finally {
			await other.stop();
		}
	});
});

describe("an account is not opened", () => {
	const unknown = async () => {
		const before = await open.db.$count(users);
		expect(await signIn()).toMatchObject({ ok: false, reason: "UNKNOWN" });
		expect(await open.db.$count(users)).toBe(before);
		expect(await open.db.$count(sessions, eq(sessions.userId, person.userId))).toBe(0);
	};

	it.each([false, undefined, null, "true", 1])("on an address whose verification is %j", async (verified) => {
		provider.person = { ...provider.person, email_verified: verified };
		await unknown();
		expect(await identities()).toEqual([]);
	});

	it.each(["nobody@test.example", "", 42, null, ["a@test.example"]])("on the address %j", async (email) => {
		provider.person = { ...provider.person, email };
		await unknown();
	});

	it("when it is closed, linked or not", async () => {
		await signIn();
		await open.db.delete(sessions).where(eq(sessions.userId, person.userId));
		await open.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, person.userId));
		await unknown();
		provider.person = { ...provider.person, sub: "another" };
		await unknown();
	});

	it("to another subject with the same address", async () => {
		await signIn();
		await open.db.delete(sessions).where(eq(sessions.userId, person.userId));
		provider.person = { ...provider.person, sub: "somebody-else" };
		await unknown();
		expect(await identities()).toHaveLength(1);
	});

	it("to the same subject of another provider, whose address is not verified", async () => {
		await signIn();
		const other = await startFaultyProvider();
		try {
			other.person = { ...provider.person, email_verified: false };
			expect(await signIn(other)).toMatchObject({ ok: false, reason: "UNKNOWN" });
		} finally {
			await other.stop();
		}
	});

	it("twice when two first sign-ins arrive together", async () => {
		const ways = await Promise.all([begin(), begin()]);
		const results = await Promise.all(ways.map((way) => finish(way)));
		expect(results.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
		expect(await identities()).toHaveLength(1);
	});
});

describe("an answer serves one attempt, of one browser", () => {
	it("is refused a second time", async () => {
		const way = await begin();
		expect((await finish(way)).ok).toBe(true);
		expect(await finish(way)).toMatchObject({ ok: false, reason: "EXPIRED" });
	});

	it("is refused without the cookie, with another one, or that of another attempt", async () => {
		const [mine, theirs] = [await begin(), await begin()];
		for (const token of [null, "", "x".repeat(43)]) {
			expect(await finish({ ...mine, token })).toMatchObject({ ok: false, reason: "EXPIRED" });
		}
		expect(await finish({ ...mine, token: theirs.token })).toMatchObject({ ok: false, reason: "REFUSED" });
	});

	it("is refused with another state, or none", async () => {
		for (const state of ["other", "", null]) {
			const way = await begin();
			if (state === null) way.parameters.delete("state");
			else way.parameters.set("state", state);
			expect(await finish(way)).toMatchObject({ ok: false, reason: "REFUSED" });
		}
		const twice = await begin();
		twice.parameters.append("state", "other");
		expect(await finish(twice)).toMatchObject({ ok: false, reason: "REFUSED" });
	});

	it("is refused after ten minutes", async () => {
		const way = await begin();
		const late = arrival(new Date(Date.now() + 601_000));
		expect(await finishOidcSignIn(open.db, client(), way, late)).toMatchObject({ ok: false, reason: "EXPIRED" });
	});

	it("is refused when the person said no", async () => {
		const way = await begin();
		const parameters = new URLSearchParams({ error: "access_denied", state: way.parameters.get("state") ?? "" });
		expect(await finish({ ...way, parameters })).toMatchObject({ ok: false, reason: "DENIED" });
	});

	it("is refused with a code of another attempt: the provider wants the verifier", async () => {
		const [mine, theirs] = [await begin(), await begin()];
		mine.parameters.set("code", theirs.parameters.get("code") ?? "");
		expect(await finish(mine)).toMatchObject({ ok: false, reason: "REFUSED" });
	});

	it("leaves a line in the security log each time", async () => {
		const failures = () => open.db.$count(securityEvents, eq(securityEvents.succeeded, false));
		const before = await failures();
		await finish({ token: null, parameters: new URLSearchParams() });
		expect(await failures()).toBe(before + 1);
	});
});

describe("an ID token is refused", () => {
	const soon = () => Math.floor(Date.now() / 1_000);
	const faults: readonly [name: string, faults: () => FaultyProvider["faults"]][] = [
		["unsigned", () => ({ header: { alg: "none" } })],
		["signed with the client's secret", () => ({ header: { alg: "HS256" } })],
		["signed by an algorithm left out", () => ({ header: { alg: "RS256" } })],
		["signed by another key", () => ({ otherKey: true })],
		[
			"signed by a key it brings along",
			() => ({ otherKey: true, header: { jwk: {}, jku: "https://evil.example/jwks" } }),
		],
		["signed by a key nobody published", () => ({ header: { kid: "two" } })],
		["altered after signing", () => ({ altered: { sub: "somebody-else" } })],
		["from another issuer", () => ({ claims: { iss: "https://evil.example" } })],
		["for another client", () => ({ claims: { aud: "another-client" } })],
		[
			"for several clients, of which another is authorised",
			() => ({ claims: { aud: [CLIENT.clientId, "b"], azp: "b" } }),
		],
		["with another nonce", () => ({ claims: { nonce: "other" } })],
		["without a nonce", () => ({ claims: { nonce: undefined } })],
		["without a subject", () => ({ claims: { sub: undefined } })],
		["expired", () => ({ claims: { exp: soon() - 120 } })],
		["not valid yet", () => ({ claims: { nbf: soon() + 600 } })],
		["that is no token", () => ({ idToken: "a.b.c" })],
		["that is missing", () => ({ idToken: null })],
	];
	it.each(faults)("%s", async (_, make) => {
		provider.faults = make();
		expect(await signIn()).toMatchObject({ ok: false, reason: "REFUSED" });
		expect(await identities()).toEqual([]);
	});

	it("signed by an RSA key of less than 3,072 bits, though the provider publishes it", async () => {
		const other = await startFaultyProvider("PS256", 2_048);
		try {
			other.person = provider.person;
			expect(await signIn(other)).toMatchObject({ ok: false, reason: "REFUSED" });
			expect(await identities()).toEqual([]);
		} finally {
			await other.stop();
		}
	});

	it("when the code is exchanged through a redirect", async () => {
		provider.faults = { tokenStatus: 302 };
		const result = await signIn();
		expect(result.ok).toBe(false);
		expect(provider.asked).not.toContain("/elsewhere");
	});
});

describe("a provider that cannot be used", () => {
	it.each([
		["does not listen", {}],
		["is another issuer", { metadata: { issuer: "https://evil.example" } }],
		["signs by RS256 only", { metadata: { id_token_signing_alg_values_supported: ["RS256"] } }],
		["does not say how it signs", { metadata: { id_token_signing_alg_values_supported: undefined } }],
	])("is told apart from a refusal: %s", async (name, faults) => {
		const other = await startFaultyProvider();
		other.faults = faults;
		if (name === "does not listen") await other.stop();
		const asked = { redirectUri: REDIRECT_URI, next: "/" };
		const started = () => startOidcSignIn(open.db, client(other), asked, new Date());
		expect(await started()).toMatchObject({ ok: false, reason: "UNREACHABLE" });
		if (name === "does not listen") return;
		// Nothing is kept of the failure: once the provider is right, signing in works.
		other.faults = {};
		expect((await started()).ok).toBe(true);
		await other.stop();
	});

	it("is discovered once for many sign-ins", async () => {
		const before = provider.asked.filter((path) => path.startsWith("/.well-known")).length;
		await signIn();
		await signIn();
		expect(provider.asked.filter((path) => path.startsWith("/.well-known")).length - before).toBeLessThanOrEqual(1);
	});

	it("leaves at the exchange of the code", async () => {
		const other = await startFaultyProvider();
		const way = await begin(other);
		await other.stop();
		expect(await finish(way, other)).toMatchObject({ ok: false, reason: "UNREACHABLE" });
	});
});
