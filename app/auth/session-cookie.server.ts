/** Owns the session cookie: `__Host-` and Secure as soon as the public address is https. */
const PLAIN = "label_session";
const SECURE = "__Host-label_session";

function isSecure(publicOrigin: string): boolean {
	return publicOrigin.startsWith("https://");
}

export function readSessionCookie(request: Request, publicOrigin: string): string | null {
	const name = isSecure(publicOrigin) ? SECURE : PLAIN;
	for (const part of request.headers.get("Cookie")?.split(";") ?? []) {
		const [key, value] = part.trim().split("=", 2);
		if (key === name && value && /^[\w-]{43}$/.test(value)) return value;
	}
	return null;
}

/** Value of `Set-Cookie`; a null token clears the cookie. */
export function writeSessionCookie(token: string | null, publicOrigin: string): string {
	const secure = isSecure(publicOrigin);
	const life = token === null ? "; Max-Age=0" : "";
	return `${secure ? SECURE : PLAIN}=${token ?? ""}; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}${life}`;
}
