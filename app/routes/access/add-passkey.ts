/** Adds the passkey the browser has just made to one's account. Answers JSON. */
import { json } from "@remix-run/node";
import { readCeremonyCookie, writeCeremonyCookie } from "~/auth/ceremony-cookie.server";
import { guarded } from "~/auth/guarded.server";
import { writeSessionCookie } from "~/auth/session-cookie.server";
import { relyingParty } from "~/domain/access/relying-party";
import { refuse } from "~/domain/result";
import { paths } from "~/paths";
import { passkeyInput } from "~/routes/access/passkey-input";
import { addPasskey } from "~/services/access/add-passkey.server";

export const action = guarded(
	"self",
	async ({ request, useCase, session, platform: { publicOrigin, arrival } }) => {
		const party = relyingParty(publicOrigin);
		if (!party) return json(refuse("NO_PASSKEY_HERE"), { status: 409 });
		const input = await passkeyInput(request);
		const ceremony = readCeremonyCookie(request, publicOrigin);
		const added = await addPasskey(useCase, party, session.id, ceremony, input, arrival);
		const headers = new Headers([["Set-Cookie", writeCeremonyCookie(null, publicOrigin)]]);
		if (!added.ok) return json(added, { status: 422, headers });
		headers.append("Set-Cookie", writeSessionCookie(added.value.token, publicOrigin));
		return json({ ok: true, next: paths.account.security(), recoveryCodes: added.value.recoveryCodes }, { headers });
	},
	{ beforeSecondFactor: true, freshProof: true },
);
