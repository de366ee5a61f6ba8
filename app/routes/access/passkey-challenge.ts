/** What a passkey must sign, for a visitor or for whoever is signed in. Answers JSON. */
import { type ActionFunctionArgs, json } from "@remix-run/node";
import { writeCeremonyCookie } from "~/auth/ceremony-cookie.server";
import { currentSession } from "~/auth/current-session.server";
import { openDoor } from "~/auth/guarded.server";
import { relyingParty } from "~/domain/access/relying-party";
import { refuse } from "~/domain/result";
import { askPasskey } from "~/services/access/ask-passkey.server";
import { takeTry } from "~/services/access/throttle.server";

export const action = openDoor("how one becomes somebody", async ({ request, context }: ActionFunctionArgs) => {
	const { db, secrets, arrival, publicOrigin } = context;
	const party = relyingParty(publicOrigin);
	if (!party) return json(refuse("NO_PASSKEY_HERE"), { status: 409 });
	const taken = await takeTry(db, secrets, [{ kind: "passkey", of: arrival.network }], arrival.now);
	if (!taken.ok) return json(refuse("THROTTLED"), { status: 429 });
	const signedIn = await currentSession(request, context);
	const { options, token } = await askPasskey(db, party, signedIn?.actor.userId ?? null, arrival.now);
	return json({ ok: true, options }, { headers: { "Set-Cookie": writeCeremonyCookie(token, publicOrigin) } });
});
