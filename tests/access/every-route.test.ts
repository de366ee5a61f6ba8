/** Every address of the built server x every role x own or other cooperative, over HTTP, against the reviewed table. */
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asked, type Asker, ask, entries, everyAsker, everyRequest } from "./requests";
import { type Served, serve } from "./served";
import { differences, readTable, rowName, type Table, writesTables, writeTable } from "./table";
import { note, type Seen, visibilityTable } from "./visibility";

let served: Served;
beforeAll(async () => {
	served = await serve(path.resolve("build"));
});
afterAll(() => served.stop());

describe("every route of the built server", () => {
	const answers = new Map<string, string[]>();
	const seen: Seen = new Map();
	let asked = 0;

	it("answers each role as the reviewed table says, on its own cooperative and on the other", async () => {
		const askers = everyAsker(served.world);
		for (const request of everyRequest(served.world)) {
			const answered = await Promise.all(askers.map((asker) => ask(served, asker, request)));
			answered.forEach((answer, index) => {
				const { person } = askers[index] as Asker;
				note(seen, person, answer.body);
				expect(answer.status, `${person} ${request.method} ${request.address}`).toBeLessThan(500);
			});
			asked += answered.length;
			answers.set(
				nameOf(request),
				answered.map(({ status, location }) => inShort(status, location)),
			);
		}
		const found: Table = {
			keys: ["method", "route", "object"],
			columns: askers.map(({ person }) => person),
			rows: answers,
		};
		if (writesTables) writeTable("every-route", found);
		expect(differences(readTable("every-route", 3), found)).toEqual([]);
		console.log(`every route: ${asked} requests over ${entries.length} addresses`);
	});

	it("shows each role what the reviewed table says, and nothing of the rest", () => {
		const found = visibilityTable(served, seen);
		if (writesTables) writeTable("visibility", found);
		expect(differences(readTable("visibility", 2), found)).toEqual([]);
	});
});

function nameOf({ method, route, object }: Asked): string {
	return rowName([method, route, object]);
}

/** The status, and for a redirect the page it leads to. */
function inShort(status: number, location: string | null): string {
	if (location === null) return String(status);
	const page = new URL(location, "http://here").pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…");
	return `${status} ${page}`;
}
