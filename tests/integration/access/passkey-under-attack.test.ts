/** A thousand passwords are tried on an account, through the doors: its owner signs in with a passkey all along. */
import type { ActionFunction, AppLoadContext } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cookieName } from "~/auth/cookie.server";
import { securityEvents, sessions } from "~/db/schema/access.server";
import { action as askDoor } from "~/routes/access/passkey-challenge";
import { action as entryDoor } from "~/routes/access/passkey-entry";
import { action as signInDoor } from "~/routes/access/sign-in";
import { addPasskey } from "~/services/access/add-passkey.server";
import { offerPasskey } from "~/services/access/offer-passkey.server";
import { findSession, openSession } from "~/services/access/session.server";
import { SoftwareAuthenticator } from "../../support/authenticator";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { DOOR_ORIGIN, doorContext } from "../../support/door-context";
import { asHolder, laterBy } from "../../support/second-factor";
import { createPerson, PASSWORD } from "../../support/sign-in";
import { ARRIVAL } from "../../support/world";

const HOST = new URL(DOOR_ORIGIN).hostname;
const OFFICE = "203.0.113.0/24";
const ROUNDS = 20;
const TRIES_AT_ONCE = 50;

let open: TestDatabase;
beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());

interface Visit {
	readonly seconds: number;
	readonly network: string;
	readonly form?: Record<string, string>;
	readonly cookie?: string;
}

/** What a door answers to a browser that never came before, but for the cookie it is told to carry. */
async function post(door: ActionFunction, { seconds, network, form = {}, cookie = "" }: Visit): Promise<Response> {
	const plain = doorContext(open.db, seconds);
	const context: AppLoadContext = { ...plain, arrival: { ...plain.arrival, network } };
	const request = new Request(`${DOOR_ORIGIN}/essai`, {
		method: "POST",
		headers: { Cookie: cookie },
		body: new URLSearchParams(form),
	});
	return (await door({ request, context, params: {} })) as Response;
}

const cookieIn = (answer: Response, name: string) =>
	answer.headers
		.getSetCookie()
		.map((line) => line.split(";")[0] ?? "")
		.find((pair) => pair.startsWith(`${cookieName(name, DOOR_ORIGIN)}=`));

async function ownerOfPasskey() {
	const person = await createPerson(open.db, [{ role: "network", cooperativeId: null }]);
	const { token } = await openSession(open.db, person.userId, { secondFactor: false }, ARRIVAL);
	const device = new SoftwareAuthenticator(person.userId);
	const party = { id: HOST, origin: DOOR_ORIGIN };
	const added = await asHolder(open.db, token, async (useCase, { session }) => {
		const offered = await offerPasskey(useCase, party);
		const response = device.register({ host: HOST, origin: DOOR_ORIGIN, challenge: offered.options.challenge });
		return addPasskey(useCase, party, session.id, offered.token, { name: "Mon téléphone", response }, ARRIVAL);
	});
	if (!added.ok) throw new Error(added.reason);
	return { ...person, device };
}

/** The token of the session a passkey opens, from the sign-in page of a browser that never came before. */
async function enterWith(device: SoftwareAuthenticator, seconds: number, network: string): Promise<string> {
	const asked = await post(askDoor, { seconds, network });
	expect(asked.status).toBe(200);
	const { options } = (await asked.json()) as { options: { challenge: string } };
	const response = device.authenticate({ host: HOST, origin: DOOR_ORIGIN, challenge: options.challenge });
	const cookie = cookieIn(asked, "label_ceremony");
	const form = { response: JSON.stringify(response) };
	const entered = await post(entryDoor, { seconds, network, form, cookie });
	expect(await entered.json()).toMatchObject({ ok: true });
	return cookieIn(entered, "label_session")?.split("=")[1] ?? "";
}

describe("while a thousand passwords are tried on their account", () => {
	it("the owner signs in with a passkey at each moment, from a new browser, even on the attacker's own network", {
		timeout: 180_000,
	}, async () => {
		const { userId, email, device } = await ownerOfPasskey();
		const answers = new Map<number, number>();
		for (let round = 0; round < ROUNDS; round++) {
			const seconds = 60 + round * 30;
			const tries = Array.from({ length: TRIES_AT_ONCE }, (_, place) =>
				post(signInDoor, {
					seconds,
					network: place % 5 === 0 ? OFFICE : `198.51.${place}.0/24`,
					form: { email, password: `essai numéro ${round}-${place}` },
				}),
			);
			// Not awaited yet: the owner comes in the middle of them.
			const token = await enterWith(device, seconds, OFFICE);
			const session = await findSession(open.db, token, laterBy(seconds));
			expect(session).toMatchObject({
				actor: { userId },
				session: { stage: "open", secondFactorAt: laterBy(seconds) },
			});
			for (const { status } of await Promise.all(tries)) answers.set(status, (answers.get(status) ?? 0) + 1);
			// The attack is real: the right password itself is refused unread from the same browser.
			const form = { email, password: PASSWORD };
			expect((await post(signInDoor, { seconds, network: OFFICE, form })).status).toBe(429);
		}
		expect(Object.fromEntries(answers)).toEqual({ 400: 10, 429: ROUNDS * TRIES_AT_ONCE - 10 });
		const events = await open.db.select().from(securityEvents).where(eq(securityEvents.userId, userId));
		expect(events.filter(({ kind, succeeded }) => kind === "signIn" && succeeded)).toHaveLength(ROUNDS);
		expect(await open.db.$count(sessions, eq(sessions.userId, userId))).toBeLessThanOrEqual(20);
	});
});
