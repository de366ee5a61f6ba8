/** A visit is prepared: sample, agenda, sending, evidence asked for; each act under row-level security, as a request makes it. */
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers, assessments } from "~/db/schema/assessment.server";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { nonConformities } from "~/db/schema/finding.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import { auditPlanSendings, auditPlans, auditSamples, evidenceDemands } from "~/db/schema/preparation.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { FOLLOW_UP_SAMPLE } from "~/domain/audit/finding";
import { answerDemand } from "~/services/audit/answer-demand.server";
import { answerPlan } from "~/services/audit/answer-plan.server";
import { askEvidence, settleDemand } from "~/services/audit/ask-evidence.server";
import { changeAgenda } from "~/services/audit/change-agenda.server";
import { changeSample } from "~/services/audit/change-sample.server";
import { getAudit } from "~/services/audit/get-audit.server";
import { getPreparation } from "~/services/audit/get-preparation.server";
import { getVisitSheet } from "~/services/audit/get-visit-sheet.server";
import { loadAuditPlan } from "~/services/audit/load-audit-plan.server";
import { proposeAuditSample } from "~/services/audit/propose-sample.server";
import { recordLevel } from "~/services/audit/record-level.server";
import { remindDemands } from "~/services/audit/remind-demands.server";
import { sendDemands, sendPlan } from "~/services/audit/send-plan.server";
import { getEvidence } from "~/services/evidence/get-evidence.server";
import { listArchive } from "~/services/evidence/list-archive.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { lifeOf } from "../../support/audit-life";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createAuditor, createCampaign, createDraft, NOW } from "../../support/world";
import { applicableIds, openSeason, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
let past: { id: string; standardVersionId: string };
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
	past = await createCampaign(test.db, season.published.id, 2025);
});
afterAll(() => test.drop());

const acting = <T>(actor: Actor, work: (useCase: UseCase) => Promise<T>, now = NOW) =>
	onBehalfOf(test.db, actor.userId, "write", (db) => work(as(db, actor, now)));
const reading = <T>(actor: Actor, work: (useCase: UseCase) => Promise<T>, now = NOW) =>
	onBehalfOf(test.db, actor.userId, "read", (db) => work(as(db, actor, now)));
const root = process.cwd();

/** A planned visit whose cooperative was audited the year before: JUR-05 left open, FIN-03 lifted, RHU-03 retained at 1. */
async function visit(kind = "initial") {
	const world = await plannedAudit(test.db, season, { kind });
	const { cooperative, lead, auditId } = world;
	const before = await createDraft(test.db, cooperative, past);
	const at = { cooperativeId: cooperative.id, assessmentId: before.id, updatedAt: NOW };
	await test.db
		.insert(answers)
		.values(
			applicableIds(season).map(
				(criterionId) => ({ ...at, criterionId, level: criterionId === "ANC-05" ? 0 : 2 }) as const,
			),
		);
	const manager = world.manager.userId;
	await test.db
		.update(assessments)
		.set({ status: "submitted", submittedAt: NOW, submittedBy: manager })
		.where(eq(assessments.id, before.id));
	const other = await createAuditor(test.db);
	const [earlier] = await test.db
		.insert(audits)
		.values({
			...{ cooperativeId: cooperative.id, assessmentId: before.id, kind: "initial", mode: "remote", place: "" },
			...{ startsOn: "2025-11-12", endsOn: "2025-11-12", leadAuditorId: other.userId, createdAt: NOW },
		})
		.returning();
	if (!earlier) throw new Error("no audit");
	await test.db.insert(auditObservations).values({
		...{ cooperativeId: cooperative.id, auditId: earlier.id, criterionId: "RHU-03", level: 1 as const },
		...{ recordedAt: NOW, recordedBy: other.userId },
	});
	const step = (status: "provisionalReport" | "rightOfReply" | "finalReport") =>
		test.db
			.update(audits)
			.set({ status, ...lifeOf(status, NOW, other.userId) })
			.where(eq(audits.id, earlier.id));
	await step("provisionalReport");
	await step("rightOfReply");
	const gap = {
		...{ cooperativeId: cooperative.id, auditId: earlier.id, standard: "label-cae/2.0", origin: "level" as const },
		...{ grade: "minor" as const, openedOn: "2025-12-05", dueOn: "2026-06-05" },
	};
	await test.db.insert(nonConformities).values([
		{ ...gap, domain: "JUR", criterionId: "JUR-05" },
		{ ...gap, domain: "FIN", criterionId: "FIN-03" },
	]);
	await test.db
		.update(nonConformities)
		.set({ status: "closed", closedAt: NOW, closedBy: other.userId })
		.where(and(eq(nonConformities.auditId, earlier.id), eq(nonConformities.criterionId, "FIN-03")));
	await step("finalReport");
	const page = (actor: Actor, now = NOW) => reading(actor, (at) => getPreparation(at, auditId), now);
	const propose = (actor = lead) => acting(actor, (at) => proposeAuditSample(at, auditId, root));
	const change = (input: unknown, actor = lead) => acting(actor, (at) => changeSample(at, auditId, input));
	const agenda = (input: unknown, actor = lead) => acting(actor, (at) => changeAgenda(at, auditId, input));
	const send = (version: number, actor = lead) => acting(actor, (at) => sendPlan(at, auditId, version));
	const contributor = await createActor(test.db, "contributor", cooperative.id);
	return { ...world, page, propose, change, agenda, send, contributor };
}

