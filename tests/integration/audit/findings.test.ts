/** From the provisional report to the last non-conformity lifted, as the people of one audit live it under row-level security. */
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { auditReports, nonConformities } from "~/db/schema/finding.server";
import { assessmentSummaries, WHOLE } from "~/db/schema/network.server";
import { mailMessages } from "~/db/schema/notification.server";
import { atomically, onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { OWN_VERSION } from "~/domain/network/comparable";
import { applicableCriteria } from "~/domain/standard/applicability";
import { hashOf } from "~/services/assessment/snapshot";
import { answerReply } from "~/services/audit/answer-reply.server";
import { checkEffect } from "~/services/audit/check-effect.server";
import { declareDone } from "~/services/audit/declare-done.server";
import { editFinding } from "~/services/audit/edit-finding.server";
import { endVisit } from "~/services/audit/end-visit.server";
import { escalateLate } from "~/services/audit/escalate-late.server";
import { getNonConformity } from "~/services/audit/get-non-conformity.server";
import { getReport } from "~/services/audit/get-report.server";
import { issueFinalReport } from "~/services/audit/issue-final-report.server";
import { judgePlan } from "~/services/audit/judge-plan.server";
import { listNonConformities } from "~/services/audit/list-non-conformities.server";
import { proposePlan } from "~/services/audit/propose-plan.server";
import { saveReply, sendReplies } from "~/services/audit/save-reply.server";
import { sendProvisionalReport } from "~/services/audit/send-provisional-report.server";
import { findRetained } from "~/services/network/frozen-answers.server";
import { listVersions } from "~/services/standard/get-standard.server";
import { ForbiddenError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createCampaign, NOW, PROFILE } from "../../support/world";
import { journalOf, openSeason, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

const YES = { confirmed: true };
const DAY = 86_400_000;
const later = (days: number, from: Date = NOW) => new Date(from.getTime() + days * DAY);

/** As a request does: on behalf of the person, as the application's role. */
function by<T>(actor: Actor, now: Date, work: (useCase: UseCase) => Promise<T>): Promise<T> {
	return atomically(test.db, (tx) => onBehalfOf(tx, actor.userId, "write", (db) => work({ db, actor, now })));
}

interface Visit {
	readonly during?: Season;
	readonly kind?: string;
	readonly known?: Parameters<typeof plannedAudit>[3];
}

/** Level 2 everywhere but on the criteria given; the visit has ended. */
async function visited(
	levels: Readonly<Record<string, 0 | 1 | 2 | 3>>,
	{ during = season, kind = "initial", known }: Visit = {},
) {
	const world = await plannedAudit(test.db, during, { kind }, known);
	const criteria = applicableCriteria(during.published.standard, PROFILE);
	await test.db.insert(auditObservations).values(
		criteria.map(({ id: criterionId }) => ({
			...{ cooperativeId: world.cooperative.id, auditId: world.auditId, criterionId },
			...{
				level: levels[criterionId] ?? 2,
				note: `Vu : ${criterionId}`,
				recordedAt: NOW,
				recordedBy: world.lead.userId,
			},
		})),
	);
	expect(await by(world.lead, NOW, (one) => endVisit(one, world.auditId, YES))).toMatchObject({ ok: true });
	return { ...world, criteria };
}

function pick(kind: "minor" | "major" | "opportunity", count = 1): readonly string[] {
	const criteria = applicableCriteria(season.published.standard, PROFILE).filter((one) =>
		kind === "opportunity"
			? one.kind === "recommended" && one.metFrom === 2
			: one.kind === "mandatory" && one.blocking === (kind === "major") && one.metFrom === 2,
	);
	const [{ domain } = { domain: "" }] = criteria.filter(
		(one) => criteria.filter((other) => other.domain === one.domain).length >= count,
	);
	return criteria
		.filter((one) => one.domain === domain)
		.slice(0, count)
		.map(({ id }) => id);
}

const open = (auditId: string) => test.db.select().from(nonConformities).where(eq(nonConformities.auditId, auditId));
const statusOf = async (auditId: string) =>
	(await test.db.select({ status: audits.status }).from(audits).where(eq(audits.id, auditId)))[0]?.status;

describe("a report", () => {
	it("is written by the team with reasons, answered by the cooperative, and final with its hash", async () => {
		const [minor = ""] = pick("minor");
		const [major = ""] = pick("major");
		const [recommended = ""] = pick("opportunity");
		const world = await visited({ [minor]: 1, [major]: 1, [recommended]: 0 });
		const { auditId, lead, second, manager } = world;
		const edit = {
			criterionId: minor,
			kind: "major",
			text: "Aucune trace depuis deux ans.",
			reason: "Récidive",
			edits: "0",
		};
		expect(await by(second, NOW, (one) => editFinding(one, auditId, { ...edit, kind: "conformity" }))).toMatchObject({
			reason: "KIND_FORBIDDEN",
		});
		expect(await by(second, NOW, (one) => editFinding(one, auditId, { ...edit, reason: " " }))).toMatchObject({
			reason: "REASON_REQUIRED",
		});
		expect(await by(second, NOW, (one) => editFinding(one, auditId, edit))).toMatchObject({ ok: true });
		expect(await by(lead, NOW, (one) => editFinding(one, auditId, { ...edit, kind: "minor" }))).toMatchObject({
			reason: "CHANGED_MEANWHILE",
		});
		await expect(by(manager, NOW, (one) => getReport(one, auditId))).rejects.toThrow(ForbiddenError);
		await expect(by(second, NOW, (one) => sendProvisionalReport(one, auditId, YES))).rejects.toThrow(ForbiddenError);
		expect(await by(lead, NOW, (one) => sendProvisionalReport(one, auditId, YES))).toMatchObject({ ok: true });

		const seen = await by(manager, NOW, (one) => getReport(one, auditId));
		const counts = Object.fromEntries(seen.groups.map(({ kind, findings }) => [kind, findings.length]));
		expect(counts).toMatchObject({ major: 2, minor: 0, opportunity: 1, strength: 0 });
		expect(
			await by(second, NOW, (one) => editFinding(one, auditId, { ...edit, edits: "1", kind: "minor" })),
		).toMatchObject({
			reason: "REPORT_ELSEWHERE",
		});

		const save = (text: string, version: string) =>
			by(manager, later(3), (one) => saveReply(one, auditId, { criterionId: minor, text, version }));
		expect(await save("Le registre était chez le comptable.", "0")).toEqual({ ok: true, value: { version: 1 } });
		expect(await save("Autre texte, d’un autre onglet.", "0")).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		const before = await by(lead, later(3), (one) => getReport(one, auditId));
		expect(before.groups.flatMap(({ findings }) => findings).filter(({ reply }) => reply !== null)).toEqual([]);
		const answer = { criterionId: minor, verdict: "changed", answer: "Registre vu depuis.", choice: "2", kind: "" };
		expect(await by(lead, later(3), (one) => answerReply(one, auditId, answer))).toMatchObject({
			reason: "REPLY_AWAITED",
		});
		expect(await by(manager, later(4), (one) => sendReplies(one, auditId, YES))).toEqual({
			ok: true,
			value: { replies: 1 },
		});
		expect(await by(manager, later(4), (one) => sendReplies(one, auditId, YES))).toMatchObject({
			reason: "REPLY_CLOSED",
		});
		expect(await save("Trop tard", "1")).toMatchObject({ reason: "REPLY_CLOSED" });

		expect(await by(lead, later(5), (one) => issueFinalReport(one, auditId, YES))).toMatchObject({
			reason: "REPLIES_UNANSWERED",
		});
		expect(
			await by(lead, later(5), (one) => answerReply(one, auditId, { ...answer, choice: "", kind: "" })),
		).toMatchObject({ reason: "NOTHING_CHANGED" });
		expect(await by(lead, later(5), (one) => answerReply(one, auditId, answer))).toMatchObject({ ok: true });
		expect(await by(lead, later(5), (one) => answerReply(one, auditId, answer))).toMatchObject({
			reason: "ANSWERED_ALREADY",
		});
		expect(await by(lead, later(5), (one) => issueFinalReport(one, auditId, YES))).toMatchObject({ ok: true });
		expect(await statusOf(auditId)).toBe("finalReport");

		const final = await by(manager, later(6), (one) => getReport(one, auditId));
		const changed = final.groups.flatMap(({ findings }) => findings).find(({ criterionId }) => criterionId === minor);
		expect(changed).toMatchObject({ level: 2, kind: "conformity", reply: { levelBefore: 1, verdict: "changed" } });
		expect(await open(auditId)).toMatchObject([{ criterionId: major, grade: "major", dueOn: "2027-01-10" }]);
		const frozen = await test.db.select().from(auditReports).where(eq(auditReports.auditId, auditId));
		expect(frozen.map(({ stage }) => stage).sort()).toEqual(["final", "provisional"]);
		for (const { content, contentHash } of frozen) expect(hashOf(content)).toBe(contentHash);
		await expect(test.db.update(auditReports).set({ content: "{}" })).rejects.toThrow();
		const kinds = (await journalOf(test.db, auditId)).map(({ action }) => action);
		expect(kinds).toEqual([
			"audit.scheduled",
			"audit.visitEnded",
			"audit.provisionalSent",
			"audit.repliesSent",
			"audit.finalIssued",
		]);
	});

	it("goes on without the cooperative after its last day, loses nothing it saved, and closes when nothing is open", async () => {
		const { auditId, lead, manager, criteria } = await visited({});
		await by(lead, NOW, (one) => sendProvisionalReport(one, auditId, YES));
		const criterionId = criteria[1]?.id ?? "";
		await by(manager, NOW, (one) => saveReply(one, auditId, { criterionId, text: "Jamais envoyé.", version: "0" }));
		// Row-level security reads the real day: the last day of this one is behind it.
		await test.db.execute(`alter table audits disable trigger audits_locked`);
		await test.db.update(audits).set({ replyDueOn: "2026-01-20" }).where(eq(audits.id, auditId));
		await test.db.execute(`alter table audits enable trigger audits_locked`);
		expect(await by(lead, later(1), (one) => issueFinalReport(one, auditId, YES))).toMatchObject({
			reason: "REPLIES_UNANSWERED",
		});
		const kept = { criterionId, verdict: "kept", answer: "Le registre présenté date de 2024." };
		expect(await by(lead, later(1), (one) => answerReply(one, auditId, kept))).toMatchObject({ ok: true });
		expect(await by(lead, later(1), (one) => issueFinalReport(one, auditId, YES))).toMatchObject({ ok: true });
		expect(await statusOf(auditId)).toBe("closed");
	});
});

describe("a non-conformity", () => {
	async function issued(levels: Readonly<Record<string, 0 | 1 | 2 | 3>>, visit: Visit = {}) {
		const world = await visited(levels, visit);
		const { auditId, lead, manager } = world;
		await by(lead, NOW, (one) => sendProvisionalReport(one, auditId, YES));
		await by(manager, NOW, (one) => sendReplies(one, auditId, YES));
		expect(await by(lead, NOW, (one) => issueFinalReport(one, auditId, YES))).toMatchObject({ ok: true });
		return { ...world, rows: await open(auditId) };
	}

	it("goes from a plan sent back to one that works, and its audit closes with it", async () => {
		const [minor = ""] = pick("minor");
		const { rows, auditId, manager, lead, second } = await issued({ [minor]: 0 });
		const id = rows[0]?.id ?? "";
		expect(rows).toMatchObject([{ grade: "minor", dueOn: "2027-04-05", status: "open" }]);
		const plan = { cause: "Oubli", correction: "Registre repris", action: "Rappel mensuel", ownerId: manager.userId };
		const propose = (version: string, dueOn = "2027-03-01") =>
			by(manager, NOW, (one) => proposePlan(one, id, { ...plan, dueOn, version }));
		expect(await propose("1", "2027-04-06")).toMatchObject({ reason: "AFTER_DEADLINE" });
		expect(await propose("1")).toMatchObject({ ok: true });
		expect(await propose("2")).toMatchObject({ reason: "MOVE_FORBIDDEN" });
		const judge = (actor: Actor, accepted: boolean, version: string, reason = "") =>
			by(actor, NOW, (one) => judgePlan(one, id, { accepted, reason, version }));
		expect(await judge(second, false, "2")).toMatchObject({ reason: "REASON_REQUIRED" });
		expect(await judge(second, false, "2", "La cause n’y est pas.")).toMatchObject({ ok: true });
		expect(await propose("3")).toMatchObject({ ok: true });
		expect(await judge(season.network, true, "4")).toMatchObject({ ok: true });
		const done = (evidence: string[]) =>
			by(manager, later(30), (one) => declareDone(one, id, { note: "", evidence, version: "5" }));
		expect(await done([])).toMatchObject({ reason: "EVIDENCE_REQUIRED" });
		expect(await done([auditId])).toMatchObject({ reason: "UNKNOWN_EVIDENCE" });
		expect(
			await by(manager, later(30), (one) => declareDone(one, id, { note: "Repris.", evidence: [], version: "5" })),
		).toMatchObject({ ok: true });
		const check = { effective: true, reason: "Trois mois de registre vus.", version: "6" };
		await expect(by(season.network, later(40), (one) => checkEffect(one, id, check))).rejects.toThrow(ForbiddenError);
		expect(await by(lead, later(40), (one) => checkEffect(one, id, check))).toMatchObject({ ok: true });
		expect(await statusOf(auditId)).toBe("closed");
		expect(await propose("7")).toMatchObject({ reason: "MOVE_FORBIDDEN" });
		await expect(
			test.db.update(nonConformities).set({ status: "open", closedAt: null }).where(eq(nonConformities.id, id)),
		).rejects.toThrow();
		const shown = await by(manager, later(41), (one) => getNonConformity(one, id));
		expect(shown.plans.map(({ accepted, verdictReason }) => [accepted, verdictReason])).toEqual([
			[true, ""],
			[false, "La cause n’y est pas."],
		]);
		const mails = await test.db.select().from(mailMessages);
		const steps = mails.filter(({ params }) => params.nonConformityId === id).map(({ params }) => params.step);
		expect([...new Set(steps)]).toEqual(["planProposed", "planSentBack", "planAccepted", "done", "lifted"]);
	});

	it("rises the day after its deadline, once; five minors of a domain make a major that falls with the fifth", async () => {
		const five = pick("minor", 5);
		const { rows, auditId, manager, lead } = await issued(Object.fromEntries(five.map((id) => [id, 1] as const)));
		expect(rows.filter(({ origin }) => origin === "minors")).toMatchObject([
			{ grade: "major", dueOn: "2027-01-05", minors: five },
		]);
		const ofOurs = async () => (await open(auditId)).filter(({ origin }) => origin === "level");
		await escalateLate(test.db, new Date("2027-04-05T21:59:00Z"));
		expect((await ofOurs()).map(({ grade }) => grade)).toEqual(five.map(() => "minor"));
		await escalateLate(test.db, new Date("2027-04-05T22:00:00Z"));
		await escalateLate(test.db, new Date("2027-04-06T12:00:00Z"));
		for (const row of await ofOurs()) {
			expect(row).toMatchObject({ grade: "major", dueOn: "2027-07-06", escalatedOn: "2027-04-06", version: 2 });
		}
		const board = await createActor(test.db, "board");
		const list = await by(board, new Date("2027-07-07T09:00:00Z"), (one) =>
			listNonConformities(one, {
				late: true,
				closed: false,
				domain: null,
				cooperativeId: rows[0]?.cooperativeId ?? "",
			}),
		);
		expect(list.rows).toHaveLength(6);
		const first = (await ofOurs())[0];
		const id = first?.id ?? "";
		const seen = await by(board, NOW, (one) => getNonConformity(one, id));
		expect(seen).toMatchObject({ plans: [], text: "", may: { readPlans: false } });
		const at = new Date("2027-05-02T09:00:00Z");
		const plan = { cause: "a", correction: "b", action: "c", ownerId: manager.userId, dueOn: "2027-06-01" };
		await by(manager, at, (one) => proposePlan(one, id, { ...plan, version: "2" }));
		await by(lead, at, (one) => judgePlan(one, id, { accepted: true, reason: "", version: "3" }));
		await by(manager, at, (one) => declareDone(one, id, { note: "Fait", evidence: [], version: "4" }));
		await by(lead, at, (one) => checkEffect(one, id, { effective: true, reason: "Vu", version: "5" }));
		expect((await open(auditId)).filter(({ origin }) => origin === "minors")).toMatchObject([{ status: "closed" }]);
		expect(await statusOf(auditId)).toBe("finalReport");
	});

	it("is followed into the version a later audit reads: both parts of a criterion that was split", async () => {
		const versions = await listVersions(test.db);
		const first = versions.find(({ standard }) => standard.version === "1.0");
		if (!first) throw new Error("no version 1.0");
		const before = { ...season, published: first, campaign: await createCampaign(test.db, first.id, 2024) };
		const { rows, cooperative } = await issued({ "FIN-21": 1 }, { during: before });
		expect(rows).toMatchObject([{ criterionId: "FIN-21", standard: "label-cae/1.0", status: "open" }]);
		const again = await issued({ "FIN-22": 1 }, { known: cooperative, kind: "renewal" });
		expect(again.rows).toEqual([]);
		const [risen] = await open(rows[0]?.auditId ?? "");
		expect(risen).toMatchObject({ criterionId: "FIN-21", grade: "major", status: "open" });
		const lifting = await createCampaign(test.db, season.published.id, 2027);
		await issued({}, { known: cooperative, kind: "renewal", during: { ...season, campaign: lifting } });
		expect(await open(rows[0]?.auditId ?? "")).toMatchObject([{ status: "closed" }]);
		expect(await statusOf(rows[0]?.auditId ?? "")).toBe("closed");
	});

	it("raised by the team from minor to major counts as a major in the outcome, and is read again so", async () => {
		const [minor = ""] = pick("minor");
		const { auditId, lead, manager, second, assessment } = await visited({ [minor]: 1 });
		const edit = { criterionId: minor, kind: "major", text: "Aucune trace.", reason: "Récidive", edits: "0" };
		expect(await by(second, NOW, (one) => editFinding(one, auditId, edit))).toMatchObject({ ok: true });
		await by(lead, NOW, (one) => sendProvisionalReport(one, auditId, YES));
		await by(manager, NOW, (one) => sendReplies(one, auditId, YES));
		expect(await by(lead, NOW, (one) => issueFinalReport(one, auditId, YES))).toMatchObject({ ok: true });
		const held = await test.db
			.select()
			.from(assessmentSummaries)
			.where(and(eq(assessmentSummaries.assessmentId, assessment.id), eq(assessmentSummaries.domain, WHOLE)));
		expect(held.find(({ stage, basis }) => stage === "audited" && basis === OWN_VERSION)).toMatchObject({
			majors: 1,
			minors: 0,
			outcome: "deferred",
		});
		const { standard } = season.published;
		const retained = await atomically(test.db, (tx) => findRetained(tx, assessment.id, standard, PROFILE));
		expect([...(retained?.raised ?? [])]).toEqual([minor]);
	});

	it("is of no other cooperative, nor of an auditor who never visited it", async () => {
		const [minor = ""] = pick("minor");
		const { rows } = await issued({ [minor]: 0 });
		const elsewhere = await visited({});
		const query = { late: false, closed: false, domain: null, cooperativeId: null };
		for (const actor of [elsewhere.manager, elsewhere.lead]) {
			const list = await by(actor, NOW, (one) => listNonConformities(one, query));
			expect(list.rows).toEqual([]);
			await expect(by(actor, NOW, (one) => getNonConformity(one, rows[0]?.id ?? ""))).rejects.toThrow();
		}
	});
});
