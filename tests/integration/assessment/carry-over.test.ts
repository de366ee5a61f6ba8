/** A new year opens with what the last one sent proposes: once, nothing counted, by its manager alone, the reason told for the rest. */
import { randomUUID } from "node:crypto";
import { and, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers, assessments } from "~/db/schema/assessment.server";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { journalEntries } from "~/db/schema/journal.server";
import { standardVersions } from "~/db/schema/standard.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { applicableCriteria } from "~/domain/standard/applicability";
import type { Level, Profile } from "~/domain/standard/standard";
import { getDomainSheet } from "~/services/assessment/get-domain-sheet.server";
import { getOverview, readOverview } from "~/services/assessment/get-overview.server";
import { getSubmissionGate } from "~/services/assessment/get-submission-gate.server";
import { listOwnOpenings } from "~/services/assessment/list-assessments.server";
import { openAssessment } from "~/services/assessment/open-assessment.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import { undoUpgrade } from "~/services/assessment/undo-upgrade.server";
import { getAssessmentHistory } from "~/services/journal/get-history.server";
import { readTeamwork } from "~/services/plan/read-teamwork.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import {
	as,
	createActor,
	createAuditor,
	createCampaign,
	createCooperative,
	NOW,
	PROFILE,
	publishStandards,
	SIGNED,
} from "../../support/world";
import { counting } from "../network/network-world";
import { answersOf, draftOf, moveUp, type UpgradeScene, versionNumbered } from "./upgrade-world";

let open: TestDatabase;
let first: PublishedStandard;
let second: PublishedStandard;
let campaigns: Readonly<Record<number, Awaited<ReturnType<typeof createCampaign>>>>;
const LATER = new Date("2027-10-05T09:30:00Z");

beforeAll(async () => {
	open = await createTestDatabase();
	await publishStandards(open.db);
	first = await versionNumbered(open.db, "1.0");
	second = await versionNumbered(open.db, "2.0");
	campaigns = {
		2024: await createCampaign(open.db, first.id, 2024),
		2025: await createCampaign(open.db, first.id, 2025),
		2026: await createCampaign(open.db, second.id, 2026),
		2027: await createCampaign(open.db, first.id, 2027),
	};
});
afterAll(() => open.drop());

interface Sent {
	readonly version?: PublishedStandard;
	readonly year?: number;
	readonly levelOf?: (id: string) => Level;
	readonly profile?: Profile;
	/** Last touch before it is sent. */
	readonly prepare?: (scene: UpgradeScene) => Promise<unknown>;
}

/** A cooperative whose assessment of a past year is sent, every criterion put answered and commented. */
async function sent({ version = first, year = 2025, levelOf, profile, prepare }: Sent = {}): Promise<UpgradeScene> {
	const campaign = campaigns[year];
	if (!campaign) throw new Error(`no campaign ${year}`);
	const scene = await draftOf(open.db, version, campaign, {
		levelOf: levelOf ?? (() => 2),
		profile: profile ?? PROFILE,
	});
	await prepare?.(scene);
	const then = new Date(`${year}-06-03T09:00:00Z`);
	const result = await submitAssessment(as(open.db, scene.manager, then), scene.draft.id, SIGNED);
	if (!result.ok) throw new Error(result.reason);
	return scene;
}

/** As a request would, under row-level security. */
function opening(actor: Actor, cooperativeId: string, start?: "proposals" | "empty", now = NOW) {
	return onBehalfOf(open.db, actor.userId, "write", (db) => openAssessment({ db, actor, now }, cooperativeId, start));
}

async function opened({ manager, cooperative }: UpgradeScene, start?: "proposals" | "empty", now = NOW) {
	const result = await opening(manager, cooperative.id, start, now);
	if (!result.ok) throw new Error(result.reason);
	return result.value.assessmentId;
}

const previewed = async ({ manager }: UpgradeScene) => {
	const read = await onBehalfOf(open.db, manager.userId, "read", (db) =>
		listOwnOpenings({ db, actor: manager, now: NOW }),
	);
	return read.cooperatives[0];
};

async function rowsOf(assessmentId: string) {
	return new Map((await answersOf(open.db, assessmentId)).map((row) => [row.criterionId, row]));
}

function journalUnder(assessmentId: string, action: "assessment.opened" | "answer.proposed") {
	return open.db
		.select()
		.from(journalEntries)
		.where(and(like(journalEntries.subjectId, `${assessmentId}%`), eq(journalEntries.action, action)));
}

