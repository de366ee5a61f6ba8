/** Row-level security holds alone: with the policy taken away from the build, PostgreSQL returns no foreign row. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attack, goRound, leaks, type Round } from "./rounds";
import { buildVariant, type Served, serve } from "./served";
import { differences, readTable, writesTables, writeTable } from "./table";
import { visibilityTable } from "./visibility";

describe("row-level security alone, without the policy", () => {
	let served: Served;
	let round: Round;
	beforeAll(async () => {
		const build = await buildVariant("policy-off");
		expect(build.ok, build.said).toBe(true);
		served = await serve(build.folder);
		round = await goRound(served);
	});
	afterAll(() => served.stop());

	it("returns no foreign row to a stranger, and to the others what the reviewed table says", () => {
		expect(leaks(served, round)).toEqual([]);
		const found = visibilityTable(served, round.seen);
		if (writesTables) writeTable("row-security", found);
		expect(differences(readTable("row-security", 2), found)).toEqual([]);
		console.log(`row-level security alone: ${round.asked} requests`);
	});

	it("lets no stranger write", async () => {
		console.log(`row-level security alone: ${await attack(served)} writes tried by strangers`);
	});
});
