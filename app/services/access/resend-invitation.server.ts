/** Sends an invitation again, even one that expired: a new link for seven more days, the former one opens nothing any more. */
import { atomically } from "~/db/transaction.server";
import type { ResendRefusal } from "~/domain/access/invitation";
import { dayInParis } from "~/domain/calendar-day";
import { type Result, refuse } from "~/domain/result";
import type { UseCase } from "../use-case.server";
import { lockInvitation, revoke } from "./revoke-invitation.server";
import type { Secrets } from "./secrets.server";
import { sendInvitation } from "./send-invitation.server";

export async function resendInvitation(
	useCase: UseCase,
	secrets: Secrets,
	invitationId: string,
): Promise<Result<{ readonly invitationId: string }, ResendRefusal>> {
	return atomically(useCase.db, async (tx) => {
		const former = await lockInvitation(tx, useCase, invitationId);
		if (!former) return refuse("NOT_PENDING");
		const { email, role, cooperativeId, domains, startsOn, endsOn } = former;
		if (endsOn !== null && endsOn < dayInParis(useCase.now)) return refuse("INVALID_DATES");
		const offer = { role, cooperativeId, domains, startsOn, endsOn };
		const sent = await sendInvitation(tx, useCase, secrets, email, offer, former.id);
		if (sent.ok) await revoke(tx, useCase, former);
		return sent;
	});
}
