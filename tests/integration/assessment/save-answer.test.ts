import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers } from "~/db/schema/assessment.server";
import { journalEntries } from "~/db/schema/journal.server";
import type { Actor } from "~/domain/access/roles";
import { answerInput } from "~/routes/assessment/answer-input";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCampaign, createCooperative, createDraft, publishStandards } from "../../support/world";

let open: TestDatabase;
let campaign: Awaited<ReturnType<typeof createCampaign>>;

beforeAll(async () => {
	open = await createTestDatabase();
	const standard = await publishStandards(open.db);
	campaign = await createCampaign(open.db, standard.id);
});
afterAll(() => open.drop());

async function scene() {
	const cooperative = await createCooperative(open.db);
	const draft = await createDraft(open.db, cooperative, campaign);
	const manager = await createActor(open.db, "manager", cooperative.id);
	const colleague = await createActor(open.db, "contributor", cooperative.id);
	return { cooperative, draft, manager, colleague };
}

const save = (actor: Actor, assessmentId: string, input: Record<string, unknown>) =>
	saveAnswer(as(open.db, actor), assessmentId, {
		criterionId: "JUR-01",
		choice: "2",
		reason: "",
		comment: "",
		version: 0,
		key: randomUUID(),
		...input,
	});

async function stored(assessmentId: string, criterionId = "JUR-01") {
	const [row] = await open.db
		.select()
		.from(answers)
		.where(and(eq(answers.assessmentId, assessmentId), eq(answers.criterionId, criterionId)));
	return row;
}

describe("saveAnswer", () => {
	it("writes the answer and one journal row with before and after", async () => {
		const { draft, manager, cooperative } = await scene();
		const first = await save(manager, draft.id, { comment: "Statuts à jour" });
		expect(first).toMatchObject({ ok: true, value: { criterionId: "JUR-01", version: 1 } });
		await save(manager, draft.id, { choice: "3", comment: "Statuts relus", version: 1 });
		expect(await stored(draft.id)).toMatchObject({ level: 3, comment: "Statuts relus", version: 2 });
		const rows = await open.db
			.select()
			.from(journalEntries)
			.where(eq(journalEntries.subjectId, `${draft.id}/JUR-01`))
			.orderBy(journalEntries.id);
		expect(rows).toHaveLength(2);
		expect(rows[1]).toMatchObject({
			action: "answer.saved",
			actorId: manager.userId,
			cooperativeId: cooperative.id,
			before: { level: 2, comment: "Statuts à jour" },
			after: { level: 3, comment: "Statuts relus" },
		});
	});

	it("keeps both texts when two people answer on the same version", async () => {
		const { draft, manager, colleague } = await scene();
		await save(manager, draft.id, { comment: "de la gérance" });
		const late = await save(colleague, draft.id, { choice: "1", comment: "de l’équipe" });
		expect(late).toMatchObject({
			ok: false,
			reason: "CONFLICT",
			details: { theirs: { level: 2, comment: "de la gérance", version: 1 }, by: manager.name },
		});
		expect(await stored(draft.id)).toMatchObject({ comment: "de la gérance", version: 1 });
		expect(await save(colleague, draft.id, { choice: "1", comment: "les deux", version: 1 })).toMatchObject({
			ok: true,
		});
	});

	it("applies the same key once, sent ten times at once", async () => {
		const { draft, manager } = await scene();
		const key = randomUUID();
		const results = await Promise.all(
			Array.from({ length: 10 }, () => save(manager, draft.id, { key, comment: "une fois" })),
		);
		expect(results.every((result) => result.ok && result.value.version === 1)).toBe(true);
		const rows = await open.db
			.select()
			.from(journalEntries)
			.where(eq(journalEntries.subjectId, `${draft.id}/JUR-01`));
		expect(rows).toHaveLength(1);
	});

	it("lets one of two simultaneous writers through and shows the other the conflict", async () => {
		const { draft, manager, colleague } = await scene();
		const results = await Promise.all([
			save(manager, draft.id, { comment: "un" }),
			save(colleague, draft.id, { comment: "deux" }),
		]);
		expect(results.filter((result) => result.ok)).toHaveLength(1);
		expect(results.filter((result) => !result.ok && result.reason === "CONFLICT")).toHaveLength(1);
	});

	it("does not keep the key of a save that was refused", async () => {
		const { draft, manager, colleague } = await scene();
		await save(manager, draft.id, { comment: "un" });
		const key = randomUUID();
		expect(await save(colleague, draft.id, { key, comment: "deux" })).toMatchObject({ reason: "CONFLICT" });
		expect(await save(colleague, draft.id, { key, comment: "deux", version: 1 })).toMatchObject({ ok: true });
	});

	it("refuses what the form may not hold", async () => {
		const { draft, manager } = await scene();
		expect(await save(manager, draft.id, { choice: "4" })).toMatchObject({ reason: "INVALID" });
		expect(await save(manager, draft.id, { key: "pas-une-clé" })).toMatchObject({ reason: "INVALID" });
		expect(await save(manager, draft.id, { comment: "x".repeat(10_001) })).toMatchObject({ reason: "INVALID" });
		await expect(save(manager, draft.id, { criterionId: "JUR-99" })).rejects.toThrow(NotFoundError);
	});

	it("refuses a field too many, whatever its name, and takes texts only", async () => {
		const { draft, manager } = await scene();
		for (const name of ["authorId", "status", "assessmentId", "constructor", "prototype"]) {
			expect(await save(manager, draft.id, { [name]: "x" })).toMatchObject({ reason: "INVALID" });
		}
		const polluting = JSON.parse('{"__proto__":{"choice":"3","polluted":true}}') as Record<string, string>;
		await save(manager, draft.id, polluting);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
		for (const comment of [["a"], { toString: "a" }, 3, null]) {
			expect(await save(manager, draft.id, { comment: comment as unknown as string })).toMatchObject({
				reason: "INVALID",
			});
		}
	});

	it("takes the first of a field given twice, and nothing but the form’s own fields", () => {
		const form = new FormData();
		for (const [name, value] of [
			["choice", "2"],
			["choice", "3"],
			["__proto__", "x"],
			["authorId", "x"],
			["version", "1"],
		] as const) {
			form.append(name, value);
		}
		form.append("comment", new Blob(["a file"]), "x.txt");
		expect(answerInput(form)).toEqual({ choice: "2", version: "1" });
	});

	it("refuses an answer to a criterion the profile sets aside", async () => {
		const { draft, manager } = await scene();
		expect(await save(manager, draft.id, { criterionId: "JUR-17" })).toMatchObject({
			reason: "NOT_APPLICABLE_TO_PROFILE",
		});
	});

	it("answers 404 for another cooperative and for a malformed address, 403 for nobody who sees it", async () => {
		const { draft } = await scene();
		const { manager: stranger } = await scene();
		const network = await createActor(open.db, "network");
		await expect(save(stranger, draft.id, {})).rejects.toThrow(NotFoundError);
		await expect(save(network, draft.id, {})).rejects.toThrow(NotFoundError);
		await expect(save(stranger, "../etc", {})).rejects.toThrow(NotFoundError);
		await expect(save(stranger, draft.id, {})).rejects.not.toThrow(ForbiddenError);
		expect(await stored(draft.id)).toBeUndefined();
	});
});
