/** Owns the answer that anyone may keep: a published version never changes. Whoever has it already is not sent it again. */

/** @param tag names the content and its form. Weak: the same content, compressed or not. */
export async function lastingAnswer(
	request: Request,
	tag: string,
	headers: Readonly<Record<string, string>>,
	body: () => Promise<BodyInit> | BodyInit,
): Promise<Response> {
	const kept = { ETag: `W/"${tag}"`, "Cache-Control": "public, max-age=3600" };
	const known = (request.headers.get("If-None-Match") ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
	if (known.includes(`"${tag}"`)) return new Response(null, { status: 304, headers: kept });
	return new Response(await body(), { headers: { ...kept, ...headers } });
}
