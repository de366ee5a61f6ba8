/** Owns the HTML of a document: rendered to one buffer, then sent whole (2 to 3 times more requests served than React's chunks). */
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "~/components/layout/nonce-context";
import { logFailure } from "~/server/log.server";
import { withoutSentOnce } from "~/server/sent-once.server";

export { requireDeclaredDoors } from "~/server/doors.server";
export { startServer } from "~/server/start-server.server";

export default async function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	remixContext: EntryContext,
	context: AppLoadContext,
): Promise<Response> {
	const html = await render(request.url, withoutSentOnce(remixContext), context.nonce);
	headers.set("Content-Type", "text/html; charset=utf-8");
	return new Response(html, { status, headers });
}

function render(url: string, remixContext: EntryContext, nonce: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const body = new PassThrough();
		const { pipe, abort } = renderToPipeableStream(
			<NonceContext.Provider value={nonce}>
				<RemixServer context={remixContext} url={url} abortDelay={5000} />
			</NonceContext.Provider>,
			{
				nonce,
				onAllReady() {
					clearTimeout(tooLong);
					pipe(body);
					text(body).then(resolve, reject);
				},
				onShellError: reject,
				onError: reject,
			},
		);
		const tooLong = setTimeout(abort, 10_000);
	});
}

/** Unexpected errors only: a thrown Response never comes here, and an address that leads nowhere is no failure of ours. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
	if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
	logFailure({ reference: context.reference, method: request.method, route: context.route }, error);
}
