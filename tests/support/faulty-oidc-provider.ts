/** Owns an identity provider on the loopback whose every answer a test may falsify. The honest one of the browser tests is a library. */
import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const CLIENT = { clientId: "label-cae", clientSecret: "a secret of forty characters for the tests" };

type Json = Record<string, unknown>;

/** What the next answers say instead of the truth. */
export interface Faults {
	metadata?: Json;
	header?: Json;
	claims?: Json;
	/** Signs with a key that the provider does not publish. */
	otherKey?: true;
	/** Changes the claims after they were signed. */
	altered?: Json;
	/** The whole ID token, or none at all. */
	idToken?: string | null;
	/** Status of the token endpoint, with a Location for a redirect. */
	tokenStatus?: number;
	/** The endpoint that never answers. */
	silent?: "discovery" | "token";
}

export interface FaultyProvider {
	readonly issuer: string;
	faults: Faults;
	/** Who signs in. */
	person: Json;
	/** What was asked, by path. */
	readonly asked: string[];
	/** Plays the person's browser at the authorization address: the way back it is given. */
	visit(authorization: string): URLSearchParams;
	stop(): Promise<void>;
}

/** @param bits of its RSA key, for an algorithm that takes one */
export async function startFaultyProvider(algorithm = "ES256", bits = 3_072): Promise<FaultyProvider> {
	const pair = () =>
		algorithm === "ES256"
			? generateKeyPairSync("ec", { namedCurve: "P-256" })
			: algorithm === "EdDSA"
				? generateKeyPairSync("ed25519")
				: generateKeyPairSync("rsa", { modulusLength: bits });
	const key = pair();
	const stranger = pair();
	const codes = new Map<string, { nonce: string; challenge: string; redirectUri: string }>();
	const asked: string[] = [];

	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? "/", "http://here");
		asked.push(pathname);
		const { faults } = provider;
		if (pathname === "/.well-known/openid-configuration") {
			if (faults.silent === "discovery") return;
			return answer(response, 200, { ...metadata(), ...faults.metadata });
		}
		if (pathname === "/jwks") {
			return answer(response, 200, { keys: [{ ...key.publicKey.export({ format: "jwk" }), kid: "one", use: "sig" }] });
		}
		if (pathname !== "/token") return answer(response, 404, {});
		let body = "";
		request.on("data", (chunk) => {
			body += chunk;
		});
		request.on("end", () => {
			if (faults.silent === "token") return;
			if (faults.tokenStatus) {
				response.setHeader("Location", `${provider.issuer}/elsewhere`);
				return answer(response, faults.tokenStatus, { error: "server_error" });
			}
			const form = new URLSearchParams(body);
			const attempt = codes.get(form.get("code") ?? "");
			codes.delete(form.get("code") ?? "");
			const challenge = createHash("sha256")
				.update(form.get("code_verifier") ?? "")
				.digest("base64url");
			const proven = credentials(request.headers.authorization) === `${CLIENT.clientId}:${CLIENT.clientSecret}`;
			if (!attempt || attempt.challenge !== challenge || attempt.redirectUri !== form.get("redirect_uri") || !proven) {
				return answer(response, 400, { error: "invalid_grant" });
			}
			const idToken = faults.idToken === undefined ? issue(attempt.nonce) : faults.idToken;
			answer(response, 200, {
				access_token: randomUUID(),
				token_type: "Bearer",
				...(idToken !== null && { id_token: idToken }),
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	function metadata(): Json {
		return {
			issuer,
			authorization_endpoint: `${issuer}/authorize`,
			token_endpoint: `${issuer}/token`,
			jwks_uri: `${issuer}/jwks`,
			response_types_supported: ["code"],
			subject_types_supported: ["public"],
			id_token_signing_alg_values_supported: ["RS256", algorithm],
			code_challenge_methods_supported: ["S256"],
		};
	}

	function issue(nonce: string): string {
		const { faults, person } = provider;
		const now = Math.floor(Date.now() / 1_000);
		const claims = { iss: issuer, aud: CLIENT.clientId, iat: now, exp: now + 300, nonce, ...person, ...faults.claims };
		const header = { alg: algorithm, kid: "one", ...faults.header };
		const signed = `${encode(header)}.${encode(claims)}`;
		const signature = signatureOf(String(header.alg), signed, faults.otherKey ? stranger.privateKey : key.privateKey);
		return `${faults.altered ? `${encode(header)}.${encode({ ...claims, ...faults.altered })}` : signed}.${signature}`;
	}

	const provider: FaultyProvider = {
		issuer,
		faults: {},
		person: {},
		asked,
		visit(authorization) {
			const { searchParams } = new URL(authorization);
			const code = randomUUID();
			codes.set(code, {
				nonce: searchParams.get("nonce") ?? "",
				challenge: searchParams.get("code_challenge") ?? "",
				redirectUri: searchParams.get("redirect_uri") ?? "",
			});
			return new URLSearchParams({ code, state: searchParams.get("state") ?? "" });
		},
		stop() {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
	return provider;
}

function answer(response: ServerResponse, status: number, body: Json): void {
	response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

function credentials(authorization: string | undefined): string {
	const words = Buffer.from(authorization?.replace(/^Basic /, "") ?? "", "base64").toString();
	return decodeURIComponent(words.replace(/\+/g, " "));
}

const encode = (part: Json) => Buffer.from(JSON.stringify(part)).toString("base64url");

function signatureOf(algorithm: string, text: string, key: KeyObject): string {
	const bytes = Buffer.from(text);
	switch (algorithm) {
		case "none":
			return "";
		case "HS256":
			return createHmac("sha256", CLIENT.clientSecret).update(bytes).digest("base64url");
		case "EdDSA":
			return sign(null, bytes, key).toString("base64url");
		case "PS256":
			return sign("sha256", bytes, { key, padding: 6, saltLength: 32 }).toString("base64url");
		case "RS256":
			return sign("sha256", bytes, key).toString("base64url");
		default:
			return sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }).toString("base64url");
	}
}
