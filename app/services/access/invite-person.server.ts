/** Invites somebody by e-mail to take a role: the link is bound to the address, the cooperative and the role. */

import { eq } from "drizzle-orm";
import { cooperatives } from "~/db/schema/cooperative.server";
import { atomically } from "~/db/transaction.server";
import type { ActionResources } from "~/domain/access/actions";
import { type InvitationInput, type InviteRefusal, readOffer, readRole } from "~/domain/access/invitation";
import { dayInParis } from "~/domain/calendar-day";
import { type Result, refuse } from "~/domain/result";
import { findLatestStandard } from "../standard/get-standard.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import type { Secrets } from "./secrets.server";
import { sendInvitation } from "./send-invitation.server";

export async function invitePerson(
	useCase: UseCase,
	secrets: Secrets,
	input: InvitationInput,
): Promise<Result<{ readonly invitationId: string }, InviteRefusal>> {
	const { db, now } = useCase;
	const grant = readRole(input);
	if (!grant) return refuse("INVALID_ROLE");
	authoriseGrant(useCase, grant);
	const { cooperativeId } = grant;
	if (cooperativeId !== null) {
		if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
		const [found] = await db
			.select({ id: cooperatives.id })
			.from(cooperatives)
			.where(eq(cooperatives.id, cooperativeId));
		if (!found) throw new NotFoundError(cooperativeId);
	}
	const latest = await findLatestStandard(db);
	const read = readOffer(input, grant, dayInParis(now), latest?.standard.domains.map(({ code }) => code) ?? []);
	if (!read.ok) return read;
	const { email, offer } = read.value;
	if (email === useCase.actor.email) authoriseGrant(useCase, { ...grant, userId: useCase.actor.userId });
	return atomically(db, (tx) => sendInvitation(tx, useCase, secrets, email, offer));
}

/** Whoever reads the team is told that they may not; for anyone else there is nothing here. */
export function authoriseGrant({ actor }: UseCase, grant: ActionResources["role.grant"]): void {
	const { cooperativeId } = grant;
	authorise(actor, "role.grant", grant, cooperativeId === null ? undefined : ["team.read", { cooperativeId }]);
}
