/** Owns the session cookie. */
import { cookieName, readCookie, writeCookie } from "./cookie.server";

const NAME = "label_session";

export function readSessionCookie(request: Request, publicOrigin: string): string | null {
	const value = readCookie(request, cookieName(NAME, publicOrigin));
	return value && /^[\w-]{43}$/.test(value) ? value : null;
}

/** Value of `Set-Cookie`; a null token clears the cookie. */
export function writeSessionCookie(token: string | null, publicOrigin: string): string {
	return writeCookie(NAME, token ?? "", publicOrigin, token === null ? 0 : null);
}
