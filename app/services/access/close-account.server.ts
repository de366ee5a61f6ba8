/** Closes and reopens an account. A closed one opens nothing, loses nothing, and its sessions and the address of its agenda end at once. */
import { eq } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { calendarFeeds } from "~/db/schema/calendar.server";
import { elevated, undoneWhenRefused } from "~/db/transaction.server";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadPerson } from "./load-person.server";
import { authoriseStill, holdAdministrators, holdPerson } from "./role-rows.server";
import { closeSessionsOf } from "./session.server";

export type CloseAccountRefusal = "ALREADY_CLOSED";
export type ReopenAccountRefusal = "ALREADY_OPEN" | "ERASED";

/** Nobody closes their own account, and an administrator's takes an administrator: one who acts always stays. */
export function closeAccount(useCase: UseCase, userId: string): Promise<Result<null, CloseAccountRefusal>> {
	return onceHeld(useCase, userId, async (tx, { disabledAt }) => {
		if (disabledAt !== null) return refuse("ALREADY_CLOSED");
		await tx.update(users).set({ disabledAt: useCase.now }).where(eq(users.id, userId));
		await recordWrite(tx, {
			at: useCase.now,
			actorId: useCase.actor.userId,
			action: "user.disabled",
			subject: ["user", userId],
		});
		await elevated(tx, async (all) => {
			await closeSessionsOf(all, userId);
			await all.delete(calendarFeeds).where(eq(calendarFeeds.userId, userId));
		});
		return accept(null);
	});
}

export function reopenAccount(useCase: UseCase, userId: string): Promise<Result<null, ReopenAccountRefusal>> {
	return onceHeld(useCase, userId, async (tx, { disabledAt, erasedAt }) => {
		if (erasedAt !== null) return refuse("ERASED");
		if (disabledAt === null) return refuse("ALREADY_OPEN");
		await tx.update(users).set({ disabledAt: null }).where(eq(users.id, userId));
		await recordWrite(tx, {
			at: useCase.now,
			actorId: useCase.actor.userId,
			action: "user.enabled",
			subject: ["user", userId],
		});
		return accept(null);
	});
}

async function onceHeld<Reason extends string>(
	useCase: UseCase,
	userId: string,
	change: (tx: Transaction, person: typeof users.$inferSelect) => Promise<Result<null, Reason>>,
): Promise<Result<null, Reason>> {
	const { resource } = await loadPerson(useCase, userId);
	authorise(useCase.actor, "person.disable", resource, ["person.read", resource]);
	return undoneWhenRefused(useCase.db, async (tx) => {
		// Two administrators who close each other's account: the second one is no longer one once the first is done.
		if (resource.roles.includes("admin")) await holdAdministrators(tx);
		await holdPerson(tx, userId);
		const held = await loadPerson({ ...useCase, db: tx }, userId);
		await authoriseStill(tx, useCase, "person.disable", held.resource);
		return change(tx, held.person);
	});
}
