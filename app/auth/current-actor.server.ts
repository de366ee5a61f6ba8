/** Owns who is asking: looked up once per request, whatever the number of loaders on the page. */
import type { AppLoadContext } from "@remix-run/node";
import type { Actor } from "~/domain/access/roles";
import { findActor } from "~/services/access/session.server";
import { readSessionCookie } from "./session-cookie.server";

const asked = new WeakMap<AppLoadContext, Promise<Actor | null>>();

export function currentActor(request: Request, context: AppLoadContext): Promise<Actor | null> {
	let actor = asked.get(context);
	if (!actor) {
		const token = readSessionCookie(request, context.publicOrigin);
		actor = token ? findActor(context.db, token, context.clock()) : Promise.resolve(null);
		asked.set(context, actor);
	}
	return actor;
}
