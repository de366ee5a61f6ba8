/** Sends a person to the identity provider of their organisation. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { openDoor } from "~/auth/guarded.server";
import { writeOidcCookie } from "~/auth/oidc-cookie.server";
import { safeRedirect } from "~/auth/safe-redirect";
import { paths } from "~/paths";
import { startOidcSignIn } from "~/services/access/start-oidc-sign-in.server";

/** Signing in is an act of the person: an address alone starts nothing. */
export const loader = openDoor("how one becomes somebody", async (_: LoaderFunctionArgs) => {
	throw redirect(paths.signIn());
});

export const action = openDoor("how one becomes somebody", async ({ request, context }: ActionFunctionArgs) => {
	const { db, oidc, publicOrigin } = context;
	if (!oidc) throw new Response("Introuvable", { status: 404 });
	const asked = (await request.formData()).get("suite");
	const next = safeRedirect(typeof asked === "string" ? asked : null, paths.home());
	const redirectUri = publicOrigin + paths.oidc.back();
	const started = await startOidcSignIn(db, oidc, { redirectUri, next }, context.clock());
	if (!started.ok) {
		context.report(started.details);
		return redirect(paths.oidc.refused(started.reason, next));
	}
	return redirect(started.value.url, {
		headers: { "Set-Cookie": writeOidcCookie(started.value.token, publicOrigin) },
	});
});
