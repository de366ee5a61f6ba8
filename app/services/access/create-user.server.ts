/** Creates an account with its roles. Used by the command line and the demonstration; people screens come on top. */
import { inArray } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { passwords, roleGrants, users } from "~/db/schema/access.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { atomically } from "~/db/transaction.server";
import { readEmailAddress } from "~/domain/access/email-address";
import type { PasswordRefusal } from "~/domain/access/password-rules";
import type { RoleGrant } from "~/domain/access/roles";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { hashAllowed } from "./set-password.server";

export interface NewUser {
	readonly email: string;
	readonly name: string;
	readonly password: string;
	readonly grants: readonly RoleGrant[];
}

export async function createUser(
	db: Database,
	input: NewUser,
	now: Date,
): Promise<Result<{ readonly userId: string }, "INVALID_EMAIL" | PasswordRefusal | "EMAIL_TAKEN">> {
	const email = readEmailAddress(input.email);
	if (email === null) return refuse("INVALID_EMAIL");
	const owner = { name: input.name, email, cooperativeNames: await cooperativeNames(db, input.grants) };
	const hashed = await hashAllowed(input.password, owner);
	if (!hashed.ok) return hashed;
	return atomically(db, async (tx) => {
		const [user] = await tx
			.insert(users)
			.values({ email, name: input.name.trim(), createdAt: now })
			.onConflictDoNothing()
			.returning({ id: users.id });
		if (!user) return refuse("EMAIL_TAKEN");
		await tx.insert(passwords).values({ userId: user.id, hash: hashed.value, changedAt: now });
		if (input.grants.length > 0) {
			await tx.insert(roleGrants).values(input.grants.map((grant) => ({ ...grant, userId: user.id })));
		}
		await recordWrite(tx, {
			at: now,
			actorId: null,
			action: "user.created",
			subject: ["user", user.id],
			after: { grants: input.grants },
		});
		return accept({ userId: user.id });
	});
}

async function cooperativeNames(db: Database, grants: readonly RoleGrant[]): Promise<readonly string[]> {
	const ids = grants.flatMap(({ cooperativeId }) => cooperativeId ?? []);
	if (ids.length === 0) return [];
	const rows = await db.select({ name: cooperatives.name }).from(cooperatives).where(inArray(cooperatives.id, ids));
	return rows.map(({ name }) => name);
}
