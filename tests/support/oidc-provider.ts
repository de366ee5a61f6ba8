/** Owns an identity provider as organisations run them: the oidc-provider library on the loopback, signing by ES256. */
import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import Provider, { type KoaContextWithOIDC } from "oidc-provider";

export const OIDC_CLIENT = { id: "label-cae", secret: "a client secret of the tests, forty characters" };

export interface Identity {
	readonly email: string;
	readonly email_verified: boolean;
}

export interface OidcProvider {
	/** What is known of each login; a test may change it. */
	readonly people: Record<string, Identity>;
	/** Codes and tokens it gave. */
	readonly given: string[];
	/** What somebody in between makes of the address that leads back to us. */
	wayBack: (address: string) => string;
	stop(): Promise<void>;
}

/** Another host name than our application's: another site, as in life. */
export function issuerAt(port: number): string {
	return `http://localhost:${port}`;
}

/** @param redirectUri the only way back that the client registered */
export async function startOidcProvider(port: number, redirectUri: string): Promise<OidcProvider> {
	const people: Record<string, Identity> = {};
	const given: string[] = [];
	const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
	const issuer = issuerAt(port);
	const provider = new Provider(issuer, {
		jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "one", alg: "ES256", use: "sig" } as never] },
		clients: [
			{
				client_id: OIDC_CLIENT.id,
				client_secret: OIDC_CLIENT.secret,
				redirect_uris: [redirectUri],
				id_token_signed_response_alg: "ES256",
			},
		],
		enabledJWA: { idTokenSigningAlgValues: ["ES256"] },
		cookies: { keys: ["a key of the tests"] },
		pkce: { required: () => true },
		claims: { openid: ["sub"], email: ["email", "email_verified"] },
		conformIdTokenClaims: false,
		findAccount: (_context: KoaContextWithOIDC, login: string) => ({
			accountId: login,
			claims: async () => ({ sub: login, ...people[login] }),
		}),
	});
	provider.on("authorization_code.saved", (code) => given.push(code.jti));
	provider.on("access_token.saved", (token) => given.push(token.jti));
	const answer = provider.callback();
	const started: OidcProvider = {
		people,
		given,
		wayBack: (address) => address,
		stop() {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
	const server: Server = createServer((request, response) => {
		const setHeader = response.setHeader.bind(response);
		response.setHeader = (name, value) => {
			const back = name.toLowerCase() === "location" && String(value).startsWith(redirectUri);
			return setHeader(name, back ? started.wayBack(String(value)) : value);
		};
		return answer(request, response);
	});
	await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
	return started;
}
