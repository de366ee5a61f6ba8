/** A table that leaves, is filled in elsewhere and comes back: what it would do is said, then done whole or not at all. */
import { randomUUID } from "node:crypto";
import { and, eq, like, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers, assessments } from "~/db/schema/assessment.server";
import { journalEntries } from "~/db/schema/journal.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import type { AnswerColumnKey } from "~/domain/assessment/answer-sheet";
import { applyImport, type ConfirmedImport } from "~/services/assessment/apply-import.server";
import { type ExportedAssessment, exportAnswers, exportedData } from "~/services/assessment/export-answers.server";
import { previewImport } from "~/services/assessment/preview-import.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCampaign, createCooperative, createDraft, publishStandards } from "../../support/world";
import { damagedWorkbooks, editedWorkbook } from "./edited-workbook";

let open: TestDatabase;
let campaign: Awaited<ReturnType<typeof createCampaign>>;
beforeAll(async () => {
	open = await createTestDatabase();
	campaign = await createCampaign(open.db, (await publishStandards(open.db)).id);
});
afterAll(() => open.drop());

async function scene() {
	const cooperative = await createCooperative(open.db);
	const draft = await createDraft(open.db, cooperative, campaign);
	const manager = await createActor(open.db, "manager", cooperative.id);
	const colleague = await createActor(open.db, "manager", cooperative.id);
	const save = async (actor: Actor, criterionId: string, input: Record<string, unknown>) => {
		const sent = { criterionId, choice: "2", reason: "", comment: "", version: 0, key: randomUUID(), ...input };
		expect(await saveAnswer(as(open.db, actor), draft.id, sent)).toMatchObject({ ok: true });
	};
	await save(manager, "JUR-01", { comment: "Statuts à jour\n« = »" });
	await save(manager, "JUR-02", { choice: "notApplicable", reason: "Pas encore d’assemblée" });
	return { cooperative, draft, manager, colleague, save };
}

/** In one transaction on behalf of the person, under row-level security, as in a request. */
const asked = <T>(actor: Actor, access: "read" | "write", work: (db: TestDatabase["db"]) => Promise<T>) =>
	onBehalfOf(open.db, actor.userId, access, (tx) => work(tx as unknown as TestDatabase["db"]));
const taken = (actor: Actor, id: string) => asked(actor, "read", (db) => exportAnswers(as(db, actor), id));
const preview = (actor: Actor, id: string, bytes: Buffer) =>
	asked(actor, "write", (db) => previewImport(as(db, actor), id, bytes));
const apply = (actor: Actor, id: string, confirmed: ConfirmedImport) =>
	asked(actor, "write", (db) => applyImport(as(db, actor), id, confirmed));

type Edits = Readonly<Record<string, Partial<Record<AnswerColumnKey, string | number | Date | null>>>>;
const filledIn = (exported: ExportedAssessment, edits: Edits = {}) => editedWorkbook(exported, edits);

async function reportOf(actor: Actor, id: string, bytes: Buffer) {
	const read = await preview(actor, id, bytes);
	if (!read.ok) throw new Error(JSON.stringify(read));
	return read.value;
}

const stored = async (id: string) =>
	new Map(
		(await open.db.select().from(answers).where(eq(answers.assessmentId, id))).map((row) => [row.criterionId, row]),
	);
async function journalled(id: string): Promise<number> {
	const [row] = await open.db
		.select({ count: sql<number>`count(*)::int` })
		.from(journalEntries)
		.where(and(eq(journalEntries.action, "answer.saved"), like(journalEntries.subjectId, `${id}/%`)));
	return row?.count ?? 0;
}

describe("an export", () => {
	it("brought back as it left has nothing to apply", async () => {
		const { draft, manager } = await scene();
		const exported = await taken(manager, draft.id);
		const report = await reportOf(manager, draft.id, await filledIn(exported));
		expect(report).toMatchObject({ changes: [], conflicts: [], refusedRows: [], refusedCells: [] });
		expect(report.unchanged).toBe(exported.rows.length);
		expect(await apply(manager, draft.id, { ...report, overwrite: [] })).toMatchObject({ reason: "NOTHING_TO_APPLY" });
	});

	it("as data says each criterion, and who may not read the draft gets nothing", async () => {
		const { draft, manager } = await scene();
		const data = exportedData(await taken(manager, draft.id));
		expect(data).toMatchObject({ format: "label-cae/auto-evaluation/1", year: 2026, status: "draft" });
		expect(data.criteria[0]).toMatchObject({ code: "JUR-01", level: 2, comment: "Statuts à jour\n« = »", version: 1 });
		for (const role of ["network", "board", "auditor"] as const) {
			const stranger = await createActor(open.db, role);
			await expect(taken(stranger, draft.id)).rejects.toThrow(NotFoundError);
		}
	});
});

