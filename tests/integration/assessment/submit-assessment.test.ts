import { createHash, randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers, assessmentSnapshots, assessments } from "~/db/schema/assessment.server";
import { evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { journalEntries } from "~/db/schema/journal.server";
import { assessmentSummaries, WHOLE } from "~/db/schema/network.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { applicableCriteria } from "~/domain/standard/applicability";
import { changeProfile } from "~/services/assessment/change-profile.server";
import { getSubmissionGate } from "~/services/assessment/get-submission-gate.server";
import { openAssessment } from "~/services/assessment/open-assessment.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import {
	as,
	createActor,
	createCampaign,
	createCooperative,
	createDraft,
	NOW,
	PROFILE,
	publishStandards,
	SIGNED,
} from "../../support/world";

let open: TestDatabase;
let published: PublishedStandard;
let campaign: Awaited<ReturnType<typeof createCampaign>>;

beforeAll(async () => {
	open = await createTestDatabase();
	published = await publishStandards(open.db);
	campaign = await createCampaign(open.db, published.id);
});
afterAll(() => open.drop());

async function scene({ filled = true } = {}) {
	const cooperative = await createCooperative(open.db);
	const draft = await createDraft(open.db, cooperative, campaign);
	const manager = await createActor(open.db, "manager", cooperative.id);
	if (filled) {
		await open.db.insert(answers).values(
			applicableCriteria(published.standard, PROFILE).map(({ id }) => ({
				cooperativeId: cooperative.id,
				assessmentId: draft.id,
				criterionId: id,
				level: 2 as const,
				updatedAt: NOW,
			})),
		);
	}
	return { cooperative, draft, manager };
}

const refusedByDatabase = /submitted and locked|never changed or deleted/;

