/** One person of the network: identity, roles with their days, accreditation, account, and what may be done about them. */

import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { roleGrants, users } from "~/db/schema/access.server";
import { auditorProfiles, audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { can } from "~/domain/access/can";
import { type MandateState, mandateState } from "~/domain/access/mandate";
import { RESTS_ON_TEAM } from "~/domain/audit/audit-life";
import { dayInParis } from "~/domain/calendar-day";
import { countOpenAudits } from "../audit/hand-over-audits.server";
import type { UseCase } from "../use-case.server";
import { accreditationSeen } from "./accredit-auditor.server";
import { loadPerson } from "./load-person.server";

const ORDER: readonly MandateState[] = ["current", "upcoming", "ended"];

export async function getPerson(useCase: UseCase, userId: string) {
	const { db, actor, now } = useCase;
	const { person, resource } = await loadPerson(useCase, userId);
	const today = dayInParis(now);
	const held = await rolesOf(useCase, userId);
	const [facts] = await db
		.select({
			lastUsedOn: sql<string | null>`app_last_used_on(${userId}::uuid)::text`,
			hasSecondFactor: sql<boolean | null>`app_has_second_factor(${userId}::uuid)`,
		})
		.from(users)
		.where(eq(users.id, userId));
	const accreditation = await findAccreditationInWords(useCase, userId);
	const openAudits = await openAuditsOf(useCase, userId);
	return {
		id: person.id,
		name: person.name,
		email: person.email,
		createdAt: person.createdAt,
		closedAt: person.disabledAt,
		erasedAt: person.erasedAt,
		lastUsedOn: facts?.lastUsedOn ?? null,
		hasSecondFactor: facts?.hasSecondFactor ?? false,
		isSelf: userId === actor.userId,
		today,
		roles: held
			.map((grant) => ({
				...grant,
				state: mandateState(grant, today),
				mayEnd: can(actor, "role.end", { role: grant.role, cooperativeId: grant.cooperativeId }),
			}))
			.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)),
		accreditation,
		openAudits: { count: openAudits?.length ?? (await countOpenAudits(db, userId)), list: openAudits ?? [] },
		may: {
			grant: person.disabledAt === null && person.erasedAt === null,
			rename: can(actor, "person.rename", resource) && person.erasedAt === null,
			close: can(actor, "person.disable", resource) && person.erasedAt === null,
			erase: can(actor, "person.erase", resource) && person.erasedAt === null,
			accredit: can(actor, "auditor.accredit", null),
		},
	};
}

function rolesOf({ db }: UseCase, userId: string) {
	return db
		.select({
			grantId: roleGrants.id,
			role: roleGrants.role,
			cooperativeId: roleGrants.cooperativeId,
			cooperativeName: cooperatives.name,
			domains: roleGrants.domains,
			startsOn: roleGrants.startsOn,
			endsOn: roleGrants.endsOn,
		})
		.from(roleGrants)
		.leftJoin(cooperatives, eq(cooperatives.id, roleGrants.cooperativeId))
		.where(eq(roleGrants.userId, userId))
		.orderBy(sql`${roleGrants.startsOn} desc nulls last`, asc(roleGrants.id));
}

async function findAccreditationInWords({ db, now }: UseCase, userId: string) {
	const home = alias(cooperatives, "home");
	const former = alias(cooperatives, "former");
	const [row] = await db
		.select({ facts: auditorProfiles, homeName: home.name, formerName: former.name })
		.from(auditorProfiles)
		.leftJoin(home, eq(home.id, auditorProfiles.homeCooperativeId))
		.leftJoin(former, eq(former.id, auditorProfiles.formerCooperativeId))
		.where(eq(auditorProfiles.userId, userId));
	if (!row) return null;
	const { userId: _, ...facts } = row.facts;
	const { accreditedFrom: startsOn, accreditedUntil: endsOn } = facts;
	return {
		...facts,
		homeName: row.homeName,
		formerName: row.formerName,
		state: mandateState({ startsOn, endsOn }, dayInParis(now)),
		seen: accreditationSeen(facts),
	};
}

/** Null for whoever reads no audit: they are told how many there are. */
async function openAuditsOf({ db, actor }: UseCase, userId: string) {
	if (!can(actor, "audit.schedule", null)) return null;
	return db
		.select({
			id: audits.id,
			cooperativeName: cooperatives.name,
			kind: audits.kind,
			startsOn: audits.startsOn,
			endsOn: audits.endsOn,
		})
		.from(audits)
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.where(
			and(
				inArray(audits.status, [...RESTS_ON_TEAM]),
				or(eq(audits.leadAuditorId, userId), eq(audits.secondAuditorId, userId)),
			),
		)
		.orderBy(asc(audits.startsOn), asc(audits.id));
}
