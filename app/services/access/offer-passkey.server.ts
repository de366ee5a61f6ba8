/** Opens the registration of a passkey: what the browser must make, and the challenge it must sign. */
import { generateRegistrationOptions } from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import { passkeys } from "~/db/schema/access.server";
import { PASSKEY_ALGORITHMS } from "~/domain/access/passkey";
import type { RelyingParty } from "~/domain/access/relying-party";
import type { UseCase } from "../use-case.server";
import { beginCeremony, CEREMONY_MINUTES } from "./ceremony.server";

export async function offerPasskey({ db, actor, now }: UseCase, party: RelyingParty) {
	const { userId, name, email } = actor;
	const own = await db
		.select({ id: passkeys.id, transports: passkeys.transports })
		.from(passkeys)
		.where(eq(passkeys.userId, userId));
	const options = await generateRegistrationOptions({
		rpName: "Label CAE",
		rpID: party.id,
		userName: email,
		userDisplayName: name,
		userID: new TextEncoder().encode(userId),
		timeout: CEREMONY_MINUTES * 60_000,
		attestationType: "none",
		excludeCredentials: own.map(({ id, transports }) => ({ id, transports: [...transports] })),
		// It signs in by itself and checks who holds it: a passkey stands for both factors.
		authenticatorSelection: { residentKey: "required", userVerification: "required" },
		supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
	});
	return { options, token: await beginCeremony(db, "passkeyRegistration", userId, options.challenge, now) };
}
