/** A draft moves to a newer version of the référentiel and back: whole, by its manager alone, and nobody else's file moves. */
import { createHash, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assessmentSnapshots, assessmentUpgrades } from "~/db/schema/assessment.server";
import { assessmentSummaries } from "~/db/schema/network.server";
import { standardVersions } from "~/db/schema/standard.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Criterion, Level } from "~/domain/standard/standard";
import { applyUpgrade } from "~/services/assessment/apply-upgrade.server";
import { changeProfile } from "~/services/assessment/change-profile.server";
import { findNewerVersion } from "~/services/assessment/find-newer-version.server";
import { getDomainSheet } from "~/services/assessment/get-domain-sheet.server";
import { getOverview } from "~/services/assessment/get-overview.server";
import { getSubmissionGate } from "~/services/assessment/get-submission-gate.server";
import { getVersionPage } from "~/services/assessment/get-version-page.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import { undoUpgrade } from "~/services/assessment/undo-upgrade.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCampaign, NOW, publishStandards, SIGNED } from "../../support/world";
import {
	answersOf,
	assessmentOf,
	draftOf,
	fingerprintFor,
	journalOf,
	moveUp,
	type UpgradeScene,
	upgradesOf,
	versionNumbered,
} from "./upgrade-world";

let open: TestDatabase;
let first: PublishedStandard;
let second: PublishedStandard;
let campaign: Awaited<ReturnType<typeof createCampaign>>;

beforeAll(async () => {
	open = await createTestDatabase();
	await publishStandards(open.db);
	first = await versionNumbered(open.db, "1.0");
	second = await versionNumbered(open.db, "2.0");
	campaign = await createCampaign(open.db, second.id);
});
afterAll(() => open.drop());

const scene = (levelOf?: (id: string) => Level) => draftOf(open.db, first, campaign, levelOf && { levelOf });
const apply = ({ draft, manager }: UpgradeScene, fingerprint: string, confirmed = true) =>
	applyUpgrade(as(open.db, manager), draft.id, { fingerprint, confirmed });
const undo = ({ draft, manager }: UpgradeScene, upgradeId: string, now = NOW) =>
	undoUpgrade(as(open.db, manager, now), draft.id, upgradeId);
const pageOf = ({ draft, manager }: UpgradeScene, now = NOW) => getVersionPage(as(open.db, manager, now), draft.id);
const save = ({ draft, manager }: UpgradeScene, criterionId: string, version: number, choice = "2") =>
	saveAnswer(as(open.db, manager), draft.id, { criterionId, choice, comment: "Relu", version, key: randomUUID() });

/** Everything the draft is, but for the counters of its rows. */
async function contentOf({ draft }: UpgradeScene) {
	const { profileVersion: _, ...assessment } = await assessmentOf(open.db, draft.id);
	const rows = await answersOf(open.db, draft.id);
	return { assessment, rows: rows.map(({ version: __, ...row }) => row) };
}

