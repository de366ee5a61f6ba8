/** Takes the signature of a passkey: once per challenge, and never with a counter that goes backwards (a copied key). */
import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "~/db/client.server";
import { passkeys, users } from "~/db/schema/access.server";
import type { RelyingParty } from "~/domain/access/relying-party";
import { accept, type Result, refuse } from "~/domain/result";
import { endCeremony } from "./ceremony.server";

const text = z.string().max(20_000);
const credentialId = z
	.string()
	.max(2_000)
	.regex(/^[\w-]+$/);
const assertion = z.object({
	id: credentialId,
	rawId: credentialId,
	type: z.literal("public-key"),
	clientExtensionResults: z.object({}).default({}),
	response: z.object({
		clientDataJSON: text,
		authenticatorData: text,
		signature: text,
		userHandle: text.optional(),
	}),
});

/** Whose passkey signed. */
export async function consumePasskey(
	db: Database,
	party: RelyingParty,
	ceremony: string | null,
	input: unknown,
	now: Date,
): Promise<Result<string, "CEREMONY_OVER" | "NOT_VERIFIED", { readonly userId: string | null }>> {
	const begun = await endCeremony(db, "passkeySignIn", ceremony, now);
	if (!begun) return refuse("CEREMONY_OVER", { userId: null });
	const parsed = assertion.safeParse(input);
	if (!parsed.success) return refuse("NOT_VERIFIED", { userId: begun.userId });
	const response = parsed.data;
	const [key] = await db
		.select({ id: passkeys.id, userId: passkeys.userId, publicKey: passkeys.publicKey, counter: passkeys.counter })
		.from(passkeys)
		.innerJoin(users, eq(users.id, passkeys.userId))
		.where(and(eq(passkeys.id, response.id), isNull(users.disabledAt)));
	const refused = refuse("NOT_VERIFIED", { userId: key?.userId ?? begun.userId });
	if (!key || (begun.userId !== null && key.userId !== begun.userId)) return refused;
	const handle = response.response.userHandle;
	if (handle !== undefined && Buffer.from(handle, "base64url").toString() !== key.userId) return refused;
	const counter = await signedCounter(response, begun.challenge, party, key);
	if (counter === null) return refused;
	const [taken] = await db
		.update(passkeys)
		.set({ counter, lastUsedAt: now })
		// Again in the database: of two signatures that come at the same instant, the older one is refused.
		.where(
			and(
				eq(passkeys.id, key.id),
				or(lt(passkeys.counter, counter), and(eq(passkeys.counter, 0), sql`${counter}::bigint = 0`)),
			),
		)
		.returning({ userId: passkeys.userId });
	return taken ? accept(taken.userId) : refused;
}

/** The counter in a signature that holds, null when it doesn't. */
async function signedCounter(
	response: z.output<typeof assertion>,
	challenge: string,
	party: RelyingParty,
	key: { id: string; publicKey: string; counter: number },
): Promise<number | null> {
	try {
		const { verified, authenticationInfo } = await verifyAuthenticationResponse({
			response,
			expectedChallenge: challenge,
			expectedOrigin: party.origin,
			expectedRPID: party.id,
			credential: {
				id: key.id,
				publicKey: new Uint8Array(Buffer.from(key.publicKey, "base64url")),
				counter: key.counter,
			},
			requireUserVerification: true,
		});
		return verified ? authenticationInfo.newCounter : null;
	} catch {
		// The library throws whatever does not fit: another challenge, origin or host, a counter going backwards.
		return null;
	}
}
