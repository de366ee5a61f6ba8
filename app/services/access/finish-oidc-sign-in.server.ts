/**
 * Ends a sign-in through the identity provider. The account is the one bound to this issuer and subject; the first time, the
 * one whose address the provider vouches for. No account is ever made here. See docs/security.md.
 */
import { and, eq, isNull } from "drizzle-orm";
import { AuthorizationResponseError, authorizationCodeGrant, ClientError, type IDToken } from "openid-client";
import { z } from "zod";
import type { Database, Transaction } from "~/db/client.server";
import { ceremonies, oidcIdentities, users } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import { type OidcRefusal, vouchedAddress } from "~/domain/access/oidc-sign-in";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { queueMail } from "../notification/queue-mail.server";
import type { Arrival } from "./arrival";
import { findProvider, type OidcClient, ProviderUnusableError } from "./oidc-provider.server";
import { recordSecurityEvent } from "./record-security-event.server";
import { hashToken } from "./secrets.server";
import { type OpenedSession, openSession } from "./session.server";

/** Fits what `startOidcSignIn` wrote. */
const attempt = z.object({
	state: z.string(),
	nonce: z.string(),
	verifier: z.string(),
	redirectUri: z.string(),
	next: z.string(),
});

export type OidcSignIn = OpenedSession & { readonly userId: string; readonly next: string };

/**
 * @param token what the browser holds of the attempt; it serves once, whatever comes of it
 * @param parameters what the provider added to the way back
 */
export async function finishOidcSignIn(
	db: Database,
	client: OidcClient,
	{ token, parameters }: { readonly token: string | null; readonly parameters: URLSearchParams },
	arrival: Arrival,
): Promise<Result<OidcSignIn, OidcRefusal, unknown>> {
	const result = await signIn(db, client, token, parameters, arrival);
	if (!result.ok) await recordSecurityEvent(db, arrival, "oidcSignIn", null, false);
	return result;
}

async function signIn(
	db: Database,
	client: OidcClient,
	token: string | null,
	parameters: URLSearchParams,
	arrival: Arrival,
): Promise<Result<OidcSignIn, OidcRefusal, unknown>> {
	const under = token === null ? null : await takeAttempt(db, token, arrival.now);
	if (under === null) return refuse("EXPIRED", undefined);
	const told = await askProvider(client, under, parameters, arrival.now);
	if (!told.ok) return told;
	return atomically(db, async (tx) => {
		const userId = await findAccount(tx, told.value, arrival);
		if (userId === null) return refuse("UNKNOWN", undefined);
		// One factor, whatever the provider says of its own: the second one, if any, is asked for here.
		const opened = await openSession(tx, userId, { secondFactor: false }, arrival);
		await recordSecurityEvent(tx, arrival, "oidcSignIn", userId);
		return accept({ ...opened, userId, next: under.next });
	});
}

async function takeAttempt(db: Database, token: string, now: Date) {
	const [taken] = await db
		.delete(ceremonies)
		.where(and(eq(ceremonies.id, hashToken(token)), eq(ceremonies.kind, "oidc")))
		.returning();
	return taken && taken.expiresAt > now ? attempt.parse(taken.content) : null;
}

/** What the ID token says, once all of it was verified. */
async function askProvider(
	client: OidcClient,
	{ redirectUri, state, nonce, verifier }: z.output<typeof attempt>,
	parameters: URLSearchParams,
	now: Date,
): Promise<Result<IDToken, "DENIED" | "REFUSED" | "UNREACHABLE", unknown>> {
	try {
		const provider = await findProvider(client, now);
		const tokens = await authorizationCodeGrant(provider, new URL(`${redirectUri}?${parameters}`), {
			expectedState: state,
			expectedNonce: nonce,
			pkceCodeVerifier: verifier,
			idTokenExpected: true,
		});
		const claims = tokens.claims();
		return claims ? accept(claims) : refuse("REFUSED", undefined);
	} catch (error) {
		if (error instanceof AuthorizationResponseError) return refuse("DENIED", error);
		if (error instanceof ProviderUnusableError || isCutOff(error)) return refuse("UNREACHABLE", error);
		if (error instanceof Error) return refuse("REFUSED", error);
		throw error;
	}
}

/** The library tells its own complaints by a code; what `fetch` throws has none. */
function isCutOff(error: unknown): boolean {
	if (error instanceof ClientError) return error.code === "OAUTH_TIMEOUT";
	return error instanceof TypeError && !("code" in error);
}

async function findAccount(tx: Transaction, claims: IDToken, arrival: Arrival) {
	const { iss: issuer, sub: subject, email, email_verified } = claims;
	const [bound] = await tx
		.select({ userId: oidcIdentities.userId, disabledAt: users.disabledAt })
		.from(oidcIdentities)
		.innerJoin(users, eq(users.id, oidcIdentities.userId))
		.where(and(eq(oidcIdentities.issuer, issuer), eq(oidcIdentities.subject, subject)));
	if (bound) return bound.disabledAt === null ? bound.userId : null;
	const address = vouchedAddress({ email, email_verified });
	if (address === null) return null;
	const [user] = await tx
		.select({ id: users.id, name: users.name, email: users.email })
		.from(users)
		.where(and(eq(users.email, address), isNull(users.disabledAt), isNull(users.erasedAt)))
		.for("update");
	if (!user) return null;
	// An account answers to one identity of a provider: the same address under another subject is somebody else.
	const [other] = await tx
		.select({ subject: oidcIdentities.subject })
		.from(oidcIdentities)
		.where(and(eq(oidcIdentities.issuer, issuer), eq(oidcIdentities.userId, user.id)));
	if (other) return null;
	await tx.insert(oidcIdentities).values({ issuer, subject, userId: user.id, linkedAt: arrival.now });
	await recordWrite(tx, {
		at: arrival.now,
		actorId: user.id,
		action: "user.identityLinked",
		subject: ["user", user.id],
		after: { issuer },
	});
	await recordSecurityEvent(tx, arrival, "oidcLinked", user.id);
	const params = { name: user.name, change: "oidcLinked" };
	await queueMail(tx, { kind: "secondFactorChanged", recipient: user.email, userId: user.id, params }, arrival.now);
	return user.id;
}
