/** Owns whether a version found in the files, and never published, can be published. */
import type { ParsedStandard } from "./parse-standard";
import { byVersion } from "./version-number";

export const WAITING_REFUSALS = ["OLDER", "BROKEN", "PREVIOUS_WAITING", "NOT_YET"] as const;
/** Older than a published one; wrong in itself or in its lineage; another goes first; dated in the future. */
export type WaitingRefusal = (typeof WAITING_REFUSALS)[number];

/**
 * Null when it can be published today.
 * @param published numbers already published of the same référentiel
 * @param waitingBefore the number just before it among those that wait
 * @param today ISO date, in Paris
 * Source: R-88, product 1.
 */
export function judgeWaiting(
	version: string,
	parsed: ParsedStandard,
	published: readonly string[],
	waitingBefore: string | undefined,
	today: string,
): WaitingRefusal | null {
	if (published.some((one) => byVersion(one, version) > 0)) return "OLDER";
	if (!parsed.ok) return "BROKEN";
	if (waitingBefore !== undefined) return "PREVIOUS_WAITING";
	return parsed.value.publishedOn > today ? "NOT_YET" : null;
}
