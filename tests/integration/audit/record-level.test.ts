import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers } from "~/db/schema/assessment.server";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { confirmDeclaredLevels } from "~/services/audit/confirm-declared-levels.server";
import { recordLevel } from "~/services/audit/record-level.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createAuditor, createCooperative } from "../../support/world";
import { applicableIds, journalOf, openSeason, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
let aside: string;
let criterionId: string;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
	[aside = "", criterionId = ""] = applicableIds(season);
});
afterAll(() => test.drop());

async function visit() {
	const world = await plannedAudit(test.db, season);
	const record = (over: object = {}, actor = world.lead) =>
		recordLevel(as(test.db, actor), world.auditId, {
			criterionId,
			choice: "1",
			note: "Vu sur place",
			version: "0",
			...over,
		});
	const finding = async (id = criterionId) =>
		(
			await test.db
				.select()
				.from(auditObservations)
				.where(and(eq(auditObservations.auditId, world.auditId), eq(auditObservations.criterionId, id)))
		)[0];
	const status = async () => (await test.db.select().from(audits).where(eq(audits.id, world.auditId)))[0]?.status;
	return { ...world, record, finding, status };
}

describe("recording a level", () => {
	it("opens the visit, writes the finding and its journal row, and leaves the answer alone", async () => {
		const { record, finding, status, auditId, assessment, lead, cooperative } = await visit();
		const declared = () => test.db.select().from(answers).where(eq(answers.assessmentId, assessment.id));
		const before = await declared();
		expect(await record()).toMatchObject({ ok: true, value: { criterionId, version: 1 } });
		expect(await finding()).toMatchObject({
			level: 1,
			notApplicable: false,
			note: "Vu sur place",
			recordedBy: lead.userId,
		});
		expect(await status()).toBe("inProgress");
		expect(await declared()).toEqual(before);
		expect(await record({ choice: "2", version: "1" })).toMatchObject({ ok: true, value: { version: 2 } });
		expect(await journalOf(test.db, `${auditId}/${criterionId}`)).toMatchObject([
			{
				action: "audit.levelRecorded",
				actorId: lead.userId,
				cooperativeId: cooperative.id,
				before: null,
				after: { level: 1, auditStatus: "inProgress" },
			},
			{ action: "audit.levelRecorded", before: { level: 1, version: 1 }, after: { level: 2, version: 2 } },
		]);
	});

	it("confirms not applicable; sets aside on its own only with a note", async () => {
		const { record, finding } = await visit();
		expect(await record({ criterionId: aside, choice: "notApplicable", note: "" })).toMatchObject({ ok: true });
		expect(await finding(aside)).toMatchObject({ level: null, notApplicable: true });
		expect(await record({ choice: "notApplicable", note: " " })).toMatchObject({ reason: "NOTE_REQUIRED" });
		expect(await record({ choice: "notApplicable", note: "Aucun CAPE" })).toMatchObject({ ok: true });
	});

	it("accepts the same finding again without writing twice, and nothing at all without writing once", async () => {
		const { record, finding, auditId, status } = await visit();
		expect(await record({ choice: "", note: "" })).toMatchObject({ ok: true, value: { version: 0 } });
		expect(await status()).toBe("planned");
		await record();
		expect(await record()).toMatchObject({ ok: true, value: { version: 1 } });
		expect(await journalOf(test.db, `${auditId}/${criterionId}`)).toHaveLength(1);
		expect(await finding()).toMatchObject({ version: 1 });
	});

	it("two auditors on one criterion: the first is kept, the second reads it and loses nothing", async () => {
		const { record, finding, second, lead } = await visit();
		const [one, two] = await Promise.all([
			record({ choice: "1", note: "De la première" }),
			record({ choice: "3", note: "De la seconde" }, second),
		]);
		const [kept, refused] = one.ok ? [one, two] : [two, one];
		const winner = one.ok ? { level: 1, note: "De la première" } : { level: 3, note: "De la seconde" };
		expect(kept.ok).toBe(true);
		expect(refused).toMatchObject({
			ok: false,
			reason: "CONFLICT",
			details: { theirs: { ...winner, version: 1 }, by: one.ok ? lead.name : second.name },
		});
		expect(await finding()).toMatchObject({ ...winner, version: 1 });
	});

	it("eight records of one criterion at once: one is kept, seven are told", async () => {
		const { record, finding, second, lead, auditId } = await visit();
		const results = await Promise.all(
			Array.from({ length: 8 }, (_, index) => record({ note: `Note ${index}` }, index % 2 === 0 ? lead : second)),
		);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(results.filter((result) => !result.ok && result.reason === "CONFLICT")).toHaveLength(7);
		const kept = results.findIndex(({ ok }) => ok);
		expect(await finding()).toMatchObject({ note: `Note ${kept}`, version: 1 });
		expect(await journalOf(test.db, `${auditId}/${criterionId}`)).toHaveLength(1);
	});

	it("two auditors on two criteria at once both succeed", async () => {
		const { record, second } = await visit();
		const results = await Promise.all([record(), record({ criterionId: aside, choice: "2" }, second)]);
		expect(results.map(({ ok }) => ok)).toEqual([true, true]);
	});

	it("refuses what cannot be read, what does not apply, and does not find what does not exist", async () => {
		const { record } = await visit();
		const other = season.published.standard.criteria.find(({ id }) => !applicableIds(season).includes(id));
		expect(await record({ choice: "4" })).toMatchObject({ reason: "INVALID" });
		expect(await record({ level: 3 })).toMatchObject({ reason: "INVALID" });
		expect(await record({ note: "x".repeat(10_001) })).toMatchObject({ reason: "INVALID" });
		expect(await record({ criterionId: other?.id })).toMatchObject({ reason: "NOT_APPLICABLE_TO_PROFILE" });
		await expect(record({ criterionId: "XXX-01" })).rejects.toThrow(NotFoundError);
	});

	it("is the team’s alone: 404 for who cannot see the audit, 403 for who can", async () => {
		const { record, manager } = await visit();
		const elsewhere = await createActor(test.db, "manager", (await createCooperative(test.db)).id);
		for (const actor of [elsewhere, await createAuditor(test.db)]) {
			await expect(record({}, actor)).rejects.toThrow(NotFoundError);
		}
		for (const actor of [manager, season.network, await createActor(test.db, "committee")]) {
			await expect(record({}, actor)).rejects.toThrow(ForbiddenError);
		}
	});
});

