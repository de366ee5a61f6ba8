/** What was sent is signed, given back for a reason, corrected and sent again; every sending stays, and no visit loses what it reads. */
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers, assessmentReturns, assessmentSnapshots, assessments } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { citedEvidence, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { journalEntries } from "~/db/schema/journal.server";
import { assessmentSummaries } from "~/db/schema/network.server";
import { mailMessages } from "~/db/schema/notification.server";
import { AUDIT_STATUSES } from "~/domain/audit/audit-life";
import { applyRetention } from "~/services/access/apply-retention.server";
import { askReopening } from "~/services/assessment/ask-reopening.server";
import { getOverview } from "~/services/assessment/get-overview.server";
import { getSending, getSendings } from "~/services/assessment/get-sending.server";
import { returnAssessment } from "~/services/assessment/return-assessment.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import { getScheduleForm } from "~/services/audit/get-schedule-form.server";
import { getVisitSheet } from "~/services/audit/get-visit-sheet.server";
import { removeEvidence } from "~/services/evidence/remove-evidence.server";
import { verifyScores } from "~/services/network/verify-scores.server";
import { composeMail } from "~/services/notification/compose-mail.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { SECRETS } from "../../support/sign-in";
import { type as, createCampaign, NOW, publishStandards, SIGNED } from "../../support/world";
import {
	addFile,
	answerAs,
	fullDraft,
	giveBack,
	inRequest,
	plan,
	type Scene,
	send,
	sendingsOf,
	statusOf,
	visit,
} from "./returns-world";

let open: TestDatabase;
let published: PublishedStandard;
let campaign: Awaited<ReturnType<typeof createCampaign>>;

beforeAll(async () => {
	open = await createTestDatabase();
	published = await publishStandards(open.db);
	campaign = await createCampaign(open.db, published.id);
});
afterAll(() => open.drop());

async function sent(): Promise<Scene> {
	const scene = await fullDraft(open.db, published, campaign);
	expect((await send(open.db, scene)).ok).toBe(true);
	return scene;
}

const LATE = new Date("2027-02-03T10:00:00Z");
const ask = ({ id, manager }: Scene, reason = "Une erreur de saisie") =>
	inRequest(open.db, manager, (useCase) => askReopening(useCase, id, { reason }));
const lettersTo = async (userId: string) => open.db.select().from(mailMessages).where(eq(mailMessages.userId, userId));

describe("a signature", () => {
	it("needs a function of the list, the box, and a fresh proof of who is there, in this order", async () => {
		const { id, manager } = await fullDraft(open.db, published, campaign);
		const sign = (change: Partial<Parameters<typeof submitAssessment>[2]>) =>
			inRequest(open.db, manager, (useCase) => submitAssessment(useCase, id, { ...SIGNED, ...change }));
		expect(await sign({ signedAs: "Claire Martin", proven: false })).toMatchObject({ reason: "NO_FUNCTION" });
		expect(await sign({ confirmed: false, proven: false })).toMatchObject({ reason: "NOT_CONFIRMED" });
		expect(await sign({ proven: false })).toMatchObject({ reason: "NOT_PROVEN" });
		expect(await statusOf(open.db, id)).toBe("draft");
		expect(await sendingsOf(open.db, id)).toEqual([]);
	});

	it("is kept with what was signed: an identifier and a code, never a name", async () => {
		const { id, manager } = await sent();
		const [sending] = await sendingsOf(open.db, id);
		expect(sending).toMatchObject({ number: 1, signedBy: manager.userId, signedAs: "manager", takenAt: NOW });
		expect(JSON.parse(sending?.content ?? "")).toMatchObject({
			submittedBy: manager.userId,
			signedAs: "manager",
			standard: "label-cae/2.0",
			standardHash: published.contentHash,
		});
		expect(sending?.content).not.toContain(manager.name);
		const overview = await inRequest(open.db, manager, (useCase) => getOverview(useCase, id));
		expect(overview.submission).toMatchObject({
			by: manager.name,
			signedAs: "manager",
			contentHash: sending?.contentHash,
			asked: false,
		});
	});
});

describe("an assessment given back", () => {
	it("counts as a draft, is corrected and sent again under its own number, and nothing of the first sending moves", async () => {
		const scene = await sent();
		const { id, cooperative, manager, contributor, network, pieceId } = scene;
		const [first] = await sendingsOf(open.db, id);
		expect(await giveBack(open.db, scene, { criteria: ["ANC-01"] })).toMatchObject({ ok: true });
		expect(await statusOf(open.db, id)).toBe("returned");
		expect(await open.db.$count(assessmentSummaries, eq(assessmentSummaries.assessmentId, id))).toBe(0);
		expect((await verifyScores(open.db)).ok).toBe(true);
		const seen = await inRequest(open.db, contributor, (useCase) => getOverview(useCase, id));
		expect(seen.header.returned).toMatchObject({ kind: "returned", criteria: ["ANC-01"] });
		await expect(inRequest(open.db, network, (useCase) => getOverview(useCase, id))).rejects.toThrow(NotFoundError);
		const query = { assessmentId: id, kind: null, startsOn: null, endsOn: null };
		const form = await inRequest(open.db, network, (useCase) => getScheduleForm(useCase, query));
		expect(form.notWaiting).toBe(true);
		expect(await plan(open.db, scene)).toMatchObject({ reason: "ASSESSMENT_NOT_SUBMITTED" });

		expect(await answerAs(open.db, contributor, id, "3")).toMatchObject({ ok: true });
		await addFile(open.db, cooperative.id, pieceId, 2);
		// The campaign is over: what the national team opened is sent again all the same.
		expect(await send(open.db, scene, LATE)).toMatchObject({ ok: true, value: { number: 2 } });
		const [kept, second] = await sendingsOf(open.db, id);
		expect(kept).toEqual(first);
		for (const one of [kept, second]) {
			expect(one?.contentHash).toBe(
				createHash("sha256")
					.update(one?.content ?? "")
					.digest("hex"),
			);
		}
		expect(JSON.parse(second?.content ?? "")).toMatchObject({ number: 2, evidence: { "ANC-01": [{ version: 2 }] } });
		expect(await open.db.$count(citedEvidence, eq(citedEvidence.assessmentId, id))).toBe(2);
		expect((await verifyScores(open.db)).ok).toBe(true);

		const list = await inRequest(open.db, network, (useCase) => getSendings(useCase, id));
		expect(list.sendings.map(({ number, said }) => [number, said.map(({ kind }) => kind)])).toEqual([
			[2, []],
			[1, ["returned"]],
		]);
		const read = await inRequest(open.db, network, (useCase) => getSending(useCase, id, "2"));
		const changed = read.domains.flatMap(({ criteria }) => criteria.filter(({ was }) => was !== null));
		expect(changed).toMatchObject([{ level: 3, was: { level: 2 } }]);
		expect(read.sending.intact).toBe(true);
		const journal = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, id));
		expect(journal.map(({ action }) => action)).toEqual([
			"assessment.submitted",
			"assessment.returned",
			"assessment.submitted",
		]);
		expect(JSON.stringify(journal)).not.toContain("n’est pas prouvé");
		const [letter] = await lettersTo(manager.userId);
		expect(letter).toMatchObject({ kind: "assessmentReturned", recipient: manager.email });
		expect(await lettersTo(contributor.userId)).toEqual([]);
		// It was sent again since: the letter has nothing left to say.
		const links = { secrets: SECRETS, origin: "https://label.example", from: "label@label.example" };
		expect(await composeMail(open.db, letter as NonNullable<typeof letter>, links, NOW)).toBeNull();
	});

	it("keeps for ever what a sending cites, taken out of the library since", async () => {
		const scene = await sent();
		await giveBack(open.db, scene);
		const { manager, cooperative, pieceId } = scene;
		const gone = await inRequest(open.db, manager, (useCase) =>
			removeEvidence(useCase, cooperative.id, pieceId, { confirmed: true }),
		);
		expect(gone).toMatchObject({ value: { detached: 1 } });
		await applyRetention(open.db, new Date("2027-12-01T00:00:00Z"));
		expect(await open.db.$count(evidencePieces, eq(evidencePieces.id, pieceId))).toBe(1);
	});

	it("needs a reason, criteria that exist, the sending that was read, and the national team", async () => {
		const scene = await sent();
		const { id, manager, stranger, contributor } = scene;
		expect(await giveBack(open.db, scene, { reason: "  " })).toMatchObject({ reason: "REASON_REQUIRED" });
		expect(await giveBack(open.db, scene, { criteria: ["ZZZ-01"] })).toMatchObject({ reason: "INVALID" });
		expect(await giveBack(open.db, scene, { number: 2 })).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await giveBack(open.db, scene, { kind: "declined" })).toMatchObject({ reason: "NOTHING_ASKED" });
		const form = { kind: "returned", reason: "Pour voir", number: 1 };
		for (const [actor, error] of [
			[manager, ForbiddenError],
			[stranger, NotFoundError],
		] as const) {
			await expect(inRequest(open.db, actor, (useCase) => returnAssessment(useCase, id, form))).rejects.toThrow(error);
		}
		const asking = (useCase: ReturnType<typeof as>) => askReopening(useCase, id, { reason: "Pour voir" });
		await expect(inRequest(open.db, contributor, asking)).rejects.toThrow(ForbiddenError);
		expect(await statusOf(open.db, id)).toBe("submitted");
		expect(await giveBack(open.db, scene)).toMatchObject({ ok: true });
		expect(await giveBack(open.db, scene)).toMatchObject({ reason: "NOT_SENT" });
	});

	it("is held back by a visit, but for a cancelled one, which keeps reading what was declared to it", async () => {
		const expected = {
			planned: "VISIT_PLANNED",
			confirmed: "VISIT_PLANNED",
			postponed: "VISIT_PLANNED",
			inProgress: "VISIT_STARTED",
			provisionalReport: "VISIT_STARTED",
			rightOfReply: "VISIT_STARTED",
			finalReport: "AUDITED",
			closed: "AUDITED",
			cancelled: null,
		};
		for (const status of AUDIT_STATUSES) {
			const scene = await sent();
			const { id: auditId } = await visit(open.db, scene, status);
			const result = await giveBack(open.db, scene);
			expect([status, result.ok ? null : result.reason]).toEqual([status, expected[status]]);
			if (status !== "cancelled") {
				const asked = await ask(scene);
				expect(asked.ok ? null : asked.reason).toBe(expected[status] === "VISIT_PLANNED" ? null : expected[status]);
				continue;
			}
			await answerAs(open.db, scene.manager, scene.id, "0");
			await send(open.db, scene);
			const sheet = await inRequest(open.db, scene.network, (useCase) => getVisitSheet(useCase, auditId, "ACC"));
			expect(sheet.rows[0]).toMatchObject({ id: "ACC-01", declared: 2 });
			const planned = await plan(open.db, scene);
			const [row] = await open.db
				.select()
				.from(audits)
				.where(and(eq(audits.assessmentId, scene.id), eq(audits.status, "planned")));
			expect([planned.ok, row?.sending]).toEqual([true, 2]);
			const fresh = await inRequest(open.db, scene.auditors[0], (useCase) =>
				getVisitSheet(useCase, row?.id ?? "", "ACC"),
			);
			expect(fresh.rows[0]).toMatchObject({ id: "ACC-01", declared: 0 });
		}
	});

	it("is asked for once at a time, refused with a reason, asked again, and reopened", async () => {
		const scene = await sent();
		const { id, manager, network } = scene;
		expect(await ask(scene, " ")).toMatchObject({ reason: "REASON_REQUIRED" });
		expect(await ask(scene)).toMatchObject({ ok: true });
		expect(await ask(scene)).toMatchObject({ reason: "ALREADY_ASKED" });
		expect((await lettersTo(network.userId)).map(({ kind }) => kind)).toContain("reopeningAsked");
		const overview = await inRequest(open.db, network, (useCase) => getOverview(useCase, id));
		expect(overview.submission).toMatchObject({ asked: true });
		expect(await giveBack(open.db, scene, { kind: "declined", reason: "Pas avant l’audit" })).toMatchObject({
			ok: true,
		});
		expect(await statusOf(open.db, id)).toBe("submitted");
		expect(await ask(scene)).toMatchObject({ ok: true });
		expect(await giveBack(open.db, scene, { kind: "reopened" })).toMatchObject({ ok: true });
		expect((await lettersTo(manager.userId)).map(({ kind }) => kind)).toEqual([
			"reopeningDeclined",
			"assessmentReopened",
		]);
		expect(await ask(scene)).toMatchObject({ reason: "NOT_SENT" });
	});
});

