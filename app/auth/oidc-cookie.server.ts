/** Owns the cookie of a sign-in under way at the identity provider: this browser began it. */
import { OIDC_ATTEMPT_SECONDS } from "~/services/access/start-oidc-sign-in.server";
import { cookieName, readCookie, writeCookie } from "./cookie.server";

const NAME = "label_oidc";

export function readOidcCookie(request: Request, publicOrigin: string): string | null {
	const value = readCookie(request, cookieName(NAME, publicOrigin));
	return value && /^[\w-]{43}$/.test(value) ? value : null;
}

/** Value of `Set-Cookie`; a null token clears the cookie. */
export function writeOidcCookie(token: string | null, publicOrigin: string): string {
	return writeCookie(NAME, token ?? "", publicOrigin, token === null ? 0 : OIDC_ATTEMPT_SECONDS);
}
