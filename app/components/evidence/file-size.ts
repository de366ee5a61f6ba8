/** Owns the size of a file in words. */
import { formatNumber } from "../text/format";

/** « 3 Ko », « 1,4 Mo »: never 0. */
export function fileSize(bytes: number): string {
	if (bytes < 1024 * 1024) return `${formatNumber(Math.max(1, Math.round(bytes / 1024)))}\u00a0Ko`;
	return `${formatNumber(Math.round((bytes / 1024 / 1024) * 10) / 10)}\u00a0Mo`;
}
