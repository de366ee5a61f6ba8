/** A team talks about a criterion: each message once, read by nobody else, mail without its words, and taken back for good. */
import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assessments } from "~/db/schema/assessment.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import { threadMessages } from "~/db/schema/thread.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { createSecrets } from "~/services/access/secrets.server";
import { getCriterionFile } from "~/services/assessment/get-criterion-file.server";
import { listOwnAssessments } from "~/services/assessment/list-assessments.server";
import { settleThread, withdrawMessage } from "~/services/assessment/settle-thread.server";
import { writeMessage } from "~/services/assessment/write-message.server";
import { composeMail } from "~/services/notification/compose-mail.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import {
	createActor,
	createCampaign,
	createCooperative,
	createDraft,
	NOW,
	publishStandards,
} from "../../support/world";

let test: TestDatabase;
let campaign: Awaited<ReturnType<typeof createCampaign>>;
beforeAll(async () => {
	test = await createTestDatabase();
	campaign = await createCampaign(test.db, (await publishStandards(test.db)).id);
});
afterAll(() => test.drop());

async function scene() {
	const cooperative = await createCooperative(test.db);
	const draft = await createDraft(test.db, cooperative, campaign);
	const manager = await createActor(test.db, "manager", cooperative.id);
	const contributor = await createActor(test.db, "contributor", cooperative.id);
	return { draft, manager, contributor, cooperative };
}

const CRITERION = "JUR-01";
let clock = NOW.getTime();
/** Each gesture a second after the one before. */
const by = <T>(actor: Actor, work: (useCase: UseCase) => Promise<T>, access: "read" | "write" = "write") => {
	clock += 1_000;
	const now = new Date(clock);
	return onBehalfOf(test.db, actor.userId, access, (db) => work({ db, actor, now }));
};
const write = (actor: Actor, id: string, input: object) =>
	by(actor, (useCase) =>
		writeMessage(useCase, id, CRITERION, { key: randomUUID(), text: "Qui a l’attestation ?", ...input }),
	);
const discussion = async (actor: Actor, id: string) =>
	(await by(actor, (useCase) => getCriterionFile(useCase, id, CRITERION, { until: null, page: 1 }), "read")).discussion;
const waiting = async (actor: Actor) =>
	(await by(actor, listOwnAssessments, "read")).cooperatives.flatMap(({ mentions }) => mentions);
const mailsTo = ({ userId }: Actor) => test.db.select().from(mailMessages).where(eq(mailMessages.userId, userId));
const journalOf = (id: string) =>
	test.db
		.select()
		.from(journalEntries)
		.where(and(eq(journalEntries.subjectType, "thread"), eq(journalEntries.subjectId, `${id}/${CRITERION}`)))
		.orderBy(journalEntries.id);

