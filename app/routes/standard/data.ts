/** A version whole, as JSON: what criteria/README.md documents. A published version never changes: it may be kept. */
import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { openDoor } from "~/auth/guarded.server";
import { findStandardData } from "~/services/standard/find-standard-data.server";

export const loader = openDoor(
	"the rules of a label are public",
	async ({ request, params, context }: LoaderFunctionArgs) => {
		const found = await findStandardData(context.db, params.version ?? "");
		if (!found) {
			return json(
				{ error: "UNKNOWN_VERSION", message: "Cette version du référentiel n’est pas publiée." },
				{ status: 404, headers: { "Cache-Control": "no-store" } },
			);
		}
		// Weak: the same content, compressed or not.
		const tag = `W/"${found.data.format.split("/").at(-1)}-${found.contentHash}"`;
		const headers = {
			ETag: tag,
			"Cache-Control": "public, max-age=3600",
			"Content-Disposition": `inline; filename="${found.fileName}"`,
		};
		if (asksFor(request, tag)) return new Response(null, { status: 304, headers });
		return new Response(`${JSON.stringify(found.data, null, "\t")}\n`, {
			headers: { ...headers, "Content-Type": "application/json; charset=utf-8" },
		});
	},
);

function asksFor(request: Request, tag: string): boolean {
	const known = request.headers.get("If-None-Match") ?? "";
	return known.split(",").some((one) => one.trim() === tag || one.trim() === tag.slice(2));
}
