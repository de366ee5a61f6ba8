import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { journalEntries } from "~/db/schema/journal.server";
import { criterionReports } from "~/db/schema/standard.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { REPORT_LIMIT, WAITING_REPORTS_LIMIT } from "~/domain/standard/criterion-report";
import { closeReport } from "~/services/standard/close-report.server";
import { getReportForm } from "~/services/standard/get-report-form.server";
import { listReports } from "~/services/standard/list-reports.server";
import { reportCriterion } from "~/services/standard/report-criterion.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCooperative, NOW, publishStandards } from "../../support/world";

let open: TestDatabase;
let author: Actor;
let neighbour: Actor;
let network: Actor;
beforeAll(async () => {
	open = await createTestDatabase();
	await publishStandards(open.db);
	const cooperative = await createCooperative(open.db);
	author = await createActor(open.db, "contributor", cooperative.id);
	neighbour = await createActor(open.db, "manager", cooperative.id);
	network = await createActor(open.db, "network");
});
afterAll(() => open.drop());

const inRequest = <T>(actor: Actor, work: (useCase: UseCase) => Promise<T>, access: "read" | "write" = "write") =>
	onBehalfOf(open.db, actor.userId, access, (db) => work(as(db, actor)));
const report = (actor: Actor, text: string, id: string = randomUUID(), criterionId = "JUR-01", version = "2.0") =>
	inRequest(actor, (useCase) => reportCriterion(useCase, version, criterionId, { id, text }));
const close = (actor: Actor, input: Readonly<Record<string, unknown>>) =>
	inRequest(actor, (useCase) => closeReport(useCase, { outcome: "nextVersion", answer: "C’est noté.", ...input }));
const list = (filter: string | null, page: string | null = null) =>
	inRequest(network, (useCase) => listReports(useCase, { filter, page }), "read");
const rowOf = async (id: string) =>
	(await open.db.select().from(criterionReports).where(eq(criterionReports.id, id))).at(0);
const journalOf = (id: string) => open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, id));

describe("reporting a criterion", () => {
	it("keeps the words, and tells the journal who and what but never the words", async () => {
		const id = randomUUID();
		expect(await report(author, "  Le mot « prévisionnel »\r\nse lit de deux façons. ", id)).toEqual({
			ok: true,
			value: { id },
		});
		expect(await rowOf(id)).toMatchObject({
			criterionId: "JUR-01",
			authorId: author.userId,
			text: "Le mot « prévisionnel »\nse lit de deux façons.",
			at: NOW,
			closedAt: null,
			outcome: null,
		});
		const rows = await journalOf(id);
		expect(rows).toMatchObject([
			{
				action: "criterion.reported",
				subjectType: "report",
				actorId: author.userId,
				after: { criterionId: "JUR-01", version: "2.0" },
			},
		]);
		expect(JSON.stringify(rows)).not.toContain("prévisionnel");
	});

	it("sent twice, is written once", async () => {
		const id = randomUUID();
		expect(await report(author, "Envoyé deux fois.", id)).toMatchObject({ ok: true });
		expect(await report(author, "Envoyé deux fois.", id)).toMatchObject({ ok: true });
		expect(await journalOf(id)).toHaveLength(1);
		// Nor does somebody else's number change anything.
		expect(await report(neighbour, "Par-dessus", id)).toMatchObject({ ok: true });
		expect(await rowOf(id)).toMatchObject({ text: "Envoyé deux fois.", authorId: author.userId });
	});

	it("refuses what says nothing, what is too long, what is not a form of ours", async () => {
		expect(await report(author, " \n ")).toMatchObject({ ok: false, reason: "EMPTY" });
		expect(await report(author, "x".repeat(REPORT_LIMIT + 1))).toMatchObject({ ok: false, reason: "TOO_LONG" });
		expect(await report(author, "Un texte", "pas-un-numero")).toMatchObject({ ok: false, reason: "INVALID" });
		const extra = { id: randomUUID(), text: "Un texte", authorId: neighbour.userId };
		const forged = inRequest(author, (useCase) => reportCriterion(useCase, "2.0", "JUR-01", extra));
		expect(await forged).toMatchObject({ ok: false, reason: "INVALID" });
	});

	it("finds no criterion where there is none: 404", async () => {
		await expect(report(author, "Un texte", randomUUID(), "ANC-19")).rejects.toThrow(NotFoundError);
		await expect(report(author, "Un texte", randomUUID(), "JUR-01", "9.9")).rejects.toThrow(NotFoundError);
		expect(await report(author, "Un texte", randomUUID(), "ANC-19", "1.0")).toMatchObject({ ok: true });
	});

	it("is refused to somebody who holds no role any more", async () => {
		const gone: Actor = { ...author, grants: [] };
		await expect(report(gone, "Un texte")).rejects.toThrow(ForbiddenError);
		await expect(inRequest(gone, (useCase) => getReportForm(useCase, "2.0", "JUR-01"))).rejects.toThrow(ForbiddenError);
	});

	it("waits for answers past a number of them", async () => {
		const busy = await createActor(open.db, "auditor");
		for (let index = 0; index < WAITING_REPORTS_LIMIT; index++) await report(busy, `Signalement ${index}`);
		expect(await report(busy, "Un de trop")).toMatchObject({ ok: false, reason: "TOO_MANY" });
	});

	it("shows a person their own, not their neighbour's", async () => {
		const id = randomUUID();
		await report(author, "À moi seule.", id, "JUR-02");
		await report(neighbour, "À ma voisine.", randomUUID(), "JUR-02");
		const own = await inRequest(author, (useCase) => getReportForm(useCase, "2.0", "JUR-02"), "read");
		expect(own.own.map(({ text }) => text)).toEqual(["À moi seule."]);
	});
});