/** Ready to be sent: sample and agenda proposed. */
async function prepared(kind = "initial") {
	const world = await visit(kind);
	await world.propose();
	expect(await world.agenda({ change: "start", version: 0 })).toMatchObject({ ok: true });
	return world;
}

const lettersTo = async (auditId: string, step: string) =>
	(await test.db.select().from(mailMessages).where(eq(mailMessages.kind, "auditPlan"))).filter(
		({ params }) => params.auditId === auditId && params.step === step,
	);

describe("the sample", () => {
	it("comes from what the file shows, read by a team that read none of the earlier audits", async () => {
		const { propose, auditId, lead, second } = await visit();
		expect((await propose()).ok).toBe(true);
		const { sample } = await reading(second, ({ db }) => loadAuditPlan(db, auditId));
		const why = (id: string) => sample.find(({ criterionId }) => criterionId === id)?.reasons ?? [];
		expect(why("JUR-05")).toContain("openGap");
		expect(why("FIN-03")).toContain("liftedGap");
		expect(why("ANC-05")).toContain("jump");
		expect(why("RHU-03")).toContain("divergence");
		const blocking = season.published.standard.criteria.filter(
			(criterion) => criterion.blocking && applicableIds(season).includes(criterion.id),
		);
		expect(blocking.length).toBeGreaterThan(10);
		for (const { id } of blocking) expect(why(id)).toContain("blocking");
		expect(sample.filter(({ reasons }) => reasons.includes("draw"))).toHaveLength(FOLLOW_UP_SAMPLE);
		expect(sample.length).toBeLessThan(applicableIds(season).length);
		// Asked again, by somebody else, it is the same.
		await propose(second);
		const again = await reading(lead, ({ db }) => loadAuditPlan(db, auditId));
		const ids = (lines: typeof sample) => lines.map(({ criterionId }) => criterionId).sort();
		expect(ids(again.sample)).toEqual(ids(sample));
		// The visit sheet says so, beside the levels, and nothing that counts changed.
		const sheet = await reading(lead, (at) => getVisitSheet(at, auditId, "JUR"));
		expect(sheet.rows.find(({ id }) => id === "JUR-05")?.sampled?.reasons).toContain("openGap");
		expect(sheet.rows.every(({ finding }) => finding.version === 0)).toBe(true);
	});

	it("takes what the team adds and takes out, with its reason; at a follow-up what the rule asks for stays", async () => {
		const { propose, change, page, lead, second } = await visit();
		await propose();
		const { addable } = await page(lead);
		const id = addable[0]?.id ?? "";
		expect(await change({ criterionId: id, change: "add", note: " " })).toMatchObject({ reason: "REASON_REQUIRED" });
		expect(await change({ criterionId: id, change: "add", note: "Vu dans la presse" })).toMatchObject({ ok: true });
		expect(await change({ criterionId: id, change: "add", note: "Idem" }, second)).toMatchObject({
			reason: "CHANGED_MEANWHILE",
		});
		expect(await change({ criterionId: "FIN-03", change: "takeOut", note: "Vu en mai" })).toMatchObject({ ok: true });
		await propose();
		const lines = (await page(lead)).sample ?? [];
		expect(lines.find(({ criterionId }) => criterionId === id)).toMatchObject({
			note: "Vu dans la presse",
			takenOut: false,
		});
		expect(lines.find(({ criterionId }) => criterionId === "FIN-03")).toMatchObject({
			note: "Vu en mai",
			takenOut: true,
		});
		expect(await change({ criterionId: "FIN-03", change: "putBack" })).toMatchObject({ ok: true });
		await expect(change({ criterionId: "XXX-99", change: "add", note: "x" })).rejects.toThrow(NotFoundError);

		const follow = await visit("followUp");
		await follow.propose();
		const sample = (await follow.page(follow.lead)).sample ?? [];
		expect(sample.find(({ criterionId }) => criterionId === "JUR-05")?.reasons).toContain("openGap");
		expect(sample.filter(({ reasons }) => reasons.includes("draw"))).toHaveLength(FOLLOW_UP_SAMPLE);
		expect(await follow.change({ criterionId: "JUR-05", change: "takeOut", note: "Vu" })).toMatchObject({
			reason: "ASKED_BY_THE_RULE",
		});
	});

	it("is told to whoever ends the visit as long as it is not examined, and to nobody else", async () => {
		const { propose, page, lead, second, manager, auditId } = await visit("followUp");
		await propose();
		const left = async (actor: Actor) =>
			(await reading(actor, (at) => getAudit(at, auditId))).closing.sampleLeft.map(({ id }) => id);
		const record = { criterionId: "JUR-05", choice: "2", note: "Vu", version: "0" };
		const other = { ...record, criterionId: "FIN-02", choice: "" };
		for (const one of [record, other]) {
			expect(await acting(lead, (at) => recordLevel(at, auditId, one))).toMatchObject({ ok: true });
		}
		const sample = ((await page(lead)).sample ?? []).map(({ criterionId }) => criterionId);
		expect(sample).toContain("JUR-05");
		expect((await left(lead)).toSorted()).toEqual(sample.filter((id) => id !== "JUR-05").toSorted());
		expect([await left(second), await left(manager)]).toEqual([[], []]);
	});
});

