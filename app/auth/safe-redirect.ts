/** Owns where a person may be sent after signing in: a path of this site, nothing else. */

/** Returns the target when it is a plain local path, else the fallback. */
export function safeRedirect(target: string | null, fallback: string): string {
	if (!target?.startsWith("/") || target.startsWith("//") || target.includes("\\")) return fallback;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be refused
	return /[\u0000-\u001f\u007f]/.test(target) ? fallback : target;
}