describe("a year that opens after another version was answered", () => {
	it("proposes what the lineage keeps, to confirm, with what was said before the button and rows of the journal", async () => {
		const at = await sent({
			levelOf: (id) => (id === "RHU-23" ? 1 : id === "JUR-01" ? 3 : 2),
			prepare: ({ draft }) =>
				open.db
					.update(answers)
					.set({ level: null, notApplicable: true, reason: "Aucun salarié étranger" })
					.where(and(eq(answers.assessmentId, draft.id), eq(answers.criterionId, "RHU-03"))),
		});
		const counted = counting(open.db);
		await listOwnOpenings(as(counted.db, at.manager));
		expect(counted.queries()).toBeLessThanOrEqual(6);
		const before = await previewed(at);
		const told = before?.previewed?.told;
		expect(before?.previewed).toMatchObject({ year: 2025, version: "1.0", into: "2.0" });
		const left = new Map(told?.left.map((one) => [one.id, one]));
		expect(left.get("RHU-01")).toMatchObject({ fate: "reset" });
		expect(left.get("RHU-01")?.why).not.toBe("");
		expect(left.get("ANC-19")).toMatchObject({ fate: "retired" });
		expect(left.get("ACC-26")).toMatchObject({ fate: "partly" });
		expect([left.size, told?.proposed]).toEqual([9, 94]);

		const id = await opened(at);
		const rows = await rowsOf(id);
		expect(rows.size).toBe(told?.proposed);
		expect([...rows.values()].every((row) => row.toConfirm && row.version === 1 && row.updatedBy === null)).toBe(true);
		expect(rows.get("JUR-01")).toMatchObject({ level: 3, comment: "Réponse à JUR-01" });
		expect(rows.get("RHU-03")).toMatchObject({ level: null, notApplicable: true, reason: "Aucun salarié étranger" });
		expect(rows.get("RHU-17")).toMatchObject({
			level: 1,
			comment: "RHU-17 : Réponse à RHU-17\n\nRHU-23 : Réponse à RHU-23",
		});
		expect([rows.get("FIN-21")?.level, rows.get("FIN-22")?.level ?? null]).toEqual([2, null]);
		expect(["RHU-01", "ANC-19", "RHU-23"].some((one) => rows.has(one))).toBe(false);

		const useCase = as(open.db, at.manager);
		const { overview, loaded, recorded } = await readOverview(useCase, id);
		expect(overview.score.answered).toBe(0);
		expect(overview.proposedIn.reduce((sum, { count }) => sum + count, 0)).toBe(rows.size);
		expect(await readTeamwork(useCase, loaded, recorded)).toEqual({ contributors: [], tasks: [] });
		const [row] = await journalUnder(id, "assessment.opened");
		expect(row).toMatchObject({
			actorId: at.manager.userId,
			after: { year: 2026, carriedFrom: 2025, carriedVersion: "1.0", proposed: rows.size },
		});
		expect(await journalUnder(id, "answer.proposed")).toHaveLength(rows.size);
		const history = await getAssessmentHistory(useCase, id, 1);
		expect(history.history.rows.at(0)).toMatchObject({
			action: "answer.proposed",
			after: { level: 2, toConfirm: true, carriedFrom: 2025 },
		});

		const gate = await getSubmissionGate(useCase, id, process.cwd());
		const missing = gate.missing.flatMap(({ criteria }) => criteria);
		expect(missing).toContainEqual(expect.objectContaining({ id: "JUR-01", reason: "TO_CONFIRM" }));
		expect(await submitAssessment(useCase, id, SIGNED)).toMatchObject({ reason: "INCOMPLETE" });
		const confirming = {
			criterionId: "JUR-01",
			choice: "3",
			comment: "Réponse à JUR-01",
			version: 1,
			key: randomUUID(),
		};
		expect(await saveAnswer(useCase, id, confirming)).toMatchObject({ ok: true });
		expect((await getOverview(useCase, id)).score.answered).toBe(1);
	});

	it("shows the earlier answer beside the question, proposed or not, with what changed", async () => {
		const at = await sent({ levelOf: (id) => (id === "RHU-23" ? 1 : 2) });
		const id = await opened(at, "empty");
		expect((await rowsOf(id)).size).toBe(0);
		const [row] = await journalUnder(id, "assessment.opened");
		expect(row).toMatchObject({ after: { carriedFrom: 2025, proposed: 0, startedEmpty: true } });
		const counted = counting(open.db);
		const sheet = await getDomainSheet(as(counted.db, at.contributor), id, "RHU", "all");
		expect(counted.queries()).toBeLessThanOrEqual(6);
		expect(sheet.earlierYear).toBe(2025);
		const shown = new Map(sheet.rows.map((one) => [one.id, one]));
		expect(shown.get("RHU-03")).toMatchObject({ earlier: [{ level: 2, written: true }] });
		expect(shown.get("RHU-03")).not.toHaveProperty("changed");
		expect(shown.get("RHU-17")).toMatchObject({
			changed: true,
			earlier: [
				{ level: 2, written: true },
				{ level: 1, from: "RHU-23", written: true },
			],
		});
		expect(sheet.sentOnce.texts["RHU-17"]).toMatchObject({
			earlierWords: ["Réponse à RHU-17", "Réponse à RHU-23"],
			changeNote: expect.stringMatching(/\w/),
		});
		expect(shown.get("RHU-01")).toMatchObject({ changed: true, earlier: [{ level: 2 }] });
	});

	it("leaves aside what the profile puts no more, and what it put then without being declared", async () => {
		const consumers = PROFILE.conditions.filter((condition) => condition !== "consumer_clients");
		const at = await sent();
		await open.db
			.update(cooperatives)
			.set({
				profile: { sectors: [...PROFILE.sectors], activities: [], headcount: PROFILE.headcount, conditions: consumers },
			})
			.where(eq(cooperatives.id, at.cooperative.id));
		const left = (await previewed(at))?.previewed?.told?.left.filter(({ fate }) => fate === "notPut") ?? [];
		expect(left.length).toBeGreaterThan(0);
		const rows = await rowsOf(await opened(at));
		const put = applicableCriteria(second.standard, { ...PROFILE, conditions: consumers }).map(({ id }) => id);
		expect([...rows.keys()].filter((id) => !put.includes(id))).toEqual([]);

		const other = await sent({
			profile: { ...PROFILE, conditions: consumers },
			prepare: ({ draft, cooperative }) =>
				open.db.insert(answers).values({
					assessmentId: draft.id,
					cooperativeId: cooperative.id,
					criterionId: left[0]?.id ?? "",
					level: 3,
					updatedAt: NOW,
				}),
		});
		expect((await rowsOf(await opened(other))).has(left[0]?.id ?? "")).toBe(false);
	});
});

