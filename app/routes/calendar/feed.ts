/** The private calendar feed of a person, as an agenda reads it again and again. */
import { openDoor } from "~/auth/guarded.server";
import { paths } from "~/paths";
import { readFeed } from "~/services/calendar/read-feed.server";

export const loader = openDoor("the secret address is the key", async ({ request, params, context }) => {
	const { db, secrets, arrival, publicOrigin } = context;
	const token = (params.file ?? "").replace(/\.ics$/, "");
	const read = await readFeed(db, secrets, token, arrival, (auditId) => publicOrigin + paths.audits.one(auditId));
	if (!read.ok && read.reason === "THROTTLED") {
		const seconds = Math.ceil((read.details.until.getTime() - arrival.now.getTime()) / 1000);
		return new Response("Trop de lectures", { status: 429, headers: { "Retry-After": String(Math.max(1, seconds)) } });
	}
	if (!read.ok) return new Response("Introuvable", { status: 404 });
	const { content, etag } = read.value;
	const headers = { ETag: etag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex" };
	if (knows(request.headers.get("If-None-Match"), etag)) return new Response(null, { status: 304, headers });
	return new Response(content, {
		headers: {
			...headers,
			"Content-Type": "text/calendar; charset=utf-8",
			"Content-Disposition": 'inline; filename="label-cae.ics"',
		},
	});
});

/** A list of tags, weak ones too. */
function knows(sent: string | null, etag: string): boolean {
	return (sent ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}
