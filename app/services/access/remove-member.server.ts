/** Takes a person out of a cooperative's team at once, and hands over the domains they answered. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { roleGrants } from "~/db/schema/access.server";
import { undoneWhenRefused } from "~/db/transaction.server";
import { memberState, takeOver } from "~/domain/access/entrusted-domains";
import type { LastHolderRefusal } from "~/domain/access/last-holder";
import { lastDayWhenTakenAway } from "~/domain/access/mandate";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import type { UseCase } from "../use-case.server";
import { loadMember } from "./get-member.server";
import { knownDomains } from "./get-team.server";
import { isAtWork, listTeam } from "./list-team.server";
import { authoriseStill, checkHolders, holdRoles, type RoleRow } from "./role-rows.server";
import { changeRole } from "./write-role.server";

const form = z.strictObject({
	/** Role of the contributor who takes the domains over; empty: they go back to the managers. */
	handTo: z.string().max(36).default(""),
	/** What the person saw: see `memberState`. */
	seen: z.string().max(500),
});

export type RemoveMemberResult = Result<null, "INVALID" | "UNKNOWN_RECEIVER" | "CHANGED_MEANWHILE" | LastHolderRefusal>;

export async function removeMember(
	useCase: UseCase,
	cooperativeId: string,
	grantId: string,
	input: unknown,
): Promise<RemoveMemberResult> {
	const { db, now } = useCase;
	const before = await loadMember(useCase, cooperativeId, grantId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { handTo, seen } = parsed.data;
	return undoneWhenRefused(db, async (tx): Promise<RemoveMemberResult> => {
		await holdRoles(tx, before.grant);
		await authoriseStill(tx, useCase, "team.manage", { cooperativeId });
		const { grant } = await loadMember({ ...useCase, db: tx }, cooperativeId, grantId);
		if (memberState(grant.role, grant.domains) !== seen) return refuse("CHANGED_MEANWHILE");
		const endsOn = lastDayWhenTakenAway(dayInParis(now));
		const holders = await checkHolders(tx, grant, { startsOn: grant.startsOn, endsOn }, now);
		if (!holders.ok) return holders;
		// Before the role ends: somebody who leaves by themselves manages nothing afterwards.
		if (handTo !== "" && !(await handOver({ ...useCase, db: tx }, tx, grant, handTo))) {
			return refuse("UNKNOWN_RECEIVER");
		}
		await changeRole(tx, useCase, "role.ended", grant, { endsOn });
		return accept(null);
	});
}

async function handOver(useCase: UseCase, tx: Transaction, leaving: RoleRow, handTo: string): Promise<boolean> {
	if (leaving.role !== "contributor" || leaving.cooperativeId === null || handTo === leaving.id) return false;
	const team = await listTeam(tx, leaving.cooperativeId, useCase.now);
	const receiver = team.find(({ grantId }) => grantId === handTo);
	if (receiver?.role !== "contributor" || !isAtWork(receiver, useCase.now)) return false;
	const known = (await knownDomains(useCase)).map(({ code }) => code);
	const domains = takeOver(receiver.domains, leaving.domains, known);
	if (memberState("contributor", domains) === memberState("contributor", receiver.domains)) return true;
	const mine = and(eq(roleGrants.id, handTo), eq(roleGrants.cooperativeId, leaving.cooperativeId));
	const [before] = await tx.select().from(roleGrants).where(mine);
	if (!before) return false;
	await changeRole(tx, useCase, "role.changed", before, { domains });
	return true;
}
