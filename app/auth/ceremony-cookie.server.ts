/** Owns the cookie of a passkey challenge under way: gone after five minutes, or as soon as it was answered. */
import { CEREMONY_MINUTES } from "~/services/access/ceremony.server";
import { cookieName, readCookie, writeCookie } from "./cookie.server";

const NAME = "label_ceremony";

export function readCeremonyCookie(request: Request, publicOrigin: string): string | null {
	const token = readCookie(request, cookieName(NAME, publicOrigin));
	return token && /^[\w-]{43}$/.test(token) ? token : null;
}

/** Value of `Set-Cookie`; a null token clears the cookie. */
export function writeCeremonyCookie(token: string | null, publicOrigin: string): string {
	return writeCookie(NAME, token ?? "", publicOrigin, token === null ? 0 : CEREMONY_MINUTES * 60);
}
