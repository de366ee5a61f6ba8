/** Where the identity provider sends the person back: what it says serves once. */
import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { enter } from "~/auth/enter.server";
import { openDoor } from "~/auth/guarded.server";
import { readOidcCookie, writeOidcCookie } from "~/auth/oidc-cookie.server";
import { paths } from "~/paths";
import { finishOidcSignIn } from "~/services/access/finish-oidc-sign-in.server";

export const loader = openDoor("how one becomes somebody", async ({ request, context }: LoaderFunctionArgs) => {
	const { db, oidc, publicOrigin, arrival } = context;
	if (!oidc) throw new Response("Introuvable", { status: 404 });
	const token = readOidcCookie(request, publicOrigin);
	const parameters = new URL(request.url).searchParams;
	const result = await finishOidcSignIn(db, oidc, { token, parameters }, arrival);
	if (!result.ok) {
		if (result.details !== undefined) context.report(result.details);
		const headers = { "Set-Cookie": writeOidcCookie(null, publicOrigin) };
		return redirect(paths.oidc.refused(result.reason), { headers });
	}
	const { userId, stage, next } = result.value;
	const headers = await enter(request, context, userId, result.value);
	headers.append("Set-Cookie", writeOidcCookie(null, publicOrigin));
	return redirect(stage === "open" ? next : paths.secondFactor(next), { headers });
});
