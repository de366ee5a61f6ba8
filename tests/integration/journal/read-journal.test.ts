/** Who reads what of the journal: through the policy, and through the database alone. */

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { atomically, onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { listSecurityEvents } from "~/services/access/list-security-events.server";
import { recordSecurityEvent } from "~/services/access/record-security-event.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { confirmDeclaredLevels } from "~/services/audit/confirm-declared-levels.server";
import { recordLevel } from "~/services/audit/record-level.server";
import {
	getAssessmentHistory,
	getAuditHistory,
	getCooperativeHistory,
	getPersonHistory,
} from "~/services/journal/get-history.server";
import { exportJournal, listJournal } from "~/services/journal/list-journal.server";
import { recordWrite } from "~/services/journal/record-write.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { leadTo } from "../../support/audit-life";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { ARRIVAL, createActor, createCooperative, createDraft, NOW } from "../../support/world";
import { applicableIds, openSeason, plannedAudit, type Season } from "../audit/audit-world";

let test: TestDatabase;
let season: Season;
let world: Awaited<ReturnType<typeof plannedAudit>>;
let admin: Actor;
let draft: { id: string; cooperativeId: string; manager: Actor };

const KEYS = ["0b9d7b5e-5f0e-4a0b-9d2d-1f6f0c7f0001", "0b9d7b5e-5f0e-4a0b-9d2d-1f6f0c7f0002"] as const;

/** As a request would: in a transaction of that person's, under row-level security. */
function asPerson<T>(actor: Actor, work: (useCase: UseCase) => Promise<T>, access: "read" | "write" = "read") {
	return onBehalfOf(test.db, actor.userId, access, (db) => work({ db, actor, now: NOW }));
}

function actionsRead(actor: Actor, subject: string): Promise<string[]> {
	return onBehalfOf(test.db, actor.userId, "read", async (tx: Transaction) => {
		const rows = await tx.select().from(journalEntries).orderBy(journalEntries.id);
		return rows.filter(({ subjectId }) => subjectId.startsWith(subject)).map(({ action }) => action);
	});
}

beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
	world = await plannedAudit(test.db, season);
	admin = await createActor(test.db, "admin");
	const [, first = "", second = ""] = applicableIds(season);
	await asPerson(
		world.lead,
		(useCase) =>
			recordLevel(useCase, world.auditId, { criterionId: first, choice: "1", note: "Pièce absente", version: "0" }),
		"write",
	);
	await asPerson(
		world.lead,
		(useCase) =>
			confirmDeclaredLevels(useCase, world.auditId, { domain: second.split("-")[0], criterionIds: [second] }),
		"write",
	);
	const cooperative = await createCooperative(test.db, { name: "Autre coopérative" });
	const assessment = await createDraft(test.db, cooperative, season.campaign);
	const manager = await createActor(test.db, "manager", cooperative.id);
	draft = { id: assessment.id, cooperativeId: cooperative.id, manager };
	for (const [index, key] of KEYS.entries()) {
		await asPerson(
			manager,
			(useCase) =>
				saveAnswer(useCase, assessment.id, {
					criterionId: first,
					choice: String(index + 1),
					comment: `Texte ${index}`,
					version: String(index),
					key,
				}),
			"write",
		);
	}
});
afterAll(() => test.drop());

describe("the database alone", () => {
	it("hides from the cooperative the levels being weighed, and shows them once the visit is closed", async () => {
		expect(await actionsRead(world.manager, world.auditId)).toEqual(["audit.scheduled"]);
		const seen = ["audit.scheduled", "audit.levelRecorded", "audit.declaredLevelsConfirmed"];
		expect(await actionsRead(world.second, world.auditId)).toEqual(seen);
		expect(await actionsRead(season.network, world.auditId)).toEqual(seen);
		expect(await actionsRead(admin, world.auditId)).toEqual(["audit.scheduled"]);

		class Undone extends Error {}
		await atomically(test.db, async (tx) => {
			await leadTo(tx, world.auditId, "rightOfReply", NOW, world.lead.userId);
			await onBehalfOf(tx, world.manager.userId, "read", async (inner) => {
				const rows = await inner.select().from(journalEntries);
				const about = rows.filter(({ subjectId }) => subjectId.startsWith(world.auditId));
				expect(about.map(({ action }) => action)).toEqual(seen);
			});
			throw new Undone();
		}).catch((error) => {
			if (!(error instanceof Undone)) throw error;
		});
	});

	it("hides the answers of a draft from everyone but its cooperative", async () => {
		expect(await actionsRead(draft.manager, draft.id)).toEqual(["answer.saved", "answer.saved"]);
		for (const reader of [season.network, admin, world.manager, world.lead, await createActor(test.db, "board")]) {
			expect(await actionsRead(reader, draft.id)).toEqual([]);
		}
	});
});