describe("moving a draft to the latest version", () => {
	it("does what was previewed, with its outcome, a snapshot of both sides and a journal row", async () => {
		const at = await scene((id) => (id === "RHU-23" ? 1 : 2));
		const before = await contentOf(at);
		expect(await findNewerVersion(open.db, at.draft.id)).toBe("2.0");
		const { preview } = await pageOf(at);
		if (!preview) throw new Error("no preview");
		expect(preview.counts).toEqual({ carried: 89, toConfirm: 5, reset: 8, retired: 1 });
		expect(preview.figures.before).toMatchObject({ missing: 0, applicable: before.rows.length });
		expect(await apply(at, preview.fingerprint)).toMatchObject({ ok: true });

		const rows = new Map((await answersOf(open.db, at.draft.id)).map((row) => [row.criterionId, row]));
		expect(rows.get("RHU-17")).toMatchObject({
			level: 1,
			toConfirm: true,
			comment: "RHU-17 : Réponse à RHU-17\n\nRHU-23 : Réponse à RHU-23",
			version: 4,
			updatedBy: at.manager.userId,
		});
		expect(rows.get("JUR-01")).toMatchObject({ level: 2, version: 3, updatedBy: at.contributor.userId });
		expect(rows.get("RHU-01")).toMatchObject({ level: null, comment: "", version: 4 });
		expect([rows.has("ANC-19"), rows.has("RHU-23")]).toEqual([false, false]);
		expect((await assessmentOf(open.db, at.draft.id)).standardVersionId).toBe(second.id);

		const moved = await getOverview(as(open.db, at.manager), at.draft.id);
		expect(await findNewerVersion(open.db, at.draft.id)).toBeNull();
		expect(moved.missingCount).toBe(preview.figures.after.missing);
		const { outcome, conformity, recommended, applicable, answered } = preview.figures.after;
		expect(moved.outcome.outcome).toBe(outcome);
		expect(moved.score).toMatchObject({ conformity, recommended, applicable, answered });

		const [upgrade] = await upgradesOf(open.db, at.draft.id);
		const sha = (text = "") => createHash("sha256").update(text).digest("hex");
		expect([sha(upgrade?.before), sha(upgrade?.after)]).toEqual([upgrade?.beforeHash, upgrade?.afterHash]);
		expect(JSON.parse(upgrade?.before ?? "{}").answers["ANC-19"]).toMatchObject({ level: 2, version: 3 });
		expect(JSON.parse(upgrade?.after ?? "{}")).toMatchObject({ standard: "label-cae/2.0" });
		expect(await journalOf(open.db, at.draft.id)).toEqual([
			{
				action: "assessment.upgraded",
				actorId: at.manager.userId,
				before: { version: "1.0", contentHash: upgrade?.beforeHash },
				after: { version: "2.0", contentHash: upgrade?.afterHash },
			},
		]);
	});

	it("crosses several versions at once", async () => {
		const criteria = second.standard.criteria.flatMap(({ change: _, ...criterion }): Criterion[] =>
			criterion.id === "JUR-02" ? [] : [criterion],
		);
		const retired = [{ id: "JUR-02", reason: "Essai", replacedBy: "JUR-01" }];
		const content = { ...second.standard, version: "2.1", previous: "2.0", criteria, retired };
		const [third] = await open.db
			.insert(standardVersions)
			.values({ code: "label-cae", version: "2.1", contentHash: "essai", content, files: [], publishedAt: NOW })
			.returning();
		try {
			const at = await scene();
			const { preview } = await pageOf(at);
			expect(preview?.answers.find(({ id }) => id === "JUR-02")).toMatchObject({
				bucket: "retired",
				reason: "Essai",
				replacedBy: { id: "JUR-01" },
			});
			await moveUp(open.db, at);
			expect((await assessmentOf(open.db, at.draft.id)).standardVersionId).toBe(third?.id);
			expect((await pageOf(at)).moves[0]?.told?.to.version).toBe("2.1");
		} finally {
			await open.db.execute(sql`alter table standard_versions disable trigger user`);
			await open.db.execute(sql`alter table assessment_upgrades disable trigger user`);
			await open.db.execute(sql`delete from assessment_upgrades where to_version_id = ${third?.id}`);
			await open.db.execute(
				sql`update assessments set standard_version_id = ${second.id} where standard_version_id = ${third?.id}`,
			);
			await open.db.execute(sql`delete from standard_versions where id = ${third?.id}`);
			await open.db.execute(sql`alter table standard_versions enable trigger user`);
			await open.db.execute(sql`alter table assessment_upgrades enable trigger user`);
		}
	});

	it("moves nothing without a confirmation, on an older preview, or when there is nowhere to go", async () => {
		const at = await scene();
		const fingerprint = await fingerprintFor(open.db, at);
		const before = await contentOf(at);
		expect(await apply(at, fingerprint, false)).toMatchObject({ reason: "NOT_CONFIRMED" });
		expect(await apply(at, "")).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await contentOf(at)).toEqual(before);
		await save(at, "JUR-01", 3, "1");
		expect(await apply(at, fingerprint)).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		const input = { sectors: ["generaliste"], headcount: "31", version: 1 };
		const again = await fingerprintFor(open.db, at);
		expect(await changeProfile(as(open.db, at.manager), at.draft.id, input)).toMatchObject({ ok: true });
		expect(await apply(at, again)).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect((await assessmentOf(open.db, at.draft.id)).standardVersionId).toBe(first.id);
		await moveUp(open.db, at);
		expect(await apply(at, fingerprint)).toMatchObject({ reason: "UP_TO_DATE" });
		expect((await pageOf(at)).preview).toBeNull();
	});

	it("happens once, even asked twice at the same moment", async () => {
		const at = await scene();
		const fingerprint = await fingerprintFor(open.db, at);
		const results = await Promise.all([apply(at, fingerprint), apply(at, fingerprint)]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(results.filter((result) => !result.ok && result.reason === "UP_TO_DATE")).toHaveLength(1);
		expect(await upgradesOf(open.db, at.draft.id)).toHaveLength(1);
	});

	it("and a save under way never slip past one another", async () => {
		for (let turn = 0; turn < 5; turn++) {
			const at = await scene();
			const fingerprint = await fingerprintFor(open.db, at);
			const [moved, saved] = await Promise.all([apply(at, fingerprint), save(at, "RHU-01", 3, "3")]);
			const [row] = (await answersOf(open.db, at.draft.id)).filter(({ criterionId }) => criterionId === "RHU-01");
			// One of the two went first, and the other was told: never an answer to the old question under the new one.
			if (moved.ok) {
				expect(saved.ok).toBe(false);
				expect(row).toMatchObject({ level: null });
			} else {
				expect(moved.reason).toBe("CHANGED_MEANWHILE");
				expect(saved.ok).toBe(true);
				expect(row).toMatchObject({ level: 3 });
			}
		}
	});

	it("is for the manager alone; the team reads it, nobody else learns of it", async () => {
		const at = await scene();
		const fingerprint = await fingerprintFor(open.db, at);
		const by = (actor: UpgradeScene["manager"]) =>
			applyUpgrade(as(open.db, actor), at.draft.id, { fingerprint, confirmed: true });
		await expect(by(at.contributor)).rejects.toThrow(ForbiddenError);
		await expect(by((await scene()).manager)).rejects.toThrow(NotFoundError);
		await expect(by(await createActor(open.db, "network"))).rejects.toThrow(NotFoundError);
		const read = await getVersionPage(as(open.db, at.contributor), at.draft.id);
		expect(read).toMatchObject({ mayUpgrade: false, preview: { fingerprint } });
		const upgradeId = await moveUp(open.db, at);
		await expect(undoUpgrade(as(open.db, at.contributor), at.draft.id, upgradeId)).rejects.toThrow(ForbiddenError);
		await expect(undo(at, randomUUID())).rejects.toThrow(NotFoundError);
	});
});

