/** Owns the filters of the lists: `scope` is the twin of `can`, so that filtering rows by `can` equals querying by scope. */
import { runsNetwork, seesNetwork } from "./can";
import { type Actor, holds, holdsIn, ownCooperatives } from "./roles";

/** Which cooperatives' rows a list may return: all of them, or those listed. */
export type CooperativeScope = "all" | readonly string[];

/** The twin of `progress.read`. */
export function cooperativeScope(actor: Actor): CooperativeScope {
	return seesNetwork(actor) ? "all" : ownCooperatives(actor);
}

/** The twin of `cooperative.read`. */
export function identityScope(actor: Actor): CooperativeScope {
	return holds(actor, "admin") ? "all" : cooperativeScope(actor);
}

/** The twin of `team.manage`. */
export function teamScope(actor: Actor): CooperativeScope {
	if (runsNetwork(actor)) return "all";
	return ownCooperatives(actor).filter((cooperativeId) => holdsIn(actor, cooperativeId, ["manager"]));
}

/** The twin of `audit.read`: by cooperative, or by being on the team. */
export function auditScope(actor: Actor): { cooperatives: CooperativeScope; teamMember: string | null } {
	return { cooperatives: cooperativeScope(actor), teamMember: holds(actor, "auditor") ? actor.userId : null };
}
