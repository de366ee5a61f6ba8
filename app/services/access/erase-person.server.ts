/**
 * Erases a person: name and address are replaced by a pseudonym wherever they are, what let them in is deleted, their roles
 * end. What they wrote stays the cooperative's, and the journal, which holds identifiers only, stays valid.
 */
import { randomUUID } from "node:crypto";
import { eq, or, sql } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { invitations, roleGrants, securityEvents, users } from "~/db/schema/access.server";
import { auditorProfiles } from "~/db/schema/audit.server";
import { auditorAbsences, auditorSkills, declaredInterests } from "~/db/schema/auditor.server";
import { interestDeclarationTies } from "~/db/schema/mission.server";
import { mailMessages } from "~/db/schema/notification.server";
import { elevated, undoneWhenRefused } from "~/db/transaction.server";
import { confirmsErasure, ERASED_NAME, erasedAddress } from "~/domain/access/erasure";
import type { LastHolderRefusal } from "~/domain/access/last-holder";
import { lastDayWhenTakenAway, mandateState } from "~/domain/access/mandate";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { countOpenAudits } from "../audit/hand-over-audits.server";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { deleteCredentials } from "./delete-credentials.server";
import { loadPerson } from "./load-person.server";
import { authoriseStill, checkHolders, holdPerson, holdRoles, type RoleRow } from "./role-rows.server";
import { changeRole } from "./write-role.server";

export type ErasePersonResult = Result<
	{ readonly rolesEnded: number },
	"NOT_CONFIRMED" | "ALREADY_ERASED" | "OPEN_AUDITS" | LastHolderRefusal
>;

export async function erasePerson(
	useCase: UseCase,
	userId: string,
	{ confirmation }: { readonly confirmation: string },
): Promise<ErasePersonResult> {
	await loadErasable(useCase, userId);
	return undoneWhenRefused(useCase.db, async (tx): Promise<ErasePersonResult> => {
		await holdEverything(tx, userId);
		const { person, resource } = await loadErasable({ ...useCase, db: tx }, userId);
		await authoriseStill(tx, useCase, "person.erase", resource);
		if (person.erasedAt !== null) return refuse("ALREADY_ERASED");
		if (!confirmsErasure(confirmation, person.name)) return refuse("NOT_CONFIRMED");
		// The policy has said yes: from here on, rows that belong to somebody else change.
		return elevated(tx, async (all): Promise<ErasePersonResult> => {
			if ((await countOpenAudits(all, userId)) > 0) return refuse("OPEN_AUDITS");
			const ended = await endRoles(all, useCase, userId);
			if (!ended.ok) return ended;
			await deleteCredentials(all, userId);
			await pseudonymise(all, userId, person.email, useCase.now);
			await recordWrite(all, {
				at: useCase.now,
				actorId: useCase.actor.userId,
				action: "user.erased",
				subject: ["user", userId],
				after: ended.value,
			});
			return ended;
		});
	});
}

/** Throws ForbiddenError for whom the actor only reads: themselves, or an administrator. */
export async function loadErasable(useCase: UseCase, userId: string) {
	const loaded = await loadPerson(useCase, userId);
	authorise(useCase.actor, "person.erase", loaded.resource, ["person.read", loaded.resource]);
	return loaded;
}

/** Cooperatives first and in one order, then the administrators and the person: nobody waits in a circle. */
async function holdEverything(tx: Transaction, userId: string): Promise<void> {
	const grants = await tx
		.select()
		.from(roleGrants)
		.where(eq(roleGrants.userId, userId))
		.orderBy(roleGrants.cooperativeId, roleGrants.role, roleGrants.id);
	for (const grant of grants) await holdRoles(tx, grant);
	await holdPerson(tx, userId);
}

async function endRoles(
	tx: Transaction,
	useCase: UseCase,
	userId: string,
): Promise<Result<{ readonly rolesEnded: number }, LastHolderRefusal>> {
	const today = dayInParis(useCase.now);
	const endsOn = lastDayWhenTakenAway(today);
	const held: readonly RoleRow[] = await tx.select().from(roleGrants).where(eq(roleGrants.userId, userId));
	const standing = held.filter((grant) => mandateState(grant, today) !== "ended");
	for (const grant of standing) {
		const holders = await checkHolders(tx, grant, { startsOn: grant.startsOn, endsOn }, useCase.now);
		if (!holders.ok) return holders;
		await changeRole(tx, useCase, "role.ended", grant, { endsOn });
	}
	return accept({ rolesEnded: standing.length });
}

async function pseudonymise(tx: Transaction, userId: string, email: string, now: Date): Promise<void> {
	const addressed = or(eq(invitations.acceptedBy, userId), eq(invitations.email, email));
	await tx
		.update(invitations)
		.set({
			email: "",
			revokedAt: sql`case when accepted_at is null then coalesce(revoked_at, ${now.toISOString()}::timestamptz) else revoked_at end`,
		})
		.where(addressed);
	await tx
		.update(mailMessages)
		.set({
			recipient: "",
			params: {},
			// What was still to leave never will.
			state: sql`case when state = 'waiting' then 'dead' else state end`,
		})
		.where(or(eq(mailMessages.userId, userId), eq(mailMessages.recipient, email)));
	await tx.update(securityEvents).set({ network: "", device: "" }).where(eq(securityEvents.userId, userId));
	await tx.delete(auditorAbsences).where(eq(auditorAbsences.userId, userId));
	await tx.delete(declaredInterests).where(eq(declaredInterests.userId, userId));
	await tx.delete(interestDeclarationTies).where(eq(interestDeclarationTies.userId, userId));
	await tx.delete(auditorSkills).where(eq(auditorSkills.userId, userId));
	await tx
		.update(auditorProfiles)
		.set({ formerCooperativeId: null, leftOn: null })
		.where(eq(auditorProfiles.userId, userId));
	await tx
		.update(users)
		.set({
			name: ERASED_NAME,
			email: erasedAddress(randomUUID()),
			erasedAt: now,
			disabledAt: sql`coalesce(disabled_at, ${now.toISOString()}::timestamptz)`,
		})
		.where(eq(users.id, userId));
}
