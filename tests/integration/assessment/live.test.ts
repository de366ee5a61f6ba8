/** What is saved and who is at work reaches the pages that follow a draft, once it is committed, whichever process they are on. */
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type OpenDatabase, openDatabase } from "~/db/client.server";
import { roleGrants, sessions } from "~/db/schema/access.server";
import { assessments } from "~/db/schema/assessment.server";
import { atomically, onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { openSession } from "~/services/access/session.server";
import { getAnswersSince, judgeFollower, nameOfPerson } from "~/services/assessment/follow-draft.server";
import { LiveHub } from "~/services/assessment/live-hub.server";
import { openLiveStream } from "~/services/assessment/live-stream.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestTarget, type TestTarget } from "../../support/database";
import {
	ARRIVAL,
	as,
	createActor,
	createCampaign,
	createCooperative,
	createDraft,
	NOW,
	publishStandards,
} from "../../support/world";

let test: TestTarget;
/** The same database seen from two processes; the embedded one has a single process. */
let here: OpenDatabase;
let there: OpenDatabase;
let campaign: Awaited<ReturnType<typeof createCampaign>>;
const hubs: LiveHub[] = [];
let now = NOW;

beforeAll(async () => {
	test = await createTestTarget();
	here = await openDatabase(test.target);
	there = here.engine === "postgres" ? await openDatabase(test.target) : here;
	const standard = await publishStandards(here.db);
	campaign = await createCampaign(here.db, standard.id);
});
afterEach(async () => {
	now = NOW;
	for (const hub of hubs.splice(0)) await hub.stop();
});
afterAll(async () => {
	await here.close();
	if (there !== here) await there.close();
	await test.remove();
});

async function openHub({ db, bus }: OpenDatabase, everyMs = 60_000): Promise<LiveHub> {
	const hub = new LiveHub({
		bus,
		clock: () => now,
		judge: (follower) => judgeFollower(db, follower, now),
		nameOf: (userId) => nameOfPerson(db, userId),
		report: (error) => {
			throw error;
		},
		everyMs,
	});
	hubs.push(hub);
	await hub.start();
	return hub;
}

async function scene() {
	const cooperative = await createCooperative(here.db);
	const draft = await createDraft(here.db, cooperative, campaign);
	const manager = await createActor(here.db, "manager", cooperative.id);
	const colleague = await createActor(here.db, "contributor", cooperative.id);
	return { draft, manager, colleague };
}

/** A page that follows, as the browser reads it. */
async function openPage(hub: LiveHub, assessmentId: string, actor: Actor) {
	await openSession(here.db, actor.userId, { secondFactor: false }, { ...ARRIVAL, now });
	const [session] = await here.db.select().from(sessions).where(eq(sessions.userId, actor.userId));
	const gone = new AbortController();
	const page = randomUUID();
	const who = {
		page,
		userId: actor.userId,
		domain: "JUR",
		criterionId: null,
		assessmentId,
		sessionId: session?.id ?? "",
	};
	const stream = openLiveStream(hub, who, gone.signal);
	const heard = { text: "", open: true };
	const reader = stream?.getReader();
	void (async () => {
		for (;;) {
			const part = await reader?.read();
			if (!part || part.done) break;
			heard.text += new TextDecoder().decode(part.value);
		}
		heard.open = false;
	})();
	return { page, heard, sessionId: session?.id ?? "", leave: () => gone.abort(), refused: stream === null };
}

const save = (actor: Actor, assessmentId: string, version = 0, from = here) =>
	onBehalfOf(from.db, actor.userId, "write", (db) =>
		saveAnswer(as(db, actor), assessmentId, { criterionId: "JUR-01", choice: "2", version, key: randomUUID() }),
	);
const send = (assessmentId: string, { userId }: Actor) =>
	here.db
		.update(assessments)
		.set({ status: "submitted", submittedAt: now, submittedBy: userId })
		.where(eq(assessments.id, assessmentId));
const until = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 20 });