describe("the plan", () => {
	it("tells the second of two auditors that the first wrote meanwhile, and writes nothing", async () => {
		const { agenda, second, auditId, page, lead } = await prepared();
		const slot = { change: "put", day: 1, from: "12:30", to: "13:00", kind: "premises", seats: ["lead"], version: 1 };
		expect(await agenda({ ...slot, met: "Accueil" })).toMatchObject({ ok: true, value: { version: 2 } });
		expect(await agenda({ ...slot, seats: ["second"] }, second)).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await agenda({ change: "remove", key: "ouverture", version: 1 }, second)).toMatchObject({ ok: false });
		const { agenda: kept, version } = await page(lead);
		expect(version).toBe(2);
		expect(kept.filter(({ kind }) => kind === "premises")).toHaveLength(1);
		const { peopleMet } = await reading(lead, ({ db }) => loadAuditPlan(db, auditId));
		expect(peopleMet).toContain("Accueil");
		// Whom the team meets may name people: the journal does not say it.
		const rows = await test.db
			.select()
			.from(journalEntries)
			.where(eq(journalEntries.subjectId, `${auditId}/plan`));
		expect(rows.length).toBeGreaterThan(1);
		expect(JSON.stringify(rows)).not.toContain("Accueil");
	});

	it("is read by its cooperative once sent, without which criteria; acknowledged once, and anew when it changes", async () => {
		const { auditId, agenda, send, page, propose, manager, contributor, lead, second, change } = await prepared();
		const answer = (input: object, actor = manager) => acting(actor, (at) => answerPlan(at, auditId, input));
		expect((await page(manager)).agenda).toEqual([]);
		expect(await send(0)).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await send(1)).toMatchObject({ ok: true });
		expect(await send(1)).toMatchObject({ reason: "NOTHING_TO_SEND" });
		expect(await lettersTo(auditId, "sent")).toHaveLength(1);
		const told = await page(contributor);
		expect(told.agenda.length).toBeGreaterThan(3);
		expect(told.sample).toBeNull();
		expect(told.sending?.sample.natures).toContain("draw");
		expect(JSON.stringify([told.sending, told.agenda, told.addable, told.criteria])).not.toMatch(/[A-Z]{3}-\d\d/);
		// Nor in the tables, nor through the journal.
		const seen = await reading(manager, async ({ db }) => [
			await db.select().from(auditSamples).where(eq(auditSamples.auditId, auditId)),
			await db.select().from(auditPlans).where(eq(auditPlans.auditId, auditId)),
			await db.select().from(journalEntries).where(eq(journalEntries.action, "audit.sampleProposed")),
		]);
		expect(seen).toEqual([[], [], []]);
		await expect(propose(manager)).rejects.toThrow(ForbiddenError);
		await expect(answer({ number: 1, answer: "acknowledged" }, contributor)).rejects.toThrow(ForbiddenError);
		await expect(answer({ number: 1, answer: "acknowledged" }, lead)).rejects.toThrow(ForbiddenError);
		expect(await answer({ number: 1, answer: "acknowledged" })).toMatchObject({ ok: true });
		expect(await answer({ number: 1, answer: "changeAsked", text: "Non" })).toMatchObject({
			reason: "CHANGED_MEANWHILE",
		});
		expect((await page(lead)).sending).toMatchObject({ answer: "acknowledged", answeredByName: manager.name });
		expect(await lettersTo(auditId, "acknowledged")).toHaveLength(2);

		const premises = {
			change: "put",
			day: 1,
			from: "12:30",
			to: "13:00",
			kind: "premises",
			seats: ["lead"],
			version: 1,
		};
		await agenda(premises);
		expect((await page(lead)).toSend).toBe(true);
		// What it reads is what it acknowledged, until it is sent anew.
		expect((await page(manager)).agenda.some(({ kind }) => kind === "premises")).toBe(false);
		await send(2, second);
		expect((await page(manager)).sending).toMatchObject({ number: 2, answer: null });
		expect(await answer({ number: 1, answer: "acknowledged" })).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await answer({ number: 2, answer: "changeAsked", text: " " })).toMatchObject({ reason: "TEXT_REQUIRED" });
		expect(await answer({ number: 2, answer: "changeAsked", text: "Comptable absente" })).toMatchObject({ ok: true });
		const { addable } = await page(lead);
		await change({ criterionId: addable[0]?.id, change: "add", note: "À voir" });
		expect((await page(lead)).toSend).toBe(true);
	});

	it("does not leave without its meetings and its sample, and is written by nobody once the visit is over", async () => {
		const { agenda, send, propose, auditId, manager, lead } = await visit();
		expect(await send(0)).toMatchObject({ reason: "MEETINGS_MISSING" });
		await agenda({ change: "start", version: 0 });
		expect(await send(1)).toMatchObject({ reason: "SAMPLE_MISSING" });
		await propose();
		const shorter = { endsOn: "2026-11-12" };
		await test.db.update(audits).set(shorter).where(eq(audits.id, auditId));
		expect(await send(1)).toMatchObject({ reason: "SLOT_OUT_OF_VISIT" });
		await test.db.update(audits).set({ status: "cancelled", statusReason: "x" }).where(eq(audits.id, auditId));
		const network = season.network;
		expect(await propose(network)).toMatchObject({ reason: "AUDIT_ENDED" });
		await expect(propose(lead)).rejects.toThrow(NotFoundError);
		const answered = acting(manager, (at) => answerPlan(at, auditId, { number: 1, answer: "acknowledged" }));
		expect(await answered).toMatchObject({ reason: "AUDIT_ENDED" });
		const late = test.db.update(auditPlans).set({ version: 9 }).where(eq(auditPlans.auditId, auditId));
		await expect(late).rejects.toThrow();
	});

	it("is nothing to whoever is not of the audit", async () => {
		const { auditId, page, send } = await prepared();
		await send(1);
		for (const role of ["committee", "board", "admin"] as const) {
			await expect(page(await createActor(test.db, role))).rejects.toThrow(NotFoundError);
		}
		const stranger = await createAuditor(test.db);
		await expect(page(stranger)).rejects.toThrow(NotFoundError);
		const board = await createActor(test.db, "board");
		for (const actor of [stranger, board]) {
			const rows = await reading(actor, ({ db }) => loadAuditPlan(db, auditId));
			expect(rows).toMatchObject({ agenda: [], sample: [], sendings: [], demands: [] });
			const earlier = reading(actor, ({ db }) =>
				db.select({ level: sql`level` }).from(sql`app_earlier_levels(${auditId})`),
			);
			expect(await earlier).toEqual([]);
		}
	});
});

