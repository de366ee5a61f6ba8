/** Owns the threads of a criterion: what a message may be, whom it is written to, and what reopens or closes a thread. */
import { accept, type Result, refuse } from "../result";

/** Characters, at most. */
export const MESSAGE_LIMIT = 4_000;

/** People a message may name, at most: more is everybody. */
export const MENTION_LIMIT = 20;

/** a message says something, and not a book. What is refused stays on the screen of whoever wrote it. */
export function checkMessage(text: string): Result<string, "EMPTY" | "TOO_LONG"> {
	const said = text.trim();
	if (said === "") return refuse("EMPTY");
	return said.length > MESSAGE_LIMIT ? refuse("TOO_LONG") : accept(said);
}

/**
 * those of the team at work whom a message names, in the order of the team, each once. Nobody is told of what they
 * wrote themselves, and a name that is no longer of the team is left out.
 */
export function namedIn<P extends { readonly userId: string }>(
	named: readonly string[],
	team: readonly P[],
	authorId: string,
): readonly P[] {
	const wanted = new Set(named);
	const known = new Map(team.map((person) => [person.userId, person]));
	return [...known.values()].filter(({ userId }) => userId !== authorId && wanted.has(userId)).slice(0, MENTION_LIMIT);
}

export type ThreadGesture = "write" | "resolve" | "reopen";

/** the thread after a gesture: somebody who writes in a resolved thread reopens it, and no word is refused for that. */
export function resolvedAfter(resolved: boolean, gesture: ThreadGesture): boolean {
	return gesture === "write" ? false : gesture === "resolve" || (gesture !== "reopen" && resolved);
}

export interface SaidMessage {
	readonly authorId: string | null;
	readonly withdrawn: boolean;
	/** Identifiers of the people it names. */
	readonly named: readonly string[];
}

/** whether a thread still waits for that person: it is open, and a message that stands names them. */
export function awaits(
	thread: { readonly resolved: boolean; readonly messages: readonly SaidMessage[] },
	userId: string,
): boolean {
	return !thread.resolved && thread.messages.some(({ withdrawn, named }) => !withdrawn && named.includes(userId));
}

/** a message is never rewritten; whoever wrote it may take it back, whatever became of the thread. */
export function mayWithdraw({ authorId, withdrawn }: Omit<SaidMessage, "named">, userId: string): boolean {
	return authorId === userId && !withdrawn;
}
