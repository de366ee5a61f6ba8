/** Sets a person's password, once it follows the rules. */
import { eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { passwords, roleGrants, users } from "~/db/schema/access.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { checkPassword, type PasswordOwner, type PasswordRefusal } from "~/domain/access/password-rules";
import { accept, type Result } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { NotFoundError } from "../use-case.server";
import { commonPasswords } from "./common-passwords.server";
import { hashPassword } from "./password.server";

export interface NewPassword {
	readonly userId: string;
	/** As typed. */
	readonly password: string;
	readonly now: Date;
}

/** Whoever calls it has made sure that it is the person, and sees to the sessions and the mail. */
export async function setPassword(
	tx: Transaction,
	{ userId, password, now }: NewPassword,
): Promise<Result<undefined, PasswordRefusal>> {
	const hashed = await hashAllowed(password, await findOwner(tx, userId));
	if (!hashed.ok) return hashed;
	await storePassword(tx, userId, hashed.value, now);
	return accept(undefined);
}

/** The hash of a password that follows the rules. */
export async function hashAllowed(password: string, owner: PasswordOwner): Promise<Result<string, PasswordRefusal>> {
	const checked = checkPassword(password, owner, (text) => commonPasswords().has(text));
	return checked.ok ? accept(await hashPassword(password)) : checked;
}

export async function storePassword(tx: Transaction, userId: string, hash: string, now: Date): Promise<void> {
	await tx
		.insert(passwords)
		.values({ userId, hash, changedAt: now })
		.onConflictDoUpdate({ target: passwords.userId, set: { hash, changedAt: now } });
	await recordWrite(tx, { at: now, actorId: userId, action: "user.passwordSet", subject: ["user", userId] });
}

/** What the rules must know of a person. */
export async function findOwner(db: Database | Transaction, userId: string): Promise<PasswordOwner> {
	const rows = await db
		.select({ name: users.name, email: users.email, cooperativeName: cooperatives.name })
		.from(users)
		.leftJoin(roleGrants, eq(roleGrants.userId, users.id))
		.leftJoin(cooperatives, eq(cooperatives.id, roleGrants.cooperativeId))
		.where(eq(users.id, userId));
	const [first] = rows;
	if (!first) throw new NotFoundError(userId);
	const cooperativeNames = rows.flatMap(({ cooperativeName }) => cooperativeName ?? []);
	return { name: first.name, email: first.email, cooperativeNames };
}