/** A piece of the library of that cooperative. */
async function pieceOf(cooperativeId: string, title: string, confidential = false) {
	const id = randomUUID();
	await test.db.insert(evidencePieces).values({ id, cooperativeId, title, kind: "deed", confidential, addedAt: NOW });
	const file = { cooperativeId, pieceId: id, number: 1, name: `${title}.pdf`, mediaType: "application/pdf", size: 3 };
	await test.db.insert(evidenceFiles).values({ ...file, sha256: id.replaceAll("-", "").repeat(2), addedAt: NOW });
	return id;
}

async function asked(dueOn = "2026-11-05") {
	const world = await prepared();
	const { auditId, lead, manager } = world;
	const ask = (over: object = {}, actor = lead) =>
		acting(actor, (at) =>
			askEvidence(at, auditId, {
				key: randomUUID(),
				criterionId: "JUR-05",
				wording: "Le procès-verbal",
				dueOn,
				...over,
			}),
		);
	const settle = (input: object, actor = lead) => acting(actor, (at) => settleDemand(at, auditId, input));
	const answer = (input: object, actor = manager) => acting(actor, (at) => answerDemand(at, auditId, input));
	const leave = (actor = lead) => acting(actor, (at) => sendDemands(at, auditId));
	const demand = async () => {
		const [row] = await test.db.select().from(evidenceDemands).where(eq(evidenceDemands.auditId, auditId));
		if (!row) throw new Error("no demand");
		return row;
	};
	return { ...world, ask, settle, answer, leave, demand };
}

