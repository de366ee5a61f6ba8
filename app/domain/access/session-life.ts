/** Owns how long a session lasts, by role: the strictest of the roles held. Rule R-66 of docs/regles-metier.md. */
import type { Role } from "./roles";

/** `secondFactor`: the password was right, the second factor is still owed; such a session opens one page only. */
export type SessionStage = "open" | "secondFactor";

export interface SessionLife {
	/** Minutes without a request after which the session ends. */
	readonly idleMinutes: number;
	/** Minutes after its opening at which it ends whatever happens. */
	readonly absoluteMinutes: number;
}

const HOUR = 60;

const LIVES: { readonly [R in Role]: SessionLife } = {
	manager: { idleMinutes: 2 * HOUR, absoluteMinutes: 12 * HOUR },
	contributor: { idleMinutes: 2 * HOUR, absoluteMinutes: 12 * HOUR },
	// A day of visit, most of it away from the screen.
	auditor: { idleMinutes: 4 * HOUR, absoluteMinutes: 14 * HOUR },
	committee: { idleMinutes: HOUR, absoluteMinutes: 12 * HOUR },
	board: { idleMinutes: HOUR, absoluteMinutes: 12 * HOUR },
	network: { idleMinutes: HOUR, absoluteMinutes: 10 * HOUR },
	admin: { idleMinutes: HOUR / 2, absoluteMinutes: 8 * HOUR },
};

const WITHOUT_ROLE: SessionLife = { idleMinutes: HOUR / 2, absoluteMinutes: 8 * HOUR };

/** A session that still owes its second factor ends after this many minutes. */
export const SECOND_FACTOR_MINUTES = 10;

/** Sessions of one account at the same time: opening one more ends the one left unused the longest. */
export const SESSIONS_AT_MOST = 20;

/** The shortest idle and absolute lives among the roles. */
export function sessionLife(roles: readonly Role[]): SessionLife {
	if (roles.length === 0) return WITHOUT_ROLE;
	return {
		idleMinutes: Math.min(...roles.map((role) => LIVES[role].idleMinutes)),
		absoluteMinutes: Math.min(...roles.map((role) => LIVES[role].absoluteMinutes)),
	};
}

/** How long a proof of identity serves for a change that would let somebody else in. */
export const PROOF_MINUTES = 15;

export function isProofFresh(provenAt: Date, now: Date): boolean {
	return now.getTime() - provenAt.getTime() < PROOF_MINUTES * 60_000;
}
