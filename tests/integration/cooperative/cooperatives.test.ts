import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getCooperative } from "~/services/cooperative/get-cooperative.server";
import { listCooperatives } from "~/services/cooperative/list-cooperatives.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCampaign, createCooperative } from "../../support/world";
import {
	award,
	closeAudit,
	counting,
	insertAssessment,
	publishSmallStandard,
	sendAssessment,
} from "../network/network-world";

describe("cooperatives", () => {
	let test: TestDatabase;
	const ids: Record<string, string> = {};

	beforeAll(async () => {
		test = await createTestDatabase();
		const { db } = test;
		const standardVersionId = await publishSmallStandard(db);
		const [before, now] = [
			await createCampaign(db, standardVersionId, 2025),
			await createCampaign(db, standardVersionId, 2026),
		];
		const real = { fictional: false, enrolledOn: null, region: null, mainSector: null };
		ids.real = (await createCooperative(db, { name: "Élan Bâtisseur", ...real })).id;
		ids.own = (await createCooperative(db, { name: "Atelier d’essai", mainSector: "batiment", code: "DEMO-99" })).id;
		for (let index = 0; index < 60; index++) await createCooperative(db, { name: `Remplissage ${index}` });
		const sent = await sendAssessment(db, ids.own, before);
		await closeAudit(db, ids.own, sent, "2025-10-10");
		await award(db, ids.own, sent);
		await insertAssessment(db, ids.own, now, "draft");
	});
	afterAll(() => test.drop());

	const list = async (query: object = {}) => listCooperatives(as(test.db, await createActor(test.db, "board")), query);
	const names = (found: Awaited<ReturnType<typeof list>>) => found.rows.map(({ name }) => name);

	it("are listed for those who follow the network only", async () => {
		const manager = await createActor(test.db, "manager", ids.own);
		await expect(listCooperatives(as(test.db, manager), {})).rejects.toThrow(ForbiddenError);
	});

	it("come fifty per page, in French order, with their label", async () => {
		const first = await list();
		expect([first.total, first.pages, first.rows.length, first.first]).toEqual([62, 2, 50, 1]);
		expect(names(first).slice(0, 2)).toEqual(["Atelier d’essai", "Élan Bâtisseur"]);
		expect(first.rows[0]?.label).toEqual({ state: "awarded", known: true });
		expect(first.rows[1]?.label).toEqual({ state: "none", known: false });
		const last = await list({ page: "9" });
		expect([last.query.page, last.rows.length, last.first]).toEqual([2, 12, 51]);
	});

	it.each([
		["elan batisseur", ["Élan Bâtisseur"]],
		["BÂTISS", ["Élan Bâtisseur"]],
		["d'essai", ["Atelier d’essai"]],
		["demo-99", ["Atelier d’essai"]],
		["100%", []],
		["_", []],
	])("are found by « %s »", async (search, found) => {
		expect(names(await list({ search }))).toEqual(found);
	});

	it("are filtered by region and sector, « non renseigné » included", async () => {
		const { choices } = await list();
		expect(choices.regions).toEqual(["Bretagne", choices.notGiven]);
		expect(names(await list({ region: choices.notGiven }))).toEqual(["Élan Bâtisseur"]);
		expect(names(await list({ sector: "batiment" }))).toEqual(["Atelier d’essai"]);
	});

	it("take five queries for a page", async () => {
		const counted = counting(test.db);
		await listCooperatives(as(counted.db, await createActor(test.db, "board")), {});
		expect(counted.queries()).toBeLessThanOrEqual(5);
	});

	it("show their campaigns, audits and label to their own people and to the network", async () => {
		const manager = await createActor(test.db, "manager", ids.own);
		const mine = await getCooperative(as(test.db, manager), ids.own ?? "");
		expect(mine.label).toMatchObject({ state: "awarded", known: true, validUntil: "2028-06-19" });
		expect(mine.campaigns.map(({ year, status, readable }) => [year, status, readable])).toEqual([
			[2026, "draft", true],
			[2025, "submitted", true],
		]);
		expect(mine.audits).toHaveLength(1);
		expect(mine.cooperative.mainSector).toBe("Bâtiment");
		expect(mine.inDirectory).toBe(false);

		const board = await getCooperative(as(test.db, await createActor(test.db, "board")), ids.own ?? "");
		expect(board.campaigns.map(({ readable }) => readable)).toEqual([false, false]);
		const network = await getCooperative(as(test.db, await createActor(test.db, "network")), ids.own ?? "");
		expect(network.campaigns.map(({ readable }) => readable)).toEqual([false, true]);
	});

	it("never say that a real cooperative is without the label", async () => {
		const { label, profile, cooperative } = await getCooperative(
			as(test.db, await createActor(test.db, "board")),
			ids.real ?? "",
		);
		expect(label).toMatchObject({ state: "none", known: false });
		expect([profile, cooperative.region, cooperative.mainSector]).toEqual([null, null, null]);
	});

	it("are not found for another cooperative's people, nor for an id that is none", async () => {
		const stranger = await createActor(test.db, "contributor", ids.real);
		await expect(getCooperative(as(test.db, stranger), ids.own ?? "")).rejects.toThrow(NotFoundError);
		const board = await createActor(test.db, "board");
		await expect(getCooperative(as(test.db, board), "00000000-0000-4000-8000-000000000000")).rejects.toThrow(
			NotFoundError,
		);
		await expect(getCooperative(as(test.db, board), "../1")).rejects.toThrow(NotFoundError);
	});
});
