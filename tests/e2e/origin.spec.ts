/** No other site writes here: every route of the URL table, with each origin a browser may announce. */
import { randomUUID } from "node:crypto";
import http from "node:http";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "../support/app-server";
import { copyDemo, type DemoCopy, rowsOf, signInDirectly } from "../support/demo-copy";
import { ask } from "../support/raw-request";
import { listRoutes } from "../support/route-table";

const REFUSED = "Cette demande ne vient pas de Label CAE";
const COMMENT = "Écrit d’ailleurs";
const EMAIL = "gerance@demo.example";
const EVIL = "https://evil.example";
const routes = await listRoutes();

let demo: DemoCopy;
let server: AppServer;
let session: string;
/** Something to put in each address: real objects, so that what would be written could be. */
let places: Record<string, string>;
const agent = new http.Agent({ keepAlive: true });

beforeAll(async () => {
	demo = await copyDemo("origin");
	await demo.open(async (db) => {
		session = await signInDirectly(db, EMAIL);
		[places = {}] = await rowsOf(
			db,
			sql`
			select s.id as "assessmentId", s.cooperative_id as "cooperativeId", 'ANC' as domain,
				(select id from audits limit 1) as "auditId", g.user_id as "userId"
			from assessments s join role_grants g on g.cooperative_id = s.cooperative_id join users u on u.id = g.user_id
			where u.email = ${EMAIL} and s.status = 'draft'`,
		);
		await db.execute(sql`delete from answers where assessment_id = ${places.assessmentId} and criterion_id = 'ANC-02'`);
	});
	server = await startAppServer({ dataDir: demo.dataDir, env: { APP_DEMO: "1" } });
});
afterAll(async () => {
	agent.destroy();
	await server?.stop();
	await demo?.remove();
});

const addressOf = (pattern: string) =>
	pattern.replace(/:(\w+)/g, (_, name: string) => places[name] ?? "x").replace("*", "nulle-part");

function write(pattern: string, headers: Record<string, string>) {
	const account = { email: EMAIL, password: "demo-label-cae" };
	const answer = { criterionId: "ANC-02", choice: "notApplicable", reason: "Essai", comment: COMMENT, version: "0" };
	return ask(server.origin, addressOf(pattern), {
		agent,
		method: "POST",
		body: new URLSearchParams({ ...account, ...answer, key: randomUUID() }).toString(),
		headers: {
			"Content-Type": "application/x-www-form-urlencoded",
			Cookie: `label_session=${session}`,
			...headers,
		},
	});
}

const elsewhere = (ours: string): readonly Record<string, string>[] => [
	...[EVIL, "null", "none", ""].map((origin) => ({ Origin: origin })),
	{},
	...["cross-site", "same-site", "none", ""].flatMap((site) => [
		{ "Sec-Fetch-Site": site },
		...[EVIL, "null", ours].map((origin) => ({ "Sec-Fetch-Site": site, Origin: origin })),
	]),
];

describe("a write from elsewhere", () => {
	it("knows the URL table", () => {
		expect(routes.length).toBeGreaterThan(25);
		expect(routes.filter(({ hasAction }) => hasAction).length).toBeGreaterThan(8);
	});

	it(`is refused on each of the ${routes.length} routes, and writes nothing`, async () => {
		await server.halt();
		const before = await fingerprint();
		await server.restart();
		const passed: string[] = [];
		for (const { pattern } of routes) {
			for (const headers of elsewhere(server.origin)) {
				const { status, text } = await write(pattern, headers);
				if (status !== 403 || !text.startsWith(REFUSED)) passed.push(`${pattern} ${JSON.stringify(headers)} ${status}`);
			}
		}
		expect(passed).toEqual([]);
		await server.halt();
		expect(await fingerprint()).toEqual(before);
		await server.restart();
	});

	it("passes the guard from our own pages only", async () => {
		// What may end the session comes last.
		const ends = (pattern: string) => Number(/^\/(connexion|deconnexion|compte)/.test(pattern));
		const ordered = [...routes].sort((a, b) => ends(a.pattern) - ends(b.pattern));
		const refused: string[] = [];
		for (const { pattern, hasAction } of ordered) {
			const ours: Record<string, string>[] = [{ Origin: server.origin }, { "Sec-Fetch-Site": "same-origin" }];
			for (const headers of ours) {
				const { status, text } = await write(pattern, headers);
				if (text.startsWith(REFUSED)) refused.push(`${pattern} ${JSON.stringify(headers)}`);
				if (!hasAction) expect(`${pattern} ${status}`).toBe(`${pattern} 405`);
			}
		}
		expect(refused).toEqual([]);
		await server.halt();
		expect(
			await demo.open((db) => rowsOf(db, sql`select version from answers where comment = ${COMMENT}`)),
		).toHaveLength(1);
	});
});

/** What each table holds. */
function fingerprint(): Promise<Record<string, string>> {
	return demo.open(async (db) => {
		const held: Record<string, string> = {};
		for (const { name = "" } of await rowsOf(
			db,
			sql`select tablename as name from pg_tables where schemaname = 'public'`,
		)) {
			const whole = sql`count(*) || ' ' || md5(string_agg(t::text, '|' order by t::text))`;
			const [row] = await rowsOf(db, sql`select ${whole} as held from ${sql.identifier(name)} t`);
			held[name] = row?.held ?? "empty";
		}
		return held;
	});
}
