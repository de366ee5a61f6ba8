import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getKeyFigures } from "~/services/network/get-key-figures.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createCampaign, createCooperative } from "../../support/world";
import { award, closeAudit, publishSmallStandard, sendAssessment } from "./network-world";

describe("key figures", () => {
	let test: TestDatabase;
	beforeAll(async () => {
		test = await createTestDatabase();
		const { db } = test;
		const campaign = await createCampaign(db, await publishSmallStandard(db), 2025);
		const ids: string[] = [];
		for (let index = 0; index < 6; index++) {
			const enrolledOn = index < 2 ? "2025-03-01" : index < 5 ? "2023-03-01" : null;
			ids.push((await createCooperative(db, { enrolledOn, region: null, mainSector: null })).id);
		}
		await createCooperative(db, { memberSince: "2026-01-01", enrolledOn: "2026-02-01" });
		await createCooperative(db, { memberUntil: "2025-06-30", enrolledOn: "2023-01-01" });
		const [first = "", second = "", third = ""] = ids;
		const sent = await sendAssessment(db, first, campaign);
		await closeAudit(db, first, sent, "2025-05-20");
		await closeAudit(db, first, sent, "2025-11-20");
		await award(db, first, sent);
		const other = await sendAssessment(db, second, campaign);
		await award(db, second, other, { validUntil: "2025-12-30" });
		const deferred = await sendAssessment(db, third, campaign);
		await award(db, third, deferred);
		await award(db, third, deferred, {
			outcome: "deferred",
			decidedOn: "2025-09-01",
			validFrom: null,
			validUntil: null,
		});
	});
	afterAll(() => test.drop());

	it("are those of the network on the last day of the year", async () => {
		expect(await getKeyFigures(test.db, "2025")).toEqual({
			ok: true,
			value: {
				year: 2025,
				cooperatives: 6,
				engaged: 5,
				engagedShare: 5 / 6,
				new: 2,
				newShare: 2 / 6,
				labelled: 1,
				audited: 1,
				standard: { version: "1.0", publishedOn: "2024-01-08" },
			},
		});
	});

	it("follow the year asked", async () => {
		const result = await getKeyFigures(test.db, "2026");
		expect(result.ok && result.value).toMatchObject({
			...{ cooperatives: 7, engaged: 6, new: 1, labelled: 1, audited: 0 },
			standard: null,
		});
	});

	it.each([null, "", "25", "deux-mille", "2025.5", "20250", "2025 or 1=1"])("refuse the year %j", async (year) => {
		expect(await getKeyFigures(test.db, year)).toMatchObject({ ok: false, reason: "INVALID_YEAR" });
	});
});
