import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { assessmentSummaries, WHOLE } from "~/db/schema/network.server";
import { endVisit } from "~/services/audit/end-visit.server";
import { issueFinalReport } from "~/services/audit/issue-final-report.server";
import { recordLevel } from "~/services/audit/record-level.server";
import { scheduleAudit } from "~/services/audit/schedule-audit.server";
import { sendProvisionalReport } from "~/services/audit/send-provisional-report.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createAuditor, NOW } from "../../support/world";
import { applicableIds, createTeam, journalOf, openSeason, PLAN, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

async function visit(kind = "initial") {
	const world = await plannedAudit(test.db, season, { kind });
	/** Records the same level for the first criteria. */
	const examine = (count: number, level: 0 | 1 | 2 | 3) =>
		test.db.insert(auditObservations).values(
			applicableIds(season)
				.slice(0, count)
				.map((criterionId) => ({
					cooperativeId: world.cooperative.id,
					auditId: world.auditId,
					criterionId,
					level,
					recordedAt: NOW,
					recordedBy: world.lead.userId,
				})),
		);
	const yes = { confirmed: true };
	const end = (actor = world.lead) => endVisit(as(test.db, actor), world.auditId, yes);
	const send = (actor = world.lead) => sendProvisionalReport(as(test.db, actor), world.auditId, yes);
	const issue = (now = AFTER, actor = world.lead) => issueFinalReport(as(test.db, actor, now), world.auditId, yes);
	const summary = async () =>
		(
			await test.db
				.select()
				.from(assessmentSummaries)
				.where(and(eq(assessmentSummaries.assessmentId, world.assessment.id), eq(assessmentSummaries.stage, "audited")))
		).find(({ domain, basis }) => domain === WHOLE && basis === "");
	return { ...world, examine, end, send, issue, summary };
}

/** The day after the last one of the cooperative to answer. */
const AFTER = new Date("2026-10-21T08:00:00Z");

describe("a visit that ends", () => {
	it("is followed by its reports; the final one writes the audited score from audited levels", async () => {
		const { examine, end, send, issue, summary, auditId } = await visit();
		const total = applicableIds(season).length;
		// Declared: level 2 everywhere. Retained: 1 everywhere. No mandatory criterion is met by the audit.
		await examine(total, 1);
		expect(await end()).toEqual({ ok: true, value: { visitEndedAt: NOW } });
		expect(await issue()).toMatchObject({ reason: "REPORT_ELSEWHERE" });
		expect(await send()).toEqual({ ok: true, value: { replyDueOn: "2026-10-20" } });
		expect(await send()).toMatchObject({ reason: "REPORT_ELSEWHERE" });
		expect(await issue(new Date("2026-10-20T21:59:59Z"))).toMatchObject({ reason: "REPLY_AWAITED" });
		expect(await summary()).toBeUndefined();
		expect(await issue(new Date("2026-10-20T22:00:00Z"))).toMatchObject({ ok: true });
		expect(await summary()).toMatchObject({
			applicable: total,
			answered: total,
			conformityNum: 0,
			recommendedMet: 0,
			outcome: "refused",
		});
		const [audit] = await test.db.select().from(audits).where(eq(audits.id, auditId));
		expect(audit).toMatchObject({ status: "finalReport", visitEndedAt: NOW, provisionalSentAt: NOW, closedAt: null });
		expect((await journalOf(test.db, auditId)).at(-1)).toMatchObject({
			action: "audit.finalIssued",
			after: { status: "finalReport", examined: total },
		});
	});

	it("lists what is missing and changes nothing", async () => {
		const { examine, end, summary, auditId } = await visit();
		const ids = applicableIds(season);
		await examine(ids.length - 2, 2);
		expect(await end()).toEqual({
			ok: false,
			reason: "CRITERIA_MISSING",
			details: { examined: ids.length - 2, required: ids.length, missing: ids.slice(-2) },
		});
		expect(await summary()).toBeUndefined();
		const [audit] = await test.db.select().from(audits).where(eq(audits.id, auditId));
		expect(audit?.status).toBe("planned");
	});

	it("takes ten criteria for a follow-up; declared levels fill no hole", async () => {
		const { examine, end, send, issue, summary, auditId } = await visit("followUp");
		await examine(9, 2);
		expect(await end()).toMatchObject({ reason: "CRITERIA_MISSING", details: { examined: 9, required: 10 } });
		await test.db.delete(auditObservations).where(eq(auditObservations.auditId, auditId));
		await examine(10, 2);
		expect(await end()).toMatchObject({ ok: true });
		expect(await send()).toMatchObject({ ok: true });
		expect(await issue()).toMatchObject({ ok: true });
		expect(await summary()).toBeUndefined();
	});

	it("is the lead auditor’s alone", async () => {
		const { examine, end, send, issue, second, manager } = await visit();
		await examine(applicableIds(season).length, 2);
		for (const act of [end, send, (actor: typeof second) => issue(AFTER, actor)]) {
			for (const actor of [second, manager, season.network]) await expect(act(actor)).rejects.toThrow(ForbiddenError);
			await expect(act(await createAuditor(test.db))).rejects.toThrow(NotFoundError);
		}
	});

	it("ended twice at once, it ends once; then nothing is recorded, and the assessment is not audited again", async () => {
		const { examine, end, auditId, lead, assessment } = await visit();
		await examine(applicableIds(season).length, 2);
		const results = await Promise.all([end(), end()]);
		expect(results.map((result) => (result.ok ? "ok" : result.reason)).sort()).toEqual(["AUDIT_ENDED", "ok"]);
		const [criterionId] = applicableIds(season);
		expect(
			await recordLevel(as(test.db, lead), auditId, { criterionId, choice: "3", note: "", version: "1" }),
		).toMatchObject({ reason: "AUDIT_ENDED" });
		await expect(
			test.db.update(auditObservations).set({ level: 3 }).where(eq(auditObservations.auditId, auditId)),
		).rejects.toThrow();
		const team = await createTeam(test.db);
		expect(
			await scheduleAudit(as(test.db, season.network), {
				...PLAN,
				assessmentId: assessment.id,
				leadAuditorId: team.lead.userId,
				secondAuditorId: team.second.userId,
			}),
		).toMatchObject({ reason: "ALREADY_SCHEDULED" });
	});

	it("a record racing with the closing is either in the score or refused", async () => {
		const { examine, end, send, issue, auditId, second, summary } = await visit();
		const ids = applicableIds(season);
		await examine(ids.length, 2);
		const last = ids.at(-1);
		const [recorded, closed] = await Promise.all([
			recordLevel(as(test.db, second), auditId, { criterionId: last, choice: "0", note: "", version: "1" }),
			end(),
		]);
		expect(closed).toMatchObject({ ok: true });
		const [finding] = await test.db
			.select()
			.from(auditObservations)
			.where(and(eq(auditObservations.auditId, auditId), eq(auditObservations.criterionId, last ?? "")));
		expect(finding?.level).toBe(recorded.ok ? 0 : 2);
		await send();
		await issue();
		const { maturityNum = 0, maturityDen = 0 } = (await summary()) ?? {};
		// Level 2 everywhere is exactly two thirds of the index; one level 0 is less.
		expect(maturityNum * 3 === maturityDen * 2).toBe(!recorded.ok);
	});
});