describe("evidence asked for", () => {
	it("is read by the cooperative once sent, answered from its library, read by the team, asked again or received", async () => {
		const { ask, settle, answer, leave, demand, page, manager, contributor, lead, second, cooperative, auditId } =
			await asked();
		const key = randomUUID();
		expect(await ask({ dueOn: "2026-11-12" })).toMatchObject({ reason: "DAY_AFTER_VISIT" });
		expect(await ask({ criterionId: "XXX-01" })).toMatchObject({ reason: "CRITERION_REQUIRED" });
		expect(await ask({ key })).toMatchObject({ ok: true });
		expect(await ask({ key })).toMatchObject({ ok: true });
		expect((await page(manager)).demands).toEqual([]);
		expect(await answer({ demandId: key, note: "Voici", version: 1 })).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await leave()).toMatchObject({ ok: true, value: { demands: 1 } });
		expect(await leave()).toMatchObject({ reason: "NOTHING_TO_SEND" });
		expect(await lettersTo(auditId, "evidenceAsked")).toHaveLength(1);
		const told = (await page(contributor)).demands;
		expect(told).toMatchObject([{ criterionId: "JUR-05", wording: "Le procès-verbal", state: "asked", late: false }]);

		const piece = await pieceOf(cooperative.id, "Procès-verbal");
		const secret = await pieceOf(cooperative.id, "Contrat", true);
		const open = (actor: Actor, id: string) => reading(actor, (at) => getEvidence(at, cooperative.id, id));
		await expect(open(lead, piece)).rejects.toThrow(NotFoundError);
		// Nobody of the team gives itself a piece to read.
		const forged = acting(lead, ({ db }) =>
			db
				.update(evidenceDemands)
				.set({ evidence: [piece], state: "answered", answeredAt: NOW })
				.where(eq(evidenceDemands.id, key)),
		);
		await expect(forged).rejects.toThrow();
		await expect(answer({ demandId: key, note: "x", version: 1 }, contributor)).rejects.toThrow(ForbiddenError);
		expect(await answer({ demandId: key, version: 1 })).toMatchObject({ reason: "EVIDENCE_REQUIRED" });
		const elsewhere = await pieceOf((await visit()).cooperative.id, "Ailleurs");
		expect(await answer({ demandId: key, evidence: [elsewhere], version: 1 })).toMatchObject({
			reason: "UNKNOWN_EVIDENCE",
		});
		expect(await answer({ demandId: key, evidence: [piece, secret], version: 1 })).toMatchObject({ ok: true });
		expect(await answer({ demandId: key, evidence: [piece], version: 1 })).toMatchObject({
			reason: "CHANGED_MEANWHILE",
		});
		for (const id of [piece, secret]) expect((await open(second, id)).piece.id).toBe(id);
		expect((await open(season.network, piece)).piece.id).toBe(piece);
		await expect(open(season.network, secret)).rejects.toThrow(NotFoundError);
		const titles = async (actor: Actor) => (await page(actor)).demands[0]?.evidence.map(({ title }) => title).sort();
		expect(await titles(lead)).toEqual(["Contrat", "Procès-verbal"]);
		expect(await titles(contributor)).toEqual(["Procès-verbal", null]);
		expect(await titles(season.network)).toEqual(["Procès-verbal", null]);

		const version = (await demand()).version;
		expect(await settle({ demandId: key, move: "askAgain", version })).toMatchObject({ reason: "REASON_REQUIRED" });
		const again = { demandId: key, move: "askAgain", reason: "Sans signature", dueOn: "2026-11-08", version };
		expect(await settle(again, second)).toMatchObject({ ok: true });
		expect(await settle({ demandId: key, move: "receive", version })).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await demand()).toMatchObject({ state: "asked", dueOn: "2026-11-08", againReason: "Sans signature" });
		expect(await answer({ demandId: key, evidence: [piece], version: version + 1 })).toMatchObject({ ok: true });
		expect(await settle({ demandId: key, move: "receive", version: version + 2 })).toMatchObject({ ok: true });
		expect(await demand()).toMatchObject({ state: "received", evidence: [piece] });
	});

	it("is recalled once three days before, once when late, and no more once answered or the visit given up", async () => {
		const { ask, leave, demand, answer, page, manager, lead, auditId } = await asked();
		await ask();
		await ask({ criterionId: "FIN-03" });
		await leave();
		const at = (day: string) => new Date(`${day}T08:00:00Z`);
		const count = async () => [
			(await lettersTo(auditId, "evidenceSoon")).length,
			(await lettersTo(auditId, "evidenceLate")).length,
		];
		await remindDemands(test.db, at("2026-11-01"));
		expect(await count()).toEqual([0, 0]);
		for (const day of ["2026-11-02", "2026-11-02", "2026-11-05"]) await remindDemands(test.db, at(day));
		expect(await count()).toEqual([1, 0]);
		const rows = await test.db.select().from(evidenceDemands).where(eq(evidenceDemands.auditId, auditId));
		const one = rows.find(({ criterionId }) => criterionId === "FIN-03");
		await answer({ demandId: one?.id ?? "", note: "Elle n’existe pas", version: 1 });
		for (const day of ["2026-11-06", "2026-11-07"]) await remindDemands(test.db, at(day));
		expect(await count()).toEqual([1, 1]);
		expect((await page(lead, at("2026-11-06"))).demands.map(({ late }) => late).sort()).toEqual([false, true]);
		const due = await test.db
			.update(evidenceDemands)
			.set({ dueOn: "2026-11-09" })
			.where(and(eq(evidenceDemands.auditId, auditId), eq(evidenceDemands.state, "asked")))
			.returning();
		expect(due).toHaveLength(1);
		await test.db.update(audits).set({ status: "postponed", statusReason: "Neige" }).where(eq(audits.id, auditId));
		await remindDemands(test.db, at("2026-11-10"));
		expect(await count()).toEqual([1, 1]);
		expect((await page(manager)).may.answer).toBe(false);
		expect((await demand()).auditId).toBe(auditId);
	});

	it("is in the archive of the sample, with what is attached to its criteria and nothing else", async () => {
		const { ask, leave, answer, lead, manager, cooperative, assessment, auditId, page, demand } = await asked();
		const lines = (await page(lead)).sample ?? [];
		const outside = (await page(lead)).addable[0]?.id ?? "";
		const inside = lines[0]?.criterionId ?? "";
		const attach = async (title: string, criterionId: string) => {
			const pieceId = await pieceOf(cooperative.id, title);
			const [file] = await test.db.select().from(evidenceFiles).where(eq(evidenceFiles.pieceId, pieceId));
			return { cooperativeId: cooperative.id, assessmentId: assessment.id, criterionId, pieceId, fileId: file?.id };
		};
		const links = [await attach("Dedans", inside), await attach("Dehors", outside)];
		await test.db.transaction(async (tx) => {
			await tx.execute(sql`set local session_replication_role = replica`);
			await tx.insert(evidenceLinks).values(links.map((link) => ({ ...link, attachedAt: NOW })));
		});
		await ask();
		await leave();
		const shown = await pieceOf(cooperative.id, "Montrée");
		await answer({ demandId: (await demand()).id, evidence: [shown], version: 1 });
		const archived = async (actor: Actor, of: string | null) =>
			(await reading(actor, (at) => listArchive(at, assessment.id, of))).lines.map(({ title }) => title).sort();
		expect(await archived(lead, null)).toEqual(["Dedans", "Dehors"]);
		expect(await archived(lead, auditId)).toEqual(["Dedans", "Montrée"]);
		expect(await archived(season.network, auditId)).toEqual(["Dedans", "Montrée"]);
		await expect(archived(manager, auditId)).rejects.toThrow(NotFoundError);
		await expect(archived(await createAuditor(test.db), auditId)).rejects.toThrow(NotFoundError);
		await expect(archived(lead, (await visit()).auditId)).rejects.toThrow(NotFoundError);
		const sendings = await test.db.select().from(auditPlanSendings).where(eq(auditPlanSendings.auditId, auditId));
		expect(sendings).toEqual([]);
	});
});
