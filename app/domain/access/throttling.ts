/** Owns how many tries are answered before one must wait, and which counters a sign-in counts on. Rule R-69 of docs/regles-metier.md. */

/** What is counted: each kind has its own counter per account, browser or network. */
export const THROTTLE_KINDS = [
	"signInAccount",
	"signInBrowser",
	"signInNetwork",
	"proof",
	"secondFactor",
	"passkey",
	"passwordReset",
	"calendarFeed",
] as const;
export type ThrottleKind = (typeof THROTTLE_KINDS)[number];

export interface ThrottleRule {
	/** Tries answered before the next ones are refused unread. */
	readonly tries: number;
	/** Minutes after the last try answered at which the counter is forgotten. */
	readonly minutes: number;
}

const RULES: { readonly [K in ThrottleKind]: ThrottleRule } = {
	// Tries on one address from browsers that never signed in to it.
	signInAccount: { tries: 10, minutes: 15 },
	// The same from one browser that did: an attack from elsewhere does not use up the owner's own tries.
	signInBrowser: { tries: 10, minutes: 15 },
	// Every address together, from one network: room for a whole office on a Monday morning.
	signInNetwork: { tries: 100, minutes: 15 },
	// The password asked again of somebody signed in.
	proof: { tries: 10, minutes: 15 },
	secondFactor: { tries: 10, minutes: 15 },
	// Challenges asked by one network: nothing to guess, but each one is a row kept for five minutes.
	passkey: { tries: 100, minutes: 15 },
	// Links asked from one network, whatever the address: nobody fills mailboxes nor looks for accounts.
	passwordReset: { tries: 20, minutes: 15 },
	// An agenda that reads its feed, or addresses that open none, from one network.
	calendarFeed: { tries: 60, minutes: 15 },
};

/**
 * The rule of a kind of counter. A counter ends that long after the last try it answered, so that no period of that length
 * ever holds more tries; tries refused unread do not prolong it, so that nobody is kept out for good.
 */
export function throttleRule(kind: ThrottleKind): ThrottleRule {
	return RULES[kind];
}

/** When a counter that answers a try now is forgotten. */
export function throttleEnd(kind: ThrottleKind, now: Date): Date {
	return new Date(now.getTime() + RULES[kind].minutes * 60_000);
}

/** Whole minutes to wait, rounded up, one at least: what the screen says. */
export function minutesToWait(until: Date, now: Date): number {
	return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
}

/** The counters of one try to sign in, in the order they are asked. */
export function signInCounters(
	fromKnownBrowser: boolean,
): readonly ("signInAccount" | "signInBrowser" | "signInNetwork")[] {
	return fromKnownBrowser ? ["signInBrowser"] : ["signInAccount", "signInNetwork"];
}
