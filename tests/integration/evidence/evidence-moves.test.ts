/** Pieces follow their criterion: through the versions of the référentiel and back, and from one year to the next, once confirmed. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { journalEntries } from "~/db/schema/journal.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { applyUpgrade } from "~/services/assessment/apply-upgrade.server";
import { getSubmissionGate } from "~/services/assessment/get-submission-gate.server";
import { getVersionPage } from "~/services/assessment/get-version-page.server";
import { openAssessment } from "~/services/assessment/open-assessment.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import { undoUpgrade } from "~/services/assessment/undo-upgrade.server";
import { attachEvidence } from "~/services/evidence/attach-evidence.server";
import { carryEvidence } from "~/services/evidence/carry-evidence.server";
import { getCriterionEvidence } from "~/services/evidence/get-criterion-evidence.server";
import { loadLinkRows } from "~/services/evidence/link-rows.server";
import { removeEvidence } from "~/services/evidence/remove-evidence.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import type { UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createCampaign, NOW, publishStandards, SIGNED } from "../../support/world";
import { draftOf, type UpgradeScene, versionNumbered } from "../assessment/upgrade-world";
import { counting } from "../network/network-world";

let open: TestDatabase;
let first: PublishedStandard;
let campaigns: Readonly<Record<2025 | 2026, Awaited<ReturnType<typeof createCampaign>>>>;
const THEN = new Date("2025-06-03T09:00:00Z");

beforeAll(async () => {
	open = await createTestDatabase();
	await publishStandards(open.db);
	first = await versionNumbered(open.db, "1.0");
	const second = await versionNumbered(open.db, "2.0");
	campaigns = {
		2025: await createCampaign(open.db, first.id, 2025),
		2026: await createCampaign(open.db, second.id, 2026),
	};
});
afterAll(() => open.drop());

const writing = <T>(actor: Actor, work: (useCase: UseCase) => Promise<T>, now = NOW) =>
	onBehalfOf(open.db, actor.userId, "write", (db) => work({ db, actor, now }));
const reading = <T>(actor: Actor, work: (useCase: UseCase) => Promise<T>) =>
	onBehalfOf(open.db, actor.userId, "read", (db) => work({ db, actor, now: NOW }));

interface Dates {
	readonly issuedOn?: string;
	readonly expiresOn?: string;
	readonly confidential?: boolean;
}

async function pieceOf({ cooperative, manager }: UpgradeScene, title: string, dates: Dates = {}): Promise<string> {
	const id = randomUUID();
	const by = { addedAt: THEN, addedBy: manager.userId };
	await open.db
		.insert(evidencePieces)
		.values({ id, cooperativeId: cooperative.id, title, kind: "deed", ...dates, ...by });
	const file = { name: `${title}.pdf`, mediaType: "application/pdf", size: 3, sha256: "a".repeat(64), number: 1 };
	await open.db.insert(evidenceFiles).values({ cooperativeId: cooperative.id, pieceId: id, ...file, ...by });
	return id;
}

const attach = ({ draft, contributor }: UpgradeScene, criterionId: string, pieceId: string, by = contributor) =>
	writing(by, (useCase) => attachEvidence(useCase, draft.id, criterionId, { pieceIds: [pieceId] }), THEN);
const places = async (assessmentId: string) =>
	(await loadLinkRows(open.db, assessmentId)).map(({ criterionId, pieceId }) => `${criterionId} ${pieceId}`).toSorted();

describe("R-148 a draft that moves to another version", () => {
	async function movedScene() {
		const scene = await draftOf(open.db, first, campaigns[2026]);
		const piece = await pieceOf(scene, "Une pièce");
		const other = await pieceOf(scene, "Une autre", { confidential: true });
		for (const id of ["JUR-01", "RHU-17", "RHU-23", "FIN-21", "ANC-19"]) await attach(scene, id, piece);
		await attach(scene, "RHU-23", other, scene.manager);
		const before = await loadLinkRows(open.db, scene.draft.id);
		const { preview } = await reading(scene.manager, (useCase) => getVersionPage(useCase, scene.draft.id));
		const moving = { fingerprint: preview?.fingerprint ?? "", confirmed: true };
		const moved = await writing(scene.manager, (useCase) => applyUpgrade(useCase, scene.draft.id, moving));
		if (!moved.ok) throw new Error(moved.reason);
		const undo = () => writing(scene.manager, (useCase) => undoUpgrade(useCase, scene.draft.id, moved.value.upgradeId));
		return { scene, piece, other, before, undo };
	}

	it("takes its pieces along: to both parts of a split, once to a merger, none for what is retired; and back, exactly", async () => {
		const { scene, piece, other, before, undo } = await movedScene();
		const { standard } = await versionNumbered(open.db, "2.0");
		const heirsOf = (...ids: string[]) =>
			standard.criteria
				.filter(({ id, change }) => (change?.from ?? [id]).some((from) => ids.includes(from)))
				.map(({ id }) => id);
		const split = heirsOf("FIN-21");
		const [merged] = heirsOf("RHU-17");
		expect(split).toHaveLength(2);
		expect(await places(scene.draft.id)).toEqual(
			["JUR-01", ...split, merged]
				.map((id) => `${id} ${piece}`)
				.concat(`${merged} ${other}`)
				.toSorted(),
		);
		const attachers = (await loadLinkRows(open.db, scene.draft.id)).map(({ attachedBy }) => attachedBy);
		expect(new Set(attachers)).toEqual(new Set([scene.contributor.userId, scene.manager.userId]));
		expect(await undo()).toMatchObject({ ok: true });
		expect(await loadLinkRows(open.db, scene.draft.id)).toEqual(before);
	});

	it("does not come back over a piece attached since, and says where", async () => {
		const { scene, other, undo } = await movedScene();
		await attach(scene, "JUR-02", other, scene.manager);
		expect(await undo()).toMatchObject({ reason: "EDITED_SINCE" });
		const page = await reading(scene.manager, (useCase) => getVersionPage(useCase, scene.draft.id));
		expect(page.moves[0]).toMatchObject({ undo: "EDITED_SINCE", since: { criterionIds: ["JUR-02"] } });
	});
});

describe("R-147 a year that opens", () => {
	async function openedScene() {
		const scene = await draftOf(open.db, first, campaigns[2025], { levelOf: () => 3 });
		const pieces = {
			good: await pieceOf(scene, "Statuts", { issuedOn: "2026-09-01" }),
			over: await pieceOf(scene, "Attestation", { expiresOn: "2026-10-04" }),
			gone: await pieceOf(scene, "Retirée"),
			secret: await pieceOf(scene, "Grille", { confidential: true, issuedOn: "2026-09-01" }),
		};
		for (const pieceId of Object.values(pieces)) await attach(scene, "RHU-23", pieceId, scene.manager);
		await attach(scene, "JUR-01", pieces.good);
		const sent = await writing(scene.manager, (useCase) => submitAssessment(useCase, scene.draft.id, SIGNED), THEN);
		if (!sent.ok) throw new Error(sent.reason);
		const { cooperative, manager } = scene;
		await writing(manager, (useCase) => removeEvidence(useCase, cooperative.id, pieces.gone, { confirmed: true }));
		const opened = await writing(manager, (useCase) => openAssessment(useCase, cooperative.id));
		if (!opened.ok) throw new Error(opened.reason);
		const { standard } = await versionNumbered(open.db, "2.0");
		const heir = standard.criteria.find(({ change }) => change?.from?.includes("RHU-23"))?.id ?? "";
		return { scene, pieces, heir, assessmentId: opened.value.assessmentId };
	}

	it("proposes last year's pieces on the criterion that descends from theirs, and attaches none before it is confirmed", async () => {
		const { scene, pieces, heir, assessmentId } = await openedScene();
		expect(await places(assessmentId)).toEqual([]);
		const read = (actor: Actor) => reading(actor, (useCase) => getCriterionEvidence(useCase, assessmentId, heir));
		const { earlier } = await read(scene.manager);
		expect(earlier?.year).toBe(2025);
		expect(earlier?.fresh.map(({ id }) => id).toSorted()).toEqual([pieces.good, pieces.secret].toSorted());
		expect(earlier?.stale.map(({ id, freshness }) => [id, freshness])).toEqual([[pieces.over, "expired"]]);
		const counted = counting(open.db);
		await getCriterionEvidence({ db: counted.db, actor: scene.manager, now: NOW }, assessmentId, heir);
		expect(counted.queries()).toBeLessThanOrEqual(6);
		// Whoever may not read a piece is told how many there are.
		const seen = (await read(scene.contributor)).earlier;
		expect([seen?.fresh.map(({ id }) => id), seen?.hidden]).toEqual([[pieces.good], 1]);
	});

	it("counts once confirmed: attached, with its row in the journal; stale or hidden ones are refused", async () => {
		const { scene, pieces, heir, assessmentId } = await openedScene();
		const { manager, contributor } = scene;
		const level3 = { criterionId: heir, choice: "3", comment: "", version: 1, key: randomUUID() };
		expect(await writing(manager, (useCase) => saveAnswer(useCase, assessmentId, level3))).toMatchObject({ ok: true });
		const signs = async () =>
			(await reading(manager, (useCase) => getSubmissionGate(useCase, assessmentId, process.cwd()))).xRay.signs
				.filter(({ id }) => id === heir)
				.map(({ sign }) => sign);
		expect(await signs()).toEqual(["exemplaryWithoutEvidence"]);
		const carry = (actor: Actor, pieceIds: readonly string[]) =>
			writing(actor, (useCase) => carryEvidence(useCase, assessmentId, heir, pieceIds));
		expect(await carry(manager, [pieces.over])).toMatchObject({ reason: "INVALID" });
		expect(await carry(contributor, [pieces.secret])).toMatchObject({ reason: "INVALID" });
		expect(await carry(manager, [])).toMatchObject({ reason: "INVALID" });
		expect(await places(assessmentId)).toEqual([]);
		expect(await carry(contributor, [pieces.good])).toEqual({ ok: true, value: { attached: 1 } });
		expect(await places(assessmentId)).toEqual([`${heir} ${pieces.good}`]);
		expect(await signs()).toEqual([]);
		const rows = await open.db
			.select({ action: journalEntries.action, after: journalEntries.after })
			.from(journalEntries)
			.where(eq(journalEntries.subjectId, `${assessmentId}/${heir}`));
		expect(rows.filter(({ action }) => action === "evidence.attached").map(({ after }) => after)).toEqual([
			{ pieceId: pieces.good, expected: "", carriedFrom: 2025 },
		]);
		const left = await reading(manager, (useCase) => getCriterionEvidence(useCase, assessmentId, heir));
		expect(left.earlier?.fresh.map(({ id }) => id)).toEqual([pieces.secret]);
		// What was sent keeps its own.
		const old = await open.db.select().from(evidenceLinks).where(eq(evidenceLinks.assessmentId, scene.draft.id));
		expect(old).toHaveLength(5);
	});

	it("proposes nothing without an earlier year, nor on a criterion that had no piece", async () => {
		const { scene, assessmentId } = await openedScene();
		const read = (id: string, criterion: string, actor: Actor) =>
			reading(actor, (useCase) => getCriterionEvidence(useCase, id, criterion));
		expect((await read(assessmentId, "JUR-03", scene.manager)).earlier).toBeNull();
		expect((await read(scene.draft.id, "JUR-01", scene.manager)).earlier).toBeNull();
		const alone = await draftOf(open.db, first, campaigns[2026]);
		expect((await read(alone.draft.id, "JUR-01", alone.manager)).earlier).toBeNull();
	});
});
