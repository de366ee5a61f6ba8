/** The team of a cooperative: who holds which role, which domains, and the invitations not yet accepted. */
import { and, desc, eq, gte, inArray, isNull, sql } from "drizzle-orm";
import { invitations, users } from "~/db/schema/access.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { can } from "~/domain/access/can";
import { mandateState } from "~/domain/access/mandate";
import { addDays, dayInParis } from "~/domain/calendar-day";
import { findLatestStandard } from "../standard/get-standard.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { listTeam } from "./list-team.server";

/** An invitation that nobody accepted is shown for that many days once it is over. */
const SHOWN_AFTER_EXPIRY_DAYS = 30;

export async function getTeam(useCase: UseCase, cooperativeId: string) {
	const { db, actor, now } = useCase;
	const cooperative = await getTeamCooperative(useCase, cooperativeId);
	const manages = can(actor, "team.manage", { cooperativeId });
	const today = dayInParis(now);
	const team = await listTeam(db, cooperativeId, now);
	const lastUse = manages ? await lastUseOf(useCase, team) : new Map<string, string | null>();
	return {
		cooperative,
		manages,
		domains: await knownDomains(useCase),
		members: team.map(({ grantId, userId, name, email, role, domains, startsOn, endsOn, createdAt, disabledAt }) => ({
			grantId,
			name,
			// Colleagues know one another by name: an address is for whoever manages the team.
			email: manages ? email : null,
			role,
			domains,
			since: startsOn ?? dayInParis(createdAt),
			endsOn,
			state: mandateState({ startsOn, endsOn }, today),
			closed: disabledAt !== null,
			isSelf: userId === actor.userId,
			lastUsedOn: manages ? (lastUse.get(userId) ?? null) : null,
		})),
		invitations: manages ? await pendingInvitations(useCase, cooperativeId) : [],
	};
}

/** Who may read the team at all, and whose it is. */
export async function getTeamCooperative({ db, actor }: UseCase, cooperativeId: string) {
	authorise(actor, "team.read", { cooperativeId }, ["cooperative.read", { cooperativeId }]);
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const [cooperative] = await db
		.select({ id: cooperatives.id, name: cooperatives.name })
		.from(cooperatives)
		.where(eq(cooperatives.id, cooperativeId));
	if (!cooperative) throw new NotFoundError(cooperativeId);
	return cooperative;
}

/** What the form that invites somebody needs. */
export async function getInviteForm(useCase: UseCase, cooperativeId: string) {
	const cooperative = await getTeamCooperative(useCase, cooperativeId);
	authorise(useCase.actor, "team.manage", { cooperativeId }, ["team.read", { cooperativeId }]);
	return { cooperative, known: await knownDomains(useCase) };
}

/** Domains of the current référentiel, in its order. */
export async function knownDomains({ db }: Pick<UseCase, "db">) {
	const published = await findLatestStandard(db);
	return published?.standard.domains.map(({ code, title }) => ({ code, title })) ?? [];
}

async function lastUseOf({ db }: UseCase, team: readonly { readonly userId: string }[]) {
	const people = [...new Set(team.map(({ userId }) => userId))];
	if (people.length === 0) return new Map<string, string | null>();
	const rows = await db
		.select({ userId: users.id, day: sql<string | null>`app_last_used_on(${users.id})::text` })
		.from(users)
		.where(inArray(users.id, people));
	return new Map(rows.map(({ userId, day }) => [userId, day]));
}

/** Those of one cooperative, or of the roles held for the whole network (`null`). */
export function pendingInvitations({ db, now }: UseCase, cooperativeId: string | null) {
	const shownSince = new Date(`${addDays(dayInParis(now), -SHOWN_AFTER_EXPIRY_DAYS)}T00:00:00Z`);
	return db
		.select({
			id: invitations.id,
			email: invitations.email,
			role: invitations.role,
			domains: invitations.domains,
			createdAt: invitations.createdAt,
			expiresAt: invitations.expiresAt,
			expired: sql<boolean>`${invitations.expiresAt} <= ${now.toISOString()}`,
		})
		.from(invitations)
		.where(
			and(
				cooperativeId === null ? isNull(invitations.cooperativeId) : eq(invitations.cooperativeId, cooperativeId),
				isNull(invitations.acceptedAt),
				isNull(invitations.revokedAt),
				gte(invitations.expiresAt, shownSince),
			),
		)
		.orderBy(desc(invitations.createdAt));
}
