/** Owns what can be asked of the network's page. An unknown wish is dropped, never an error: an old link still opens. */
import { z } from "zod";
import { MEASURES } from "~/domain/network/rate";
import { SCORE_STAGES } from "~/domain/network/stage";
import { WHOLE_DOMAIN } from "~/domain/network/summary";

/** Filter value for what is not known. */
export const NOT_GIVEN = "non-renseigne";

const wish = z.object({
	year: z.coerce.number().int().min(1900).max(2199).optional().catch(undefined),
	region: z.string().min(1).max(100).optional().catch(undefined),
	sector: z.string().min(1).max(100).optional().catch(undefined),
	stage: z.enum(SCORE_STAGES).default("declared").catch("declared"),
	measure: z.enum(MEASURES).default("conformity").catch("conformity"),
	/** A domain code, `*`, or `name`. */
	order: z.string().min(1).max(20).default(WHOLE_DOMAIN).catch(WHOLE_DOMAIN),
	reversed: z.boolean().default(false).catch(false),
	page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});

export type DashboardQuery = z.output<typeof wish>;

export function readDashboardQuery(input: unknown): DashboardQuery {
	return wish.parse(input);
}

/** Whether a value passes a filter; an absent filter lets everything through. */
export function passes(filter: string | undefined, value: string | null): boolean {
	return filter === undefined || (value ?? NOT_GIVEN) === filter;
}
