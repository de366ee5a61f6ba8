/** Owns under which name passkeys are made: the host of the public address, when browsers accept one there. */

export interface RelyingParty {
	/** The host name passkeys are bound to, for ever: another address of the same site can't use them. */
	readonly id: string;
	readonly origin: string;
}

const NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/;

/**
 * Null where no browser makes a passkey: an IP address, a host without a domain, or plain http anywhere but on localhost.
 * @param publicOrigin e.g. `https://label.example`
 */
export function relyingParty(publicOrigin: string): RelyingParty | null {
	const { protocol, hostname, origin } = new URL(publicOrigin);
	if (hostname === "localhost") return { id: hostname, origin };
	return protocol === "https:" && NAME.test(hostname) ? { id: hostname, origin } : null;
}

/** The same server by a name passkeys accept, when it is reached by the loopback address: `http://localhost:3000`. */
export function localOrigin(publicOrigin: string): string | null {
	const url = new URL(publicOrigin);
	if (url.hostname !== "127.0.0.1" && url.hostname !== "[::1]") return null;
	url.hostname = "localhost";
	return url.origin;
}