describe("confirming declared levels", () => {
	it("copies them into the audit’s own records, with one journal row that lists them", async () => {
		const { auditId, lead, record, finding } = await visit();
		const domain = criterionId.slice(0, 3);
		const ids = applicableIds(season).filter((id) => id.startsWith(domain));
		await record({ choice: "0", note: "Rien en place" });
		const confirm = (criterionIds: string[]) =>
			confirmDeclaredLevels(as(test.db, lead), auditId, { domain, criterionIds });
		const result = await confirm(ids);
		if (!result.ok) throw new Error(result.reason);
		expect(result.value.confirmed).toEqual(ids.filter((id) => id !== criterionId));
		expect(await finding()).toMatchObject({ level: 0, note: "Rien en place", version: 1 });
		expect(await finding(aside)).toMatchObject({ level: null, notApplicable: true, version: 1 });
		expect(await finding(ids[2])).toMatchObject({ level: 2, note: "", recordedBy: lead.userId });
		const rows = (await journalOf(test.db, auditId)).filter(({ action }) => action === "audit.declaredLevelsConfirmed");
		expect(rows.map(({ after }) => after)).toEqual([
			{ domain, confirmed: expect.arrayContaining([{ criterionId: ids[2], level: 2, notApplicable: false }]) },
		]);
		expect(rows[0]?.after).toHaveProperty("confirmed.length", ids.length - 1);
		expect(await confirm(ids)).toMatchObject({ reason: "NOTHING_TO_CONFIRM" });
	});

	it("confirms only what was on the screen, in that domain, and keeps a note already taken", async () => {
		const { auditId, lead, record, finding, status } = await visit();
		await record({ choice: "", note: "À revoir" });
		const elsewhere = applicableIds(season).find((id) => !id.startsWith(criterionId.slice(0, 3))) ?? "";
		const result = await confirmDeclaredLevels(as(test.db, lead), auditId, {
			domain: criterionId.slice(0, 3),
			criterionIds: [criterionId, elsewhere],
		});
		expect(result).toEqual({ ok: true, value: { confirmed: [criterionId] } });
		expect(await finding()).toMatchObject({ level: 2, note: "À revoir", version: 2 });
		expect(await finding(elsewhere)).toBeUndefined();
		expect(await status()).toBe("inProgress");
	});

	it("is refused to others like any record", async () => {
		const { auditId, manager } = await visit();
		const input = { domain: criterionId.slice(0, 3), criterionIds: [criterionId] };
		const stranger = await createAuditor(test.db);
		await expect(confirmDeclaredLevels(as(test.db, manager), auditId, input)).rejects.toThrow(ForbiddenError);
		await expect(confirmDeclaredLevels(as(test.db, stranger), auditId, input)).rejects.toThrow(NotFoundError);
	});
});