describe("a year that opens on the same version", () => {
	it("proposes every answer as it was declared, whatever an audit found", async () => {
		const at = await sent({ version: second });
		const lead = await createAuditor(open.db);
		const [audit] = await open.db
			.insert(audits)
			.values({
				cooperativeId: at.cooperative.id,
				assessmentId: at.draft.id,
				kind: "initial",
				startsOn: "2025-09-01",
				endsOn: "2025-09-02",
				mode: "remote",
				place: "Visio",
				leadAuditorId: lead.userId,
				status: "inProgress",
				createdAt: NOW,
			})
			.returning();
		await open.db.insert(auditObservations).values({
			auditId: audit?.id ?? "",
			criterionId: "JUR-01",
			level: 0,
			recordedAt: NOW,
			cooperativeId: at.cooperative.id,
		});
		const strip = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
			[...rows.values()].map(({ criterionId, level, notApplicable, reason, comment }) => {
				return { criterionId, level, notApplicable, reason, comment };
			});
		const before = await rowsOf(at.draft.id);
		expect(strip(await rowsOf(await opened(at)))).toEqual(strip(before));
		expect(await rowsOf(at.draft.id)).toEqual(before);
	});

	it("reads the latest one sent, a year or more ago, and no draft", async () => {
		const at = await sent({ year: 2024, levelOf: () => 1 });
		await open.db.insert(assessments).values({
			cooperativeId: at.cooperative.id,
			campaignId: campaigns[2025]?.id ?? "",
			standardVersionId: first.id,
			profile: PROFILE,
			createdAt: NOW,
		});
		expect((await previewed(at))?.previewed).toMatchObject({ year: 2024 });
		expect((await rowsOf(await opened(at))).get("JUR-01")).toMatchObject({ level: 1, toConfirm: true });
	});
});

