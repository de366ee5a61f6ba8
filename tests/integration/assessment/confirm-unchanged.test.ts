/** Unchanged answers are confirmed together: those that were seen, in one's own name, at once or not at all, and taken back. */
import { randomUUID } from "node:crypto";
import { and, eq, like, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assessments } from "~/db/schema/assessment.server";
import { journalEntries } from "~/db/schema/journal.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import type { SeenAnswer } from "~/domain/assessment/seen-answer";
import { confirmUnchanged, getUnchanged } from "~/services/assessment/confirm-unchanged.server";
import { openAssessment } from "~/services/assessment/open-assessment.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCampaign, createCooperative, NOW, publishStandards, SIGNED } from "../../support/world";
import { answersOf, draftOf, versionNumbered } from "./upgrade-world";

let open: TestDatabase;
let first: PublishedStandard;
let earlier: Awaited<ReturnType<typeof createCampaign>>;

beforeAll(async () => {
	open = await createTestDatabase();
	await publishStandards(open.db);
	first = await versionNumbered(open.db, "1.0");
	const second = await versionNumbered(open.db, "2.0");
	earlier = await createCampaign(open.db, first.id, 2025);
	await createCampaign(open.db, second.id, 2026);
});
afterAll(() => open.drop());

/** A cooperative that sent 2025 and has just opened 2026. */
async function carried() {
	const { manager, cooperative, draft } = await draftOf(open.db, first, earlier, { levelOf: () => 2 });
	const then = new Date("2025-06-03T09:00:00Z");
	expect((await submitAssessment(as(open.db, manager, then), draft.id, SIGNED)).ok).toBe(true);
	const opened = await onBehalfOf(open.db, manager.userId, "write", (db) =>
		openAssessment({ db, actor: manager, now: NOW }, cooperative.id),
	);
	if (!opened.ok) throw new Error(opened.reason);
	return { manager, cooperative, id: opened.value.assessmentId };
}

const read = (actor: Actor, id: string, domain: string) =>
	onBehalfOf(open.db, actor.userId, "read", (db) => getUnchanged({ db, actor, now: NOW }, id, domain));
const write = (
	actor: Actor,
	id: string,
	domain: string,
	seen: readonly SeenAnswer[],
	way: "confirm" | "undo" = "confirm",
) =>
	onBehalfOf(open.db, actor.userId, "write", (db) => confirmUnchanged({ db, actor, now: NOW }, id, domain, seen, way));

async function written(...asked: Parameters<typeof write>): Promise<readonly SeenAnswer[]> {
	const result = await write(...asked);
	if (!result.ok) throw new Error(result.reason);
	return result.value.written;
}
const seenIn = ({ unchanged }: Awaited<ReturnType<typeof read>>): SeenAnswer[] =>
	unchanged.map(({ id, version }) => ({ criterionId: id, version }));
const waiting = async (id: string) =>
	(await answersOf(open.db, id)).filter(({ toConfirm }) => toConfirm).map(({ criterionId }) => criterionId);
const journalOf = (id: string) =>
	open.db
		.select()
		.from(journalEntries)
		.where(and(like(journalEntries.subjectId, `${id}/%`), eq(journalEntries.action, "answer.saved")));

