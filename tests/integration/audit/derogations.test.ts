/** A rule that only warns gives way to a written derogation, one that blocks never does; everybody on the audit reads it. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditDerogations } from "~/db/schema/auditor.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { onBehalfOf } from "~/db/transaction.server";
import { getAudit } from "~/services/audit/get-audit.server";
import { getScheduleForm } from "~/services/audit/get-schedule-form.server";
import { loadDerogations } from "~/services/audit/load-derogations.server";
import { rescheduleAudit } from "~/services/audit/reschedule-audit.server";
import { scheduleAudit } from "~/services/audit/schedule-audit.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { accompany, as, createAuditor, createCooperative } from "../../support/world";
import { createTeam, journalOf, openSeason, PLAN, type Season, submittedFile } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

/** A file of Normandie, an auditor of its own association, another from elsewhere. */
async function neighbours() {
	const file = await submittedFile(test.db, season);
	const home = await createCooperative(test.db, { region: "Normandie", regionalAssociation: "Normandie" });
	const neighbour = await createAuditor(test.db, { homeCooperativeId: home.id });
	const { second } = await createTeam(test.db);
	const plan = {
		...PLAN,
		assessmentId: file.assessment.id,
		leadAuditorId: neighbour.userId,
		secondAuditorId: second.userId,
	};
	return { ...file, home, neighbour, second, plan };
}
const because = (auditorId: string, rule = "SAME_REGIONAL_ASSOCIATION") => ({
	derogations: [{ auditorId, rule, reason: "Seule personne du bâtiment disponible avant mars." }],
});
const asNetwork = <T>(work: (useCase: ReturnType<typeof as>) => Promise<T>) =>
	onBehalfOf(test.db, season.network.userId, "write", (db) => work(as(db, season.network)));

describe("a derogation", () => {
	it("is asked for rule by rule, then lets the visit be planned, and leaves a journal row", async () => {
		const { plan, neighbour } = await neighbours();
		expect(await asNetwork((at) => scheduleAudit(at, plan))).toMatchObject({
			reason: "DEROGATION_REQUIRED",
			details: { auditors: [{ userId: neighbour.userId, conflicts: [{ reason: "SAME_REGIONAL_ASSOCIATION" }] }] },
		});
		for (const wrong of [because(neighbour.userId, "SAME_REGION"), because("somebody"), { derogations: [] }]) {
			expect(await asNetwork((at) => scheduleAudit(at, { ...plan, ...wrong }))).toMatchObject({
				reason: "DEROGATION_REQUIRED",
			});
		}
		const result = await asNetwork((at) => scheduleAudit(at, { ...plan, ...because(neighbour.userId) }));
		if (!result.ok) throw new Error(result.reason);
		const { auditId } = result.value;
		const rows = await journalOf(test.db, auditId);
		expect(rows.map(({ action }) => action)).toEqual(["audit.scheduled", "audit.derogationGranted"]);
		expect(rows[1]?.after).toMatchObject({ auditorId: neighbour.userId, rule: "SAME_REGIONAL_ASSOCIATION" });
		await expect(
			test.db.update(auditDerogations).set({ reason: "autre" }).where(eq(auditDerogations.auditId, auditId)),
		).rejects.toThrow();
	});

	it("is read on the audit’s page by the cooperative, the team and the national team", async () => {
		const { plan, neighbour, manager, second } = await neighbours();
		const result = await asNetwork((at) => scheduleAudit(at, { ...plan, ...because(neighbour.userId) }));
		if (!result.ok) throw new Error(result.reason);
		for (const reader of [manager, second, season.network]) {
			const page = await onBehalfOf(test.db, reader.userId, "read", (db) =>
				getAudit(as(db, reader), result.value.auditId),
			);
			expect(page.derogations).toMatchObject([
				{ auditorName: neighbour.name, rule: "SAME_REGIONAL_ASSOCIATION", reason: expect.stringContaining("bâtiment") },
			]);
			expect(page.history.map(({ rule }) => rule)).toContain("SAME_REGIONAL_ASSOCIATION");
		}
		const stranger = await createAuditor(test.db);
		const seen = await onBehalfOf(test.db, stranger.userId, "read", (db) => loadDerogations(db, result.value.auditId));
		expect(seen).toEqual([]);
	});

	it("holds when the same team goes on other days, and not for a rule it does not name", async () => {
		const { plan, neighbour, second } = await neighbours();
		const result = await asNetwork((at) => scheduleAudit(at, { ...plan, ...because(neighbour.userId) }));
		if (!result.ok) throw new Error(result.reason);
		const { auditId } = result.value;
		const { kind: _, assessmentId: __, ...fields } = plan;
		const move = { ...fields, startsOn: "2026-11-19", endsOn: "2026-11-20", reason: "Salle prise" };
		expect(await rescheduleAudit(as(test.db, season.network), auditId, { ...move, sequence: "0" })).toMatchObject({
			ok: true,
		});
		const other = await neighbours();
		const swapped = { ...move, leadAuditorId: other.neighbour.userId, secondAuditorId: second.userId };
		expect(await rescheduleAudit(as(test.db, season.network), auditId, { ...swapped, sequence: "1" })).toMatchObject({
			reason: "DEROGATION_REQUIRED",
		});
	});

	it("never lifts what blocks: an accompaniment, the same group", async () => {
		const { plan, neighbour, home, cooperative } = await neighbours();
		await accompany(test.db, home.id, cooperative.id, "2025-12-31");
		await test.db.update(cooperatives).set({ groupName: "Ensemble" }).where(eq(cooperatives.id, home.id));
		await test.db.update(cooperatives).set({ groupName: "Ensemble" }).where(eq(cooperatives.id, cooperative.id));
		const rules = ["SAME_REGIONAL_ASSOCIATION", "ACCOMPANIMENT", "SAME_GROUP"];
		const derogations = rules.flatMap((rule) => because(neighbour.userId, rule).derogations);
		expect(await asNetwork((at) => scheduleAudit(at, { ...plan, derogations }))).toMatchObject({
			reason: "CONFLICT_OF_INTEREST",
		});
		const form = await asNetwork((at) => getScheduleForm(at, { ...PLAN, assessmentId: plan.assessmentId }));
		const judged = form.team?.auditors.find(({ userId }) => userId === neighbour.userId);
		expect(judged).toMatchObject({ derogable: false });
		expect(judged?.standing.map(({ reason }) => reason)).toEqual([
			"ACCOMPANIMENT",
			"SAME_GROUP",
			"SAME_REGIONAL_ASSOCIATION",
		]);
		const written = await test.db
			.select()
			.from(auditDerogations)
			.where(eq(auditDerogations.auditorId, neighbour.userId));
		expect(written).toEqual([]);
	});
});
