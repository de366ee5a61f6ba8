/**
 * Owns the way into Remix and back: a request whose address is the public one whatever the Host header says, and answers
 * that never speak of internals.
 */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { Request, RequestHandler, Response } from "express";
import { refuse } from "./guards.server";
import { narrowBuild } from "./narrow-build.server";
import { receivesFiles, routeOf } from "./route-pattern.server";

interface Way {
	readonly getBuild: () => Promise<ServerBuild>;
	readonly mode: "production" | "development";
	readonly publicOrigin: () => string;
	readonly contextOf: (request: Request, response: Response) => AppLoadContext;
}

/** Judged by our own guards already, or of no use to a page. */
const LEFT_OUT = new Set(["host", "origin", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-for", "forwarded"]);

export function remixHandler({ getBuild, mode, publicOrigin, contextOf }: Way): RequestHandler {
	return async (request, response, next) => {
		try {
			const url = new URL(publicOrigin() + request.originalUrl);
			const build = narrowBuild(await getBuild(), url.pathname);
			response.locals.route = routeOf(build.routes, url.pathname);
			if (response.locals.upload && !receivesFiles(build.routes, url.pathname)) {
				return refuse(request, response, 415, "Cette page ne reçoit pas de fichier : rien n’a été enregistré.");
			}
			const answer = await handlerOf(build, mode)(webRequest(request, response, url), contextOf(request, response));
			await send(response, inFrench(answer, request, response.locals.reference as string));
		} catch (error) {
			next(error);
		}
	};
}

const handlers = new WeakMap<ServerBuild, ReturnType<typeof createRequestHandler>>();

function handlerOf(build: ServerBuild, mode: Way["mode"]) {
	const handler = handlers.get(build) ?? createRequestHandler(build, mode);
	handlers.set(build, handler);
	return handler;
}

function webRequest(request: Request, response: Response, url: URL): globalThis.Request {
	const gone = new AbortController();
	response.once("close", () => {
		if (!response.writableFinished) gone.abort();
	});
	const headers = new Headers();
	for (const [name, value] of Object.entries(request.headers)) {
		if (value === undefined || LEFT_OUT.has(name)) continue;
		headers.set(name, Array.isArray(value) ? value.join(", ") : value);
	}
	const body = (response.locals.body as Buffer | undefined)?.toString("utf8");
	return new globalThis.Request(url, { method: request.method, headers, body, signal: gone.signal });
}

async function send(response: Response, answer: globalThis.Response): Promise<void> {
	const kind = answer.headers.get("Content-Type") ?? "";
	const flowing = answer.headers.has("Content-Length") || /^(application\/zip$|text\/event-stream)/.test(kind);
	const flows = flowing && answer.body !== null;
	const body = flows || answer.body === null ? null : Buffer.from(await answer.arrayBuffer());
	// The person left, or was told that it takes too long.
	if (response.headersSent || response.destroyed) return;
	response.status(answer.status);
	for (const [name, value] of answer.headers) {
		if (name === "set-cookie") response.append(name, value);
		else response.set(name, value);
	}
	if (flows) await flow(answer.body as ReadableStream, response);
	else if (body === null) response.end();
	else response.end(body);
}

/** A file as it is read, events as they happen: never whole in memory. Whoever leaves meanwhile cuts the reading short. */
async function flow(body: ReadableStream, response: Response): Promise<void> {
	// Log, limits, compression and this one listen to the end of the answer: more than Node expects.
	response.setMaxListeners(20);
	await pipeline(Readable.fromWeb(body), response).catch(() => response.destroy());
}

/** Remix's own words are English, for developers: pages have theirs (PageFailure), anything else gets ours. */
function inFrench(answer: globalThis.Response, request: Request, reference: string): globalThis.Response {
	const { status, headers } = answer;
	const ofRemix = headers.has("X-Remix-Error");
	const isEmpty = status >= 400 && answer.body === null && request.method !== "HEAD";
	const isPage = headers.get("Content-Type")?.startsWith("text/html") ?? false;
	if (isPage || !(ofRemix || isEmpty || status >= 500)) return answer;
	const said = failureText(status, reference);
	const kept = new Headers(ofRemix ? { "X-Remix-Error": "yes" } : {});
	if (!ofRemix && !request.get("Accept")?.includes("application/json")) {
		kept.set("Content-Type", "text/plain; charset=utf-8");
		return new globalThis.Response(said, { status, headers: kept });
	}
	kept.set("Content-Type", "application/json; charset=utf-8");
	const told = JSON.stringify({ ok: false, reason: "FAILED", message: said, reference });
	return new globalThis.Response(told, { status, headers: kept });
}

export function failureText(status: number, reference: string): string {
	if (status >= 500) {
		return `Une erreur est survenue de notre côté. Rien de ce qui était enregistré n’est perdu. Référence : ${reference}`;
	}
	return `Cette demande n’existe pas ici : rien n’a été modifié. Référence : ${reference}`;
}
