/** What a new passkey must sign to be added to one's account. Answers JSON. */
import { json } from "@remix-run/node";
import { writeCeremonyCookie } from "~/auth/ceremony-cookie.server";
import { guarded } from "~/auth/guarded.server";
import { relyingParty } from "~/domain/access/relying-party";
import { refuse } from "~/domain/result";
import { offerPasskey } from "~/services/access/offer-passkey.server";

export const action = guarded(
	"self",
	async ({ useCase, platform: { publicOrigin } }) => {
		const party = relyingParty(publicOrigin);
		if (!party) return json(refuse("NO_PASSKEY_HERE"), { status: 409 });
		const { options, token } = await offerPasskey(useCase, party);
		return json({ ok: true, options }, { headers: { "Set-Cookie": writeCeremonyCookie(token, publicOrigin) } });
	},
	{ beforeSecondFactor: true, freshProof: true },
);
