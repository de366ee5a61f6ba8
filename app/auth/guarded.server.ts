/**
 * Owns the door of every loader and action: who is asking, which policy is at stake, in which transaction, and how a denial
 * is answered. `guarded("assessment.read", …)` needs a signed-in person; `openDoor(why, …)` is for anyone. A door without one
 * of the two fails the build (server/doors.server.ts).
 */
import { type ActionFunctionArgs, type AppLoadContext, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { onBehalfOf } from "~/db/transaction.server";
import type { Action } from "~/domain/access/actions";
import type { Actor } from "~/domain/access/roles";
import { owesSecondFactor, type SecondFactorDuty, secondFactorDuty } from "~/domain/access/second-factor-duty";
import { isProofFresh } from "~/domain/access/session-life";
import { paths } from "~/paths";
import { TooBusyError } from "~/services/access/password.server";
import { recordSecurityEvent } from "~/services/access/record-security-event.server";
import type { Session, SignedIn } from "~/services/access/session.server";
import type { Received } from "~/services/evidence/evidence-storage";
import { CutUploadError } from "~/services/evidence/receive-files.server";
import { askedActions, ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { currentSession } from "./current-session.server";

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/** What the server offers to a door, but for the database: that comes with the person, in `useCase`. */
export type Platform = Pick<
	AppLoadContext,
	| "clock"
	| "publicOrigin"
	| "demo"
	| "reference"
	| "arrival"
	| "secrets"
	| "secondFactor"
	| "sendsMail"
	| "oidc"
	| "root"
	| "evidence"
	| "live"
>;

export interface GuardedArgs {
	readonly request: Request;
	readonly params: Readonly<Record<string, string | undefined>>;
	readonly useCase: UseCase;
	readonly url: URL;
	readonly session: Session;
	readonly hasSecondFactor: boolean;
	readonly duty: SecondFactorDuty;
	readonly platform: Platform;
	/** The form and its files, at a door that receives files; null for a form without. */
	readonly received: Received | null;
}

/** The policy a door declares: one action, one of several, the person's own affairs, or nobody's (`open`). */
export type DoorPolicy = Action | readonly Action[] | "self" | "open";

export type Door<A, T> = ((args: A) => Promise<T>) & { readonly policy: DoorPolicy; readonly receives?: boolean };

export interface DoorOptions {
	/** Opens before a second factor that is due was set up: where it is set up, and the way out. */
	readonly beforeSecondFactor?: true;
	/**
	 * Needs a proof of identity of the last minutes: before a change that would let somebody else in. On a page that also
	 * opens by GET: people come back to it.
	 */
	readonly freshProof?: true;
	/** Files come with the form: received, and looked at, before the transaction begins. `parts`: of a file in several. */
	readonly receives?: true | "parts";
	/** Asked by an open page by itself, whoever is in front of it: does not make the session last. */
	readonly unattended?: true;
	/** Whoever may not read it is not told that it exists: the answer is the same as when there is nothing there. */
	readonly hidden?: true;
}

/**
 * `self` covers what any signed-in person may do about themselves. Whatever the answer does happens in one transaction on
 * behalf of the person, read-only for a page that is read; what it throws undoes it.
 */
export function guarded<T>(
	policy: Action | readonly Action[] | "self",
	answer: (args: GuardedArgs) => Promise<T>,
	options: DoorOptions = {},
): Door<Args, T> {
	const door = async ({ request, params, context }: Args): Promise<T> => {
		const now = context.clock();
		const url = new URL(request.url);
		const signedIn = await currentSession(request, context, options.unattended);
		if (!signedIn) throw options.hidden ? notFound() : signInFirst(request, url);
		const { session, hasSecondFactor } = signedIn;
		const duty = dutyOf(signedIn, context, now);
		if (owesSecondFactor(session, hasSecondFactor)) {
			throw elsewhere(request, "SECOND_FACTOR_REQUIRED", paths.secondFactor(nextAddress(request, url)));
		}
		if (duty.kind === "required" && !hasSecondFactor && !options.beforeSecondFactor) {
			throw elsewhere(request, "SECOND_FACTOR_REQUIRED", paths.account.security());
		}
		if (options.freshProof && !isProofFresh(session.provenAt, now)) {
			throw elsewhere(request, "PROOF_REQUIRED", paths.account.confirm(`${url.pathname}${url.search}`));
		}
		// An object of this door's own: which actions it asks the policy about is told apart from the other loaders'.
		const actor: Actor = { ...signedIn.actor };
		const access = request.method === "GET" || request.method === "HEAD" ? "read" : "write";
		const received = options.receives && access === "write" ? await receiveForm(context, actor.userId, options) : null;
		try {
			return await onBehalfOf(context.db, actor.userId, access, async (db) => {
				const { db: _, nonce: __, receive: ___, ...platform } = context;
				const given = { request, params, url, session, hasSecondFactor, duty, platform, received };
				const answered = await answer({ ...given, useCase: { db, actor, now } });
				requireAsked(policy, actor, answered);
				return answered;
			});
		} catch (error) {
			if (error instanceof NotFoundError || error instanceof ForbiddenError) {
				await recordSecurityEvent(context.db, context.arrival, "accessDenied", actor.userId, false);
			}
			throw options.hidden && error instanceof ForbiddenError ? notFound() : asResponse(error);
		}
	};
	return Object.assign(door, { policy, receives: options.receives !== undefined });
}

/** A door for anyone, and why: what is public, and how one becomes somebody. */
export function openDoor<A extends Args, T>(_why: string, answer: (args: A) => Promise<T>): Door<A, T> {
	return Object.assign((args: A) => answer(args), { policy: "open" as const });
}

export function dutyOf({ actor, accountCreatedAt }: SignedIn, context: AppLoadContext, now: Date): SecondFactorDuty {
	if (!context.secondFactor.enforced) return { kind: "optional" };
	const roles = actor.grants.map(({ role }) => role);
	return secondFactorDuty(roles, accountCreatedAt, now, context.secondFactor.managerGraceDays);
}

/** A door that answers without having asked the policy it declares is a mistake of ours: it answers nothing. */
function requireAsked(policy: Exclude<DoorPolicy, "open">, actor: Actor, answered: unknown): void {
	if (policy === "self") return;
	if (answered instanceof Response && answered.status >= 400) return;
	const declared = typeof policy === "string" ? [policy] : policy;
	if (declared.some((action) => askedActions(actor).has(action))) return;
	throw new Error(
		`the door declares ${declared.join(", ")} and asked ${[...askedActions(actor)].join(", ") || "nothing"}`,
	);
}

/** Where to come back to: only a page can be opened again. */
function nextAddress(request: Request, url: URL): string | undefined {
	return request.method === "GET" ? `${url.pathname}${url.search}` : undefined;
}

function signInFirst(request: Request, url: URL): Response {
	if (wantsJson(request)) return refusal(401, "SIGNED_OUT");
	return redirect(paths.signIn(nextAddress(request, url)));
}

function elsewhere(request: Request, reason: string, address: string): Response {
	return wantsJson(request) ? refusal(403, reason) : redirect(address);
}

/** Before the transaction: a slow sender keeps nobody waiting. */
async function receiveForm(
	context: AppLoadContext,
	userId: string,
	{ receives }: DoorOptions,
): Promise<Received | null> {
	try {
		return await context.receive(userId, receives === "parts");
	} catch (error) {
		if (!(error instanceof CutUploadError)) throw error;
		throw new Response("L’envoi a été coupé : rien n’a été enregistré. Recommencez.", { status: 400 });
	}
}

function wantsJson(request: Request): boolean {
	return /application\/json|text\/event-stream/.test(request.headers.get("Accept") ?? "");
}

function refusal(status: number, reason: string): Response {
	return new Response(JSON.stringify({ ok: false, reason }), {
		status,
		headers: { "Content-Type": "application/json; charset=utf-8" },
	});
}

function notFound(): Response {
	return new Response("Introuvable", { status: 404 });
}

/** The one place where a typed denial becomes an HTTP answer. */
function asResponse(error: unknown): unknown {
	if (error instanceof NotFoundError) return notFound();
	if (error instanceof TooBusyError) {
		return new Response("Trop de demandes à la fois", { status: 503, headers: { "Retry-After": "60" } });
	}
	if (error instanceof ForbiddenError) return new Response("Accès refusé", { status: 403 });
	return error;
}
