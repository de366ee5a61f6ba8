/** Owns the answer to a try that comes too soon: 429, and when to try again, on the page and in a header. */
import { type HeadersFunction, json } from "@remix-run/node";
import { minutesToWait } from "~/domain/access/throttling";

export function throttled<T extends object>(until: Date, now: Date, shown: T) {
	const wait = minutesToWait(until, now);
	return json({ ...shown, wait }, { status: 429, headers: { "Retry-After": String(wait * 60) } });
}

/** A page exports it as `headers`: without that, Remix keeps an action's headers for itself. */
export const retryAfter: HeadersFunction = ({ actionHeaders }) => {
	const seconds = actionHeaders.get("Retry-After");
	return new Headers(seconds === null ? [] : [["Retry-After", seconds]]);
};
