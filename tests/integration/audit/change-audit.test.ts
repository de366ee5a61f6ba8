import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audits } from "~/db/schema/audit.server";
import { cancelAudit } from "~/services/audit/cancel-audit.server";
import { getRescheduleForm } from "~/services/audit/get-schedule-form.server";
import { recordLevel } from "~/services/audit/record-level.server";
import { rescheduleAudit } from "~/services/audit/reschedule-audit.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createAuditor, createCooperative } from "../../support/world";
import { applicableIds, journalOf, openSeason, PLAN, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

async function planned() {
	const world = await plannedAudit(test.db, season);
	const { kind: _kind, ...plan } = PLAN;
	const input = {
		...plan,
		leadAuditorId: world.lead.userId,
		secondAuditorId: world.second.userId,
		startsOn: "2026-11-19",
		endsOn: "2026-11-20",
		reason: "Grève des trains",
		sequence: 0,
	};
	const move = (over: object = {}) =>
		rescheduleAudit(as(test.db, season.network), world.auditId, { ...input, ...over });
	const row = async () => (await test.db.select().from(audits).where(eq(audits.id, world.auditId)))[0];
	return { ...world, input, move, row };
}

describe("moving an audit", () => {
	it("raises the sequence and journals before and after with the reason", async () => {
		const { move, row, auditId } = await planned();
		expect(await move()).toEqual({ ok: true, value: { sequence: 1 } });
		expect(await row()).toMatchObject({ sequence: 1, startsOn: "2026-11-19", status: "planned" });
		expect((await journalOf(test.db, auditId)).at(-1)).toMatchObject({
			action: "audit.rescheduled",
			before: { startsOn: "2026-11-12", endsOn: "2026-11-13" },
			after: { startsOn: "2026-11-19", endsOn: "2026-11-20", reason: "Grève des trains" },
		});
	});

	it("refuses without a reason, without a change, on what someone else changed, and what the plan rules refuse", async () => {
		const { move, row } = await planned();
		const refusals: [object, string][] = [
			[{ reason: " " }, "REASON_REQUIRED"],
			[{ startsOn: PLAN.startsOn, endsOn: PLAN.endsOn }, "NOTHING_CHANGED"],
			[{ sequence: 3 }, "CHANGED_MEANWHILE"],
			[{ startsOn: "2026-10-01", endsOn: "2026-10-02" }, "IN_THE_PAST"],
			[{ place: "" }, "ADDRESS_REQUIRED"],
			[{ secondAuditorId: "" }, "SECOND_REQUIRED"],
			[{ kind: "followUp" }, "INVALID"],
		];
		for (const [over, reason] of refusals) expect(await move(over)).toMatchObject({ ok: false, reason });
		expect(await row()).toMatchObject({ sequence: 0, startsOn: PLAN.startsOn });
	});

	it("does not stand in its own way: the same team on overlapping days", async () => {
		const { move } = await planned();
		expect(await move({ startsOn: "2026-11-13", endsOn: "2026-11-14" })).toMatchObject({ ok: true });
	});

	it("judges the new team and the new days", async () => {
		const { move, cooperative, home } = await planned();
		const tied = await createAuditor(test.db, { homeCooperativeId: cooperative.id });
		const ending = await createAuditor(test.db, { homeCooperativeId: home.id, accreditedUntil: "2026-11-15" });
		expect(await move({ secondAuditorId: tied.userId })).toMatchObject({
			reason: "CONFLICT_OF_INTEREST",
			details: { auditors: [{ conflicts: [{ reason: "OWN_COOPERATIVE" }] }] },
		});
		expect(await move({ secondAuditorId: ending.userId })).toMatchObject({
			details: { auditors: [{ conflicts: [{ reason: "NOT_ACCREDITED" }] }] },
		});
	});

	it("moved twice at once, one change wins and the other is told", async () => {
		const { move } = await planned();
		const results = await Promise.all([move(), move({ startsOn: "2026-11-26", endsOn: "2026-11-27" })]);
		expect(results.map((result) => (result.ok ? "ok" : result.reason)).sort()).toEqual(["CHANGED_MEANWHILE", "ok"]);
	});

	it("may move a visit under way, and keeps its status", async () => {
		const { move, row, lead, auditId } = await planned();
		await recordLevel(as(test.db, lead), auditId, { criterionId: applicableIds(season)[1], choice: "2", version: "0" });
		expect(await move({ startsOn: PLAN.startsOn, endsOn: "2026-11-14" })).toMatchObject({ ok: true });
		expect(await row()).toMatchObject({ status: "inProgress", endsOn: "2026-11-14" });
	});

	it("shows the planned days first, and the verdicts for those asked", async () => {
		const { auditId, lead } = await planned();
		const form = await getRescheduleForm(as(test.db, season.network), auditId, {});
		expect(form).toMatchObject({ startsOn: PLAN.startsOn, dates: null });
		expect(form.team?.auditors.find(({ userId }) => userId === lead.userId)?.conflicts).toEqual([]);
	});
});

describe("cancelling an audit", () => {
	it("takes a reason, raises the sequence and writes the journal", async () => {
		const { auditId, row } = await planned();
		const cancel = (reason: string) => cancelAudit(as(test.db, season.network), auditId, { reason });
		expect(await cancel("  ")).toMatchObject({ reason: "REASON_REQUIRED" });
		expect(await cancel("La CAE se retire")).toEqual({ ok: true, value: { sequence: 1 } });
		expect(await row()).toMatchObject({ status: "cancelled", statusReason: "La CAE se retire", sequence: 1 });
		expect((await journalOf(test.db, auditId)).at(-1)).toMatchObject({
			action: "audit.cancelled",
			before: { status: "planned" },
			after: { reason: "La CAE se retire" },
		});
		expect(await cancel("Encore")).toMatchObject({ reason: "AUDIT_ENDED" });
	});

	it("ends everything: neither moved, nor recorded", async () => {
		const { auditId, move, lead } = await planned();
		await cancelAudit(as(test.db, season.network), auditId, { reason: "La CAE se retire" });
		expect(await move({ sequence: 1 })).toMatchObject({ reason: "AUDIT_ENDED" });
		const input = { criterionId: applicableIds(season)[1], choice: "2", version: "0" };
		expect(await recordLevel(as(test.db, lead), auditId, input)).toMatchObject({ reason: "AUDIT_ENDED" });
	});
});

describe("who may", () => {
	it("answers 404 to other cooperatives and auditors, 403 to those who see the audit", async () => {
		const { auditId, input, manager, lead } = await planned();
		const elsewhere = await createActor(test.db, "manager", (await createCooperative(test.db)).id);
		const otherAuditor = await createAuditor(test.db);
		for (const actor of [elsewhere, otherAuditor, await createActor(test.db, "admin")]) {
			await expect(rescheduleAudit(as(test.db, actor), auditId, input)).rejects.toThrow(NotFoundError);
			await expect(cancelAudit(as(test.db, actor), auditId, { reason: "x" })).rejects.toThrow(NotFoundError);
			await expect(getRescheduleForm(as(test.db, actor), auditId, {})).rejects.toThrow(NotFoundError);
		}
		for (const actor of [manager, lead, await createActor(test.db, "board")]) {
			await expect(rescheduleAudit(as(test.db, actor), auditId, input)).rejects.toThrow(ForbiddenError);
			await expect(cancelAudit(as(test.db, actor), auditId, { reason: "x" })).rejects.toThrow(ForbiddenError);
		}
	});
});
