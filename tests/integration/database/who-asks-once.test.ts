/** Row-level security asks who reads: once in a query, not once for each row that it looks at. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../support/database";

let test: TestDatabase;
beforeAll(async () => {
	test = await createTestDatabase();
});
afterAll(() => test.drop());

/** A column compared with what a function answers, the function not in a `(SELECT …)` of its own. */
const ONCE_A_ROW = /\w+ (?:= ANY|<> ALL) \(+app_\w+\(/gi;

it("in every policy and view, and every function that gathers rows", async () => {
	const definitions = await test.db.select({ name: sql<string>`name`, text: sql<string>`text` }).from(
		sql`(select tablename || ' ' || policyname as name, concat(qual, ' ', with_check) as text from pg_policies
				union all select viewname, definition from pg_views where schemaname = 'public'
				union all select proname, prosrc from pg_proc
					where pronamespace = 'public'::regnamespace and proname like 'app_%' and prorettype = 'uuid[]'::regtype) as definitions`,
	);
	expect(definitions.length).toBeGreaterThan(100);
	const found = definitions.flatMap(({ name, text }) =>
		(text.match(ONCE_A_ROW) ?? []).map((bare) => `${name}: ${bare}`),
	);
	expect(found).toEqual([]);
});
