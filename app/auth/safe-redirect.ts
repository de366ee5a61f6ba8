/** Owns where a person may be sent after signing in: a path of this site, nothing else. */

const NOWHERE = "http://nowhere.invalid";
const LONGEST = 2_000;

/** Returns the target as a plain local path, percent-encoded, or the fallback when it is anything else. */
export function safeRedirect(target: string | null, fallback: string): string {
	if (!target?.startsWith("/") || target.length > LONGEST) return fallback;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be refused
	if (/^\/\/|[\\\u0000-\u001f\u007f]/.test(target)) return fallback;
	if (!URL.canParse(target, NOWHERE)) return fallback;
	const url = new URL(target, NOWHERE);
	if (url.origin !== NOWHERE || url.pathname.startsWith("//")) return fallback;
	return `${url.pathname}${url.search}${url.hash}`;
}
