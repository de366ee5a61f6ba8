/** A chapter declared not applicable: one reason, at once, what others wrote meanwhile left alone, and taken back to the very answers. */
import { randomUUID } from "node:crypto";
import { and, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers, assessments } from "~/db/schema/assessment.server";
import { journalEntries } from "~/db/schema/journal.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import type { SeenAnswer } from "~/domain/assessment/seen-answer";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { getChapter, putChapterBack, setChapterAside } from "~/services/assessment/set-chapter-aside.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createCampaign, NOW, publishStandards } from "../../support/world";
import { answersOf, draftOf, versionNumbered } from "./upgrade-world";

let test: TestDatabase;
let campaign: Awaited<ReturnType<typeof createCampaign>>;
beforeAll(async () => {
	test = await createTestDatabase();
	campaign = await createCampaign(test.db, (await publishStandards(test.db)).id);
});
afterAll(() => test.drop());

const CHAPTER = "JUR-C";
const REASON = "Aucun entrepreneur n’est encore accompagné.";
const by = <T>(actor: Actor, work: (useCase: UseCase) => Promise<T>, access: "read" | "write" = "write") =>
	onBehalfOf(test.db, actor.userId, access, (db) => work({ db, actor, now: NOW }));
const rowsOf = async (actor: Actor, id: string) =>
	(await by(actor, (useCase) => getChapter(useCase, [id, "JUR", CHAPTER]), "read")).rows;
const seenOf = async (actor: Actor, id: string) =>
	(await rowsOf(actor, id)).map(({ id: criterionId, version }): SeenAnswer => ({ criterionId, version }));
const aside = (actor: Actor, id: string, seen: readonly SeenAnswer[], reason = REASON) =>
	by(actor, (useCase) => setChapterAside(useCase, [id, "JUR", CHAPTER], seen, reason));
const back = (actor: Actor, id: string, seen: readonly SeenAnswer[]) =>
	by(actor, (useCase) => putChapterBack(useCase, [id, "JUR", CHAPTER], seen));
const save = (actor: Actor, id: string, criterionId: string, version: number, choice: string, over: object = {}) =>
	by(actor, (useCase) =>
		saveAnswer(useCase, id, { criterionId, version, choice, key: randomUUID(), comment: "Relu", ...over }),
	);

/** A draft all of whose criteria are answered, but for one of the chapter, and one of it aside for a reason of its own. */
async function scene() {
	const at = await draftOf(test.db, await versionNumbered(test.db, "2.0"), campaign);
	const ids = (await rowsOf(at.manager, at.draft.id)).map(({ id }) => id);
	const [empty = "", own = ""] = ids;
	await test.db.delete(answers).where(and(eq(answers.assessmentId, at.draft.id), eq(answers.criterionId, empty)));
	await save(at.manager, at.draft.id, own, 3, "notApplicable", { reason: "Un motif à lui" });
	return { ...at, id: at.draft.id, ids, empty, own };
}

/** Everything of the answers but their counters and signatures. */
const contentOf = async (id: string) =>
	new Map(
		(await answersOf(test.db, id)).map(({ criterionId, level, notApplicable, reason, comment, toConfirm }) => [
			criterionId,
			{ level, notApplicable, reason, comment, toConfirm },
		]),
	);

describe("a chapter declared not applicable", () => {
	it("sets its criteria aside and no others, keeps the comments, leaves those that were, and comes back", async () => {
		const { manager, id, ids, empty, own } = await scene();
		const before = await contentOf(id);
		const done = await aside(manager, id, await seenOf(manager, id));
		if (!done.ok) throw new Error(done.reason);
		expect(done.value.written.map(({ criterionId }) => criterionId)).toEqual(ids.filter((one) => one !== own));
		const during = await contentOf(id);
		for (const [criterionId, answer] of during) {
			const was = before.get(criterionId);
			const changed = ids.includes(criterionId) && criterionId !== own;
			const comment = was?.comment ?? "";
			expect(answer).toEqual(
				changed ? { level: null, notApplicable: true, reason: REASON, comment, toConfirm: false } : was,
			);
		}
		expect((await rowsOf(manager, id)).every((row) => row.aside)).toBe(true);

		expect(await back(manager, id, done.value.written)).toMatchObject({ ok: true });
		const after = await contentOf(id);
		expect(after.get(empty)).toEqual({ level: null, notApplicable: false, reason: "", comment: "", toConfirm: false });
		after.delete(empty);
		expect(after).toEqual(before);
		// Taken back once: the versions are no longer those of the gesture.
		expect(await back(manager, id, done.value.written)).toEqual({ ok: true, value: { written: [] } });
		const journal = await test.db
			.select({ before: journalEntries.before, after: journalEntries.after })
			.from(journalEntries)
			.where(and(eq(journalEntries.action, "answer.saved"), like(journalEntries.subjectId, `${id}/%`)));
		expect(journal).toHaveLength(1 + 2 * done.value.written.length);
	});

	it("leaves what somebody edited meanwhile as they wrote it, before the gesture and before its undoing", async () => {
		const { manager, contributor, id, ids } = await scene();
		const seen = await seenOf(manager, id);
		const [first = "", second = ""] = ids.slice(2);
		await save(contributor, id, first, 3, "1");
		const done = await aside(manager, id, seen);
		if (!done.ok) throw new Error(done.reason);
		expect(done.value.written.map(({ criterionId }) => criterionId)).not.toContain(first);
		await save(contributor, id, second, 4, "0");
		const undone = await back(contributor, id, done.value.written);
		if (!undone.ok) throw new Error(undone.reason);
		expect(undone.value.written).toHaveLength(done.value.written.length - 1);
		const found = await contentOf(id);
		expect([found.get(first)?.level, found.get(second)?.level]).toEqual([1, 0]);
	});

	it("undoes nothing but such a gesture, on that chapter alone", async () => {
		const { manager, id, ids } = await scene();
		const [, , alone = ""] = ids;
		await save(manager, id, alone, 3, "1");
		expect(await back(manager, id, [{ criterionId: alone, version: 4 }])).toEqual({ ok: true, value: { written: [] } });
		expect(await aside(manager, id, [{ criterionId: "JUR-01", version: 3 }])).toEqual({
			ok: true,
			value: { written: [] },
		});
	});

	it("takes a written reason, whoever answers the domain, and a draft", async () => {
		const { manager, contributor, id, cooperative } = await scene();
		const seen = await seenOf(manager, id);
		expect(await aside(manager, id, seen, " \n")).toMatchObject({ ok: false, reason: "REASON_REQUIRED" });
		expect(await aside(manager, id, seen, "x".repeat(2_001))).toMatchObject({ ok: false, reason: "REASON_TOO_LONG" });
		const grants = [{ role: "contributor" as const, cooperativeId: cooperative.id, domains: ["FIN"] }];
		await expect(aside({ ...contributor, grants }, id, seen)).rejects.toThrow(ForbiddenError);
		await expect(aside(await createActor(test.db, "network"), id, seen)).rejects.toThrow(NotFoundError);
		const sent = { status: "submitted" as const, submittedAt: NOW, submittedBy: manager.userId };
		await test.db.update(assessments).set(sent).where(eq(assessments.id, id));
		expect(await aside(manager, id, seen)).toMatchObject({ ok: false, reason: "ASSESSMENT_LOCKED" });
	});
});
