import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { passwords, roleGrants, sessions, users } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { createUser } from "~/services/access/create-user.server";
import { closeSession, findSession } from "~/services/access/session.server";
import { signIn } from "~/services/access/sign-in.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createPerson, from, PASSWORD } from "../../support/sign-in";
import { createCooperative, NOW } from "../../support/world";

let open: TestDatabase;

beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());

async function person(email: string) {
	const cooperative = await createCooperative(open.db);
	const { userId } = await createPerson(open.db, [{ role: "manager", cooperativeId: cooperative.id }], email);
	return { cooperative, userId };
}

async function token(email: string, password = PASSWORD): Promise<string> {
	const result = await signIn(from(open.db), { email, password });
	if (!result.ok) throw new Error(result.reason);
	return result.value.token;
}

const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

describe("accounts and sessions", () => {
	it("signs in whatever the case of the address, and knows the roles that hold", async () => {
		const { cooperative, userId } = await person("camille@test.example");
		await open.db.insert(roleGrants).values({ userId, role: "board", endsOn: "2025-12-31" });
		const opened = await token("Camille@Test.example ");
		const signedIn = await findSession(open.db, opened, NOW);
		expect(signedIn?.actor).toMatchObject({ userId, grants: [{ role: "manager", cooperativeId: cooperative.id }] });
	});

	it("stores neither the token nor the password", async () => {
		await person("secret@test.example");
		const opened = await token("secret@test.example");
		const rows = await open.db.select().from(sessions);
		expect(rows.some(({ id }) => id === opened)).toBe(false);
		const [password] = await open.db
			.select({ hash: passwords.hash })
			.from(passwords)
			.innerJoin(users, eq(users.id, passwords.userId))
			.where(eq(users.email, "secret@test.example"));
		expect(password?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	});

	it("gives the same answer for an unknown address and a wrong password", async () => {
		await person("connue@test.example");
		expect(await signIn(from(open.db), { email: "connue@test.example", password: "mauvaise phrase" })).toEqual(
			await signIn(from(open.db), { email: "inconnue@test.example", password: "mauvaise phrase" }),
		);
	});

	it("ends a session when idle, when old, and at sign-out, with a journal row", async () => {
		const { userId } = await person("fin@test.example");
		const opened = await token("fin@test.example");
		expect(await findSession(open.db, opened, later(1.9))).not.toBeNull();
		expect(await findSession(open.db, opened, later(4))).toBeNull();
		const second = await token("fin@test.example");
		for (let hour = 1; hour < 12; hour++) expect(await findSession(open.db, second, later(hour))).not.toBeNull();
		expect(await findSession(open.db, second, later(12.1))).toBeNull();
		const third = await token("fin@test.example");
		await closeSession(open.db, third, NOW);
		expect(await findSession(open.db, third, NOW)).toBeNull();
		const rows = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, userId));
		expect(rows.map(({ action }) => action)).toEqual(
			expect.arrayContaining(["user.created", "session.opened", "session.closed"]),
		);
	});

	it("lets a disabled account neither in nor on", async () => {
		const { userId } = await person("partie@test.example");
		const opened = await token("partie@test.example");
		await open.db.update(users).set({ disabledAt: NOW }).where(eq(users.id, userId));
		expect(await findSession(open.db, opened, later(0.1))).toBeNull();
		expect(await signIn(from(open.db), { email: "partie@test.example", password: PASSWORD })).toMatchObject({
			ok: false,
		});
	});

	it("refuses a short password, a bad address and a second account on the same address", async () => {
		const create = (email: string, password: string) =>
			createUser(open.db, { email, name: "X", password, grants: [] }, NOW);
		expect(await create("court@test.example", "11caractère")).toMatchObject({ reason: "PASSWORD_TOO_SHORT" });
		expect(await create("pas une adresse", PASSWORD)).toMatchObject({ reason: "INVALID_EMAIL" });
		await create("double@test.example", PASSWORD);
		expect(await create("DOUBLE@test.example", PASSWORD)).toMatchObject({ reason: "EMAIL_TAKEN" });
	});
});