describe("the history of an assessment", () => {
	it("tells its cooperative who saved what, the latest first, with the texts before and after", async () => {
		const { history, criteria } = await asPerson(draft.manager, (useCase) =>
			getAssessmentHistory(useCase, draft.id, 1),
		);
		expect(history.rows.map(({ action, before, after }) => ({ action, before, after }))).toMatchObject([
			{ action: "answer.saved", before: { comment: "Texte 0", level: 1 }, after: { comment: "Texte 1", level: 2 } },
			{ action: "answer.saved", before: null, after: { comment: "Texte 0" } },
		]);
		expect(history.rows[0]?.actor).toEqual({ kind: "person", name: draft.manager.name });
		expect(Object.keys(criteria).length).toBeGreaterThan(100);
	});

	it("does not exist for another cooperative, the board, the auditors elsewhere, nor the national team before it is sent", async () => {
		for (const reader of [world.manager, world.lead, season.network, admin, await createActor(test.db, "board")]) {
			const read = asPerson(reader, (useCase) => getAssessmentHistory(useCase, draft.id, 1));
			await expect(read).rejects.toThrow(NotFoundError);
		}
		const read = asPerson(draft.manager, (useCase) => getAssessmentHistory(useCase, "nowhere", 1));
		await expect(read).rejects.toThrow(NotFoundError);
	});

	it("is read by the national team once sent; the audit team, who reads the answers, is refused", async () => {
		const { history } = await asPerson(season.network, (useCase) =>
			getAssessmentHistory(useCase, world.assessment.id, 1),
		);
		expect(history.rows).toEqual([]);
		const read = asPerson(world.lead, (useCase) => getAssessmentHistory(useCase, world.assessment.id, 1));
		await expect(read).rejects.toThrow(ForbiddenError);
	});

	it("goes fifty by fifty, and names an erased person no more", async () => {
		const cooperative = await createCooperative(test.db);
		const assessment = await createDraft(test.db, cooperative, season.campaign);
		const [manager, gone] = [
			await createActor(test.db, "manager", cooperative.id),
			await createActor(test.db, "manager", cooperative.id),
		];
		await test.db.update(users).set({ erasedAt: NOW, name: "x" }).where(eq(users.id, gone.userId));
		await atomically(test.db, async (tx) => {
			for (let index = 0; index < 120; index++) {
				await recordWrite(tx, {
					at: NOW,
					actorId: index === 119 ? gone.userId : null,
					action: "answer.saved",
					subject: ["answer", `${assessment.id}/JUR-01`],
					cooperativeId: cooperative.id,
					after: { level: 1 },
				});
			}
		});
		const pages = await Promise.all(
			[1, 2, 3, 4].map((page) => asPerson(manager, (useCase) => getAssessmentHistory(useCase, assessment.id, page))),
		);
		expect(pages.map(({ history }) => [history.rows.length, history.first, history.hasNext])).toEqual([
			[50, 1, true],
			[50, 51, true],
			[20, 101, false],
			[0, 0, false],
		]);
		expect(pages[0]?.history.rows.slice(0, 2).map(({ actor }) => actor)).toEqual([
			{ kind: "erased" },
			{ kind: "system" },
		]);
	});
});

describe("the other histories", () => {
	it("of an audit: its team and the national team; the cooperative waits for the closing", async () => {
		for (const reader of [world.lead, world.second, season.network]) {
			const { history } = await asPerson(reader, (useCase) => getAuditHistory(useCase, world.auditId, 1));
			expect(history.rows).toHaveLength(3);
		}
		const early = asPerson(world.manager, (useCase) => getAuditHistory(useCase, world.auditId, 1));
		await expect(early).rejects.toThrow(ForbiddenError);
		const foreign = asPerson(draft.manager, (useCase) => getAuditHistory(useCase, world.auditId, 1));
		await expect(foreign).rejects.toThrow(NotFoundError);
	});

	it("of a cooperative: its manager and the national team, without criteria one by one", async () => {
		const read = (reader: Actor) =>
			asPerson(reader, (useCase) => getCooperativeHistory(useCase, world.cooperative.id, 1));
		const { history } = await read(world.manager);
		expect(history.rows.map(({ action }) => action)).toEqual(["audit.scheduled"]);
		expect((await read(admin)).history.rows.map(({ action }) => action)).toEqual(["audit.scheduled"]);
		await expect(read(await createActor(test.db, "contributor", world.cooperative.id))).rejects.toThrow(ForbiddenError);
		await expect(read(await createActor(test.db, "board"))).rejects.toThrow(ForbiddenError);
		await expect(read(draft.manager)).rejects.toThrow(NotFoundError);
		const nowhere = asPerson(admin, (useCase) => getCooperativeHistory(useCase, draft.id, 1));
		await expect(nowhere).rejects.toThrow(NotFoundError);
	});

	it("of a person: the national team and the administrators", async () => {
		await atomically(test.db, (tx) =>
			recordWrite(tx, { at: NOW, actorId: null, action: "user.passwordSet", subject: ["user", world.lead.userId] }),
		);
		const read = (reader: Actor, id = world.lead.userId) =>
			asPerson(reader, (useCase) => getPersonHistory(useCase, id, 1));
		for (const reader of [season.network, admin]) {
			expect((await read(reader)).history.rows.map(({ action }) => action)).toEqual(["user.passwordSet"]);
		}
		await expect(read(world.lead)).rejects.toThrow(NotFoundError);
		await expect(read(world.manager)).rejects.toThrow(NotFoundError);
		await expect(read(admin, draft.id)).rejects.toThrow(NotFoundError);
	});
});

