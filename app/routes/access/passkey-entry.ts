/** Takes what a passkey signed: signs in, gives the second factor that is owed, or proves again who is there. Answers JSON. */
import { type ActionFunctionArgs, json } from "@remix-run/node";
import { readCeremonyCookie, writeCeremonyCookie } from "~/auth/ceremony-cookie.server";
import { currentSession } from "~/auth/current-session.server";
import { enter } from "~/auth/enter.server";
import { openDoor } from "~/auth/guarded.server";
import { safeRedirect } from "~/auth/safe-redirect";
import { relyingParty } from "~/domain/access/relying-party";
import { refuse } from "~/domain/result";
import { paths } from "~/paths";
import { passkeyInput } from "~/routes/access/passkey-input";
import { enterWithPasskey } from "~/services/access/enter-with-passkey.server";

export const action = openDoor("how one becomes somebody", async ({ request, context }: ActionFunctionArgs) => {
	const { db, arrival, publicOrigin } = context;
	const party = relyingParty(publicOrigin);
	if (!party) return json(refuse("NO_PASSKEY_HERE"), { status: 409 });
	const input = await passkeyInput(request);
	const signedIn = await currentSession(request, context);
	const ceremony = readCeremonyCookie(request, publicOrigin);
	const entered = await enterWithPasskey(db, party, signedIn, ceremony, input.response, arrival);
	const over = writeCeremonyCookie(null, publicOrigin);
	if (!entered.ok) return json(refuse(entered.reason), { status: 422, headers: { "Set-Cookie": over } });
	const headers = await enter(request, context, entered.value.userId, entered.value.opened);
	headers.append("Set-Cookie", over);
	const next = safeRedirect(input.next, paths.home());
	return json({ ok: true, next }, { headers });
});
