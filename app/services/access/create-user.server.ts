/** Creates an account with its roles. Used by the command line and the demonstration; people screens come on top. */
import type { Database } from "~/db/client.server";
import { passwords, roleGrants, users } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import type { RoleGrant } from "~/domain/access/roles";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { hashPassword } from "./password.server";

export const PASSWORD_MIN = 12;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

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
): Promise<Result<{ readonly userId: string }, "INVALID_EMAIL" | "PASSWORD_TOO_SHORT" | "EMAIL_TAKEN">> {
	const email = input.email.trim().toLowerCase();
	if (!EMAIL.test(email) || email.length > 254) return refuse("INVALID_EMAIL");
	if (input.password.length < PASSWORD_MIN) return refuse("PASSWORD_TOO_SHORT");
	const passwordHash = await hashPassword(input.password);
	return atomically(db, async (tx) => {
		const [user] = await tx
			.insert(users)
			.values({ email, name: input.name.trim(), createdAt: now })
			.onConflictDoNothing()
			.returning({ id: users.id });
		if (!user) return refuse("EMAIL_TAKEN");
		await tx.insert(passwords).values({ userId: user.id, hash: passwordHash, changedAt: now });
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