describe("the database", () => {
	it("lets an assessment out by that door only, and changes nothing of what was sent or said", async () => {
		const scene = await sent();
		const { id } = scene;
		const ofIt = eq(assessments.id, id);
		const refused = async (attempt: PromiseLike<unknown>) => {
			const error = await Promise.resolve(attempt).then(
				() => null,
				(reason: Error & { cause?: Error }) => `${reason.message} ${reason.cause?.message}`,
			);
			expect(error).toMatch(/submitted and locked|never changed or deleted/);
		};
		const back = { status: "returned" as const, submittedAt: null, submittedBy: null };
		await refused(open.db.update(assessments).set(back).where(ofIt));
		await refused(open.db.update(evidenceLinks).set({ fileId: null }).where(eq(evidenceLinks.assessmentId, id)));
		const said = { cooperativeId: scene.cooperative.id, assessmentId: id, number: 1, criteria: [], at: NOW };
		const by = scene.network.userId;
		await open.db.insert(assessmentReturns).values({ ...said, kind: "returned", reason: "Une raison", by });
		await refused(
			open.db
				.update(assessments)
				.set({ ...back, profileVersion: 2 })
				.where(ofIt),
		);
		await refused(open.db.update(assessments).set({ status: "draft", submittedAt: null }).where(ofIt));
		await refused(open.db.update(answers).set({ level: 0 }).where(eq(answers.assessmentId, id)));
		const planned = await visit(open.db, scene, "planned");
		await refused(open.db.update(assessments).set(back).where(ofIt));
		await open.db.update(audits).set({ status: "cancelled" }).where(eq(audits.id, planned.id));
		await open.db.update(assessments).set(back).where(ofIt);
		// Not sent again before something new was frozen.
		await refused(open.db.update(assessments).set({ status: "submitted", submittedAt: NOW }).where(ofIt));
		await refused(open.db.update(assessments).set({ status: "draft" }).where(ofIt));
		await refused(
			open.db.update(assessmentReturns).set({ reason: "Une autre" }).where(eq(assessmentReturns.assessmentId, id)),
		);
		await refused(open.db.delete(citedEvidence).where(eq(citedEvidence.assessmentId, id)));
		await refused(
			open.db.update(assessmentSnapshots).set({ number: 3 }).where(eq(assessmentSnapshots.assessmentId, id)),
		);
		await open.db.delete(assessmentSummaries).where(eq(assessmentSummaries.assessmentId, id));
		expect((await send(open.db, scene)).ok).toBe(true);
	});

	it("shows what was said to its cooperative and to the national team alone", async () => {
		const scene = await sent();
		await giveBack(open.db, scene);
		const read = async (actor: Scene["manager"]) =>
			inRequest(open.db, actor, ({ db }) => db.$count(assessmentReturns, sql`assessment_id = ${scene.id}`));
		expect(await read(scene.manager)).toBe(1);
		expect(await read(scene.contributor)).toBe(1);
		expect(await read(scene.network)).toBe(1);
		expect(await read(scene.stranger)).toBe(0);
		expect(await read(scene.auditors[0])).toBe(0);
	});
});

