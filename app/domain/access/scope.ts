/** Owns the filters of the lists: `scope` is the twin of `can`, so that filtering rows by `can` equals querying by scope. */
import { runsNetwork, seesNetwork } from "./can";
import { type Actor, holds, holdsIn, ownCooperatives } from "./roles";

/** Which cooperatives' rows a list may return: all of them, all but some, or those listed. */
export type CooperativeScope = "all" | { readonly allBut: readonly string[] } | readonly string[];

/** The twin of `progress.read`. */
export function cooperativeScope(actor: Actor): CooperativeScope {
	const own = ownCooperatives(actor);
	if (holds(actor, "network")) return "all";
	if (!seesNetwork(actor)) return own;
	return { allBut: [...(actor.tiedTo ?? []), ...(actor.audited ?? [])].filter((id) => !own.includes(id)) };
}

/** The twin of `cooperative.read`: what the register says is closed to nobody who sees the network. */
export function identityScope(actor: Actor): CooperativeScope {
	return holds(actor, "admin") || seesNetwork(actor) ? "all" : ownCooperatives(actor);
}

/** The twin of `team.manage`. */
export function teamScope(actor: Actor): CooperativeScope {
	if (runsNetwork(actor)) return "all";
	return ownCooperatives(actor).filter((cooperativeId) => holdsIn(actor, cooperativeId, ["manager"]));
}

/** The twin of `audit.read`: by cooperative, or by being on the team of one that the person is not tied to. */
export function auditScope(actor: Actor): {
	readonly cooperatives: CooperativeScope;
	readonly teamMember: string | null;
	readonly tiedTo: readonly string[];
} {
	return {
		cooperatives: cooperativeScope(actor),
		teamMember: holds(actor, "auditor") ? actor.userId : null,
		tiedTo: actor.tiedTo ?? [],
	};
}
