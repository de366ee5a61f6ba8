/** A page asks the database little, whoever opens it: counted by PostgreSQL itself, on every page of the built server. */
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Asked, type Asker, ask, everyAsker, everyRequest } from "./requests";
import { type Served, serve } from "./served";

const BUDGET = 6;
/** What every door does before and after: the session with its roles, the transaction, the person named in it. */
const DOOR = /^(begin|commit|rollback|savepoint|release|set |select set_config)|from "sessions"|update "sessions"/i;

let served: Served;
beforeAll(async () => {
	served = await serve(path.resolve("build"));
	await served.db.execute(sql`create extension if not exists pg_stat_statements`);
});
afterAll(() => served.stop());

it(`asks ${BUDGET} queries at most for a page`, async () => {
	const over: string[] = [];
	let pages = 0;
	let most = 0;
	for (const request of everyRequest(served.world).filter(({ method, side }) => method === "GET" && side !== "other")) {
		for (const asker of everyAsker(served.world)) {
			let asked = await queriesFor(asker, request);
			// The server's own rounds may fall on a page, and last: they do not fall on it again and again.
			for (let again = 0; asked && asked.length > BUDGET && again < 4; again += 1) {
				await setTimeout(250);
				asked = await queriesFor(asker, request);
			}
			if (!asked) continue;
			pages += 1;
			most = Math.max(most, asked.length);
			if (asked.length > BUDGET)
				over.push(`${asked.length} ${asker.person} ${request.address}\n  ${asked.join("\n  ")}`);
		}
	}
	console.log(`query budget: ${pages} pages, ${most} queries at most`);
	expect(over).toEqual([]);
});

/** Null: no page was shown. */
async function queriesFor(asker: Asker, request: Asked): Promise<string[] | null> {
	await served.db.execute(sql`select pg_stat_statements_reset()`);
	const { status } = await ask(served, asker, request);
	return status === 200 ? queries() : null;
}

/** One text per call, but for the door's, the tests' own, the server's daily work, and what row-level security asks within a query. */
async function queries(): Promise<string[]> {
	const rows = await served.db
		.select({ query: sql<string>`query`, calls: sql<string>`calls` })
		.from(
			sql`pg_stat_statements where dbid = (select oid from pg_database where datname = current_database()) and toplevel`,
		);
	return rows.flatMap(({ query, calls }) =>
		DOOR.test(query) ||
		/pg_stat_statements|insert into "sessions"|app_user\(\)|with "changed"|pg_try_advisory|"mail_messages"|skip locked/.test(
			query,
		)
			? []
			: Array<string>(Number(calls)).fill(query.replace(/\s+/g, " ").slice(0, 110)),
	);
}
