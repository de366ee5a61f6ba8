/** Owns what every use case receives and the two ways access is denied. */
import type { Database } from "~/db/client.server";
import type { Action, ActionResources } from "~/domain/access/actions";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";

/** Where and as whom a use case runs. The clock is passed in. */
export interface UseCase {
	/** In a request: one transaction on behalf of the person (db/transaction.server.ts). */
	readonly db: Database;
	readonly actor: Actor;
	readonly now: Date;
}

/** The object does not exist, or this person must not learn that it does: answered by 404. */
export class NotFoundError extends Error {}

/** The person sees the object but may not do this to it: answered by 403. */
export class ForbiddenError extends Error {}

const asked = new WeakMap<Actor, Set<Action>>();

/** Which actions the policy was asked about for this actor (one object per door): see auth/guarded.server.ts. */
export function askedActions(actor: Actor): ReadonlySet<Action> {
	return asked.get(actor) ?? new Set();
}

/** Refuses unless the actor may do this. A person who may not even see the object gets the same answer as for none. */
export function authorise<A extends Action>(
	actor: Actor,
	action: A,
	resource: ActionResources[A],
	seenThrough?: { readonly [B in Action]: readonly [B, ActionResources[B]] }[Action],
): void {
	const before = asked.get(actor);
	if (before) before.add(action);
	else asked.set(actor, new Set([action]));
	if (can(actor, action, resource)) return;
	if (seenThrough && can(actor, seenThrough[0], seenThrough[1] as never)) throw new ForbiddenError(action);
	if (resource === null) throw new ForbiddenError(action);
	throw new NotFoundError(action);
}
