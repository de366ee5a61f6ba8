/** Owns what the tests of one net do: ask for everything as everybody, look for leaks, try to write where one may not. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Database } from "~/db/client.server";
import { atomically } from "~/db/transaction.server";
import { listRoutes } from "../support/route-table";
import { type Asked, type Asker, ask, everyAsker, everyRequest, everyWrite } from "./requests";
import type { Served } from "./served";
import { readTable, rowName } from "./table";
import { contentOf, KINDS, type Person } from "./two-cooperatives";
import { note, type Seen } from "./visibility";

/** Those for whom the other cooperative is foreign, whole. */
const STRANGERS: readonly Asker["person"][] = ["visitor", "manager", "contributor", "auditor", "nobody", "owing"];

/** Row-level security is switched off on every table: the tests' own database, never the product. */
export async function withoutRowSecurity(db: Database): Promise<void> {
	await atomically(db, async (tx) => {
		const tables = await tx.select({ name: sql<string>`tablename` }).from(sql`pg_tables where schemaname = 'public'`);
		for (const { name } of tables)
			await tx.execute(sql`alter table ${sql.identifier(name)} disable row level security`);
	});
}

export interface Round {
	readonly seen: Seen;
	readonly asked: number;
}

/** Refused alike to all, before anything is read: no loader, or no action. */
const refused = new Set(
	[...readTable("every-route", 3).rows].flatMap(([key, cells]) => (cells.every((cell) => cell === "405") ? [key] : [])),
);
const leadsSomewhere = ({ method, route, object }: Asked) => !refused.has(rowName([method, route, object]));

const files = new Map((await listRoutes()).map(({ pattern, file }) => [pattern, file]));

/** As a script of ours asks: what a page is made from, and that holds all it shows, without the page around it. */
function withoutPage(request: Asked): Asked {
	const file = files.get(request.route) ?? "";
	if (!file.endsWith(".tsx") || request.route === "/") return request;
	return { ...request, address: `${request.address}?_data=${encodeURIComponent(file.replace(/\.tsx$/, ""))}` };
}
/** What is around every page. */
const AROUND: Asked = { method: "GET", route: "root", object: "-", side: null, address: "/accueil?_data=root" };

/** Every address by GET and by POST, for each person. */
export async function goRound(served: Served, wanted: (asked: Asked) => boolean = () => true): Promise<Round> {
	const seen: Seen = new Map();
	const askers = everyAsker(served.world);
	let asked = 0;
	const requests = everyRequest(served.world).filter((one) => wanted(one) && leadsSomewhere(one));
	for (const request of [AROUND, ...requests.map(withoutPage)]) {
		const answers = await Promise.all(askers.map((asker) => ask(served, asker, request)));
		answers.forEach((answer, index) => {
			note(seen, (askers[index] as Asker).person, answer.body);
		});
		asked += answers.length;
	}
	return { seen, asked };
}

/** What strangers were shown of the other cooperative. */
export function leaks({ world }: Served, { seen }: Round): string[] {
	return STRANGERS.flatMap((person) =>
		KINDS.filter((kind) => seen.get(person)?.has(world.sides.other.markers[kind])).map((kind) => `${person}: ${kind}`),
	);
}

/** Real writes aimed at `other`, by those who have no right to any of them: nothing may have changed. */
export async function attack(served: Served): Promise<number> {
	const attackers: readonly Person[] = ["manager", "contributor", "auditor", "committee", "board", "nobody"];
	const { persons, sides } = served.world;
	const before = await contentOf(served.db, sides.other.cooperativeId);
	let tried = 0;
	for (const person of attackers) {
		for (const write of everyWrite(served.world, "other")) {
			await ask(served, { person, userId: persons[person] }, write);
			tried += 1;
		}
		expect(await contentOf(served.db, sides.other.cooperativeId), `after ${person}`).toEqual(before);
	}
	return tried;
}
