/** Loads what one cooperative is compared with: the rates of all, without a name, grouped by year, stage and domain. */
import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { anonymousSummaries, WHOLE } from "~/db/schema/network.server";
import type { Comparison } from "~/domain/network/progress";
import { quartiles } from "~/domain/network/quartiles";
import { rateOrNull } from "~/domain/network/rate";
import type { ScoreStage } from "~/domain/network/stage";

type Figures = readonly [conformityNum: number, conformityDen: number, maturityNum: number, maturityDen: number];

/** One query: the whole for each year, and the domains of one of them, at these stages and on these bases. */
export async function loadComparison(
	db: Database,
	years: readonly number[],
	domainsOf: number,
	stages: readonly ScoreStage[],
	bases: readonly string[],
): Promise<readonly Comparison[]> {
	if (years.length === 0) return [];
	const { year, stage, domain, basis, conformityNum, conformityDen, maturityNum, maturityDen } = anonymousSummaries;
	const rows = await db
		.select({
			year,
			stage,
			domain,
			basis,
			figures: sql<
				readonly Figures[]
			>`json_agg(json_build_array(${conformityNum}, ${conformityDen}, ${maturityNum}, ${maturityDen}))`,
		})
		.from(anonymousSummaries)
		.where(
			and(
				inArray(year, [...years]),
				inArray(stage, [...stages]),
				inArray(basis, [...bases]),
				or(eq(domain, WHOLE), eq(year, domainsOf)),
			),
		)
		.groupBy(year, stage, domain, basis);
	return rows.map((row) => ({
		year: row.year,
		stage: row.stage,
		domain: row.domain,
		basis: row.basis,
		quartiles: {
			conformity: quartiles(row.figures.flatMap(([num, den]) => rateOrNull(num, den) ?? [])),
			maturity: quartiles(row.figures.flatMap(([, , num, den]) => rateOrNull(num, den) ?? [])),
		},
	}));
}
