/** Adds the passkey that a person's browser has just made. */
import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { count, eq } from "drizzle-orm";
import { z } from "zod";
import { passkeys } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import { PASSKEY_ALGORITHMS, PASSKEY_NAME_LIMIT, PASSKEY_TRANSPORTS, PASSKEYS_LIMIT } from "~/domain/access/passkey";
import type { RelyingParty } from "~/domain/access/relying-party";
import { accept, type Result, refuse } from "~/domain/result";
import type { UseCase } from "../use-case.server";
import type { Arrival } from "./arrival";
import { endCeremony } from "./ceremony.server";
import { countRecoveryCodes, issueRecoveryCodes } from "./recovery-codes.server";
import type { FactorSetUp } from "./set-up-totp.server";
import { holdFactors, settleFactorChange } from "./settle-factor-change.server";

const text = z.string().max(20_000);
const credentialId = z
	.string()
	.max(2_000)
	.regex(/^[\w-]+$/);
const form = z.object({
	name: z.string().trim().min(1).max(PASSKEY_NAME_LIMIT),
	response: z.object({
		id: credentialId,
		rawId: credentialId,
		type: z.literal("public-key"),
		clientExtensionResults: z.object({}).default({}),
		response: z.object({
			clientDataJSON: text,
			attestationObject: text,
			transports: z.array(z.string().max(40)).max(10).default([]),
		}),
	}),
});

export async function addPasskey(
	useCase: UseCase,
	party: RelyingParty,
	sessionId: string,
	ceremony: string | null,
	input: unknown,
	arrival: Arrival,
): Promise<Result<FactorSetUp, "NAME_MISSING" | "CEREMONY_OVER" | "NOT_VERIFIED" | "ALREADY_ADDED" | "TOO_MANY">> {
	const { actor, now } = useCase;
	const { userId } = actor;
	const begun = await endCeremony(useCase.db, "passkeyRegistration", ceremony, now);
	if (!begun || begun.userId !== userId) return refuse("CEREMONY_OVER");
	const parsed = form.safeParse(input);
	if (!parsed.success) {
		return refuse(parsed.error.issues.some(({ path }) => path[0] === "name") ? "NAME_MISSING" : "NOT_VERIFIED");
	}
	const { name, response } = parsed.data;
	const credential = await verified(response, begun.challenge, party);
	if (!credential) return refuse("NOT_VERIFIED");
	return atomically(useCase.db, async (db) => {
		await holdFactors({ db, actor });
		const [own] = await db.select({ keys: count() }).from(passkeys).where(eq(passkeys.userId, userId));
		if ((own?.keys ?? 0) >= PASSKEYS_LIMIT) return refuse("TOO_MANY");
		const [added] = await db
			.insert(passkeys)
			.values({
				id: credential.id,
				userId,
				publicKey: Buffer.from(credential.publicKey).toString("base64url"),
				counter: credential.counter,
				transports: response.response.transports.filter((transport) => PASSKEY_TRANSPORTS.includes(transport)),
				name,
				createdAt: now,
			})
			.onConflictDoNothing()
			.returning({ id: passkeys.id });
		if (!added) return refuse("ALREADY_ADDED");
		const has = await countRecoveryCodes(db, userId);
		const recoveryCodes = has === 0 ? await issueRecoveryCodes(db, userId, now) : null;
		const change = { action: "user.passkeyAdded", event: "passkeyAdded", proved: true } as const;
		const token = await settleFactorChange({ db, actor, now }, sessionId, arrival, change);
		return accept({ token, recoveryCodes });
	});
}

async function verified(response: z.output<typeof form>["response"], challenge: string, party: RelyingParty) {
	try {
		const { registrationInfo } = await verifyRegistrationResponse({
			response: { ...response, response: { ...response.response, transports: [] } },
			expectedChallenge: challenge,
			expectedOrigin: party.origin,
			expectedRPID: party.id,
			requireUserVerification: true,
			supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
		});
		return registrationInfo?.credential ?? null;
	} catch {
		// What the library throws is a response that is not what it should be, whatever the reason.
		return null;
	}
}
