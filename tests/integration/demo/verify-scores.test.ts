/** Old scores recompute bit for bit from the pinned version, for every year of the demonstration; what differs is named. */
import { execFile } from "node:child_process";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "~/db/client.server";
import { assessmentSnapshots, assessments, campaigns } from "~/db/schema/assessment.server";
import { assessmentSummaries } from "~/db/schema/network.server";
import { standardVersions } from "~/db/schema/standard.server";
import { answerValues, type RecordedAnswer } from "~/domain/assessment/answer-record";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import type { Profile } from "~/domain/standard/standard";
import { verifyScores } from "~/services/network/verify-scores.server";
import { findStandards } from "../../../scripts/demo/seed";
import { createTestTarget, type TestTarget } from "../../support/database";
import { tamper } from "../journal/journal-world";

let test: TestTarget;
let open: OpenDatabase;

beforeAll(async () => {
	test = await createTestTarget("demo");
	open = await openDatabase(test.target);
}, 180_000);
afterAll(async () => {
	await open?.close();
	await test?.remove();
});

/** The command as an operator runs it; on PGlite the folder is let go of meanwhile. */
async function command(): Promise<{ code: number; said: string }> {
	await open.close();
	const { PATH, HOME } = process.env;
	const env: NodeJS.ProcessEnv = { PATH, HOME, NODE_ENV: "production", ...test.env };
	try {
		return await new Promise((resolve) => {
			execFile(process.execPath, ["--import", "tsx", "scripts/scores-verify.ts"], { env }, (error, stdout, stderr) =>
				resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
			);
		});
	} finally {
		open = await openDatabase(test.target);
	}
}

/** A cooperative's file of the reference year that was audited too. */
async function auditedFile() {
	const [row] = await open.db
		.select({ id: assessments.id, standardVersionId: assessments.standardVersionId })
		.from(assessmentSummaries)
		.innerJoin(assessments, eq(assessments.id, assessmentSummaries.assessmentId))
		.where(and(eq(assessmentSummaries.year, 2025), eq(assessmentSummaries.stage, "audited")))
		.orderBy(assessments.id)
		.limit(1);
	if (!row) throw new Error("no audited file");
	return row;
}

describe("the figures of every year", { timeout: 180_000 }, () => {
	it("are those of the version each campaign is pinned to: 1.0 until 2025, 2.0 in 2026", async () => {
		const years = await open.db
			.selectDistinct({ year: campaigns.year, version: standardVersions.version })
			.from(assessments)
			.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
			.innerJoin(standardVersions, eq(standardVersions.id, assessments.standardVersionId))
			.orderBy(campaigns.year);
		expect(years.map(({ year, version }) => [year, version])).toEqual([
			[2023, "1.0"],
			[2024, "1.0"],
			[2025, "1.0"],
			[2026, "2.0"],
		]);
	});

	it("recompute exactly, declared and audited", async () => {
		const rows = await open.db.$count(assessmentSummaries);
		const sent = await open.db.$count(assessments, eq(assessments.status, "submitted"));
		const verdict = await verifyScores(open.db);
		expect(verdict).toMatchObject({ ok: true, value: { assessments: sent, rows } });
		const found = verdict.ok ? verdict.value.byStandard : {};
		expect(Object.keys(found)).toEqual(["label-cae 1.0", "label-cae 2.0"]);
		const past = sql`status = 'submitted' and campaign_id in (select id from campaigns where year < 2026)`;
		expect(found["label-cae 1.0"]).toBe(await open.db.$count(assessments, past));
	});

	it("would not recompute from the version that came after: being pinned is what keeps them", async () => {
		const standards = await findStandards(open.db);
		const rows = await open.db
			.select({ content: assessmentSnapshots.content, summary: assessmentSummaries })
			.from(assessmentSnapshots)
			.innerJoin(assessmentSummaries, eq(assessmentSummaries.assessmentId, assessmentSnapshots.assessmentId))
			.where(
				and(
					eq(assessmentSummaries.year, 2025),
					eq(assessmentSummaries.stage, "declared"),
					eq(assessmentSummaries.domain, "*"),
					eq(assessmentSummaries.basis, ""),
				),
			);
		expect(rows).toHaveLength(53);
		const conformity = (year: number) =>
			rows.map(({ content }) => {
				const { profile, answers } = JSON.parse(content) as {
					profile: Profile;
					answers: Record<string, RecordedAnswer>;
				};
				const values = answerValues(new Map(Object.entries(answers)));
				const score = scoreAssessment(standards(year).standard, profile, values);
				return `${score.conformity.num}/${score.conformity.den} ${score.maturity.num}/${score.maturity.den}`;
			});
		const stored = rows.map(
			({ summary: s }) => `${s.conformityNum}/${s.conformityDen} ${s.maturityNum}/${s.maturityDen}`,
		);
		expect(conformity(2025)).toEqual(stored);
		expect(conformity(2026).filter((figures, index) => figures === stored[index])).toEqual([]);
	});
});

