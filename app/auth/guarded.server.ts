/**
 * Owns the door of every loader and action: who is asking, which policy is at stake, and how a denial is answered.
 * `guarded("assessment.read", …)` needs a signed-in person; public pages have a plain loader.
 */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { Action } from "~/domain/access/can";
import { paths } from "~/paths";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { currentActor } from "./current-actor.server";

type Args = LoaderFunctionArgs | ActionFunctionArgs;

export interface GuardedArgs {
	readonly request: Request;
	readonly params: Readonly<Record<string, string | undefined>>;
	readonly useCase: UseCase;
	readonly url: URL;
}

export type Guarded<T> = ((args: Args) => Promise<T>) & { readonly policy: Action | "self" };

/** `self` covers what any signed-in person may do about themselves. */
export function guarded<T>(policy: Action | "self", answer: (args: GuardedArgs) => Promise<T>): Guarded<T> {
	const door = async ({ request, params, context }: Args): Promise<T> => {
		const now = context.clock();
		const actor = await currentActor(request, context);
		const url = new URL(request.url);
		if (!actor) throw signInFirst(request, url);
		try {
			return await answer({ request, params, url, useCase: { db: context.db, actor, now } });
		} catch (error) {
			throw asResponse(error);
		}
	};
	return Object.assign(door, { policy });
}

function signInFirst(request: Request, url: URL): Response {
	if (request.headers.get("Accept")?.includes("application/json")) {
		return new Response(JSON.stringify({ ok: false, reason: "SIGNED_OUT" }), {
			status: 401,
			headers: { "Content-Type": "application/json" },
		});
	}
	return redirect(request.method === "GET" ? paths.signIn(`${url.pathname}${url.search}`) : paths.signIn());
}

/** The one place where a typed denial becomes an HTTP answer. */
export function asResponse(error: unknown): unknown {
	if (error instanceof NotFoundError) return new Response("Introuvable", { status: 404 });
	if (error instanceof ForbiddenError) return new Response("Accès refusé", { status: 403 });
	return error;
}
