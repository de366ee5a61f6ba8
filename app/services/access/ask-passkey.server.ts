/** Asks for a passkey: the challenge to sign, and which keys may answer when somebody is known already. */
import { generateAuthenticationOptions } from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { passkeys } from "~/db/schema/access.server";
import type { RelyingParty } from "~/domain/access/relying-party";
import { beginCeremony, CEREMONY_MINUTES } from "./ceremony.server";

/** @param userId null on the sign-in page: the key itself says whose it is */
export async function askPasskey(db: Database, party: RelyingParty, userId: string | null, now: Date) {
	const own =
		userId === null
			? []
			: await db
					.select({ id: passkeys.id, transports: passkeys.transports })
					.from(passkeys)
					.where(eq(passkeys.userId, userId));
	const options = await generateAuthenticationOptions({
		rpID: party.id,
		timeout: CEREMONY_MINUTES * 60_000,
		userVerification: "required",
		allowCredentials: own.map(({ id, transports }) => ({ id, transports: [...transports] })),
	});
	return { options, token: await beginCeremony(db, "passkeySignIn", userId, options.challenge, now) };
}
