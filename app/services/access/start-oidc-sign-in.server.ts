/** Starts a sign-in through the identity provider: what only this browser and this attempt will be able to answer. */
import { and, eq, lt } from "drizzle-orm";
import {
	buildAuthorizationUrl,
	calculatePKCECodeChallenge,
	randomNonce,
	randomPKCECodeVerifier,
	randomState,
} from "openid-client";
import type { Database } from "~/db/client.server";
import { ceremonies } from "~/db/schema/access.server";
import { accept, type Result, refuse } from "~/domain/result";
import { findProvider, type OidcClient, ProviderUnusableError } from "./oidc-provider.server";
import { hashToken, randomToken } from "./secrets.server";

/** Time to sign in at the provider. */
export const OIDC_ATTEMPT_SECONDS = 600;

export interface OidcAttempt {
	/** Where the browser goes. */
	readonly url: string;
	/** What the browser holds meanwhile; only its hash is stored. */
	readonly token: string;
}

/** @param asked the way back to us, and the page to open then */
export async function startOidcSignIn(
	db: Database,
	client: OidcClient,
	asked: { readonly redirectUri: string; readonly next: string },
	now: Date,
): Promise<Result<OidcAttempt, "UNREACHABLE", unknown>> {
	try {
		const provider = await findProvider(client, now);
		const content = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), ...asked };
		const token = randomToken();
		await db.delete(ceremonies).where(and(eq(ceremonies.kind, "oidc"), lt(ceremonies.expiresAt, now)));
		await db.insert(ceremonies).values({
			id: hashToken(token),
			kind: "oidc",
			content,
			expiresAt: new Date(now.getTime() + OIDC_ATTEMPT_SECONDS * 1_000),
		});
		const url = buildAuthorizationUrl(provider, {
			redirect_uri: asked.redirectUri,
			scope: "openid email",
			code_challenge: await calculatePKCECodeChallenge(content.verifier),
			code_challenge_method: "S256",
			state: content.state,
			nonce: content.nonce,
		});
		return accept({ url: url.href, token });
	} catch (error) {
		if (error instanceof ProviderUnusableError) return refuse("UNREACHABLE", error);
		throw error;
	}
}
