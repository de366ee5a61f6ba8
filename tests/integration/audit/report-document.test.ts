/** The report of an audit on paper, as its people read it under row-level security: frozen once issued, its derogation told. */
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { auditReports, nonConformities } from "~/db/schema/finding.server";
import { journalEntries, journalLinks } from "~/db/schema/journal.server";
import { atomically, onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { answerReply } from "~/services/audit/answer-reply.server";
import { endVisit } from "~/services/audit/end-visit.server";
import { getLevelComparison } from "~/services/audit/get-level-comparison.server";
import { getReportDocument } from "~/services/audit/get-report-document.server";
import { issueFinalReport } from "~/services/audit/issue-final-report.server";
import { proposePlan } from "~/services/audit/propose-plan.server";
import { saveReply, sendReplies } from "~/services/audit/save-reply.server";
import { scheduleAudit } from "~/services/audit/schedule-audit.server";
import { sendProvisionalReport } from "~/services/audit/send-provisional-report.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { signMission } from "../../support/sign-mission";
import { createActor, createAuditor, createCooperative, NOW } from "../../support/world";
import { applicableIds, createTeam, openSeason, PLAN, type Season, submittedFile } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

const YES = { confirmed: true };
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

/** As a request does: on behalf of the person, as the application's role. */
function by<T>(actor: Actor, now: Date, work: (useCase: UseCase) => Promise<T>): Promise<T> {
	return atomically(test.db, (tx) => onBehalfOf(tx, actor.userId, "write", (db) => work({ db, actor, now })));
}

/** A visit led by a neighbour, under a written derogation; level 2 everywhere but 1 on the second criterion. */
async function visited() {
	const file = await submittedFile(test.db, season);
	const home = await createCooperative(test.db, { region: "Normandie", regionalAssociation: "Normandie" });
	const lead = await createAuditor(test.db, { homeCooperativeId: home.id });
	const { second } = await createTeam(test.db);
	const planned = await by(season.network, NOW, (one) =>
		scheduleAudit(one, {
			...{ ...PLAN, assessmentId: file.assessment.id, leadAuditorId: lead.userId, secondAuditorId: second.userId },
			derogations: [{ auditorId: lead.userId, rule: "SAME_REGIONAL_ASSOCIATION", reason: "Seule disponible." }],
		}),
	);
	if (!planned.ok) throw new Error(planned.reason);
	const { auditId } = planned.value;
	await signMission(test.db, auditId, NOW);
	const ids = applicableIds(season);
	const lower = season.published.standard.criteria.find(
		({ id, kind, metFrom }) => ids.includes(id) && kind === "mandatory" && metFrom === 2 && id !== ids[0],
	)?.id as string;
	await test.db.insert(auditObservations).values(
		ids.map((criterionId) => ({
			...{ cooperativeId: file.cooperative.id, auditId, criterionId, note: `Vu : ${criterionId}` },
			...{ level: criterionId === lower ? (1 as const) : (2 as const), recordedAt: NOW, recordedBy: lead.userId },
		})),
	);
	return { ...file, lead, second, auditId, lower };
}

describe("a report on paper", () => {
	it("is the team’s as it prepares it, the cooperative’s once sent, and never changes once issued", async () => {
		const { auditId, lead, second, manager, lower } = await visited();
		const paper = (actor: Actor, now = NOW, wanted: "provisional" | null = null) =>
			by(actor, now, (one) => getReportDocument(one, auditId, wanted));
		const { network } = season;
		for (const actor of [lead, network]) await expect(paper(actor)).rejects.toThrow(NotFoundError);
		await by(lead, NOW, (one) => endVisit(one, auditId, YES));
		expect(await paper(second)).toMatchObject({ stage: "provisional", state: "preparing", seal: null, followed: null });
		await expect(paper(manager)).rejects.toThrow(ForbiddenError);
		for (const role of ["board", "committee"] as const) {
			await expect(paper(await createActor(test.db, role))).rejects.toThrow(ForbiddenError);
		}
		await expect(paper(await createAuditor(test.db))).rejects.toThrow(NotFoundError);

		await expect(by(manager, NOW, (one) => getLevelComparison(one, auditId))).rejects.toThrow(ForbiddenError);
		await by(lead, NOW, (one) => sendProvisionalReport(one, auditId, YES));
		const compared = await by(manager, NOW, (one) => getLevelComparison(one, auditId));
		// The first criterion was declared not applicable, and has a level.
		expect(compared.counts).toEqual({ lower: 1, higher: 0, apart: 1, same: compared.examined - 2 });
		expect(compared.domains.flatMap(({ lines }) => lines).filter(({ gap }) => gap === -1)).toMatchObject([
			{ id: lower, declared: 2, retained: 1, note: `Vu : ${lower}` },
		]);
		const sent = await paper(manager, later(1));
		expect(sent).toMatchObject({
			...{ stage: "provisional", state: "frozen", issuedAt: NOW, issuedBy: lead.name, seal: { intact: true } },
			derogations: [{ auditorName: lead.name, rule: "SAME_REGIONAL_ASSOCIATION", reason: "Seule disponible." }],
			report: { sample: false, counts: { strength: 0 } },
		});
		const remark = { criterionId: lower, text: "Le registre était chez le comptable.", version: "0" };
		await by(manager, later(2), (one) => saveReply(one, auditId, remark));
		await by(manager, later(2), (one) => sendReplies(one, auditId, YES));
		const answer = { criterionId: lower, verdict: "changed", answer: "Vu depuis.", choice: "2", kind: "" };
		expect(await by(lead, later(3), (one) => answerReply(one, auditId, answer))).toMatchObject({ ok: true });
		expect(await by(lead, later(3), (one) => issueFinalReport(one, auditId, YES))).toMatchObject({ ok: true });

		const final = await paper(manager, later(4));
		const of = ({ report }: typeof final) =>
			report.domains.flatMap(({ criteria }) => criteria).find(({ criterion }) => criterion.id === lower);
		expect(of(final)).toMatchObject({
			declared: 2,
			finding: { level: 2, reply: { text: remark.text, verdict: "changed", answer: "Vu depuis.", levelBefore: 1 } },
		});
		expect(final).toMatchObject({ stage: "final", followed: { lines: [] }, seal: { provisional: sent.seal?.hash } });
		// What was sent stays what it was, whatever changed since.
		const kept = await paper(manager, later(4), "provisional");
		expect(of(kept)).toMatchObject({ finding: { level: 1, reply: null } });
		expect(kept.seal).toEqual(sent.seal);

		// The head of the journal as it was frozen: a line that exists, before the one that tells the report.
		const { position = 0, hash } = final.seal?.journal ?? {};
		const [link] = await test.db.select().from(journalLinks).where(eq(journalLinks.position, position));
		expect(link?.hash).toBe(hash);
		const [told] = await test.db
			.select({ position: journalLinks.position, after: journalEntries.after })
			.from(journalEntries)
			.innerJoin(journalLinks, eq(journalLinks.entryId, journalEntries.id))
			.where(and(eq(journalEntries.subjectId, auditId), eq(journalEntries.action, "audit.finalIssued")));
		expect(told?.position).toBeGreaterThan(position);
		expect(told?.after).toMatchObject({ hash: final.seal?.hash });
		const [row] = await test.db
			.select({ content: auditReports.content })
			.from(auditReports)
			.where(and(eq(auditReports.auditId, auditId), eq(auditReports.stage, "final")));
		expect(JSON.parse(row?.content ?? "")).toMatchObject({
			derogations: [{ auditorId: lead.userId, rule: "SAME_REGIONAL_ASSOCIATION" }],
		});
	});

	it("follows its non-conformities with their plans, and is made of the levels when nothing was frozen", async () => {
		const { auditId, lead, manager } = await visited();
		await by(lead, NOW, (one) => endVisit(one, auditId, YES));
		await by(lead, NOW, (one) => sendProvisionalReport(one, auditId, YES));
		await by(lead, later(16), (one) => issueFinalReport(one, auditId, YES));
		const read = () => by(season.network, later(20), (one) => getReportDocument(one, auditId, null));
		const { followed } = await read();
		expect(followed?.lines).toMatchObject([{ openedOn: "2026-10-21", late: false, earlier: false, plan: null }]);
		const [open] = await test.db.select().from(nonConformities).where(eq(nonConformities.auditId, auditId));
		const plan = { cause: "Oubli", correction: "Refait", action: "Rappel", ownerId: manager.userId };
		await by(manager, later(19), (one) =>
			proposePlan(one, open?.id ?? "", { ...plan, dueOn: "2026-12-01", version: "1" }),
		);
		expect((await read()).followed?.lines).toMatchObject([
			{ status: "planProposed", plan: { cause: "Oubli", action: "Rappel", ownerName: manager.name, accepted: null } },
		]);

		const former = await visited();
		await by(former.lead, NOW, (one) => endVisit(one, former.auditId, YES));
		const ago = { provisionalSentAt: NOW, replyDueOn: "2026-10-20" };
		const move = (values: Partial<typeof audits.$inferInsert>) =>
			test.db.update(audits).set(values).where(eq(audits.id, former.auditId));
		await move({ status: "rightOfReply", ...ago });
		await move({ status: "finalReport", finalAt: later(17) });
		const before = await by(former.manager, later(18), (one) => getReportDocument(one, former.auditId, null));
		expect(before).toMatchObject({ stage: "final", state: "before", seal: null, issuedAt: later(17) });
		expect(before.report.examined).toBe(applicableIds(season).length);
		await expect(
			by(former.manager, later(18), (one) => getReportDocument(one, former.auditId, "provisional")),
		).rejects.toThrow(NotFoundError);
	});
});
