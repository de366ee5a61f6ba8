/** Trends that cross two versions of the référentiel: same criteria on both sides, the break said, nothing of the past changed. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { asc, eq, ne } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "~/db/client.server";
import { answers } from "~/db/schema/assessment.server";
import { assessmentSummaries } from "~/db/schema/network.server";
import { standardVersions } from "~/db/schema/standard.server";
import { onBehalfOf } from "~/db/transaction.server";
import { at, ratesByYear } from "~/domain/network/progress";
import { flooredPercent } from "~/domain/network/rate";
import { applicableCriteria } from "~/domain/standard/applicability";
import type { Level } from "~/domain/standard/standard";
import { getDomainSheet } from "~/services/assessment/get-domain-sheet.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import { completeSummaries } from "~/services/network/complete-summaries.server";
import { getCooperativeProgress } from "~/services/network/get-cooperative-progress.server";
import { getNetworkDashboard } from "~/services/network/get-network-dashboard.server";
import { verifyScores } from "~/services/network/verify-scores.server";
import { getStandard } from "~/services/standard/get-standard.server";
import { publishCriteria } from "~/services/standard/publish-criteria.server";
import { publishWaiting } from "~/services/standard/publish-version.server";
import { copyFolder } from "../../support/copy-folder";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import {
	as,
	createActor,
	createCampaign,
	createCooperative,
	createDraft,
	NOW,
	PROFILE,
	SIGNED,
} from "../../support/world";
import { counting } from "./network-world";

async function versionId(db: Database, version: string): Promise<string> {
	const [row] = await db
		.select({ id: standardVersions.id })
		.from(standardVersions)
		.where(eq(standardVersions.version, version));
	if (!row) throw new Error(`${version} is not published`);
	return row.id;
}

interface Campaign {
	readonly id: string;
	readonly year: number;
	readonly standardVersionId: string;
}

/** Answered everywhere, then sent within its year. */
async function send(
	db: Database,
	cooperative: { id: string },
	campaign: Campaign,
	levelOf: (id: string) => Level,
): Promise<string> {
	const draft = await createDraft(db, cooperative, campaign);
	const { standard } = await getStandard(db, campaign.standardVersionId);
	const at = { cooperativeId: cooperative.id, assessmentId: draft.id, updatedAt: NOW };
	await db
		.insert(answers)
		.values(applicableCriteria(standard, PROFILE).map(({ id }) => ({ ...at, criterionId: id, level: levelOf(id) })));
	const manager = await createActor(db, "manager", cooperative.id);
	const then = new Date(`${campaign.year}-06-03T09:00:00Z`);
	const sent = await submitAssessment(as(db, manager, then), draft.id, SIGNED);
	if (!sent.ok) throw new Error(sent.reason);
	return draft.id;
}

/** Not the same question in 1.0 and 2.0. */
const CHANGED = ["RHU-01", "RHU-02", "RHU-17", "RHU-23", "ACC-02", "ACC-08", "ACC-16", "ACC-26", "FIN-21", "ANC-18"];

