import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { passwords, users } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { atomically, onBehalfOf } from "~/db/transaction.server";
import { PASSWORD_MIN } from "~/domain/access/password-rules";
import { commonPasswords } from "~/services/access/common-passwords.server";
import { createUser } from "~/services/access/create-user.server";
import { verifyPassword } from "~/services/access/password.server";
import { setPassword } from "~/services/access/set-password.server";
import { signIn } from "~/services/access/sign-in.server";
import { NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { from } from "../../support/sign-in";
import { createActor, createCooperative, NOW } from "../../support/world";

let open: TestDatabase;

beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());

async function manager() {
	const cooperative = await createCooperative(open.db, { name: "Les Toits partagés" });
	const actor = await createActor(open.db, "manager", cooperative.id);
	await open.db.update(users).set({ name: "Hélène Kerdoncuff" }).where(eq(users.id, actor.userId));
	return actor;
}

async function storedHash(userId: string): Promise<string | null> {
	const [row] = await open.db.select({ hash: passwords.hash }).from(passwords).where(eq(passwords.userId, userId));
	return row?.hash ?? null;
}

describe("the list of common passwords", () => {
	it("holds far more than 3,000 that are long enough, known from breaches", () => {
		const list = commonPasswords();
		expect(list.size).toBeGreaterThan(40_000);
		for (const password of ["qwertyuiop123", "123456789012", "passwordpassword", "unbelievable"]) {
			expect(list.has(password)).toBe(true);
		}
		expect([...list].every((password) => password.length >= PASSWORD_MIN && password === password.toLowerCase())).toBe(
			true,
		);
	});
});

describe("setPassword", () => {
	it("stores argon2id, replaces the former one, and leaves a journal row without a word of it", async () => {
		const { userId } = await manager();
		const first = "trois péniches et un vélo";
		const second = "quatre péniches et un vélo";
		for (const password of [first, second]) {
			expect(await atomically(open.db, (tx) => setPassword(tx, { userId, password, now: NOW }))).toMatchObject({
				ok: true,
			});
		}
		const hash = await storedHash(userId);
		expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(await verifyPassword(hash, second)).toBe(true);
		expect(await verifyPassword(hash, first)).toBe(false);
		const rows = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, userId));
		expect(rows).toMatchObject([
			{ action: "user.passwordSet", actorId: userId, before: null, after: null },
			{ action: "user.passwordSet", actorId: userId, before: null, after: null },
		]);
	});

	it("compares exactly what was typed: spaces, case, accents, the last of 200 characters", async () => {
		const { userId } = await manager();
		const typed = ` Été ${"un long chemin de halage ".repeat(8)}`.slice(0, 199).concat("x");
		await atomically(open.db, (tx) => setPassword(tx, { userId, password: typed, now: NOW }));
		const hash = await storedHash(userId);
		expect(await verifyPassword(hash, typed)).toBe(true);
		for (const other of [
			typed.trim(),
			typed.toLowerCase(),
			typed.normalize("NFD"),
			`${typed.slice(0, -1)}y`,
			`${typed} `,
		]) {
			expect(await verifyPassword(hash, other)).toBe(false);
		}
	});

	it.each([
		["onze lettre", "PASSWORD_TOO_SHORT"],
		["x y".repeat(86), "PASSWORD_TOO_LONG"],
		["Qwertyuiop123", "PASSWORD_TOO_COMMON"],
		["un velo pour Kerdoncuff", "PASSWORD_TOO_CLOSE"],
		["sous les toits partagés", "PASSWORD_TOO_CLOSE"],
	])("refuses %j and keeps the former one", async (password, reason) => {
		const { userId } = await manager();
		await atomically(open.db, (tx) => setPassword(tx, { userId, password: "trois péniches et un vélo", now: NOW }));
		const before = await storedHash(userId);
		expect(await atomically(open.db, (tx) => setPassword(tx, { userId, password, now: NOW }))).toMatchObject({
			ok: false,
			reason,
		});
		expect(await storedHash(userId)).toBe(before);
	});

	it("works on behalf of the person, and of nobody else", async () => {
		const one = await manager();
		const other = await manager();
		const set = (userId: string) =>
			onBehalfOf(open.db, one.userId, "write", (tx) =>
				setPassword(tx, { userId, password: "trois péniches et un vélo", now: NOW }),
			);
		expect(await set(one.userId)).toMatchObject({ ok: true });
		await expect(set(other.userId)).rejects.toThrow(NotFoundError);
		expect(await storedHash(other.userId)).toBeNull();
	});

	it("never expires: a password five years old still opens", async () => {
		const { userId, email } = await manager();
		const past = new Date(NOW.getTime() - 5 * 365 * 86_400_000);
		await atomically(open.db, (tx) => setPassword(tx, { userId, password: "trois péniches et un vélo", now: past }));
		expect(await signIn(from(open.db), { email, password: "trois péniches et un vélo" })).toMatchObject({
			ok: true,
		});
	});
});

it("gives no account a password that the rules refuse", async () => {
	const cooperative = await createCooperative(open.db, { name: "Les Toits partagés" });
	const grants = [{ role: "manager", cooperativeId: cooperative.id }] as const;
	const create = (password: string) =>
		createUser(open.db, { email: "neuve@test.example", name: "Ondine", password, grants }, NOW);
	expect(await create("Qwertyuiop123")).toMatchObject({ reason: "PASSWORD_TOO_COMMON" });
	expect(await create("la ronde d’Ondine")).toMatchObject({ reason: "PASSWORD_TOO_CLOSE" });
	expect(await create("sous les toits partagés")).toMatchObject({ reason: "PASSWORD_TOO_CLOSE" });
	expect(await open.db.select().from(users).where(eq(users.email, "neuve@test.example"))).toEqual([]);
});