describe("unchanged answers", () => {
	it("are confirmed together, each in the journal and signed; a question that changed stays to be read", async () => {
		const { manager, id } = await carried();
		const page = await read(manager, id, "RHU");
		expect(page.oneByOne.length).toBeGreaterThan(0);
		expect(page.oneByOne.every(({ note }) => note !== "")).toBe(true);
		const seen = seenIn(page);
		expect(seen.length).toBeGreaterThan(5);

		const changed = page.oneByOne.map(({ id, version }) => ({ criterionId: id, version }));
		const done = await written(manager, id, "RHU", [...seen, ...changed]);
		expect(done).toEqual(seen.map(({ criterionId, version }) => ({ criterionId, version: version + 1 })));
		const rows = new Map((await answersOf(open.db, id)).map((row) => [row.criterionId, row]));
		for (const { criterionId } of seen) {
			expect(rows.get(criterionId)).toMatchObject({ toConfirm: false, level: 2, updatedBy: manager.userId });
		}
		for (const { criterionId } of changed) expect(rows.get(criterionId)?.toConfirm).toBe(true);
		const journal = await journalOf(id);
		expect(journal.map(({ subjectId }) => subjectId).sort()).toEqual(
			seen.map((one) => `${id}/${one.criterionId}`).sort(),
		);
		expect(journal[0]).toMatchObject({
			actorId: manager.userId,
			before: { toConfirm: true },
			after: { toConfirm: false },
		});
		expect(seenIn(await read(manager, id, "RHU"))).toEqual([]);
	});

	it("are those that were seen: what somebody edited meanwhile stays as it was written, and a second time does nothing", async () => {
		const { manager, id } = await carried();
		const seen = seenIn(await read(manager, id, "FIN"));
		const [edited] = seen as [SeenAnswer];
		const input = { ...edited, version: String(edited.version), choice: "0", comment: "Revu", key: randomUUID() };
		expect((await saveAnswer(as(open.db, manager), id, input)).ok).toBe(true);
		const done = await written(manager, id, "FIN", seen);
		expect(done.map(({ criterionId }) => criterionId)).toEqual(seen.slice(1).map(({ criterionId }) => criterionId));
		expect((await answersOf(open.db, id)).find((row) => row.criterionId === edited.criterionId)).toMatchObject({
			level: 0,
			comment: "Revu",
		});
		expect(await written(manager, id, "FIN", seen)).toEqual([]);
	});

	it("are proposed again when it is taken back, but for those edited since", async () => {
		const { manager, id } = await carried();
		const before = await waiting(id);
		const done = await written(manager, id, "ANC", seenIn(await read(manager, id, "ANC")));
		const [edited] = done as [SeenAnswer];
		const input = { ...edited, version: String(edited.version), choice: "1", key: randomUUID() };
		expect((await saveAnswer(as(open.db, manager), id, input)).ok).toBe(true);
		const undone = await written(manager, id, "ANC", done, "undo");
		expect(undone).toHaveLength(done.length - 1);
		expect((await waiting(id)).sort()).toEqual(before.filter((one) => one !== edited.criterionId).sort());
		expect(await written(manager, id, "ANC", done, "undo")).toEqual([]);
	});

	it("are confirmed once when two ask at the same time", async () => {
		const { manager, cooperative, id } = await carried();
		const other = await createActor(open.db, "manager", cooperative.id);
		const seen = seenIn(await read(manager, id, "ACC"));
		const [mine, theirs] = await Promise.all([written(manager, id, "ACC", seen), written(other, id, "ACC", seen)]);
		expect(mine.length + theirs.length).toBe(seen.length);
		expect(await journalOf(id)).toHaveLength(seen.length);
	});
});

describe("who may", () => {
	it("nobody of another cooperative, no contributor of another domain, nobody once it is sent", async () => {
		const { manager, cooperative, id } = await carried();
		const seen = seenIn(await read(manager, id, "JUR"));
		const stranger = await createActor(open.db, "manager", (await createCooperative(open.db)).id);
		await expect(read(stranger, id, "JUR")).rejects.toThrow(NotFoundError);
		await expect(write(stranger, id, "JUR", seen)).rejects.toThrow(NotFoundError);
		const contributor = await createActor(open.db, "contributor", cooperative.id);
		await open.db.execute(sql`update role_grants set domains = '["FIN"]' where user_id = ${contributor.userId}`);
		const own = { ...contributor, grants: contributor.grants.map((grant) => ({ ...grant, domains: ["FIN"] })) };
		await expect(write(own, id, "JUR", seen)).rejects.toThrow(ForbiddenError);
		await expect(read(manager, id, "XXX")).rejects.toThrow(NotFoundError);
		await open.db
			.update(assessments)
			.set({ status: "submitted", submittedAt: NOW, submittedBy: manager.userId })
			.where(eq(assessments.id, id));
		expect(await write(manager, id, "JUR", seen)).toMatchObject({ ok: false, reason: "ASSESSMENT_LOCKED" });
		expect(await journalOf(id)).toEqual([]);
	});
});
