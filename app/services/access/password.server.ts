/** Owns password hashing: argon2id, at most two at once so that a burst of sign-ins cannot stall the server. As typed. */
import { hash, verify } from "@node-rs/argon2";

const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running >= AT_ONCE) await new Promise<void>((resume) => waiting.push(resume));
	running += 1;
	try {
		return await work();
	} finally {
		running -= 1;
		waiting.shift()?.();
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
	decoy ??= hashPassword("no account has this password");
	const against = stored ?? (await decoy);
	const fits = await inTurn(() => verify(against, password));
	return fits && stored !== null;
}
