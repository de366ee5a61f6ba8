/** Owns the reading of a whole database as text: what must be nowhere in it is looked for everywhere. */
import { type SQL, sql } from "drizzle-orm";
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

/** Each value of each column of each table, as text, each once; the words inside longer ones too, as in JSON. */
export async function everyValue(db: Database): Promise<readonly string[]> {
	const columns = await rows<{ table_name: string; column_name: string }>(
		db,
		sql`select table_name, column_name from information_schema.columns where table_schema = 'public'`,
	);
	const values = new Set<string>();
	for (const { table_name, column_name } of columns) {
		const found = await rows<{ value: string | null }>(
			db,
			sql`select distinct ${sql.identifier(column_name)}::text as value from ${sql.identifier(table_name)}`,
		);
		for (const { value } of found) {
			if (value === null) continue;
			values.add(value);
			for (const part of value.match(/[\w+/=$,-]{6,}/g) ?? []) values.add(part);
		}
	}
	return [...values];
}

/** The value itself, and what it would be if it were only written in another alphabet. */
export function spellings(value: string): readonly string[] {
	const hex = /^(?:[0-9a-f]{2})+$/i.test(value) ? [Buffer.from(value, "hex").toString("base64url")] : [];
	return [value, ...hex, Buffer.from(value).toString("base64url")];
}

async function rows<Row>(db: Database, query: SQL): Promise<readonly Row[]> {
	const answer = (await db.execute(query)) as unknown as readonly Row[] | { rows: readonly Row[] };
	return "rows" in answer ? answer.rows : answer;
}
