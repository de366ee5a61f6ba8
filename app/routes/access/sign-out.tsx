/** Signs out: closes the session and forgets the cookie. */
import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { openDoor } from "~/auth/guarded.server";
import { safeRedirect } from "~/auth/safe-redirect";
import { readSessionCookie, writeSessionCookie } from "~/auth/session-cookie.server";
import { paths } from "~/paths";
import { recordSecurityEvent } from "~/services/access/record-security-event.server";
import { closeSession } from "~/services/access/session.server";

export const action = openDoor("nothing to protect", async ({ request, context }: ActionFunctionArgs) => {
	const token = readSessionCookie(request, context.publicOrigin);
	if (token) {
		const userId = await closeSession(context.db, token, context.clock());
		if (userId) await recordSecurityEvent(context.db, context.arrival, "signOut", userId);
	}
	const next = safeRedirect(new URL(request.url).searchParams.get("suite"), "");
	return redirect(paths.signIn(next), {
		headers: { "Set-Cookie": writeSessionCookie(null, context.publicOrigin), "Clear-Site-Data": '"cache", "storage"' },
	});
});

export const loader = openDoor("nothing to show", async () => redirect(paths.landing()));
