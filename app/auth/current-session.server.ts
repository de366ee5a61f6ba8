/** Owns whose session this request bears: looked up once per request, whatever the number of loaders on the page. */
import type { AppLoadContext } from "@remix-run/node";
import { findSession, type SignedIn } from "~/services/access/session.server";
import { readSessionCookie } from "./session-cookie.server";

const asked = new WeakMap<AppLoadContext, Promise<SignedIn | null>>();

/**
 * The session of this request, even one that still owes its second factor; null for a visitor.
 * @param unattended asked by an open page by itself
 */
export function currentSession(
	request: Request,
	context: AppLoadContext,
	unattended = false,
): Promise<SignedIn | null> {
	let signedIn = asked.get(context);
	if (!signedIn) {
		const token = readSessionCookie(request, context.publicOrigin);
		signedIn = token ? findSession(context.db, token, context.clock(), { unattended }) : Promise.resolve(null);
		asked.set(context, signedIn);
	}
	return signedIn;
}

/** The session of this request once nothing is owed any more; null for anyone else. */
export async function openedSession(request: Request, context: AppLoadContext): Promise<SignedIn | null> {
	const signedIn = await currentSession(request, context);
	return signedIn?.session.stage === "open" ? signedIn : null;
}
