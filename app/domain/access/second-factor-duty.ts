/** Owns who must use a second factor, and from when. Rule R-65 of docs/regles-metier.md. */
import type { Role } from "./roles";
import type { SessionStage } from "./session-life";

/** Roles that see more than one cooperative: a password alone never opens them. */
const ALWAYS: readonly Role[] = ["auditor", "committee", "board", "network", "admin"];

export type SecondFactorDuty =
	/** Nothing opens before a second factor is set up. */
	| { readonly kind: "required" }
	/** Asked for on every page, required from that instant on. */
	| { readonly kind: "grace"; readonly until: Date }
	| { readonly kind: "optional" };

const DAY_MS = 86_400_000;

/**
 * @param accountCreatedAt start of the managers' grace period
 * @param graceDays days a manager has; null when managers are never required to
 */
export function secondFactorDuty(
	roles: readonly Role[],
	accountCreatedAt: Date,
	now: Date,
	graceDays: number | null,
): SecondFactorDuty {
	if (roles.some((role) => ALWAYS.includes(role))) return { kind: "required" };
	if (!roles.includes("manager") || graceDays === null) return { kind: "optional" };
	const until = new Date(accountCreatedAt.getTime() + graceDays * DAY_MS);
	return now < until ? { kind: "grace", until } : { kind: "required" };
}

/**
 * Whether a session still owes its second factor: one that has a factor to give and has not given it. Also a session opened
 * elsewhere before the factor was set up.
 */
export function owesSecondFactor(
	session: { readonly stage: SessionStage; readonly secondFactorAt: Date | null },
	hasSecondFactor: boolean,
): boolean {
	return session.stage === "secondFactor" || (hasSecondFactor && session.secondFactorAt === null);
}
