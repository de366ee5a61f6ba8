/** Owns what an invitation may offer, and until when it can be accepted. Rule R-93 of docs/regles-metier.md. */

import type { Day } from "../calendar-day";
import { accept, type Result, refuse } from "../result";
import { readEmailAddress } from "./email-address";
import { checkMandate, mandateState } from "./mandate";
import { COOPERATIVE_ROLES, ROLES, type Role } from "./roles";

const INVITATION_DAYS = 7;
/** What one person may send within a day: enough to invite a whole network, not to flood it. */
export const INVITATIONS_PER_DAY = 200;

export interface InvitationInput {
	readonly email: string;
	readonly role: string;
	/** The cooperative of a manager or contributor; null or empty for the other roles. */
	readonly cooperativeId: string | null;
	/** Codes of the domains entrusted to a contributor; absent: all of them. */
	readonly domains?: readonly string[] | null;
	/** First and last day of the role; empty: from now on, without end. */
	readonly startsOn?: string | null;
	readonly endsOn?: string | null;
}

export interface OfferedRole {
	readonly role: Role;
	readonly cooperativeId: string | null;
	readonly domains: readonly string[] | null;
	readonly startsOn: Day | null;
	readonly endsOn: Day | null;
}

export type OfferRefusal = "INVALID_EMAIL" | "INVALID_DOMAINS" | "INVALID_DATES" | "MANDATE_DATES_REQUIRED";
export type SendRefusal = "ALREADY_MEMBER" | "ALREADY_INVITED" | "TOO_MANY_INVITATIONS";
export type InviteRefusal = "INVALID_ROLE" | OfferRefusal | SendRefusal;
export type ResendRefusal = "NOT_PENDING" | "INVALID_DATES" | SendRefusal;

/** The role offered, when it is one, with its cooperative exactly when it is held within one; else null. */
export function readRole({ role: code, cooperativeId }: InvitationInput) {
	const role = ROLES.find((known) => known === code);
	const within = cooperativeId === "" ? null : cooperativeId;
	if (!role || COOPERATIVE_ROLES.some((own) => own === role) !== (within !== null)) return null;
	return { role, cooperativeId: within };
}

/**
 * @param today the day it is in Paris
 * @param domainCodes codes of the référentiel
 */
export function readOffer(
	input: InvitationInput,
	grant: { readonly role: Role; readonly cooperativeId: string | null },
	today: Day,
	domainCodes: readonly string[],
): Result<{ readonly email: string; readonly offer: OfferedRole }, OfferRefusal> {
	const email = readEmailAddress(input.email);
	if (email === null) return refuse("INVALID_EMAIL");
	const { domains: typed } = input;
	const domains = typed ? domainCodes.filter((code) => typed.includes(code)) : null;
	if (domains !== null) {
		const known = domains.length > 0 && domains.length === new Set(typed).size;
		if (!known || grant.role !== "contributor") return refuse("INVALID_DOMAINS");
	}
	const mandate = checkMandate(grant.role, { startsOn: input.startsOn ?? "", endsOn: input.endsOn ?? "" });
	if (!mandate.ok) return refuse(mandate.reason === "ENDS_BEFORE_START" ? "INVALID_DATES" : mandate.reason);
	if (mandateState(mandate.value, today) === "ended") return refuse("INVALID_DATES");
	return accept({ email, offer: { ...grant, domains, ...mandate.value } });
}

export function invitationExpiry(sentAt: Date): Date {
	return new Date(sentAt.getTime() + INVITATION_DAYS * 86_400_000);
}

/** Whether it can still be accepted. */
export function isPending(
	invitation: { readonly expiresAt: Date; readonly acceptedAt: Date | null; readonly revokedAt: Date | null },
	now: Date,
): boolean {
	return invitation.acceptedAt === null && invitation.revokedAt === null && now < invitation.expiresAt;
}