async function opened(actor: Actor, id: string, named: readonly string[] = []) {
	const result = await write(actor, id, { named });
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

describe("a message (R-114)", () => {
	it("is written once, however often its form is sent, and at the same moment too", async () => {
		const { manager, contributor, draft } = await scene();
		const input = { key: randomUUID(), named: [contributor.userId] };
		const sent = await Promise.all([write(manager, draft.id, input), write(manager, draft.id, input)]);
		expect(await write(manager, draft.id, input)).toEqual(sent[0]);
		expect(sent[0]).toEqual(sent[1]);
		const found = await discussion(manager, draft.id);
		expect(found?.threads.map(({ messages }) => messages.map(({ text }) => text))).toEqual([["Qui a l’attestation ?"]]);
		expect(await mailsTo(contributor)).toHaveLength(1);
		expect((await journalOf(draft.id)).map(({ action }) => action)).toEqual(["thread.opened"]);
		// The key of somebody else's message writes nothing.
		expect(await write(contributor, draft.id, input)).toMatchObject({ ok: false, reason: "INVALID" });
	});

	it("is refused empty, too long or malformed, and then nothing is opened", async () => {
		const { manager, draft } = await scene();
		for (const [input, reason] of [
			[{ text: " \n" }, "EMPTY"],
			[{ text: "x".repeat(4_001) }, "TOO_LONG"],
			[{ key: "une" }, "INVALID"],
			[{ named: ["quelqu’un"] }, "INVALID"],
		] as const) {
			expect(await write(manager, draft.id, input)).toMatchObject({ ok: false, reason });
		}
		expect((await discussion(manager, draft.id))?.threads).toEqual([]);
		await expect(write(manager, draft.id, { threadId: randomUUID() })).rejects.toThrow(NotFoundError);
	});

	it("reopens a resolved thread; resolving twice is once; whoever wrote it takes it back for good, and nobody else", async () => {
		const { manager, contributor, draft } = await scene();
		const { threadId, messageId } = await opened(manager, draft.id);
		const at = [draft.id, CRITERION, threadId] as const;
		for (const actor of [contributor, manager]) await by(actor, (useCase) => settleThread(useCase, at, "resolve"));
		expect((await discussion(manager, draft.id))?.threads[0]?.resolved?.by.name).toBe(contributor.name);
		expect((await write(contributor, draft.id, { threadId, text: "Je l’ai." })).ok).toBe(true);
		expect((await discussion(manager, draft.id))?.threads[0]?.resolved).toBeNull();

		const mine = [draft.id, CRITERION, messageId] as const;
		await expect(by(contributor, (useCase) => withdrawMessage(useCase, mine))).rejects.toThrow(ForbiddenError);
		for (let times = 0; times < 2; times++) await by(manager, (useCase) => withdrawMessage(useCase, mine));
		expect((await discussion(contributor, draft.id))?.threads[0]?.messages).toMatchObject([
			{ text: "", withdrawn: true, author: { name: manager.name } },
			{ text: "Je l’ai.", withdrawn: false },
		]);
		const rows = await journalOf(draft.id);
		expect(rows.map(({ action }) => action)).toEqual([
			"thread.opened",
			"thread.resolved",
			"thread.answered",
			"thread.reopened",
			"thread.messageWithdrawn",
		]);
		expect(JSON.stringify(rows)).not.toContain("attestation");
		const again = { text: "Réécrit", withdrawnAt: null };
		await expect(
			by(manager, ({ db }) => db.update(threadMessages).set(again).where(eq(threadMessages.id, messageId))),
		).rejects.toThrow();
	});

	it("is the team's own, on a draft and once it is sent, and stays out of the journal of the others", async () => {
		const { manager, contributor, draft, cooperative } = await scene();
		await opened(manager, draft.id);
		const [network, elsewhere] = [await createActor(test.db, "network"), (await scene()).manager];
		await expect(write(network, draft.id, {})).rejects.toThrow(NotFoundError);
		await test.db
			.update(assessments)
			.set({ status: "submitted", submittedAt: NOW, submittedBy: manager.userId })
			.where(eq(assessments.id, draft.id));
		expect((await write(contributor, draft.id, {})).ok).toBe(true);
		expect(await discussion(network, draft.id)).toBeNull();
		await expect(write(network, draft.id, {})).rejects.toThrow(ForbiddenError);
		await expect(write(elsewhere, draft.id, {})).rejects.toThrow(NotFoundError);
		const read = (actor: Actor) =>
			by(actor, ({ db }) => db.select().from(journalEntries).where(eq(journalEntries.subjectType, "thread")), "read");
		expect(await read(network)).toEqual([]);
		expect((await read(contributor)).every(({ cooperativeId }) => cooperativeId === cooperative.id)).toBe(true);
		for (const stranger of [network, elsewhere]) {
			expect(await by(stranger, ({ db }) => db.select().from(threadMessages), "read")).toEqual([]);
		}
	});
});

describe("a mention (R-115)", () => {
	it("waits on the home page until the thread is resolved, and writes to those of the team alone", async () => {
		const { manager, contributor, draft } = await scene();
		const stranger = (await scene()).contributor;
		const named = [contributor.userId, manager.userId, stranger.userId];
		const { threadId } = await opened(manager, draft.id, named);
		expect(await waiting(contributor)).toMatchObject([
			{ assessmentId: draft.id, criterionId: CRITERION, threadId, by: manager.name, year: campaign.year },
		]);
		expect(await waiting(manager)).toEqual([]);
		const mails = await test.db.select().from(mailMessages).where(inArray(mailMessages.userId, named));
		expect(mails.map(({ userId, kind }) => [userId, kind])).toEqual([[contributor.userId, "mention"]]);
		await by(contributor, (useCase) => settleThread(useCase, [draft.id, CRITERION, threadId], "resolve"));
		expect(await waiting(contributor)).toEqual([]);
	});

	it("is told by a mail that names the criterion and the way to it, never the words; nothing once resolved or taken back", async () => {
		const { manager, contributor, draft } = await scene();
		const { threadId, messageId } = await opened(manager, draft.id, [contributor.userId]);
		const [mail] = await mailsTo(contributor);
		if (!mail) throw new Error("no mail");
		const compose = () =>
			composeMail(
				test.db,
				mail,
				{ secrets: createSecrets(new Uint8Array(32)), origin: "https://label.example", from: "label@label.example" },
				NOW,
			);
		const text = (await compose())?.text ?? "";
		expect(text).toContain(`https://label.example/auto-evaluations/${draft.id}/criteres/JUR-01#echange-${threadId}`);
		expect(`${text} ${JSON.stringify(mail.params)}`).not.toContain("attestation");
		await by(manager, (useCase) => withdrawMessage(useCase, [draft.id, CRITERION, messageId]));
		expect(await compose()).toBeNull();
	});
});
