/**
 * Owns what is known of the identity provider: discovered from its issuer, kept for an hour, and held to signatures that we
 * verify ourselves. See docs/security.md.
 */
import {
	allowInsecureRequests,
	ClientSecretBasic,
	ClientSecretPost,
	Configuration,
	customFetch,
	discovery,
	enableNonRepudiationChecks,
} from "openid-client";
import { z } from "zod";

/**
 * RS256 is left out: RSA with PKCS #1 v1.5 padding is no longer an approved signature (OWASP ASVS 5.0, appendix C). Every
 * provider we know of can sign for a client with one of these.
 */
const ALGORITHMS = ["ES256", "PS256", "EdDSA", "Ed25519"];
/** A shorter RSA key is worth less than 128 bits (NIST SP 800-57, part 1, table 2). */
const RSA_BITS = 3_072;
const TIMEOUT_SECONDS = 8;
const KEPT_MS = 3_600_000;

export interface OidcClient {
	readonly issuer: string;
	readonly clientId: string;
	readonly clientSecret: string;
}

/** The provider does not answer, or not as the one that was configured. */
export class ProviderUnusableError extends Error {}

const known = new Map<string, { readonly provider: Promise<Configuration>; readonly until: number }>();

/** Throws {@link ProviderUnusableError}; the next call asks again. */
export function findProvider(client: OidcClient, now: Date): Promise<Configuration> {
	const key = JSON.stringify(client);
	const kept = known.get(key);
	if (kept && kept.until > now.getTime()) return kept.provider;
	const provider = discover(client);
	known.set(key, { provider, until: now.getTime() + KEPT_MS });
	provider.catch(() => known.delete(key));
	return provider;
}

async function discover({ issuer, clientId, clientSecret }: OidcClient): Promise<Configuration> {
	const server = new URL(issuer);
	// The configuration admits http on the loopback only.
	const execute = server.protocol === "http:" ? [allowInsecureRequests] : [];
	try {
		const found = await discovery(server, clientId, undefined, undefined, { timeout: TIMEOUT_SECONDS, execute });
		const { supportsPKCE: _, ...metadata } = found.serverMetadata();
		// The library tolerates another issuer for some providers.
		if (new URL(metadata.issuer).href !== server.href) throw new Error("another issuer answers");
		const algorithms = (metadata.id_token_signing_alg_values_supported ?? []).filter((one) => ALGORITHMS.includes(one));
		if (algorithms.length === 0) throw new Error("signs with no admitted algorithm");
		const methods = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
		const proof = methods.includes("client_secret_basic") ? ClientSecretBasic : ClientSecretPost;
		const configuration = new Configuration(
			{ ...metadata, id_token_signing_alg_values_supported: algorithms },
			clientId,
			undefined,
			proof(clientSecret),
		);
		configuration.timeout = TIMEOUT_SECONDS;
		enableNonRepudiationChecks(configuration);
		configuration[customFetch] = async (url, options) => {
			const answer = await fetch(url, options as RequestInit);
			return url === metadata.jwks_uri && answer.ok ? strongKeysOf(answer) : answer;
		};
		for (const extension of execute) extension(configuration);
		return configuration;
	} catch (cause) {
		throw new ProviderUnusableError("identity provider unusable", { cause });
	}
}

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), n: z.string().optional() })) });

/** The keys the provider publishes, without RSA keys that are too short: what they sign is signed by nobody. */
async function strongKeysOf(answer: Response): Promise<Response> {
	const { keys } = keySet.parse(await answer.json());
	const bits = (modulus: string) => Buffer.from(modulus, "base64url").length * 8;
	return Response.json({ keys: keys.filter(({ kty, n = "" }) => kty !== "RSA" || bits(n) >= RSA_BITS) });
}
