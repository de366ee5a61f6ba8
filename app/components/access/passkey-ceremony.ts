/** Owns the browser's part of a passkey: ask the server what to sign, have the device sign it, hand it over. */
import type { PasskeyRefusal } from "~/domain/access/passkey";
import { paths } from "~/paths";

export type PasskeyOutcome =
	| { readonly ok: true; readonly next: string; readonly recoveryCodes: readonly string[] | null }
	| { readonly ok: false; readonly reason: PasskeyRefusal }
	/** The session is over, or too old for such a change: where to go first. */
	| { readonly ok: false; readonly reason: "ELSEWHERE"; readonly address: string };

/** Signs in, gives the second factor, or proves again who is there, according to the session. `next`: where to go then. */
export async function enterWithPasskey(next: string): Promise<PasskeyOutcome> {
	const asked = await post(paths.passkey.challenge(), {});
	if (!asked.ok) return asked;
	const { startAuthentication } = await import("@simplewebauthn/browser");
	const signed = await signing(() => startAuthentication({ optionsJSON: asked.answer.options as never }));
	return signed.ok
		? outcome(await post(paths.passkey.entry(), { next, response: JSON.stringify(signed.answer) }))
		: signed;
}

/** Makes a passkey on this device. */
export async function addPasskey(name: string): Promise<PasskeyOutcome> {
	const asked = await post(paths.account.passkeyChallenge(), {});
	if (!asked.ok) return asked;
	const { startRegistration } = await import("@simplewebauthn/browser");
	const made = await signing(() => startRegistration({ optionsJSON: asked.answer.options as never }));
	return made.ok
		? outcome(await post(paths.account.addPasskey(), { name, response: JSON.stringify(made.answer) }))
		: made;
}

type Answer = { readonly [key: string]: unknown };
type Step = { readonly ok: true; readonly answer: Answer } | Extract<PasskeyOutcome, { ok: false }>;

async function post(address: string, fields: Readonly<Record<string, string>>): Promise<Step> {
	try {
		const response = await fetch(address, {
			method: "POST",
			headers: { Accept: "application/json" },
			body: new URLSearchParams(fields),
		});
		const answer = (await response.json()) as Answer & { ok?: boolean; reason?: string };
		if (answer.ok) return { ok: true, answer };
		const here = location.pathname + location.search;
		if (answer.reason === "SIGNED_OUT") return { ok: false, reason: "ELSEWHERE", address: paths.signIn(here) };
		if (answer.reason === "PROOF_REQUIRED") {
			return { ok: false, reason: "ELSEWHERE", address: paths.account.confirm(here) };
		}
		if (answer.reason === "SECOND_FACTOR_REQUIRED") {
			return { ok: false, reason: "ELSEWHERE", address: paths.secondFactor(here) };
		}
		return { ok: false, reason: (answer.reason ?? "UNREACHABLE") as PasskeyRefusal };
	} catch {
		return { ok: false, reason: "UNREACHABLE" };
	}
}

async function signing(sign: () => Promise<unknown>): Promise<Step> {
	try {
		return { ok: true, answer: (await sign()) as Answer };
	} catch (error) {
		const { name, cause } = error as { name?: string; cause?: { name?: string } };
		const names = [name, cause?.name];
		if (names.includes("InvalidStateError")) return { ok: false, reason: "ALREADY_ADDED" };
		const gaveUp = names.includes("NotAllowedError") || names.includes("AbortError");
		return { ok: false, reason: gaveUp ? "CANCELLED" : "BROWSER_REFUSED" };
	}
}

function outcome(step: Step): PasskeyOutcome {
	if (!step.ok) return step;
	const { next, recoveryCodes } = step.answer as { next?: string; recoveryCodes?: readonly string[] | null };
	return { ok: true, next: next ?? paths.home(), recoveryCodes: recoveryCodes ?? null };
}