describe("submitAssessment", () => {
	it("locks the assessment, freezes a snapshot whose hash fits, and writes the declared summary", async () => {
		const { draft, manager } = await scene();
		const result = await submitAssessment(as(open.db, manager), draft.id, SIGNED);
		expect(result).toMatchObject({ ok: true });
		const [snapshot] = await open.db
			.select()
			.from(assessmentSnapshots)
			.where(eq(assessmentSnapshots.assessmentId, draft.id));
		expect(snapshot?.contentHash).toBe(
			createHash("sha256")
				.update(snapshot?.content ?? "")
				.digest("hex"),
		);
		expect(Object.keys(JSON.parse(snapshot?.content ?? "{}").answers)).toHaveLength(104);
		const rows = await open.db.select().from(assessmentSummaries).where(eq(assessmentSummaries.assessmentId, draft.id));
		// The whole and five domains, on every criterion of its version, then on those comparable from 1.0 to 2.0.
		expect(rows.map(({ basis }) => basis)).toEqual([...Array(6).fill(""), ...Array(6).fill("1.0..2.0")]);
		expect(rows.every(({ stage }) => stage === "declared")).toBe(true);
		expect(rows.find(({ domain, basis }) => domain === WHOLE && basis === "")).toMatchObject({
			applicable: 104,
			answered: 104,
			conformityNum: 190,
			conformityDen: 190,
			outcome: "awarded",
		});
		const journal = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, draft.id));
		expect(journal.map(({ action }) => action)).toContain("assessment.submitted");
	});

	it("refuses an incomplete one, and the gate names each missing criterion", async () => {
		const { draft, manager } = await scene();
		await open.db
			.update(answers)
			.set({ level: null, notApplicable: true, reason: "  " })
			.where(sql`${answers.assessmentId} = ${draft.id} and ${answers.criterionId} = 'ANC-14'`);
		expect(await submitAssessment(as(open.db, manager), draft.id, SIGNED)).toMatchObject({
			ok: false,
			reason: "INCOMPLETE",
			details: { missing: 1 },
		});
		const gate = await getSubmissionGate(as(open.db, manager), draft.id, process.cwd());
		expect(gate.missing.flatMap(({ criteria }) => criteria)).toMatchObject([
			{ id: "ANC-14", reason: "REASON_MISSING" },
		]);
	});

	it("is told what an audit would notice, and nothing of a confidential piece to who may not read it", async () => {
		const { draft, manager, cooperative } = await scene();
		const contributor = await createActor(open.db, "contributor", cooperative.id);
		const attach = async (criterionId: string, confidential: boolean) => {
			const id = randomUUID();
			const { expiresOn, issuedOn } = { issuedOn: "2020-01-01", expiresOn: "2021-01-01" };
			const base = { cooperativeId: cooperative.id, title: "Attestation", kind: "attestation" as const, addedAt: NOW };
			await open.db.insert(evidencePieces).values({ ...base, id, issuedOn, expiresOn, confidential });
			const link = { cooperativeId: cooperative.id, assessmentId: draft.id, criterionId, pieceId: id, attachedAt: NOW };
			await open.db.insert(evidenceLinks).values(link);
		};
		await open.db.update(answers).set({ level: 2 }).where(eq(answers.assessmentId, draft.id));
		await open.db
			.update(answers)
			.set({ level: 3 })
			.where(and(eq(answers.assessmentId, draft.id), inArray(answers.criterionId, ["ANC-01", "ANC-02"])));
		await attach("ANC-02", true);
		await attach("ANC-03", false);
		const signs = async (actor: Actor) => {
			const read = await onBehalfOf(open.db, actor.userId, "read", (db) =>
				getSubmissionGate({ db, actor, now: NOW }, draft.id, process.cwd()),
			);
			return read.xRay.signs.map(({ id, sign }) => [id, sign]);
		};
		const shared = [
			["ANC-01", "exemplaryWithoutEvidence"],
			["ANC-03", "evidenceOver"],
		];
		expect(await signs(contributor)).toEqual(shared);
		expect(await signs(manager)).toEqual([shared[0], ["ANC-02", "evidenceOver"], shared[1]]);
	});

	it("is told which of its answers contradict one another, and the sending is free all the same", async () => {
		const { draft, manager } = await scene();
		const told = async () =>
			(await getSubmissionGate(as(open.db, manager), draft.id, process.cwd())).xRay.contradictions;
		expect(await told()).toEqual([]);
		const none = and(eq(answers.assessmentId, draft.id), eq(answers.criterionId, "RHU-07"));
		await open.db.update(answers).set({ level: 0 }).where(none);
		expect(await told()).toMatchObject([
			{
				id: "X09",
				criteria: [
					{ id: "RHU-08", domain: "RHU" },
					{ id: "RHU-07", domain: "RHU" },
				],
			},
		]);
		expect(await submitAssessment(as(open.db, manager), draft.id, SIGNED)).toMatchObject({ ok: true });
	});

	it("happens once, even asked twice at the same moment", async () => {
		const { draft, manager } = await scene();
		const results = await Promise.all([
			submitAssessment(as(open.db, manager), draft.id, SIGNED),
			submitAssessment(as(open.db, manager), draft.id, SIGNED),
		]);
		expect(results.filter((result) => result.ok)).toHaveLength(1);
		expect(results.filter((result) => !result.ok && result.reason === "ALREADY_SUBMITTED")).toHaveLength(1);
	});

	it("is for the manager alone, and unknown to other cooperatives", async () => {
		const { draft, cooperative } = await scene();
		const contributor = await createActor(open.db, "contributor", cooperative.id);
		const stranger = (await scene()).manager;
		await expect(submitAssessment(as(open.db, contributor), draft.id, SIGNED)).rejects.toThrow(ForbiddenError);
		await expect(submitAssessment(as(open.db, stranger), draft.id, SIGNED)).rejects.toThrow(NotFoundError);
	});

	it("waits for nothing after the campaign is over", async () => {
		const { draft, manager } = await scene();
		const late = new Date("2027-01-02T10:00:00Z");
		expect(await submitAssessment(as(open.db, manager, late), draft.id, SIGNED)).toMatchObject({
			reason: "CAMPAIGN_CLOSED",
		});
	});

	it("leaves nothing to change afterwards, through the application or beside it", async () => {
		const { draft, manager } = await scene();
		await submitAssessment(as(open.db, manager), draft.id, SIGNED);
		const edit = await saveAnswer(as(open.db, manager), draft.id, {
			criterionId: "JUR-01",
			choice: "0",
			version: 1,
			key: randomUUID(),
		});
		expect(edit).toMatchObject({ ok: false, reason: "ASSESSMENT_LOCKED" });
		const profile = await changeProfile(as(open.db, manager), draft.id, {
			sectors: ["sap"],
			headcount: "3",
			version: 1,
		});
		expect(profile).toMatchObject({ ok: false, reason: "ASSESSMENT_LOCKED" });
		const attempts = [
			() => open.db.update(answers).set({ level: 3 }).where(eq(answers.assessmentId, draft.id)),
			() => open.db.delete(answers).where(eq(answers.assessmentId, draft.id)),
			() => open.db.update(assessments).set({ status: "draft" }).where(eq(assessments.id, draft.id)),
			() => open.db.delete(assessmentSnapshots).where(eq(assessmentSnapshots.assessmentId, draft.id)),
			() => open.db.delete(journalEntries),
		];
		for (const attempt of attempts) {
			const error = await Promise.resolve(attempt()).then(
				() => null,
				(reason: Error & { cause?: Error }) => `${reason.message} ${reason.cause?.message}`,
			);
			expect(error).toMatch(refusedByDatabase);
		}
	});
});

