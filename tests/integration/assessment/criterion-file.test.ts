/** The page of one criterion: its answer, its history at any moment from the journal alone, for those who may read it. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { type AskedFile, getCriterionFile } from "~/services/assessment/get-criterion-file.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { undoUpgrade } from "~/services/assessment/undo-upgrade.server";
import { NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCampaign, NOW, publishStandards } from "../../support/world";
import { openSeason, plannedAudit } from "../audit/audit-world";
import { draftOf, moveUp, versionNumbered } from "./upgrade-world";

let test: TestDatabase;
let campaign: Awaited<ReturnType<typeof createCampaign>>;
beforeAll(async () => {
	test = await createTestDatabase();
	campaign = await createCampaign(test.db, (await publishStandards(test.db)).id, 2027);
});
afterAll(() => test.drop());

const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const file = (actor: Actor, id: string, criterionId: string, asked: Partial<AskedFile> = {}) =>
	onBehalfOf(test.db, actor.userId, "read", (db) =>
		getCriterionFile({ db, actor, now: NOW }, id, criterionId, { until: null, page: 1, ...asked }),
	);

it("tells every edit, and the answer as it stood at each moment, across a move to another version and back", async () => {
	const scene = await draftOf(test.db, await versionNumbered(test.db, "1.0"), campaign);
	const { manager, contributor, draft } = scene;
	const save = async (actor: Actor, at: number, version: number, choice: string, comment: string, reason = "") => {
		const input = { criterionId: "RHU-17", choice, comment, reason, version, key: randomUUID() };
		expect(await saveAnswer(as(test.db, actor, minutes(at)), draft.id, input)).toMatchObject({ ok: true });
	};
	await save(contributor, 1, 3, "1", "Accueil à écrire");
	await save(manager, 2, 4, "notApplicable", "Accueil à écrire", "Aucune embauche");
	const upgradeId = await moveUp(test.db, scene, minutes(3));
	expect(await undoUpgrade(as(test.db, manager, minutes(4)), draft.id, upgradeId)).toMatchObject({ ok: true });
	await save(contributor, 5, 7, "3", "Accueil écrit");

	const { history, answer } = await file(manager, draft.id, "RHU-17");
	expect(answer).toMatchObject({ level: 3, comment: "Accueil écrit", by: contributor.name });
	expect(history?.edits.map(({ kind, actor, at }) => [kind, actor, at])).toEqual([
		["saved", { kind: "person", name: contributor.name }, minutes(5)],
		["upgradeUndone", { kind: "person", name: manager.name }, minutes(4)],
		["upgraded", { kind: "person", name: manager.name }, minutes(3)],
		["saved", { kind: "person", name: manager.name }, minutes(2)],
		["saved", { kind: "person", name: contributor.name }, minutes(1)],
	]);
	expect(history?.edits.at(-1)?.change).toMatchObject({ choice: { from: { level: 2 }, to: { level: 1 } } });
	const stood = async (at: number) =>
		(await file(contributor, draft.id, "RHU-17", { until: minutes(at) })).history?.stood;
	expect(await stood(0)).toMatchObject({ level: 2, comment: "Réponse à RHU-17", version: 3 });
	expect(await stood(1)).toMatchObject({ level: 1, comment: "Accueil à écrire" });
	expect(await stood(2)).toMatchObject({ notApplicable: true, reason: "Aucune embauche" });
	expect(await stood(3)).toMatchObject({ toConfirm: true });
	expect(await stood(4)).toMatchObject({ notApplicable: true, reason: "Aucune embauche" });
	expect(await stood(99)).toMatchObject({ level: 3, comment: "Accueil écrit" });
	const early = await file(manager, draft.id, "RHU-17", { until: minutes(2) });
	expect(early.history?.edits.map(({ at }) => at)).toEqual([minutes(2), minutes(1)]);
});

it("keeps the edits of one criterion apart from the others, page by page", async () => {
	const { manager, draft } = await draftOf(test.db, await versionNumbered(test.db, "2.0"), campaign);
	for (let index = 0; index < 23; index++) {
		const input = {
			criterionId: "JUR-01",
			choice: "1",
			comment: `Essai ${index}`,
			version: 3 + index,
			key: randomUUID(),
		};
		await saveAnswer(as(test.db, manager, minutes(index)), draft.id, input);
	}
	const [first, second] = await Promise.all([1, 2].map((page) => file(manager, draft.id, "JUR-01", { page })));
	expect([first?.history?.edits.length, first?.history?.hasNext]).toEqual([20, true]);
	expect([second?.history?.edits.length, second?.history?.hasNext]).toEqual([3, false]);
	expect((await file(manager, draft.id, "JUR-02")).history?.edits).toEqual([]);
	await expect(file(manager, draft.id, "ZZZ-01")).rejects.toThrow(NotFoundError);
});

it("gives the history of a sent assessment to the cooperative and the national team, not to the auditors", async () => {
	const season = await openSeason(test.db);
	const { manager, assessment, lead } = await plannedAudit(test.db, season);
	const [id] = season.published.standard.criteria.map((one) => one.id);
	const seen = (actor: Actor) => file(actor, assessment.id, id ?? "").then(({ history }) => history !== null);
	expect(await seen(manager)).toBe(true);
	expect(await seen(season.network)).toBe(true);
	expect(await seen(lead)).toBe(false);
	for (const role of ["committee", "board", "admin"] as const) {
		await expect(seen(await createActor(test.db, role))).rejects.toThrow(NotFoundError);
	}
});