describe("an import", () => {
	it("says what changes, then saves it all with one journal row each, once", async () => {
		const { draft, manager } = await scene();
		const bytes = await filledIn(await taken(manager, draft.id), {
			"JUR-01": { level: 3, comment: "Statuts relus" },
			"JUR-02": { level: "", reason: "" },
			"JUR-03": { level: "na", reason: "Aucun salarié" },
			"JUR-04": { comment: "=SOMME(A1)" },
		});
		const report = await reportOf(manager, draft.id, bytes);
		expect(report.changes.map(({ criterionId, before, after }) => [criterionId, before.level, after.level])).toEqual([
			["JUR-01", 2, 3],
			["JUR-02", null, null],
			["JUR-03", null, null],
			["JUR-04", null, null],
		]);
		expect((await stored(draft.id)).get("JUR-01")?.level).toBe(2);
		const before = await journalled(draft.id);
		expect(await apply(manager, draft.id, { ...report, overwrite: [] })).toMatchObject({
			ok: true,
			value: { saved: 4 },
		});
		const now = await stored(draft.id);
		expect(now.get("JUR-01")).toMatchObject({
			level: 3,
			comment: "Statuts relus",
			version: 2,
			updatedBy: manager.userId,
		});
		expect(now.get("JUR-02")).toMatchObject({ level: null, notApplicable: false, reason: "" });
		expect(now.get("JUR-03")).toMatchObject({ notApplicable: true, reason: "Aucun salarié", version: 1 });
		expect(now.get("JUR-04")).toMatchObject({ level: null, comment: "=SOMME(A1)" });
		expect(await journalled(draft.id)).toBe(before + 4);
		// The very same confirmation again, then the very same file: nothing more.
		expect(await apply(manager, draft.id, { ...report, overwrite: [] })).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await reportOf(manager, draft.id, bytes)).toMatchObject({ changes: [], conflicts: [] });
		expect(await journalled(draft.id)).toBe(before + 4);
	});

	it("keeps what a colleague wrote meanwhile, unless the person says otherwise", async () => {
		const { draft, manager, colleague, save } = await scene();
		const exported = await taken(manager, draft.id);
		const bytes = await filledIn(exported, { "JUR-01": { comment: "De la gérance" }, "JUR-05": { level: 1 } });
		await save(colleague, "JUR-01", { choice: "1", comment: "De la collègue", version: 1 });
		// Not touched in the table: what the colleague wrote stays without a word.
		await save(colleague, "JUR-02", { choice: "3", comment: "Faite en mars", version: 1 });
		const report = await reportOf(manager, draft.id, bytes);
		expect(report.changes.map(({ criterionId }) => criterionId)).toEqual(["JUR-05"]);
		expect(report.conflicts).toMatchObject([
			{
				criterionId: "JUR-01",
				before: { comment: "De la collègue" },
				after: { comment: "De la gérance" },
				by: colleague.name,
			},
		]);
		expect(await apply(manager, draft.id, { ...report, overwrite: [] })).toMatchObject({
			ok: true,
			value: { saved: 1 },
		});
		expect((await stored(draft.id)).get("JUR-01")?.comment).toBe("De la collègue");
		const again = await reportOf(manager, draft.id, bytes);
		const ticked = await apply(manager, draft.id, { ...again, overwrite: ["JUR-01", "JUR-02"] });
		expect(ticked).toMatchObject({ ok: true, value: { saved: 1 } });
		const now = await stored(draft.id);
		expect(now.get("JUR-01")).toMatchObject({ comment: "De la gérance", version: 3 });
		expect(now.get("JUR-02")?.comment).toBe("Faite en mars");
	});

	it("changed by a colleague after its report saves nothing and is reported again", async () => {
		const { draft, manager, colleague, save } = await scene();
		const bytes = await filledIn(await taken(manager, draft.id), { "JUR-01": { level: 0 }, "JUR-05": { level: 1 } });
		const report = await reportOf(manager, draft.id, bytes);
		await save(colleague, "JUR-01", { choice: "1", version: 1 });
		const applied = await apply(manager, draft.id, { ...report, overwrite: [] });
		expect(applied).toMatchObject({
			reason: "CHANGED_MEANWHILE",
			details: { report: { changes: [{ criterionId: "JUR-05" }], conflicts: [{ criterionId: "JUR-01" }] } },
		});
		expect((await stored(draft.id)).get("JUR-05")).toBeUndefined();
	});

	it("trusts nothing of what comes back with the confirmation", async () => {
		const { draft, manager } = await scene();
		const bytes = await filledIn(await taken(manager, draft.id), { "JUR-01": { level: 0 } });
		const other = await filledIn(await taken(manager, draft.id), { "JUR-01": { level: 3 } });
		const [report, forged] = [await reportOf(manager, draft.id, bytes), await reportOf(manager, draft.id, other)];
		const attempts = [
			{ ...report, packet: forged.packet },
			{ ...report, fingerprint: "0".repeat(64) },
			{ ...report, packet: "" },
			{ ...report, packet: "not deflated" },
		];
		for (const attempt of attempts) {
			expect(await apply(manager, draft.id, { ...attempt, overwrite: ["JUR-01"] })).toMatchObject({ ok: false });
		}
		expect((await stored(draft.id)).get("JUR-01")).toMatchObject({ level: 2, version: 1 });
	});

	it("confirms a proposal, as it is or changed", async () => {
		const { draft, manager } = await scene();
		await open.db.update(answers).set({ toConfirm: true }).where(eq(answers.assessmentId, draft.id));
		await open.db
			.update(answers)
			.set({ level: 1, notApplicable: false })
			.where(and(eq(answers.assessmentId, draft.id), eq(answers.criterionId, "JUR-02")));
		const exported = await taken(manager, draft.id);
		expect((await reportOf(manager, draft.id, await filledIn(exported))).changes).toEqual([]);
		const bytes = await filledIn(exported, { "JUR-01": { toConfirm: "non" }, "JUR-02": { level: 2 } });
		const report = await reportOf(manager, draft.id, bytes);
		expect(report.changes).toMatchObject([
			{ criterionId: "JUR-01", confirms: true },
			{ criterionId: "JUR-02", confirms: false },
		]);
		expect(await apply(manager, draft.id, { ...report, overwrite: [] })).toMatchObject({ ok: true });
		expect([...(await stored(draft.id)).values()].filter(({ toConfirm }) => toConfirm)).toEqual([]);
	});

	it("refuses the rows of a domain entrusted to others, and keeps those of one's own", async () => {
		const { draft, cooperative } = await scene();
		const person = await createActor(open.db, "contributor", cooperative.id);
		const contributor = { ...person, grants: person.grants.map((grant) => ({ ...grant, domains: ["FIN"] })) };
		const exported = await taken(contributor, draft.id);
		const bytes = await filledIn(exported, { "JUR-01": { level: 0 }, "FIN-01": { level: 1 } });
		const report = await reportOf(contributor, draft.id, bytes);
		expect(report.refusedRows).toMatchObject([{ criterionId: "JUR-01", reason: "OTHER_DOMAIN" }]);
		expect(report.changes.map(({ criterionId }) => criterionId)).toEqual(["FIN-01"]);
	});

	it("is not for those who only read, nor for an assessment that was sent", async () => {
		const { draft, manager } = await scene();
		const exported = await taken(manager, draft.id);
		const bytes = await filledIn(exported, { "JUR-01": { level: 0 } });
		const report = await reportOf(manager, draft.id, bytes);
		const network = await createActor(open.db, "network");
		await expect(preview(network, draft.id, bytes)).rejects.toThrow(NotFoundError);
		const sentAt = { status: "submitted", submittedAt: new Date(), submittedBy: manager.userId } as const;
		await open.db.update(assessments).set(sentAt).where(eq(assessments.id, draft.id));
		await expect(preview(network, draft.id, bytes)).rejects.toThrow(ForbiddenError);
		expect(await preview(manager, draft.id, bytes)).toMatchObject({ reason: "ASSESSMENT_LOCKED" });
		expect(await apply(manager, draft.id, { ...report, overwrite: [] })).toMatchObject({ reason: "ASSESSMENT_LOCKED" });
		expect((await stored(draft.id)).get("JUR-01")).toMatchObject({ level: 2, version: 1 });
	});

	it("says in French, cell by cell or in one sentence, why a damaged spreadsheet is not taken, and changes nothing", async () => {
		const { draft, manager } = await scene();
		const exported = await taken(manager, draft.id);
		const before = await stored(draft.id);
		const cases = await damagedWorkbooks(exported);
		expect(cases.length).toBeGreaterThanOrEqual(20);
		for (const { what, bytes, says } of cases) {
			const read = await preview(manager, draft.id, bytes);
			const told = read.ok
				? read.value.refusedCells.map(({ cell, message, fix }) => `${cell} : ${message}. → ${fix}.`)
				: read.reason === "REFUSED"
					? read.details.problems
					: [read.reason];
			expect([what, told.join("\n")]).toEqual([what, expect.stringContaining(says)]);
			for (const line of told) expect([what, line]).toEqual([what, expect.stringMatching(/ → [^\n]+\.$/u)]);
			expect(told.join("\n")).not.toMatch(/undefined|\[object|NaN|Error/);
			if (read.ok) expect([what, read.value.changes, read.value.conflicts]).toEqual([what, [], []]);
		}
		expect(await stored(draft.id)).toEqual(before);
	});

	it("of every criterion at once holds in a request's time", async () => {
		const { draft, manager } = await scene();
		const exported = await taken(manager, draft.id);
		const all = Object.fromEntries(
			exported.rows.map(({ criterion }) => [criterion.id, { level: 3, comment: "x".repeat(300) }]),
		);
		const report = await reportOf(manager, draft.id, await filledIn(exported, all));
		const start = performance.now();
		const applied = await apply(manager, draft.id, { ...report, overwrite: [] });
		expect(applied).toMatchObject({ ok: true, value: { saved: exported.rows.length } });
		console.log(`import of ${exported.rows.length} answers: ${Math.round(performance.now() - start)} ms`);
		expect(performance.now() - start).toBeLessThan(30_000);
	});
});
