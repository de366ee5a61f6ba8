/** Signs out: closes the session and forgets the cookie. */
import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { readSessionCookie, writeSessionCookie } from "~/auth/session-cookie.server";
import { paths } from "~/paths";
import { closeSession } from "~/services/access/session.server";

export async function action({ request, context }: ActionFunctionArgs) {
	const token = readSessionCookie(request, context.publicOrigin);
	if (token) await closeSession(context.db, token, context.clock());
	return redirect(paths.signIn(), {
		headers: { "Set-Cookie": writeSessionCookie(null, context.publicOrigin), "Clear-Site-Data": '"cache"' },
	});
}

export const loader = () => redirect(paths.landing());
