/** Signs a person in: the answer, and the time it takes, are the same for an unknown address and a wrong password. */
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { accept, type Result, refuse } from "~/domain/result";
import { verifyPassword } from "./password.server";
import { openSession } from "./session.server";

const form = z.object({
	email: z.string().trim().toLowerCase().min(1).max(254),
	password: z.string().min(1).max(1024),
});

export async function signIn(
	db: Database,
	input: unknown,
	now: Date,
): Promise<Result<{ readonly token: string }, "MISSING" | "WRONG">> {
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("MISSING");
	const [user] = await db
		.select({ id: users.id, passwordHash: users.passwordHash })
		.from(users)
		.where(and(eq(users.email, parsed.data.email), isNull(users.disabledAt)));
	const fits = await verifyPassword(user?.passwordHash ?? null, parsed.data.password);
	if (!fits || !user) return refuse("WRONG");
	return accept({ token: await openSession(db, user.id, now) });
}