describe("openAssessment", () => {
	it("opens one draft per campaign, with the cooperative's profile", async () => {
		const cooperative = await createCooperative(open.db);
		const manager = await createActor(open.db, "manager", cooperative.id);
		const first = await openAssessment(as(open.db, manager), cooperative.id);
		const again = await openAssessment(as(open.db, manager), cooperative.id);
		expect(first).toEqual(again);
		expect(first).toMatchObject({ ok: true });
	});

	it("refuses outside a campaign, and for a cooperative that is not enrolled", async () => {
		const cooperative = await createCooperative(open.db, { enrolledOn: null });
		const manager = await createActor(open.db, "manager", cooperative.id);
		expect(await openAssessment(as(open.db, manager), cooperative.id)).toMatchObject({ reason: "NOT_ENROLLED" });
		const later = new Date("2030-03-01T10:00:00Z");
		expect(await openAssessment(as(open.db, manager, later), cooperative.id)).toMatchObject({
			reason: "NO_OPEN_CAMPAIGN",
		});
	});

	it("is refused to other cooperatives' managers", async () => {
		const cooperative = await createCooperative(open.db);
		const stranger = await createActor(open.db, "manager", (await createCooperative(open.db)).id);
		await expect(openAssessment(as(open.db, stranger), cooperative.id)).rejects.toThrow(NotFoundError);
	});
});

describe("changeProfile", () => {
	it("changes which criteria apply, keeps the answers, and refuses on a stale version", async () => {
		const { draft, manager } = await scene();
		const input = { sectors: ["batiment"], headcount: "30", version: 1 };
		expect(await changeProfile(as(open.db, manager), draft.id, input)).toMatchObject({ ok: true });
		expect(await changeProfile(as(open.db, manager), draft.id, input)).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		const kept = await open.db.select().from(answers).where(eq(answers.assessmentId, draft.id));
		expect(kept).toHaveLength(104);
	});

	it("refuses a headcount that is no number, and a profile without a sector", async () => {
		const { draft, manager } = await scene();
		const change = (input: unknown) => changeProfile(as(open.db, manager), draft.id, input);
		expect(await change({ sectors: ["sap"], headcount: "douze", version: 1 })).toMatchObject({
			reason: "INVALID_HEADCOUNT",
		});
		expect(await change({ sectors: [], headcount: "12", version: 1 })).toMatchObject({ reason: "NO_SECTOR" });
	});
});