describe("what is proposed", () => {
	it("counts once confirmed: the sheet, the gate and the sending know it", async () => {
		const at = await scene();
		await moveUp(open.db, at);
		const useCase = as(open.db, at.manager);
		const sheet = await getDomainSheet(useCase, at.draft.id, "FIN", "toConfirm");
		expect(sheet.rows.map(({ id, answer }) => [id, answer.level, answer.toConfirm])).toEqual([
			["FIN-03", 2, true],
			["FIN-21", 2, true],
		]);
		expect(sheet.toConfirm).toBe(2);
		expect(sheet.sentOnce.texts["FIN-03"]?.changeNote).toContain("seuils légaux");
		const untouched = await getDomainSheet(useCase, at.draft.id, "JUR", "all");
		expect("toConfirm" in untouched || untouched.rows.some((row) => row.changed)).toBe(false);
		const gate = await getSubmissionGate(useCase, at.draft.id, process.cwd());
		const missing = gate.missing.flatMap(({ criteria }) => criteria);
		expect(missing).toContainEqual(expect.objectContaining({ id: "FIN-21", reason: "TO_CONFIRM" }));
		expect(await submitAssessment(useCase, at.draft.id, SIGNED)).toMatchObject({ reason: "INCOMPLETE" });

		const rows = new Map((await answersOf(open.db, at.draft.id)).map((row) => [row.criterionId, row]));
		for (const { id } of missing) expect(await save(at, id, rows.get(id)?.version ?? 0)).toMatchObject({ ok: true });
		expect((await answersOf(open.db, at.draft.id)).filter(({ toConfirm }) => toConfirm)).toEqual([]);
		const journal = await journalOf(open.db, `${at.draft.id}/FIN-21`);
		expect(journal).toMatchObject([{ before: { level: 2, toConfirm: true }, after: { level: 2, toConfirm: false } }]);
		expect(await submitAssessment(useCase, at.draft.id, SIGNED)).toMatchObject({ ok: true });
		const [snapshot] = await open.db
			.select()
			.from(assessmentSnapshots)
			.where(eq(assessmentSnapshots.assessmentId, at.draft.id));
		expect(JSON.parse(snapshot?.content ?? "{}").standard).toBe("label-cae/2.0");
		expect(snapshot?.content).not.toContain("toConfirm");
	});

	it("is not written over by a page opened before the move", async () => {
		const at = await scene();
		await moveUp(open.db, at);
		expect(await save(at, "FIN-21", 3, "3")).toMatchObject({
			reason: "CONFLICT",
			details: { theirs: { level: 2, toConfirm: true, version: 4 }, by: at.manager.name },
		});
		expect(await save(at, "JUR-01", 3, "3")).toMatchObject({ ok: true });
	});
});