describe("what is saved", () => {
	it("is told to every page of the draft, in each process, and to no other page", async () => {
		const { draft, manager, colleague } = await scene();
		const elsewhere = await scene();
		const [first, second] = [await openHub(here), await openHub(there)];
		const own = await openPage(first, draft.id, manager);
		const theirs = await openPage(second, draft.id, colleague);
		const foreign = await openPage(second, elsewhere.draft.id, elsewhere.manager);
		await save(manager, draft.id);
		await until(() => expect(theirs.heard.text).toContain('"criterionId":"JUR-01","version":1,"mine":false'));
		await until(() => expect(own.heard.text).toContain('"version":1,"mine":true'));
		expect(foreign.heard.text).not.toContain("edit");
		expect(theirs.heard.text).not.toContain(manager.userId);
	});

	it("is told once committed, and not at all when it is undone", async () => {
		const { draft, manager } = await scene();
		const page = await openPage(await openHub(here), draft.id, manager);
		const undo = new Error("undone");
		const undone = atomically(here.db, async (db) => {
			await saveAnswer(as(db, manager), draft.id, {
				criterionId: "JUR-01",
				choice: "1",
				version: 0,
				key: randomUUID(),
			});
			throw undo;
		});
		await expect(undone).rejects.toBe(undo);
		await atomically(here.db, async (db) => {
			await saveAnswer(as(db, manager), draft.id, {
				criterionId: "JUR-02",
				choice: "1",
				version: 0,
				key: randomUUID(),
			});
			await db.execute(sql`select 1`);
			expect(page.heard.text).not.toContain("JUR-02");
		});
		await until(() => expect(page.heard.text).toContain("JUR-02"));
		expect(page.heard.text).not.toContain("JUR-01");
	});

	it("is asked by a page that missed it: what differs from what it shows, and by whom", async () => {
		const { draft, manager, colleague } = await scene();
		await save(manager, draft.id);
		const since = (actor: Actor, seen: string) => getAnswersSince(as(here.db, actor), draft.id, "JUR", seen);
		expect(await since(colleague, "JUR-01:0")).toMatchObject([
			{ criterionId: "JUR-01", version: 1, level: 2, by: manager.name, at: NOW },
		]);
		expect(await since(colleague, "JUR-01:1")).toEqual([]);
		// A list that means nothing means that nothing was seen.
		expect(await since(colleague, ",:,JUR-01:x")).toHaveLength(1);
		expect(await since(colleague, "JUR-02:0,toString:1")).toEqual([]);
		expect(await since(colleague, "")).toHaveLength(1);
		await expect(getAnswersSince(as(here.db, manager), draft.id, "XYZ", "")).rejects.toThrow(NotFoundError);
	});

	it("is heard again after the listening connection was cut", async () => {
		if (here.engine === "pglite") return;
		const { draft, manager } = await scene();
		const page = await openPage(await openHub(here), draft.id, manager);
		await there.db.execute(
			sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'`,
		);
		await until(() => expect(page.heard.text.match(/event: ready/g)?.length).toBeGreaterThan(1));
		await save(manager, draft.id, 0, there);
		await until(() => expect(page.heard.text).toContain('"version":1'));
	});
});

