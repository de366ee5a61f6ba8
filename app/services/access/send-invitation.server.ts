/** Writes an invitation and its e-mail, once somebody may make it. */
import { randomUUID } from "node:crypto";
import { and, count, eq, gt, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { invitations, roleGrants, users } from "~/db/schema/access.server";
import { INVITATIONS_PER_DAY, invitationExpiry, type OfferedRole, type SendRefusal } from "~/domain/access/invitation";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { queueMail } from "../notification/queue-mail.server";
import type { UseCase } from "../use-case.server";
import { hashToken, type Secrets } from "./secrets.server";

/**
 * Nothing is written when it refuses.
 * @param replaces the invitation that this one takes the place of: revoked by the caller
 */
export async function sendInvitation(
	tx: Transaction,
	{ actor, now }: UseCase,
	secrets: Secrets,
	email: string,
	offer: OfferedRole,
	replaces?: string,
): Promise<Result<{ readonly invitationId: string }, SendRefusal>> {
	// Two people who invite the same address at once: the second one sees the first one's invitation.
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`invitation ${email}`}, 0))`);
	if (await holdsRole(tx, eq(users.email, email), offer, now)) return refuse("ALREADY_MEMBER");
	const pending = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now));
	const other = replaces === undefined ? undefined : ne(invitations.id, replaces);
	const [same] = await tx
		.select({ id: invitations.id })
		.from(invitations)
		.where(and(eq(invitations.email, email), sameRole(invitations, offer), pending, other))
		.limit(1);
	if (same) return refuse("ALREADY_INVITED");
	const [sent] = await tx
		.select({ today: count() })
		.from(invitations)
		.where(
			and(eq(invitations.invitedBy, actor.userId), gt(invitations.createdAt, new Date(now.getTime() - 86_400_000))),
		);
	if ((sent?.today ?? 0) >= INVITATIONS_PER_DAY) return refuse("TOO_MANY_INVITATIONS");

	const id = randomUUID();
	const expiresAt = invitationExpiry(now);
	const tokenHash = hashToken(secrets.linkToken("invitation", id));
	await tx
		.insert(invitations)
		.values({ id, email, tokenHash, ...offer, invitedBy: actor.userId, createdAt: now, expiresAt });
	await queueMail(tx, { kind: "invitation", recipient: email, userId: null, params: { invitationId: id } }, now);
	const { cooperativeId, ...role } = offer;
	await recordWrite(tx, {
		at: now,
		actorId: actor.userId,
		action: "invitation.sent",
		subject: ["invitation", id],
		cooperativeId,
		after: { ...role, expiresAt, ...(replaces === undefined ? {} : { replaces }) },
	});
	return accept({ invitationId: id });
}

/** Whether that person holds the role today or later. */
export async function holdsRole(
	tx: Transaction,
	person: SQL,
	offer: Pick<OfferedRole, "role" | "cooperativeId">,
	now: Date,
): Promise<boolean> {
	const [held] = await tx
		.select({ id: roleGrants.id })
		.from(roleGrants)
		.innerJoin(users, eq(users.id, roleGrants.userId))
		.where(
			and(
				person,
				sameRole(roleGrants, offer),
				or(isNull(roleGrants.endsOn), sql`${roleGrants.endsOn} >= ${dayInParis(now)}`),
			),
		)
		.limit(1);
	return held !== undefined;
}

function sameRole(
	table: typeof invitations | typeof roleGrants,
	{ role, cooperativeId }: Pick<OfferedRole, "role" | "cooperativeId">,
) {
	return and(
		eq(table.role, role),
		cooperativeId === null ? isNull(table.cooperativeId) : eq(table.cooperativeId, cooperativeId),
	);
}
