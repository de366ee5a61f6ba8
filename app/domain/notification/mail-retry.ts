/** Owns how often an e-mail is handed over again, and when one gives up. */

export const MAIL_ATTEMPTS = 8;

const MINUTE = 60_000;
const FIRST_MINUTES = 1;
const FACTOR = 4;
const LONGEST_MINUTES = 6 * 60;

/**
 * When to try again after the given attempt (1 for the first one): 1, 4, 16, 64, 256 minutes, then every 6 hours: 8 attempts
 * in 18 hours. It is also how long an attempt under way is left alone, should the server die meanwhile.
 */
export function nextAttemptAt(attempt: number, now: Date): Date {
	const minutes = Math.min(FIRST_MINUTES * FACTOR ** (attempt - 1), LONGEST_MINUTES);
	return new Date(now.getTime() + minutes * MINUTE);
}