describe("answering reports", () => {
	it("is the national team's alone, to read and to close", async () => {
		const id = randomUUID();
		await report(author, "Pour l’équipe nationale.", id);
		for (const role of ["board", "committee", "auditor", "admin"] as const) {
			const actor = await createActor(open.db, role);
			await expect(
				inRequest(actor, (useCase) => listReports(useCase, { filter: null, page: null }), "read"),
			).rejects.toThrow(ForbiddenError);
			await expect(close(actor, { id })).rejects.toThrow(ForbiddenError);
		}
		expect(await rowOf(id)).toMatchObject({ closedAt: null });
	});

	it("moves a report from the open ones to those the next version takes up", async () => {
		const [kept, explained] = [randomUUID(), randomUUID()];
		await report(author, "À reprendre.", kept);
		await report(author, "À expliquer.", explained);
		const before = await list(null);
		expect(before.rows.map(({ id }) => id)).toEqual(expect.arrayContaining([kept, explained]));
		expect(before.rows.find(({ id }) => id === kept)).toMatchObject({
			author: author.name,
			version: "2.0",
			title: "Objet statutaire de CAE",
		});
		expect(await close(network, { id: kept })).toMatchObject({ ok: true });
		expect(await close(network, { id: explained, outcome: "explained", answer: "Voir le guide." })).toMatchObject({
			ok: true,
		});
		const [waiting, nextVersion, closed] = [await list("open"), await list("nextVersion"), await list("closed")];
		const holds = (page: typeof closed, id: string) => page.rows.some((row) => row.id === id);
		expect([holds(waiting, kept), holds(nextVersion, kept), holds(closed, kept)]).toEqual([false, true, true]);
		expect([holds(nextVersion, explained), holds(closed, explained)]).toEqual([false, true]);
		expect(closed.counts).toEqual({
			open: before.counts.open - 2,
			nextVersion: before.counts.nextVersion + 1,
			closed: before.counts.closed + 2,
		});
		const own = await inRequest(author, (useCase) => getReportForm(useCase, "2.0", "JUR-01"), "read");
		expect(own.own.find(({ id }) => id === explained)).toMatchObject({
			outcome: "explained",
			answer: "Voir le guide.",
		});
		expect((await journalOf(kept)).map(({ action, after }) => [action, after])).toEqual([
			["criterion.reported", { criterionId: "JUR-01", version: "2.0" }],
			["criterion.reportClosed", { criterionId: "JUR-01", version: "2.0", outcome: "nextVersion" }],
		]);
	});

	it("happens once: of two answers at the same time, the first stands", async () => {
		const id = randomUUID();
		await report(author, "Deux réponses.", id);
		const results = await Promise.all([
			close(network, { id, answer: "Une." }),
			close(network, { id, answer: "Deux." }),
		]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(results.find(({ ok }) => !ok)).toMatchObject({ reason: "ALREADY_CLOSED" });
		expect(await close(network, { id, answer: "Trois." })).toMatchObject({ reason: "ALREADY_CLOSED" });
		expect((await rowOf(id))?.answer).toMatch(/^(Une|Deux)\.$/);
	});

	it("needs an answer, a decision and a report", async () => {
		const id = randomUUID();
		await report(author, "Sans réponse.", id);
		expect(await close(network, { id, answer: "" })).toMatchObject({ reason: "EMPTY" });
		expect(await close(network, { id, answer: "x".repeat(REPORT_LIMIT + 1) })).toMatchObject({ reason: "TOO_LONG" });
		expect(await close(network, { id, outcome: "" })).toMatchObject({ reason: "NO_OUTCOME" });
		expect(await close(network, { id: "x" })).toMatchObject({ reason: "INVALID" });
		await expect(close(network, { id: randomUUID() })).rejects.toThrow(NotFoundError);
	});

	it("pages a long list, and takes an address that makes no sense for the first page", async () => {
		const page = await list("tout", "-1");
		expect([page.filter, page.page]).toEqual(["open", 1]);
		expect((await list("open", "999")).page).toBe((await list("open")).pages);
	});
});

describe("the database itself", () => {
	it("shows a report to its author and to the national team, and lets nobody rewrite it", async () => {
		const id = randomUUID();
		await report(author, "Gardé tel quel.", id);
		const seenBy = (actor: Actor) =>
			onBehalfOf(open.db, actor.userId, "read", (db) =>
				db.select().from(criterionReports).where(eq(criterionReports.id, id)),
			);
		expect(await seenBy(author)).toHaveLength(1);
		expect(await seenBy(network)).toHaveLength(1);
		expect(await seenBy(neighbour)).toHaveLength(0);
		for (const actor of [author, network]) {
			const rewriting = onBehalfOf(open.db, actor.userId, "write", (db) =>
				db.update(criterionReports).set({ text: "Réécrit" }).where(eq(criterionReports.id, id)),
			);
			await expect(rewriting).rejects.toMatchObject({ cause: { code: "42501" } });
		}
		const answering = await onBehalfOf(open.db, author.userId, "write", (db) =>
			db
				.update(criterionReports)
				.set({ closedAt: NOW, closedBy: author.userId, outcome: "explained", answer: "Par moi" })
				.where(eq(criterionReports.id, id))
				.returning({ id: criterionReports.id }),
		);
		expect(answering).toEqual([]);
		await close(network, { id });
		const again = await onBehalfOf(open.db, network.userId, "write", (db) =>
			db
				.update(criterionReports)
				.set({ answer: "Autre chose" })
				.where(eq(criterionReports.id, id))
				.returning({ id: criterionReports.id }),
		);
		expect(again).toEqual([]);
		const inAnothersName = onBehalfOf(open.db, author.userId, "write", (db) =>
			db.insert(criterionReports).values({
				id: randomUUID(),
				standardVersionId: "00000000-0000-4000-8000-000000000000",
				criterionId: "JUR-01",
				authorId: neighbour.userId,
				text: "Au nom d’une autre",
				at: NOW,
			}),
		);
		await expect(inAnothersName).rejects.toMatchObject({ cause: { code: "42501" } });
	});
});
