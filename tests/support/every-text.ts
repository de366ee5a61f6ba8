/** Owns the reading of a whole database as text: what must be nowhere in it is looked for everywhere. */
import { sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";

/** Every row of every table, one line each. */
export async function everyText(db: Database): Promise<string> {
	const tables = await db
		.select({ name: sql<string>`tablename` })
		.from(sql`pg_tables`)
		.where(sql`schemaname = 'public'`);
	if (tables.length < 20) throw new Error("the tables were not found");
	const texts: string[] = [];
	for (const { name } of tables) {
		const rows = await db.select({ line: sql<string>`t::text` }).from(sql`${sql.identifier(name)} t`);
		texts.push(...rows.map(({ line }) => `${name} ${line}`));
	}
	return texts.join("\n");
}
