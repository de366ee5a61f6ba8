/**
 * Owns password hashing: argon2id, at most two at once so that a burst of sign-ins cannot stall the server, and a queue that
 * stays short: beyond it nobody waits for nothing. As typed.
 */
import { hash, verify } from "@node-rs/argon2";

const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const WAITING_AT_MOST = 50;

/** More passwords at the same time than the server can look at: this one was not. */
export class TooBusyError extends Error {}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running < AT_ONCE) running += 1;
	else if (waiting.length >= WAITING_AT_MOST) throw new TooBusyError();
	else await new Promise<void>((takeOver) => waiting.push(takeOver));
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running -= 1;
	}
}

/** PHC string, salt included. */
export function hashPassword(password: string): Promise<string> {
	return inTurn(() => hash(password, ARGON2ID));
}

/** Stands in for an unknown address, so that it takes as long as a known one. */
let decoy: Promise<string> | undefined;

/** Whether the password fits. `null` (no such account) takes the same time and is always false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
	decoy ??= hash("no account has this password", ARGON2ID);
	const against = stored ?? (await decoy);
	const fits = await inTurn(() => verify(against, password));
	return fits && stored !== null;
}
