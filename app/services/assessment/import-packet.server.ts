/** Owns what goes with the report of an import and comes back with its confirmation: the touched rows, read again as strictly as any form. */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import { COMMENT_LIMIT, REASON_LIMIT } from "~/domain/assessment/answer-record";
import type { OfflineAnswer } from "~/domain/assessment/read-answer-sheet";
import type { Level } from "~/domain/standard/standard";
import { rowVersion } from "../row-version";

/** A form is 1 MB at most. */
const PACKED_LIMIT = 900_000;
const UNPACKED_LIMIT = 8 * 1024 * 1024;
const ROWS = 2_000;

const rows = z
	.array(
		z.strictObject({
			row: z.number().int().min(1).max(1_048_576),
			criterionId: z.string().max(40),
			version: rowVersion,
			level: z
				.number()
				.int()
				.min(0)
				.max(3)
				.transform((level) => level as Level)
				.nullable(),
			notApplicable: z.boolean(),
			reason: z.string().max(REASON_LIMIT),
			comment: z.string().max(COMMENT_LIMIT),
			confirmed: z.boolean(),
		}),
	)
	.max(ROWS);

/** Null when it would not fit in a form. */
export function packRows(touched: readonly OfflineAnswer[]): string | null {
	const packed = deflateRawSync(JSON.stringify(touched)).toString("base64url");
	return packed.length > PACKED_LIMIT ? null : packed;
}

/** Null when it is not what a report holds. */
export function unpackRows(packet: string): readonly OfflineAnswer[] | null {
	try {
		const text = inflateRawSync(Buffer.from(packet, "base64url"), { maxOutputLength: UNPACKED_LIMIT }).toString("utf8");
		return rows.safeParse(JSON.parse(text)).data ?? null;
	} catch {
		return null;
	}
}
