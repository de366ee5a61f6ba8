import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { getNetworkDashboard } from "~/services/network/get-network-dashboard.server";
import { ForbiddenError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCampaign, createCooperative } from "../../support/world";
import {
	answer,
	award,
	closeAudit,
	counting,
	insertAssessment,
	publishSmallStandard,
	sendWithFigures,
	writeFigures,
} from "./network-world";

describe("network dashboard", () => {
	let test: TestDatabase;
	let board: Actor;
	let breton = "";

	beforeAll(async () => {
		test = await createTestDatabase();
		const { db } = test;
		board = await createActor(db, "board");
		const standardVersionId = await publishSmallStandard(db);
		const before = await createCampaign(db, standardVersionId, 2024);
		const campaign = await createCampaign(db, standardVersionId, 2025);
		const current = await createCampaign(db, standardVersionId, 2026);
		for (const [index, whole] of [60, 70, 80, 90, 100].entries()) {
			const { id } = await createCooperative(db, {
				name: `CAE ${index}`,
				region: index === 0 ? "Bretagne" : index < 4 ? "Occitanie" : null,
				mainSector: index < 3 ? "generaliste" : "batiment",
			});
			if (index === 0) breton = id;
			await sendWithFigures(db, id, before, { "*": whole - 20, JUR: whole - 20, ACC: whole - 20 });
			const sent = await sendWithFigures(db, id, campaign, { "*": whole, JUR: 90, ACC: whole });
			if (index === 4) {
				await closeAudit(db, id, sent, "2025-10-10");
				await writeFigures(
					db,
					{ cooperativeId: id, assessmentId: sent, year: 2025, stage: "audited" },
					{ "*": 40, JUR: 40, ACC: 40 },
				);
				await award(db, id, sent, { outcome: "awardedWithReservations", validUntil: "2027-03-31" });
			}
		}
		// A draft, and figures that should not exist for it: they must change nothing.
		const drafting = await createCooperative(db, { name: "En cours" });
		const draft = await insertAssessment(db, drafting.id, campaign, "draft");
		await answer(db, drafting.id, draft, { "JUR-01": 0 });
		await writeFigures(
			db,
			{ cooperativeId: drafting.id, assessmentId: draft, year: 2025, stage: "declared" },
			{ "*": 10, JUR: 10, ACC: 10 },
		);
		await sendWithFigures(db, breton, current, { "*": 65, JUR: 65, ACC: 65 });
		await createCooperative(db, { name: "Pas engagée", enrolledOn: null, region: null, mainSector: null });
	});
	afterAll(() => test.drop());

	const read = (query: object = {}) => getNetworkDashboard(as(test.db, board), query);

	it.each(["manager", "contributor", "auditor", "admin"] as const)("is refused to a %s", async (role) => {
		const cooperativeId = role === "manager" || role === "contributor" ? breton : null;
		const actor = await createActor(test.db, role, cooperativeId);
		await expect(getNetworkDashboard(as(test.db, actor), {})).rejects.toThrow(ForbiddenError);
	});

	it.each(["board", "committee", "network"] as const)("is open to the %s", async (role) => {
		const actor = await createActor(test.db, role);
		expect((await getNetworkDashboard(as(test.db, actor), {})).query.year).toBe(2025);
	});

	it("opens on the latest year that five cooperatives have sent, and gives its figures", async () => {
		const data = await read();
		expect(data.query.year).toBe(2025);
		expect(data.keyFigures).toMatchObject({ cooperatives: 7, engaged: 6, labelled: 1, audited: 1 });
		expect(data.withReservations).toBe(1);
		expect(data.funnel).toEqual({ engaged: 6, opened: 6, submitted: 5, audited: 1, labelled: 1 });
		expect(data.trend.map(({ year, labelled }) => [year, labelled])).toEqual([
			[2024, 0],
			[2025, 1],
		]);
	});

	it("never shows a draft's figures, only that there is one", async () => {
		const data = await read();
		expect(data.heatmap.rows.map(({ name }) => name)).not.toContain("En cours");
		expect(data.heatmap.without.map(({ name }) => name)).toEqual(["En cours"]);
		expect(data.heatmap.total).toBe(5);
		expect(data.distribution.reduce((sum, { count }) => sum + count, 0)).toBe(5);
		expect(data.quartiles?.median).toEqual({ num: 80, den: 100 });
	});

	it("keeps declared and audited apart in every figure", async () => {
		const audited = await read({ stage: "audited", year: "2025" });
		expect(audited.heatmap.rows.map(({ name, rates }) => [name, rates["*"]?.num])).toEqual([["CAE 4", 40]]);
		expect(audited.quartiles).toBeNull();
		expect(audited.domains.every(({ quartiles }) => quartiles === null)).toBe(true);
		expect(audited.distribution.filter(({ count }) => count > 0)).toEqual([{ from: 0, to: 50, count: 1 }]);
		const declared = await read({ year: "2025" });
		expect(declared.heatmap.rows.find(({ name }) => name === "CAE 4")?.rates).toEqual({
			"*": { num: 100, den: 100 },
			JUR: { num: 90, den: 100 },
			ACC: { num: 100, den: 100 },
		});
		expect(declared.domains.map(({ quartiles }) => quartiles?.count)).toEqual([5, 5]);
		expect(audited.heatmap.rows[0]?.rates.JUR).toEqual({ num: 40, den: 100 });
	});

	it("follows the medians from year to year, and is silent under five", async () => {
		const medians = (data: Awaited<ReturnType<typeof read>>) =>
			data.quartileTrend.map(({ year, count, quartiles }) => [year, count, quartiles?.median.num ?? null]);
		expect(medians(await read({ year: "2025" }))).toEqual([
			[2024, 5, 60],
			[2025, 5, 80],
		]);
		const silent = [
			[2024, 1, null],
			[2025, 1, null],
		];
		expect(medians(await read({ year: "2025", region: "Bretagne" }))).toEqual(silent);
		// The campaign under way is shown as such, and stays out of the trend.
		const current = await read({ year: "2026", region: "Bretagne" });
		expect(medians(current)).toEqual(silent);
		expect([current.openUntil, current.yearUnderWay, current.heatmap.total]).toEqual(["2026-12-31", true, 1]);
	});

	it("filters by region and sector, « non renseigné » included", async () => {
		const region = await read({ region: "Occitanie" });
		expect(region.keyFigures.cooperatives).toBe(3);
		expect(region.quartiles).toBeNull();
		expect(region.expiries).toEqual([]);
		expect((await read({ sector: "batiment" })).keyFigures.cooperatives).toBe(2);
		const unknown = await read({ region: region.choices.notGiven });
		expect(unknown.keyFigures.cooperatives).toBe(2);
		expect(unknown.expiries.map(({ name, validUntil }) => [name, validUntil])).toEqual([["CAE 4", "2027-03-31"]]);
		expect(region.choices.regions).toEqual(["Bretagne", "Occitanie", region.choices.notGiven]);
		expect(region.regions.map(({ group }) => group)).toEqual(["Occitanie"]);
	});

	it("sorts the heatmap as asked, and drops a wish it does not know", async () => {
		expect((await read()).heatmap.rows[0]?.name).toBe("CAE 4");
		const data = await read({ order: "*", reversed: true });
		expect(data.heatmap.rows.map(({ name }) => name)).toEqual(["CAE 0", "CAE 1", "CAE 2", "CAE 3", "CAE 4"]);
		const odd = await read({ year: "jamais", stage: "rumeur", measure: "gloire", page: "-3", region: "Atlantide" });
		expect(odd.query).toMatchObject({ year: 2025, stage: "declared", measure: "conformity", page: 1 });
		expect(odd.keyFigures.cooperatives).toBe(0);
	});

	it("takes six queries at most", async () => {
		const counted = counting(test.db);
		await getNetworkDashboard(as(counted.db, board), {});
		expect(counted.queries()).toBeLessThanOrEqual(6);
	});
});
