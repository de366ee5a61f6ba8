/**
 * Owns the trimming of what a document carries twice. A loader may put long texts under `sentOnce`: they are in the HTML
 * already, so they are left out of the data that Remix repeats for the browser. See components/text/printed.tsx.
 */
import type { EntryContext } from "@remix-run/node";

const ESCAPES: Record<string, string> = {
	"&": "\\u0026",
	">": "\\u003e",
	"<": "\\u003c",
	"\u2028": "\\u2028",
	"\u2029": "\\u2029",
};

interface Handoff {
	state?: { loaderData?: Record<string, unknown> };
}

export function withoutSentOnce(context: EntryContext): EntryContext {
	const loaderData = context.staticHandlerContext.loaderData;
	const routes = Object.keys(loaderData).filter((id) => hasSentOnce(loaderData[id]));
	if (routes.length === 0 || !context.serverHandoffString) return context;
	const handoff = JSON.parse(context.serverHandoffString) as Handoff;
	for (const id of routes) {
		const data = handoff.state?.loaderData?.[id];
		if (hasSentOnce(data)) data.sentOnce = null;
	}
	const serverHandoffString = JSON.stringify(handoff).replace(/[&><\u2028\u2029]/g, (sign) => ESCAPES[sign] ?? sign);
	return { ...context, serverHandoffString };
}

function hasSentOnce(data: unknown): data is { sentOnce: unknown } {
	return typeof data === "object" && data !== null && "sentOnce" in data;
}
