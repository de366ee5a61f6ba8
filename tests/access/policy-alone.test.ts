/** The policy holds alone: with row-level security taken away, the policy and the scopes let nothing out and nobody in. */
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, everyWrite } from "./requests";
import { attack, goRound, leaks, type Round, withoutRowSecurity } from "./rounds";
import { type Served, serve } from "./served";
import { differences, readTable, rowName } from "./table";
import { contentOf } from "./two-cooperatives";
import { visibilityTable } from "./visibility";

describe("the policy alone, without row-level security", () => {
	let served: Served;
	let round: Round;
	beforeAll(async () => {
		served = await serve(path.resolve("build"), withoutRowSecurity);
		round = await goRound(served);
	});
	afterAll(() => served.stop());

	it("shows each role what the product shows, nothing more", () => {
		expect(differences(readTable("visibility", 2), visibilityTable(served, round.seen))).toEqual([]);
		expect(leaks(served, round)).toEqual([]);
		console.log(`policy alone: ${round.asked} requests`);
	});

	it("lets no stranger write", async () => {
		console.log(`policy alone: ${await attack(served)} writes tried by strangers`);
	});

	it("lets those write who may", async () => {
		const { sides, persons } = served.world;
		const changed: string[] = [];
		for (const person of ["manager", "network", "auditor"] as const) {
			for (const write of everyWrite(served.world, "own")) {
				const before = await contentOf(served.db, sides.own.cooperativeId);
				const { status } = await ask(served, { person, userId: persons[person] }, write);
				const after = await contentOf(served.db, sides.own.cooperativeId);
				if (rowName(Object.values(before)) !== rowName(Object.values(after))) {
					changed.push(`${person} ${write.address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…")} ${status}`);
				}
			}
		}
		// Each kind of write does its work for somebody: the attacks above are real ones.
		expect(changed).toEqual([
			"manager /auto-evaluations/…/reponses 200",
			"manager /auto-evaluations/…/domaines/JUR 302",
			"manager /auto-evaluations/…/plan/attribuer 302",
			"manager /auto-evaluations/…/actions 302",
			"manager /cooperatives/…/actions/… 302",
			"manager /cooperatives/…/pieces 302",
			"manager /auto-evaluations/…/criteres/JUR-01/pieces 302",
			"manager /auto-evaluations/…/criteres/JUR-01/photos 200",
			"manager /auto-evaluations/…/criteres/JUR-01/pieces 302",
			"manager /auto-evaluations/…/criteres/JUR-01/pieces 302",
			"manager /auto-evaluations/…/criteres/JUR-01 302",
			"manager /cooperatives/…/pieces/… 302",
			"manager /cooperatives/…/pieces/… 302",
			"manager /cooperatives/…/pieces/… 302",
			"manager /auto-evaluations/…/profil 302",
			"manager /auto-evaluations/…/envoi 302",
			"manager /auto-evaluations/…/reouverture 302",
			"manager /auto-evaluations/…/version 302",
			"manager /auto-evaluations/…/audit 302",
			"manager /audits/…/dates 302",
			"manager /audits/…/recusation 302",
			"manager /audits/…/preparation 302",
			"manager /audits/…/preparation 302",
			"manager /audits/…/reunions 302",
			"manager /audits/…/reponse 302",
			"manager /audits/…/reponse 302",
			"manager /ecarts/… 302",
			"network /audits/…/recusation 302",
			"network /audits/nouveau 302",
			"network /audits/…/modifier 302",
			"network /audits/…/dates 302",
			"network /audits/…/dates 302",
			"network /audits/… 302",
			"network /auto-evaluations/…/renvoi 302",
			...Array<string>(5).fill("network /audits/…/preparation 302"),
			"network /ecarts/… 302",
			"network /programme/2027/visites/… 302",
			"network /programme/2027/visites/… 302",
			"network /auditeurs/… 302",
			"network /auditeurs/… 302",
			"network /auditeurs/… 302",
			"auditor /audits/…/declaration 302",
			"auditor /audits/…/preparation 302",
			"auditor /audits/…/constats 200",
			"auditor /audits/…/visite/JUR 302",
			"auditor /audits/…/reunions 302",
			"auditor /audits/…/photos/… 302",
			"auditor /audits/… 302",
			"auditor /audits/…/rapport 302",
			"auditor /audits/…/rapport 302",
			"auditor /audits/…/rapport-definitif 302",
			"auditor /auditeurs/… 302",
		]);
	});
});
