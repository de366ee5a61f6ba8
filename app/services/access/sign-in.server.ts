/** Signs a person in: the answer, and the time it takes, are the same for an unknown address and a wrong password. */
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "~/db/client.server";
import { passwords, users } from "~/db/schema/access.server";
import { accept, type Result, refuse } from "~/domain/result";
import type { Arrival } from "./arrival";
import { verifyPassword } from "./password.server";
import { recordSecurityEvent } from "./record-security-event.server";
import { type OpenedSession, openSession } from "./session.server";

const form = z.object({
	email: z.string().trim().toLowerCase().min(1).max(254),
	password: z.string().min(1).max(1024),
});

export async function signIn(
	db: Database,
	input: unknown,
	arrival: Arrival,
): Promise<Result<OpenedSession, "MISSING" | "WRONG">> {
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("MISSING");
	const [user] = await db
		.select({
			id: users.id,
			hash: passwords.hash,
		})
		.from(users)
		.leftJoin(passwords, eq(passwords.userId, users.id))
		.where(and(eq(users.email, parsed.data.email), isNull(users.disabledAt)));
	const fits = await verifyPassword(user?.hash ?? null, parsed.data.password);
	await recordSecurityEvent(db, arrival, "signIn", user?.id ?? null, fits);
	if (!fits || !user) return refuse("WRONG");
	return accept(await openSession(db, user.id, { secondFactor: false }, arrival));
}
