/** What the page of an erasure says before anything is done: whom it is about, what ends, and what stands in the way. */
import { asc, eq } from "drizzle-orm";
import { roleGrants } from "~/db/schema/access.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import type { LastHolderRefusal } from "~/domain/access/last-holder";
import { lastDayWhenTakenAway, mandateState } from "~/domain/access/mandate";
import { dayInParis } from "~/domain/calendar-day";
import { countOpenAudits } from "../audit/hand-over-audits.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadErasable } from "./erase-person.server";
import { checkHolders } from "./role-rows.server";

/** Nobody erases themselves here: `self` says how to ask. */
export async function getErasure(useCase: UseCase, userId: string) {
	const { actor, db, now } = useCase;
	if (userId === actor.userId) {
		authorise(actor, "person.read", { userId, roles: actor.grants.map(({ role }) => role) });
		return { self: true } as const;
	}
	const { person } = await loadErasable(useCase, userId);
	const today = dayInParis(now);
	const held = await db
		.select({ grant: roleGrants, cooperativeName: cooperatives.name })
		.from(roleGrants)
		.leftJoin(cooperatives, eq(cooperatives.id, roleGrants.cooperativeId))
		.where(eq(roleGrants.userId, userId))
		.orderBy(asc(roleGrants.role), asc(cooperatives.name));
	const roles = [];
	for (const { grant, cooperativeName } of held) {
		if (mandateState(grant, today) === "ended") continue;
		const mandate = { startsOn: grant.startsOn, endsOn: lastDayWhenTakenAway(today) };
		const holders = await checkHolders(db, grant, mandate, now);
		const blocked: LastHolderRefusal | null = holders.ok ? null : holders.reason;
		roles.push({ id: grant.id, role: grant.role, cooperativeName, blocked });
	}
	return {
		self: false,
		userId,
		name: person.name,
		email: person.email,
		erasedAt: person.erasedAt,
		roles,
		openAudits: await countOpenAudits(db, userId),
	} as const;
}
