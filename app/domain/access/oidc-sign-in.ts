/** Owns what an identity provider's word is worth here. See docs/security.md. */
import { readEmailAddress } from "./email-address";

export type OidcRefusal =
	/** No attempt of this browser is under way: already answered, too old, or begun elsewhere. */
	| "EXPIRED"
	/** The person or the provider said no. */
	| "DENIED"
	/** What came back does not hold: state, nonce, signature, issuer, audience, dates. */
	| "REFUSED"
	| "UNREACHABLE"
	/** No account to open, or the provider does not vouch for the address. */
	| "UNKNOWN";

/**
 * The address that the provider says it verified, in lower case; null when it does not say so in so many words.
 * @param claims of an ID token whose signature was verified
 */
export function vouchedAddress(claims: { readonly email?: unknown; readonly email_verified?: unknown }): string | null {
	if (claims.email_verified !== true || typeof claims.email !== "string") return null;
	return readEmailAddress(claims.email);
}