describe("years on both sides of a new version", () => {
	let test: TestDatabase;
	let own = "";

	beforeAll(async () => {
		test = await createTestDatabase();
		const { db } = test;
		await publishCriteria(db, process.cwd(), NOW);
		const [first, second] = [await versionId(db, "1.0"), await versionId(db, "2.0")];
		const campaigns = [
			await createCampaign(db, first, 2023),
			await createCampaign(db, first, 2024),
			await createCampaign(db, second, 2025),
		];
		for (let index = 0; index < 5; index++) {
			const cooperative = await createCooperative(db, { name: `CAE ${index}`, enrolledOn: "2022-03-01" });
			if (index === 0) own = cooperative.id;
			for (const campaign of campaigns) {
				// What is the same question is met all along; what changed is not met before, and exemplary after.
				const changed = campaign.year === 2025 ? 3 : 0;
				await send(db, cooperative, campaign, (id) => (CHANGED.includes(id) ? changed : 2));
			}
		}
	}, 60_000);
	afterAll(() => test?.drop());

	const board = async () => as(test.db, await createActor(test.db, "board"));

	it("compare on 99 criteria in the network's trend, and the break is between 2024 and 2025", async () => {
		const data = await getNetworkDashboard(await board(), { year: "2025" });
		expect(data.trendBasis).toMatchObject({ basis: "1.0..2.0", criteria: 99, outOf: 120 });
		expect(data.trendBasis.breaks.map(({ before, after }) => [before, after])).toEqual([
			[
				{ year: 2024, versions: ["1.0"] },
				{ year: 2025, versions: ["2.0"] },
			],
		]);
		const medians = data.quartileTrend.map(({ year, count, quartiles }) => [
			year,
			count,
			quartiles && flooredPercent(quartiles.median),
		]);
		expect(medians).toEqual([
			[2023, 5, 100],
			[2024, 5, 100],
			[2025, 5, 100],
		]);
	});

	it("rest on every criterion while the years shown have one version", async () => {
		const data = await getNetworkDashboard(await board(), { year: "2024" });
		expect(data.trendBasis).toMatchObject({ basis: "", criteria: 120, breaks: [] });
		expect(data.versions).toEqual([{ version: "1.0", publishedOn: "2023-01-16" }]);
		const shown = data.quartileTrend.map(({ quartiles }) => quartiles && flooredPercent(quartiles.median));
		expect(shown).toHaveLength(2);
		for (const percent of shown) expect(percent).toBeLessThan(95);
	});

	it("keep the year's own figures on every criterion of its version", async () => {
		const data = await getNetworkDashboard(await board(), { year: "2025", measure: "maturity" });
		expect(data.versions).toEqual([{ version: "2.0", publishedOn: "2026-01-15" }]);
		const [row] = await test.db
			.select()
			.from(assessmentSummaries)
			.where(eq(assessmentSummaries.cooperativeId, own))
			.orderBy(asc(assessmentSummaries.year), asc(assessmentSummaries.basis), asc(assessmentSummaries.domain))
			.offset(24);
		expect(row).toMatchObject({ year: 2025, basis: "", domain: "*" });
		const rate = { num: row?.maturityNum, den: row?.maturityDen };
		expect(data.heatmap.rows[0]?.rates["*"]).toEqual(rate);
		expect(data.quartiles?.median).toEqual(rate);
		expect(data.heatmap.total).toBe(5);
		expect(data.funnel.submitted).toBe(5);
	});

	it("compare the same way in a cooperative's trend and radar, the network's median included", async () => {
		const manager = await createActor(test.db, "manager", own);
		const data = await getCooperativeProgress(as(test.db, manager), own);
		expect(data.version).toEqual({ version: "2.0", publishedOn: "2026-01-15" });
		const { declared, audited } = data.trends;
		expect([declared.basis, declared.criteria, audited.years]).toEqual(["1.0..2.0", 99, []]);
		const rates = ratesByYear(data.figures, "declared", "maturity", declared.basis);
		expect(rates.map(({ year, rate }) => [year, flooredPercent(rate)])).toEqual([
			[2023, 66],
			[2024, 66],
			[2025, 66],
		]);
		const ownVersion = ratesByYear(data.figures, "declared", "maturity").map(({ rate }) => flooredPercent(rate));
		expect(ownVersion[2]).toBeGreaterThan(66);
		expect(ownVersion[0]).toBeLessThan(66);
		for (const { year } of rates) {
			const median = at(data.network, { year, stage: "declared", basis: declared.basis })?.quartiles.maturity?.median;
			expect(median && flooredPercent(median)).toBe(66);
		}
		expect(data.radar).toMatchObject({ basis: "1.0..2.0", criteria: 99 });
		const inDomain = { year: 2025, stage: "declared" as const, domain: "RHU", basis: "1.0..2.0" };
		expect(at(data.figures, inDomain)?.maturity).toEqual(at(data.figures, { ...inDomain, year: 2024 })?.maturity);
		expect(at(data.network, inDomain)?.quartiles.maturity?.count).toBe(5);
		const before = await getCooperativeProgress(as(test.db, manager), own, 2024);
		expect([before.radar.basis, before.version?.version, before.trends.declared.basis]).toEqual([
			"",
			"1.0",
			"1.0..2.0",
		]);
	});

	it("leave a campaign under way out of the network's trend; a cooperative's own point of it is shown, with its break", async () => {
		const during = new Date("2025-06-20T09:00:00Z");
		const { actor } = await board();
		const network = await getNetworkDashboard(as(test.db, actor, during), { year: "2025" });
		expect(network.trend.map(({ year }) => year)).toEqual([2023, 2024]);
		expect([network.trendBasis.breaks, network.labelBasis.breaks]).toEqual([[], []]);
		const manager = await createActor(test.db, "manager", own);
		const { trends } = await getCooperativeProgress(as(test.db, manager, during), own);
		expect(trends.declared.breaks.map(({ before, after }) => [before.year, after.year])).toEqual([[2024, 2025]]);
		const after = await getNetworkDashboard(as(test.db, actor, new Date("2027-02-01T09:00:00Z")), { year: "2025" });
		expect(after.labelBasis).toEqual(after.trendBasis);
		expect(after.labelBasis.breaks).toHaveLength(1);
	});

	it("take six queries at most", async () => {
		const counted = counting(test.db);
		const { actor } = await board();
		await getNetworkDashboard(as(counted.db, actor), { year: "2025" });
		expect(counted.queries()).toBeLessThanOrEqual(6);
		const again = counting(test.db);
		await getCooperativeProgress(as(again.db, actor), own);
		expect(again.queries()).toBeLessThanOrEqual(6);
	});

	it("recompute exactly, on every basis", async () => {
		const rows = await test.db.$count(assessmentSummaries);
		expect(await verifyScores(test.db)).toMatchObject({ ok: true, value: { assessments: 15, rows } });
	});

	it("show the earlier answer beside its question, and say where the question changed", async () => {
		const { db } = test;
		const campaign = await createCampaign(db, await versionId(db, "2.0"), 2026);
		const cooperative = await createCooperative(db);
		const last = await createCampaign(db, await versionId(db, "1.0"), 2027);
		const next = await createCampaign(db, await versionId(db, "2.0"), 2028);
		await send(db, cooperative, last, () => 1);
		const manager = await createActor(db, "manager", cooperative.id);
		const levels = async (of: Campaign) => {
			const draft = await createDraft(db, cooperative, of);
			const sheet = await getDomainSheet(as(db, manager), draft.id, "ACC", "all" as never);
			return {
				year: sheet.earlierYear,
				of: (id: string) => sheet.rows.find((row) => row.id === id)?.earlier?.map(({ level, from }) => [level, from]),
				changed: sheet.rows.flatMap(({ id, changed }) => (changed ? [id] : [])),
			};
		};
		const shown = await levels(next);
		expect(shown.year).toBe(2027);
		for (const id of ["ACC-01", "ACC-08", "ACC-10"]) expect(shown.of(id)).toEqual([[1, undefined]]);
		expect(shown.changed).toContain("ACC-08");
		expect(shown.changed).not.toContain("ACC-01");
		expect(shown.of("ACC-27")).toEqual([[1, "ACC-26"]]);
		// Nothing was sent before that year.
		expect(await levels(campaign)).toMatchObject({ year: undefined, changed: [] });
	});
});

