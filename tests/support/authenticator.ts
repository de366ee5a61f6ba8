/** Owns an authenticator made of software: makes passkeys and signs with them as a device would, and wrongly on request. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();
const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");

export interface Circumstances {
	readonly challenge: string;
	/** Of the page that asks. */
	readonly origin: string;
	/** The name the key is bound to. */
	readonly host: string;
	/** Whether the device checked who holds it; true unless told. */
	readonly verified?: boolean;
	/** What the key says of its uses; one more each time unless told. */
	readonly counter?: number;
}

export type Algorithm = "ES256" | "EdDSA" | "RS256";

export class SoftwareAuthenticator {
	readonly id = base64url(randomBytes(32));
	private readonly keys: { publicKey: KeyObject; privateKey: KeyObject };
	private uses = 0;

	constructor(
		readonly userHandle: string,
		private readonly algorithm: Algorithm = "ES256",
	) {
		this.keys =
			algorithm === "ES256"
				? generateKeyPairSync("ec", { namedCurve: "P-256" })
				: algorithm === "EdDSA"
					? generateKeyPairSync("ed25519")
					: generateKeyPairSync("rsa", { modulusLength: 2048 });
	}

	/** What `navigator.credentials.create` gives. */
	register(circumstances: Circumstances) {
		const credential = Buffer.from(this.id, "base64url");
		const attested = Buffer.concat([
			Buffer.alloc(16),
			Buffer.from([credential.length >> 8, credential.length & 255]),
			credential,
			cbor(this.coseKey()),
		]);
		const authData = Buffer.concat([this.authenticatorData({ counter: 0, ...circumstances }, 0x40), attested]);
		const attestation = new Map<string, unknown>([
			["fmt", "none"],
			["attStmt", new Map()],
			["authData", authData],
		]);
		return {
			...this.envelope(),
			response: {
				clientDataJSON: clientData("webauthn.create", circumstances),
				attestationObject: base64url(cbor(attestation)),
				transports: ["internal", "carrier-pigeon"],
			},
		};
	}

	/** What `navigator.credentials.get` gives. */
	authenticate(circumstances: Circumstances) {
		const authenticatorData = this.authenticatorData(circumstances, 0);
		const clientDataJSON = clientData("webauthn.get", circumstances);
		const signed = Buffer.concat([authenticatorData, sha256(Buffer.from(clientDataJSON, "base64url"))]);
		return {
			...this.envelope(),
			response: {
				clientDataJSON,
				authenticatorData: base64url(authenticatorData),
				signature: base64url(sign(this.algorithm === "EdDSA" ? null : "sha256", signed, this.keys.privateKey)),
				userHandle: base64url(this.userHandle),
			},
		};
	}

	private envelope() {
		return { id: this.id, rawId: this.id, type: "public-key", clientExtensionResults: {} } as const;
	}

	private authenticatorData({ host, verified = true, counter }: Circumstances, flags: number): Buffer {
		this.uses = counter ?? this.uses + 1;
		const counted = Buffer.alloc(4);
		counted.writeUInt32BE(this.uses);
		return Buffer.concat([sha256(host), Buffer.from([flags | 1 | (verified ? 4 : 0)]), counted]);
	}

	private coseKey(): Map<number, unknown> {
		const jwk = this.keys.publicKey.export({ format: "jwk" });
		const part = (name: "x" | "y" | "n" | "e") => Buffer.from(jwk[name] ?? "", "base64url");
		const entries: { readonly [A in Algorithm]: readonly [number, unknown][] } = {
			ES256: [
				[1, 2],
				[3, -7],
				[-1, 1],
				[-2, part("x")],
				[-3, part("y")],
			],
			EdDSA: [
				[1, 1],
				[3, -8],
				[-1, 6],
				[-2, part("x")],
			],
			RS256: [
				[1, 3],
				[3, -257],
				[-1, part("n")],
				[-2, part("e")],
			],
		};
		return new Map(entries[this.algorithm]);
	}
}

function clientData(type: string, { challenge, origin }: Circumstances): string {
	return base64url(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** The few shapes of CBOR a passkey needs: integers, bytes, texts, maps. */
function cbor(value: unknown): Buffer {
	if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
	if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
	if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
	if (value instanceof Map) {
		return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)])]);
	}
	throw new Error(`no CBOR for ${typeof value}`);
}

function head(major: number, length: number): Buffer {
	if (length < 24) return Buffer.from([(major << 5) | length]);
	if (length < 256) return Buffer.from([(major << 5) | 24, length]);
	return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}