describe("two at once", () => {
	const count = (results: readonly { readonly ok: boolean }[]) => results.filter(({ ok }) => ok).length;

	it("give back and plan a visit: one of the two", async () => {
		for (let round = 0; round < 3; round += 1) {
			const scene = await sent();
			const both = [giveBack(open.db, scene), plan(open.db, scene)];
			expect(count(await Promise.all(round % 2 === 0 ? both : both.reverse()))).toBe(1);
			const planned = await open.db.$count(audits, eq(audits.assessmentId, scene.id));
			expect([await statusOf(open.db, scene.id), planned]).toEqual(planned === 1 ? ["submitted", 1] : ["returned", 0]);
		}
	});

	it("give back twice, send again twice, and send while it is given back: one effect each", async () => {
		const scene = await sent();
		expect(count(await Promise.all([giveBack(open.db, scene), giveBack(open.db, scene)]))).toBe(1);
		expect(await open.db.$count(assessmentReturns, eq(assessmentReturns.assessmentId, scene.id))).toBe(1);
		expect(count(await Promise.all([send(open.db, scene), send(open.db, scene)]))).toBe(1);
		expect(await sendingsOf(open.db, scene.id)).toHaveLength(2);
		const [, again] = await Promise.all([giveBack(open.db, scene, { number: 2 }), send(open.db, scene)]);
		const number = again.ok ? 3 : 2;
		expect([await statusOf(open.db, scene.id), (await sendingsOf(open.db, scene.id)).length]).toEqual(
			again.ok ? ["submitted", number] : ["returned", number],
		);
	});
});