describe("a version published after the campaigns it follows", () => {
	let test: TestDatabase;
	let root = "";
	beforeAll(async () => {
		test = await createTestDatabase();
		root = await mkdtemp(path.join(os.tmpdir(), "label-cae-criteria-"));
		await copyFolder("criteria/label-cae/1.0", path.join(root, "criteria/label-cae/1.0"));
	});
	afterAll(async () => {
		await test?.drop();
		await rm(root, { recursive: true, force: true });
	});

	it("adds comparable figures to past years, once, and changes none of theirs", async () => {
		const { db } = test;
		await publishCriteria(db, root, NOW);
		const campaign = await createCampaign(db, await versionId(db, "1.0"), 2025);
		const cooperative = await createCooperative(db);
		await send(db, cooperative, campaign, (id) => (CHANGED.includes(id) ? 0 : 2));
		const all = () => db.select().from(assessmentSummaries).orderBy(assessmentSummaries.domain);
		const before = await all();
		expect(before.map(({ basis }) => basis)).toEqual(["", "", "", "", "", ""]);

		expect(await publishWaiting(db, process.cwd(), { version: "2.0" }, null, NOW)).toMatchObject({ ok: true });
		const after = await all();
		expect(after.filter(({ basis }) => basis === "")).toEqual(before);
		const added = after.filter(({ basis }) => basis !== "");
		expect(added.map(({ basis, domain, outcome }) => [basis, domain, outcome])).toEqual(
			before.map(({ domain }) => ["1.0..2.0", domain, null]),
		);
		expect(added[0]?.conformityNum).toBe(added[0]?.conformityDen);
		expect(await completeSummaries(db)).toBe(0);
		expect((await verifyScores(db)).ok).toBe(true);
	});

	it("does so on behalf of the national team too, whose row-level security writes no figure of its own", async () => {
		const { db } = test;
		const kept = await db.select().from(assessmentSummaries).orderBy(assessmentSummaries.domain);
		await db.delete(assessmentSummaries).where(ne(assessmentSummaries.basis, ""));
		const network = await createActor(db, "network");
		expect(await onBehalfOf(db, network.userId, "write", (tx) => completeSummaries(tx))).toBe(6);
		expect(await db.select().from(assessmentSummaries).orderBy(assessmentSummaries.domain)).toEqual(kept);
	});
});
