/** Owns the roles a person may hold. One person may hold several, in several cooperatives. */
export const ROLES = ["manager", "contributor", "auditor", "committee", "board", "network", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Roles held within one cooperative; the others hold for the whole network. */
export const COOPERATIVE_ROLES = ["manager", "contributor"] as const satisfies readonly Role[];

export interface RoleGrant {
	readonly role: Role;
	/** The cooperative of a manager or contributor; null for the other roles. */
	readonly cooperativeId: string | null;
	/** Codes of the domains a contributor answers; absent: all of them. */
	readonly domains?: readonly string[];
}

/** The signed-in person, as every rule sees them. */
export interface Actor {
	readonly userId: string;
	readonly name: string;
	readonly email: string;
	readonly grants: readonly RoleGrant[];
	/** Cooperatives this person is tied to: they audit none of them, and stand aside from their files. Absent: none. */
	readonly tiedTo?: readonly string[];
	/** Cooperatives they audited: they stand aside when it comes to deciding. Absent: none. */
	readonly audited?: readonly string[];
}

/** Whether the person is tied to that cooperative: nothing of its file is theirs as an auditor or a judge. */
export function isTied(actor: Actor, cooperativeId: string): boolean {
	return actor.tiedTo?.includes(cooperativeId) ?? false;
}

/** Whether the actor holds a role, wherever. */
export function holds(actor: Actor, role: Role): boolean {
	return actor.grants.some((grant) => grant.role === role);
}

/** Whether the actor holds one of the roles within that cooperative. */
export function holdsIn(actor: Actor, cooperativeId: string, roles: readonly Role[] = COOPERATIVE_ROLES): boolean {
	return actor.grants.some((grant) => grant.cooperativeId === cooperativeId && roles.includes(grant.role));
}

/** Whether the actor answers that domain in that cooperative: a manager any, a contributor those entrusted to them. */
export function answersIn(actor: Actor, cooperativeId: string, domain: string): boolean {
	return actor.grants.some(
		(grant) =>
			grant.cooperativeId === cooperativeId &&
			(grant.role === "manager" ||
				(grant.role === "contributor" && (grant.domains === undefined || grant.domains.includes(domain)))),
	);
}

/** Cooperatives in which the actor is manager or contributor, each once. */
export function ownCooperatives(actor: Actor): readonly string[] {
	return [...new Set(actor.grants.flatMap((grant) => grant.cooperativeId ?? []))];
}
