/**
 * Owns what a browser receives once somebody has signed in, whatever the means: the new session instead of the one it
 * carried, and the token that makes it known to the account.
 */
import type { AppLoadContext } from "@remix-run/node";
import { welcomeDevice } from "~/services/access/known-device.server";
import { closeSession, type OpenedSession } from "~/services/access/session.server";
import { readDeviceCookie, writeDeviceCookie } from "./device-cookie.server";
import { readSessionCookie, writeSessionCookie } from "./session-cookie.server";

/** The headers of the answer. A session that still owes its second factor does not make its browser known. */
export async function enter(
	request: Request,
	{ db, publicOrigin, arrival }: Pick<AppLoadContext, "db" | "publicOrigin" | "arrival">,
	userId: string,
	opened: OpenedSession,
): Promise<Headers> {
	const headers = new Headers();
	headers.append("Set-Cookie", writeSessionCookie(opened.token, publicOrigin));
	const carried = readSessionCookie(request, publicOrigin);
	if (carried) await closeSession(db, carried, arrival.now);
	if (opened.stage === "open") {
		const known = await welcomeDevice(db, userId, readDeviceCookie(request, publicOrigin), arrival);
		if (known) headers.append("Set-Cookie", writeDeviceCookie(known, request, publicOrigin));
	}
	return headers;
}
