/** Changes what a person of the team may do: manager or contributor, and which domains a contributor answers. */
import { z } from "zod";
import { undoneWhenRefused } from "~/db/transaction.server";
import { entrustDomains, memberState } from "~/domain/access/entrusted-domains";
import type { LastHolderRefusal } from "~/domain/access/last-holder";
import { lastDayWhenTakenAway } from "~/domain/access/mandate";
import { COOPERATIVE_ROLES } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import type { UseCase } from "../use-case.server";
import { loadMember } from "./get-member.server";
import { knownDomains } from "./get-team.server";
import { authoriseStill, checkHolders, holdRoles } from "./role-rows.server";
import { beginRole, changeRole } from "./write-role.server";

const form = z.strictObject({
	role: z.enum(COOPERATIVE_ROLES),
	domains: z.array(z.string().max(20)).max(50).default([]),
	/** What the person saw: see `memberState`. */
	seen: z.string().max(500),
});

export type ChangeMemberResult = Result<
	null,
	"INVALID" | "NO_DOMAIN" | "UNKNOWN_DOMAIN" | "CHANGED_MEANWHILE" | "NOTHING_CHANGED" | LastHolderRefusal
>;

export async function changeMember(
	useCase: UseCase,
	cooperativeId: string,
	grantId: string,
	input: unknown,
): Promise<ChangeMemberResult> {
	const { db, now } = useCase;
	const before = await loadMember(useCase, cooperativeId, grantId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { role, seen } = parsed.data;
	const known = (await knownDomains(useCase)).map(({ code }) => code);
	const entrusted = role === "manager" ? accept(null) : entrustDomains(parsed.data.domains, known);
	if (!entrusted.ok) return entrusted;
	return undoneWhenRefused(db, async (tx): Promise<ChangeMemberResult> => {
		await holdRoles(tx, before.grant);
		await authoriseStill(tx, useCase, "team.manage", { cooperativeId });
		const { grant } = await loadMember({ ...useCase, db: tx }, cooperativeId, grantId);
		if (memberState(grant.role, grant.domains) !== seen) return refuse("CHANGED_MEANWHILE");
		if (memberState(role, entrusted.value) === seen) return refuse("NOTHING_CHANGED");
		if (role === grant.role) {
			await changeRole(tx, useCase, "role.changed", grant, { domains: entrusted.value });
			return accept(null);
		}
		const holders = await checkHolders(tx, grant, null, now);
		if (!holders.ok) return holders;
		// Two roles one after the other, so that the person's page tells who was what, and when. The new one first: whoever
		// steps down by themselves manages nothing afterwards.
		const { userId, endsOn } = grant;
		const startsOn = dayInParis(now);
		await beginRole(tx, useCase, { userId, role, cooperativeId, domains: entrusted.value, startsOn, endsOn });
		await changeRole(tx, useCase, "role.ended", grant, { endsOn: lastDayWhenTakenAway(startsOn) });
		return accept(null);
	});
}