describe("the journal of the network", () => {
	const list = (reader: Actor, query: object) => asPerson(reader, (useCase) => listJournal(useCase, query));

	it("is for the national team and the administrators", async () => {
		for (const reader of [world.manager, world.lead, await createActor(test.db, "board")]) {
			await expect(list(reader, {})).rejects.toThrow(ForbiddenError);
			const file = asPerson(reader, (useCase) => exportJournal(useCase, {}).next());
			await expect(file).rejects.toThrow(ForbiddenError);
		}
		expect((await list(admin, {})).head?.hash).toMatch(/^[0-9a-f]{64}$/);
	});

	it("filters by family, person, cooperative, object and period, in Paris time", async () => {
		const actions = async (query: object) => [
			...new Set((await list(season.network, query)).rows.map(({ action }) => action)),
		];
		expect(await actions({ family: "audits" })).toEqual([
			"audit.declaredLevelsConfirmed",
			"audit.levelRecorded",
			"audit.scheduled",
		]);
		expect(await actions({ person: world.lead.userId, family: "audits" })).toEqual([
			"audit.declaredLevelsConfirmed",
			"audit.levelRecorded",
		]);
		expect(await actions({ person: world.lead.email.toUpperCase(), family: "audits" })).toHaveLength(2);
		expect(await actions({ cooperative: "RHIZÔME" })).toHaveLength(3);
		expect(await actions({ object: world.auditId })).toHaveLength(3);
		expect(await actions({ object: "%" })).toEqual([]);
		expect(await actions({ from: "2026-10-05", until: "2026-10-05", family: "audits" })).toHaveLength(3);
		expect(await actions({ until: "2026-10-04", family: "audits" })).toEqual([]);
		expect(await actions({ from: "2026-10-06", family: "audits" })).toEqual([]);
		expect(await actions({ family: "nothing", from: "2026-02-30" })).toContain("audit.scheduled");
	});

	it("counts a day from midnight to midnight in Paris", async () => {
		const subject = "00000000-0000-4000-8000-000000000001";
		for (const at of ["2026-07-09T21:59:59Z", "2026-07-09T22:00:00Z", "2026-07-10T21:59:59Z", "2026-07-10T22:00:00Z"]) {
			await atomically(test.db, (tx) =>
				recordWrite(tx, { at: new Date(at), actorId: null, action: "network.seeded", subject: ["network", subject] }),
			);
		}
		const { rows } = await list(admin, { object: subject, from: "2026-07-10", until: "2026-07-10" });
		expect(rows.map(({ at }) => at.toISOString())).toEqual(["2026-07-10T21:59:59.000Z", "2026-07-09T22:00:00.000Z"]);
	});

	it("exports what the list shows, without the answers of a draft", async () => {
		const rows = await asPerson(season.network, async (useCase) => {
			const ids: number[] = [];
			for await (const page of exportJournal(useCase, { family: "assessments" })) {
				ids.push(...page.rows.map(({ id }) => id));
			}
			return ids;
		});
		expect(rows).toEqual([]);
		const everything = await asPerson(admin, async (useCase) => {
			const ids: number[] = [];
			for await (const page of exportJournal(useCase, {})) ids.push(...page.rows.map(({ id }) => id));
			return ids;
		});
		expect(everything).toEqual([...everything].sort((a, b) => b - a));
		expect(everything.length).toBeGreaterThan(4);
	});
});

describe("the security log", () => {
	it("is read by administrators only, filtered by kind, outcome and period", async () => {
		const board = await createActor(test.db, "board");
		await recordSecurityEvent(test.db, ARRIVAL, "signIn", board.userId, true);
		await recordSecurityEvent(test.db, ARRIVAL, "signIn", null, false);
		await recordSecurityEvent(test.db, ARRIVAL, "accessDenied", board.userId, false);
		const list = (reader: Actor, query: object = {}) =>
			asPerson(reader, (useCase) => listSecurityEvents(useCase, query));
		const kinds = async (query: object) => (await list(admin, query)).rows.map(({ kind }) => kind);
		expect(await kinds({})).toEqual(["accessDenied", "signIn", "signIn"]);
		expect(await kinds({ kind: "signIn", outcome: "failed" })).toEqual(["signIn"]);
		expect(await kinds({ from: "2026-10-06" })).toEqual([]);
		expect(await kinds({ from: "2026-10-05", until: "2026-10-05" })).toHaveLength(3);
		expect((await list(admin)).keptDays).toBe(365);
		expect((await list(admin)).rows.map(({ name }) => name)).toEqual([board.name, null, board.name]);
		for (const reader of [season.network, board, world.manager]) {
			await expect(list(reader)).rejects.toThrow(ForbiddenError);
		}
	});
});