describe("who is at work (R-131)", () => {
	const places = (text: string) =>
		text
			.match(/event: people\ndata: (.*)/g)
			?.at(-1)
			?.split("data: ")[1];

	it("is shown to the others with the criterion, follows them, and goes with the page", async () => {
		const { draft, manager, colleague } = await scene();
		const [first, second] = [await openHub(here), await openHub(there)];
		const own = await openPage(first, draft.id, manager);
		const theirs = await openPage(second, draft.id, colleague);
		const place = (criterionId: string | null) =>
			JSON.stringify({ people: [{ name: colleague.name, domain: "JUR", criterionId }] });
		await until(() => expect(places(own.heard.text)).toBe(place(null)));
		// Said through the other process than the one that follows the page.
		await until(() => expect(first.move(draft.id, theirs.page, colleague.userId, "JUR-03")).toBe(true));
		await until(() => expect(places(own.heard.text)).toBe(place("JUR-03")));
		// Nobody speaks for another's page.
		expect(first.move(draft.id, theirs.page, manager.userId, "JUR-04")).toBe(false);
		theirs.leave();
		await until(() => expect(places(own.heard.text)).toBe('{"people":[]}'));
	});

	it("is forgotten when its process said nothing for a while", async () => {
		const { draft, manager, colleague } = await scene();
		const hub = await openHub(here, 50);
		const own = await openPage(hub, draft.id, manager);
		const ghost = { page: "p", userId: colleague.userId, domain: "FIN", criterionId: null };
		await there.bus.send(JSON.stringify({ kind: "here", assessmentId: draft.id, pages: [ghost] }));
		await there.bus.send("not ours");
		await until(() => expect(places(own.heard.text)).toContain("FIN"));
		now = new Date(NOW.getTime() + 46_000);
		await until(() => expect(places(own.heard.text)).toBe('{"people":[]}'));
	});
});

describe("a page that follows", () => {
	it("is let go when its session or its rights end, and when the draft is sent", async () => {
		const { draft, manager, colleague } = await scene();
		const hub = await openHub(here, 50);
		const signedOut = await openPage(hub, draft.id, manager);
		const outOfTeam = await openPage(hub, draft.id, colleague);
		await here.db.delete(sessions).where(eq(sessions.id, signedOut.sessionId));
		await here.db.delete(roleGrants).where(eq(roleGrants.userId, colleague.userId));
		await until(() => expect(signedOut.heard.text).toContain("event: end\ndata: session"));
		await until(() => expect(outOfTeam.heard.text).toContain("event: end\ndata: rights"));
		await until(() => expect([signedOut.heard.open, outOfTeam.heard.open]).toEqual([false, false]));

		const sent = await scene();
		const page = await openPage(hub, sent.draft.id, sent.manager);
		expect(
			await judgeFollower(here.db, { ...page, userId: sent.manager.userId, assessmentId: sent.draft.id }, now),
		).toBe(null);
		await send(sent.draft.id, sent.manager);
		await until(() => expect(page.heard.text).toContain("event: end\ndata: rights"));
	});

	it("does not make its session last", async () => {
		const { draft, manager } = await scene();
		const page = await openPage(await openHub(here, 50), draft.id, manager);
		now = new Date(NOW.getTime() + 3_600_000);
		await until(() => expect(page.heard.text).toContain(":\n\n"));
		const [session] = await here.db.select().from(sessions).where(eq(sessions.id, page.sessionId));
		expect(session?.lastSeenAt).toEqual(NOW);
	});

	it("is for the team alone: neither the auditor, nor the network, nor another cooperative", async () => {
		const { draft, manager } = await scene();
		const since = (actor: Actor) => getAnswersSince(as(here.db, actor), draft.id, "JUR", "");
		for (const role of ["auditor", "network", "board", "admin"] as const) {
			await expect(since(await createActor(here.db, role))).rejects.toThrow(NotFoundError);
		}
		await expect(since((await scene()).manager)).rejects.toThrow(NotFoundError);
		await send(draft.id, manager);
		await expect(since(await createActor(here.db, "network"))).rejects.toThrow(ForbiddenError);
	});

	it("makes room for the ninth of the same person, and is told to come back at a stop", async () => {
		const { draft, manager } = await scene();
		const hub = await openHub(here);
		const pages: Awaited<ReturnType<typeof openPage>>[] = [];
		for (let at = 0; at < 9; at++) pages.push(await openPage(hub, draft.id, manager));
		await until(() => expect(pages[0]?.heard.text).toContain("event: end\ndata: elsewhere"));
		await hub.stop();
		await until(() => expect(pages.every(({ heard }) => !heard.open)).toBe(true));
		expect(pages[8]?.heard.text).not.toContain("event: end");
		expect((await openPage(hub, draft.id, manager)).refused).toBe(true);
	});
});
