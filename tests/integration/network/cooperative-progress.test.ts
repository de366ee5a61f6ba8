import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at } from "~/domain/network/progress";
import { toFraction } from "~/domain/network/rate";
import { getCooperativeProgress } from "~/services/network/get-cooperative-progress.server";
import { NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCampaign, createCooperative } from "../../support/world";
import {
	answer,
	closeAudit,
	counting,
	insertAssessment,
	publishSmallStandard,
	sendWithFigures,
	writeFigures,
} from "./network-world";

describe("progress of one cooperative", () => {
	let test: TestDatabase;
	let own = "";
	let drafting = "";

	beforeAll(async () => {
		test = await createTestDatabase();
		const { db } = test;
		const standardVersionId = await publishSmallStandard(db);
		const [first, second, current] = [
			await createCampaign(db, standardVersionId, 2024),
			await createCampaign(db, standardVersionId, 2025),
			await createCampaign(db, standardVersionId, 2026),
		];
		for (const [index, whole] of [60, 70, 80, 90, 100].entries()) {
			const { id } = await createCooperative(db, { name: `CAE ${index}` });
			const sent = await sendWithFigures(db, id, second, { "*": whole, JUR: whole - 10, ACC: whole });
			if (index > 0) {
				await sendWithFigures(db, id, first, { "*": 50, JUR: 40, ACC: 60 });
				continue;
			}
			own = id;
			await closeAudit(db, id, sent, "2025-10-10");
			await writeFigures(
				db,
				{ cooperativeId: id, assessmentId: sent, year: 2025, stage: "audited" },
				{ "*": 55, JUR: 55, ACC: 55 },
			);
		}
		const draft = await insertAssessment(db, own, current, "draft");
		await answer(db, own, draft, { "JUR-01": 3, "ACC-01": 1 });
		drafting = (await createCooperative(db, { name: "Première fois" })).id;
		await insertAssessment(db, drafting, current, "draft");
	});
	afterAll(() => test.drop());

	const readAs = async (role: "manager" | "board", cooperativeId: string, year?: number) => {
		const actor = await createActor(test.db, role, role === "manager" ? cooperativeId : null);
		return getCooperativeProgress(as(test.db, actor), cooperativeId, year);
	};

	it("is not found for another cooperative's people, an auditor, or an id that is none", async () => {
		const stranger = await createActor(test.db, "manager", drafting);
		await expect(getCooperativeProgress(as(test.db, stranger), own)).rejects.toThrow(NotFoundError);
		const auditor = await createActor(test.db, "auditor");
		await expect(getCooperativeProgress(as(test.db, auditor), own)).rejects.toThrow(NotFoundError);
		const board = await createActor(test.db, "board");
		await expect(getCooperativeProgress(as(test.db, board), randomUUID())).rejects.toThrow(NotFoundError);
		await expect(getCooperativeProgress(as(test.db, board), "nulle-part")).rejects.toThrow(NotFoundError);
	});

	it("gives its own figures, declared and audited apart, beside the median of the same year and stage", async () => {
		const data = await readAs("manager", own);
		expect([data.year, data.years]).toEqual([2025, [2025]]);
		expect(at(data.figures, { year: 2025, stage: "declared" })?.conformity).toEqual({ num: 60, den: 100 });
		expect(at(data.figures, { year: 2025, stage: "declared", domain: "JUR" })?.maturity).toEqual({ num: 40, den: 100 });
		expect(at(data.figures, { year: 2025, stage: "audited" })?.conformity).toEqual({ num: 55, den: 100 });
		const median = at(data.network, { year: 2025, stage: "declared" })?.quartiles.conformity;
		expect(median && [median.count, toFraction(median.median)]).toEqual([5, 0.8]);
		expect(at(data.network, { year: 2025, stage: "declared", domain: "JUR" })?.quartiles.maturity?.count).toBe(5);
	});

	it("is silent on a cohort under five, and names nobody", async () => {
		const data = await readAs("manager", own);
		expect(at(data.network, { year: 2025, stage: "audited" })?.quartiles).toEqual({ conformity: null, maturity: null });
		const text = JSON.stringify(data.network);
		expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
		expect(text).not.toContain("CAE");
	});

	it("shows the draft to the cooperative only, and never among the figures", async () => {
		const inside = await readAs("manager", own);
		expect(inside.draft).toMatchObject({
			year: 2026,
			applicable: 3,
			answered: 2,
			conformity: { num: 1, den: 3 },
			maturity: { num: 4, den: 9 },
		});
		const outside = await readAs("board", own);
		expect([outside.own, outside.draft]).toEqual([false, null]);
		expect([...inside.figures, ...outside.figures].some(({ year }) => year === 2026)).toBe(false);
	});

	it("has nothing to show before the first assessment sent", async () => {
		expect(await readAs("board", drafting)).toMatchObject({
			year: null,
			years: [],
			figures: [],
			network: [],
			draft: null,
		});
		expect((await readAs("manager", drafting)).draft?.answered).toBe(0);
	});

	it("ignores a year it has no figures for", async () => {
		expect((await readAs("board", own, 2019)).year).toBe(2025);
	});

	it("takes six queries at most", async () => {
		const actor = await createActor(test.db, "manager", own);
		const counted = counting(test.db);
		await getCooperativeProgress(as(counted.db, actor), own);
		expect(counted.queries()).toBeLessThanOrEqual(6);
	});
});
