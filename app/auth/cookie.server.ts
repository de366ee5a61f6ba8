/** Owns the flags of our cookies: out of reach of scripts and other sites; `__Host-` and Secure as soon as the public address is https. */

function isSecure(publicOrigin: string): boolean {
	return publicOrigin.startsWith("https://");
}

export function cookieName(name: string, publicOrigin: string): string {
	return isSecure(publicOrigin) ? `__Host-${name}` : name;
}

export function readCookie(request: Request, name: string): string | null {
	for (const part of request.headers.get("Cookie")?.split(";") ?? []) {
		const [key, value] = part.trim().split("=", 2);
		if (key === name && value) return value;
	}
	return null;
}

/**
 * Value of `Set-Cookie`.
 * @param seconds how long the browser keeps it; null: until it is closed
 */
export function writeCookie(name: string, value: string, publicOrigin: string, seconds: number | null): string {
	const secure = isSecure(publicOrigin) ? "; Secure" : "";
	const life = seconds === null ? "" : `; Max-Age=${seconds}`;
	return `${cookieName(name, publicOrigin)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}${life}`;
}