describe("undoing the move", () => {
	it("gives back the very draft, who answered and when, under versions that only rose", async () => {
		const at = await scene((id) => ((id.charCodeAt(4) + id.charCodeAt(5)) % 4) as Level);
		const before = await contentOf(at);
		const upgradeId = await moveUp(open.db, at);
		const moved = await answersOf(open.db, at.draft.id);
		const { moves } = await pageOf(at);
		expect(moves[0]).toMatchObject({ stands: true, undo: "OPEN", until: "2026-11-04", since: { criterionIds: [] } });
		expect(await undo(at, upgradeId)).toMatchObject({ ok: true });
		expect(await contentOf(at)).toEqual(before);
		const back = new Map((await answersOf(open.db, at.draft.id)).map((row) => [row.criterionId, row.version]));
		for (const { criterionId, version } of moved) {
			expect(back.get(criterionId) ?? version).toBeGreaterThanOrEqual(version);
		}
		expect((await journalOf(open.db, at.draft.id)).map(({ action }) => action)).toEqual([
			"assessment.upgraded",
			"assessment.upgradeUndone",
		]);
		expect(await undo(at, upgradeId)).toMatchObject({ reason: "ALREADY_UNDONE" });
		// And it can be done again.
		await moveUp(open.db, at);
		expect((await pageOf(at)).moves.map(({ stands }) => stands).toSorted()).toEqual([false, true]);
	});

	it("closes at the first answer or profile that changes, and names it", async () => {
		const answered = await scene();
		const one = await moveUp(open.db, answered);
		await save(answered, "FIN-21", 4);
		expect(await undo(answered, one)).toMatchObject({ reason: "EDITED_SINCE" });
		expect((await pageOf(answered)).moves[0]).toMatchObject({
			undo: "EDITED_SINCE",
			since: { profile: false, criterionIds: ["FIN-21"] },
		});
		const resized = await scene();
		const other = await moveUp(open.db, resized);
		const input = { sectors: ["generaliste"], headcount: "31", version: 2 };
		expect(await changeProfile(as(open.db, resized.manager), resized.draft.id, input)).toMatchObject({ ok: true });
		expect(await undo(resized, other)).toMatchObject({ reason: "EDITED_SINCE" });
		expect((await pageOf(resized)).moves[0]).toMatchObject({ since: { profile: true, criterionIds: [] } });
	});

	it("closes after thirty days", async () => {
		const at = await scene();
		const upgradeId = await moveUp(open.db, at);
		const late = new Date("2026-11-05T08:00:00Z");
		expect((await pageOf(at, late)).moves[0]).toMatchObject({ undo: "TOO_LATE" });
		expect(await undo(at, upgradeId, late)).toMatchObject({ reason: "TOO_LATE" });
		expect(await undo(at, upgradeId, new Date("2026-11-04T20:00:00Z"))).toMatchObject({ ok: true });
	});

	it("happens once, even asked twice at the same moment", async () => {
		const at = await scene();
		const upgradeId = await moveUp(open.db, at);
		const results = await Promise.all([undo(at, upgradeId), undo(at, upgradeId)]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(results.filter((result) => !result.ok && result.reason === "ALREADY_UNDONE")).toHaveLength(1);
	});
});

describe("assessments that were sent", () => {
	it("stay byte for byte what they were, whoever moves", async () => {
		const sent = await scene();
		expect(await submitAssessment(as(open.db, sent.manager), sent.draft.id, SIGNED)).toMatchObject({
			ok: true,
		});
		const bytes = async () => ({
			content: await contentOf(sent),
			snapshot: await open.db
				.select()
				.from(assessmentSnapshots)
				.where(eq(assessmentSnapshots.assessmentId, sent.draft.id)),
			summaries: await open.db
				.select()
				.from(assessmentSummaries)
				.where(eq(assessmentSummaries.assessmentId, sent.draft.id)),
		});
		const before = JSON.stringify(await bytes());
		const at = await scene();
		await undo(at, await moveUp(open.db, at));
		await moveUp(open.db, at);
		expect((await pageOf(sent)).preview).toBeNull();
		expect(await apply(sent, await fingerprintFor(open.db, at))).toMatchObject({ reason: "ASSESSMENT_LOCKED" });
		expect(JSON.stringify(await bytes())).toBe(before);
		// The network team reads the sent file, not the draft it once was.
		const network = await createActor(open.db, "network");
		expect(await getVersionPage(as(open.db, network), sent.draft.id)).toMatchObject({ preview: null, moves: [] });
	});
});

describe("the moves, kept", () => {
	const refused = (work: PromiseLike<unknown>) =>
		Promise.resolve(work).then(
			() => null,
			(reason: Error & { cause?: Error }) => `${reason.message} ${reason.cause?.message}`,
		);

	it("never change, but for their undoing, once", async () => {
		const at = await scene();
		const id = await moveUp(open.db, at);
		const where = eq(assessmentUpgrades.id, id);
		const undone = { undoneAt: NOW, undoneBy: at.manager.userId };
		const kept = /never changed or deleted/;
		expect(await refused(open.db.update(assessmentUpgrades).set({ before: "{}" }).where(where))).toMatch(kept);
		expect(
			await refused(
				open.db
					.update(assessmentUpgrades)
					.set({ ...undone, after: "" })
					.where(where),
			),
		).toMatch(kept);
		expect(await refused(open.db.delete(assessmentUpgrades).where(where))).toMatch(kept);
		expect(await refused(open.db.execute(sql`truncate assessment_upgrades`))).toMatch(kept);
		expect(await refused(open.db.update(assessmentUpgrades).set(undone).where(where))).toBeNull();
		expect(await refused(open.db.update(assessmentUpgrades).set(undone).where(where))).toMatch(kept);
	});

	it("are of a draft: the database refuses one for a file that was sent", async () => {
		const at = await scene();
		const [row] = await upgradesOf(open.db, (await movedScene()).draft.id);
		expect(await submitAssessment(as(open.db, at.manager), at.draft.id, SIGNED)).toMatchObject({
			ok: true,
		});
		if (!row) throw new Error("no move");
		const values = { ...row, id: randomUUID(), assessmentId: at.draft.id, cooperativeId: at.cooperative.id };
		expect(await refused(open.db.insert(assessmentUpgrades).values(values))).toMatch(/submitted and locked/);
	});

	it("are read by their cooperative, written by its manager, by row-level security alone", async () => {
		const at = await movedScene();
		const [row] = await upgradesOf(open.db, at.draft.id);
		if (!row) throw new Error("no move");
		const reads = (userId: string) =>
			onBehalfOf(open.db, userId, "read", async (tx) => (await tx.select().from(assessmentUpgrades)).length);
		const elsewhere = await scene();
		const network = await createActor(open.db, "network");
		expect(await reads(at.manager.userId)).toBe(1);
		expect(await reads(at.contributor.userId)).toBe(1);
		expect(await reads(elsewhere.manager.userId)).toBe(0);
		expect(await reads(network.userId)).toBe(0);
		const values = { ...row, id: randomUUID(), fromVersionId: second.id, toVersionId: first.id };
		const writes = (userId: string, appliedBy = userId) =>
			refused(
				onBehalfOf(open.db, userId, "write", (tx) =>
					tx.insert(assessmentUpgrades).values({ ...values, id: randomUUID(), appliedBy }),
				),
			);
		const denied = /row-level security/;
		expect(await writes(at.contributor.userId)).toMatch(denied);
		expect(await writes(elsewhere.manager.userId)).toMatch(denied);
		expect(await writes(at.manager.userId, at.contributor.userId)).toMatch(denied);
		expect(await writes(at.manager.userId)).toBeNull();
		const undone = { undoneAt: NOW, undoneBy: elsewhere.manager.userId };
		const touched = await onBehalfOf(open.db, elsewhere.manager.userId, "write", (tx) =>
			tx.update(assessmentUpgrades).set(undone).where(eq(assessmentUpgrades.id, row.id)).returning(),
		);
		expect(touched).toEqual([]);
	});

	async function movedScene() {
		const at = await scene();
		await moveUp(open.db, at);
		return at;
	}
});