describe("a figure that differs", { timeout: 180_000 }, () => {
	it("is named by the command, which fails; a sound database is said to be", async () => {
		const sound = await command();
		expect(sound.said).toMatch(/^Résultats identiques : \d+\u00a0auto-évaluations recalculées, /);
		expect(sound.said).toContain("label-cae 1.0 : ");
		expect(sound.code).toBe(0);

		const { id } = await auditedFile();
		const change = (by: number) =>
			open.db
				.update(assessmentSummaries)
				.set({ maturityNum: sql`${assessmentSummaries.maturityNum} + ${by}` })
				.where(
					and(
						eq(assessmentSummaries.assessmentId, id),
						eq(assessmentSummaries.stage, "audited"),
						eq(assessmentSummaries.domain, "RHU"),
					),
				);
		await change(1);
		const wrong = await command();
		expect(wrong.code).toBe(1);
		expect(wrong.said).toMatch(
			/2025 \(label-cae 1\.0\), retenu par l’audit, domaine RHU, maturityNum\u00a0: \d+ enregistré, \d+ recalculé\u00a0: la valeur/,
		);
		await change(-1);
	});

	it("is found whatever was touched: a row gone, one too many, what was frozen, the version", async () => {
		const { id, standardVersionId } = await auditedFile();
		const [other] = await open.db
			.select({ id: standardVersions.id })
			.from(standardVersions)
			.where(eq(standardVersions.version, "2.0"));
		const [draft] = await open.db
			.select({ id: assessments.id, cooperativeId: assessments.cooperativeId })
			.from(assessments)
			.where(eq(assessments.status, "draft"))
			.limit(1);
		const ofFile = sql`assessment_id = ${id}`;
		await open.db.execute(sql`create table kept as select * from assessment_summaries where ${ofFile}`);
		await open.db.execute(sql`create table kept_snapshot as select * from assessment_snapshots where ${ofFile}`);
		const putBack = [
			sql`delete from assessment_summaries where ${ofFile}`,
			sql`insert into assessment_summaries select * from kept`,
			sql`delete from assessment_snapshots where ${ofFile}`,
			sql`insert into assessment_snapshots select * from kept_snapshot`,
			sql`update assessments set standard_version_id = ${standardVersionId} where id = ${id}`,
		];
		const faults = [
			["ROW_MISSING", sql`delete from assessment_summaries where ${ofFile} and domain = 'JUR' and stage = 'declared'`],
			["ROW_MISSING", sql`delete from assessment_summaries where ${ofFile} and stage = 'audited'`],
			["FIGURE_DIFFERS", sql`update assessment_summaries set outcome = null where ${ofFile} and domain = '*'`],
			["SNAPSHOT_MISSING", sql`delete from assessment_snapshots where ${ofFile}`],
			[
				"SNAPSHOT_CHANGED",
				sql`update assessment_snapshots set content = replace(content, '"level":2', '"level":3') where ${ofFile}`,
			],
			["OTHER_VERSION", sql`update assessments set standard_version_id = ${other?.id} where id = ${id}`],
		] as const;
		for (const [reason, fault] of faults) {
			await tamper(open.db, fault);
			expect(await verifyScores(open.db), reason).toMatchObject({ reason, details: { assessmentId: id, year: 2025 } });
			await tamper(open.db, ...putBack);
		}
		expect((await verifyScores(open.db)).ok).toBe(true);
		await open.db.execute(sql`
			insert into assessment_summaries
			select ${draft?.cooperativeId}::uuid, ${draft?.id}::uuid, 2026, stage, domain, applicable, answered, conformity_num,
				conformity_den, recommended_met, recommended_applicable, maturity_num, maturity_den, majors, minors, outcome, basis
			from kept where domain = '*' and stage = 'declared' and basis = ''`);
		expect(await verifyScores(open.db)).toMatchObject({
			reason: "ROW_UNEXPECTED",
			details: { assessmentId: draft?.id, year: 2026, stage: "declared", domain: "*" },
		});
	});
});