describe("opening", () => {
	it("proposes once, opened twice or by two people at the same moment", async () => {
		const at = await sent();
		const colleague = await createActor(open.db, "manager", at.cooperative.id);
		const results = await Promise.all([
			opening(at.manager, at.cooperative.id),
			opening(colleague, at.cooperative.id, "empty"),
			opening(at.manager, at.cooperative.id),
		]);
		const ids = new Set(results.map((result) => (result.ok ? result.value.assessmentId : result.reason)));
		expect(ids.size).toBe(1);
		const [id = ""] = ids;
		const rows = (await rowsOf(id)).size;
		expect(await journalUnder(id, "assessment.opened")).toHaveLength(1);
		expect(await journalUnder(id, "answer.proposed")).toHaveLength(rows);
		expect([0, 94]).toContain(rows);
		// Once opened there is nothing to open.
		expect(await previewed(at)).toMatchObject({ opens: false, previewed: null });
	});

	it("is empty, and said so, when there is nothing to go by or no way from the earlier version", async () => {
		const cooperative = await createCooperative(open.db);
		const manager = await createActor(open.db, "manager", cooperative.id);
		const fresh = { cooperative, manager, contributor: manager, draft: cooperative };
		expect(await previewed(fresh)).toMatchObject({ opens: true, previewed: null });
		const id = await opened(fresh);
		expect((await journalUnder(id, "assessment.opened"))[0]?.after).not.toHaveProperty("proposed");

		const lost = { ...first.standard, version: "0.9" };
		const [row] = await open.db
			.insert(standardVersions)
			.values({ code: "label-cae", version: "0.9", contentHash: "essai", content: lost, files: [], publishedAt: NOW })
			.returning();
		const at = await sent({ version: { id: row?.id ?? "", contentHash: "essai", standard: lost } });
		expect((await previewed(at))?.previewed).toEqual({ year: 2025, version: "0.9", into: "2.0", told: null });
		const empty = await opened(at);
		expect((await rowsOf(empty)).size).toBe(0);
		expect(await journalUnder(empty, "assessment.opened")).toMatchObject([
			{ after: { carriedFrom: 2025, carriedVersion: "0.9", proposed: 0 } },
		]);
		const sheet = await getDomainSheet(as(open.db, at.manager), empty, "JUR", "all");
		expect(sheet).not.toHaveProperty("earlierYear");
	});

	it("is refused to others, and writes nothing when it is refused", async () => {
		const at = await sent();
		const elsewhere = await sent();
		await expect(opening(elsewhere.manager, at.cooperative.id)).rejects.toThrow(NotFoundError);
		await expect(opening(at.contributor, at.cooperative.id)).rejects.toThrow(ForbiddenError);
		const shown = await onBehalfOf(open.db, at.contributor.userId, "read", (db) =>
			listOwnOpenings({ db, actor: at.contributor, now: NOW }),
		);
		expect(shown.cooperatives[0]).toMatchObject({ opens: false, previewed: null });
		const set = (values: Partial<typeof cooperatives.$inferInsert>) =>
			open.db.update(cooperatives).set(values).where(eq(cooperatives.id, at.cooperative.id));
		await set({ enrolledOn: null });
		expect(await opening(at.manager, at.cooperative.id)).toMatchObject({ reason: "NOT_ENROLLED" });
		await set({ enrolledOn: "2024-03-01", memberUntil: "2026-01-31" });
		expect(await opening(at.manager, at.cooperative.id)).toMatchObject({ reason: "NO_LONGER_MEMBER" });
		const never = new Date("2031-03-01T10:00:00Z");
		expect(await opening(at.manager, at.cooperative.id, "proposals", never)).toMatchObject({
			reason: "NO_OPEN_CAMPAIGN",
		});
		expect(await open.db.$count(assessments, eq(assessments.cooperativeId, at.cooperative.id))).toBe(1);
	});
});

describe("a newer version taken with proposals under way", () => {
	it("leaves them proposals, and gives them back when it is undone", async () => {
		const at = await sent({ levelOf: (id) => (id === "RHU-23" ? 1 : 2) });
		const id = await opened(at, "proposals", LATER);
		const before = await rowsOf(id);
		expect(before.get("RHU-23")).toMatchObject({ level: 1, toConfirm: true });
		const draft = { ...at, draft: { id } };
		const upgradeId = await moveUp(open.db, draft, LATER);
		const moved = await rowsOf(id);
		const chosen = [...moved.values()].filter(({ level, notApplicable }) => level !== null || notApplicable);
		expect(chosen.every(({ toConfirm }) => toConfirm)).toBe(true);
		expect(moved.get("RHU-17")).toMatchObject({ level: 1, toConfirm: true });
		expect((await getOverview(as(open.db, at.manager, LATER), id)).score.answered).toBe(0);
		expect(await undoUpgrade(as(open.db, at.manager, LATER), id, upgradeId)).toMatchObject({ ok: true });
		const content = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
			[...rows.values()].map(({ version: _, ...row }) => row);
		expect(content(await rowsOf(id))).toEqual(content(before));
	});
});
