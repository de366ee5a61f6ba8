/** Actions and last year's plan: planned from tried levels, closed by people, followed from version to version and year to year. */
import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers, assessments } from "~/db/schema/assessment.server";
import { journalEntries } from "~/db/schema/journal.server";
import { assignments, plannedActions } from "~/db/schema/plan.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { readSimulation } from "~/domain/plan/simulation";
import { openAssessment } from "~/services/assessment/open-assessment.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import { confirmCarriedPlan, getCarriedPlan, undoCarriedPlan } from "~/services/plan/carry-plan.server";
import { closeAction, editAction } from "~/services/plan/change-action.server";
import { getAction } from "~/services/plan/get-action.server";
import { getNewActions } from "~/services/plan/get-new-actions.server";
import { getPlan } from "~/services/plan/get-plan.server";
import { getSimulation } from "~/services/plan/get-simulation.server";
import { listTasks } from "~/services/plan/list-tasks.server";
import { planActions } from "~/services/plan/plan-actions.server";
import { setAssignment } from "~/services/plan/set-assignment.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createCampaign, NOW, publishStandards, SIGNED } from "../../support/world";
import { draftOf, moveUp, versionNumbered } from "../assessment/upgrade-world";

let open: TestDatabase;
let first: PublishedStandard;
let latest: PublishedStandard;
let earlier: Awaited<ReturnType<typeof createCampaign>>;
let current: Awaited<ReturnType<typeof createCampaign>>;
beforeAll(async () => {
	open = await createTestDatabase();
	latest = await publishStandards(open.db);
	first = await versionNumbered(open.db, "1.0");
	earlier = await createCampaign(open.db, first.id, 2025);
	current = await createCampaign(open.db, latest.id, 2026);
});
afterAll(() => open.drop());

const as = <T>(actor: Actor, access: "read" | "write", work: (useCase: UseCase) => Promise<T>, now = NOW) =>
	onBehalfOf(open.db, actor.userId, access, (db) => work({ db, actor: { ...actor }, now }));
const item = (criterionId: string, owner: Actor, more: object = {}) => ({
	...{ criterionId, to: "3", ownerId: owner.userId, dueOn: "2026-11-30", todo: "Écrire la procédure" },
	...more,
});
const plan = (actor: Actor, id: string, items: readonly object[]) =>
	as(actor, "write", (useCase) => planActions(useCase, id, items));
const actionsOf = (cooperativeId: string) =>
	open.db
		.select()
		.from(plannedActions)
		.where(eq(plannedActions.cooperativeId, cooperativeId))
		.orderBy(plannedActions.criterionId);

describe("actions", () => {
	it("come from the shortest path, one per criterion to raise, with what is asked; twice gives the same ones", async () => {
		const { draft, manager, cooperative } = await draftOf(open.db, latest, current, {
			levelOf: (id) => (["JUR-01", "FIN-02"].includes(id) ? 1 : 2),
		});
		const asked = await as(manager, "read", (useCase) =>
			getNewActions(useCase, draft.id, readSimulation(new URLSearchParams())),
		);
		expect(asked.rows.map(({ id, from, to, ownerId }) => [id, from, to, ownerId])).toEqual([
			["FIN-02", 1, 2, manager.userId],
			["JUR-01", 1, 2, manager.userId],
		]);
		const items = asked.rows.map(({ id, to }) => item(id, manager, { to: String(to) }));
		expect(await plan(manager, draft.id, items)).toEqual({ ok: true, value: { planned: 2, already: 0 } });
		expect(await plan(manager, draft.id, items)).toEqual({ ok: true, value: { planned: 0, already: 2 } });
		const rows = await actionsOf(cooperative.id);
		expect(rows.map(({ criterionId, fromLevel, toLevel }) => [criterionId, fromLevel, toLevel])).toEqual([
			["FIN-02", 1, 2],
			["JUR-01", 1, 2],
		]);
		const journal = await open.db
			.select()
			.from(journalEntries)
			.where(and(eq(journalEntries.cooperativeId, cooperative.id), eq(journalEntries.action, "action.planned")));
		expect(journal).toHaveLength(2);
		expect(await as(manager, "read", listTasks)).toHaveLength(2);
	});

	it("are all refused when one cannot be, and a simulation writes nothing", async () => {
		const { draft, manager, contributor, cooperative } = await draftOf(open.db, latest, current);
		const stranger = await createActor(open.db, "manager", (await draftOf(open.db, latest, current)).cooperative.id);
		const reason = async (...items: object[]) => {
			const result = await plan(manager, draft.id, [item("JUR-02", manager), ...items]);
			return result.ok ? null : result.reason;
		};
		expect(await reason(item("JUR-01", manager, { dueOn: "2026-02-30" }))).toBe("NO_SUCH_DAY");
		expect(await reason(item("JUR-01", stranger))).toBe("NOT_IN_TEAM");
		expect(await reason(item("JUR-01", manager, { to: "2" }))).toBe("INVALID");
		expect(await reason(item("XXX-01", manager))).toBe("INVALID");
		expect(await reason(item("JUR-01", manager, { todo: "a".repeat(2001) }))).toBe("TEXT_TOO_LONG");
		expect(await plan(manager, draft.id, [])).toMatchObject({ reason: "NOTHING_CHOSEN" });
		await expect(plan(contributor, draft.id, [item("JUR-01", manager)])).rejects.toThrow(ForbiddenError);
		await expect(plan(stranger, draft.id, [item("JUR-01", stranger)])).rejects.toThrow(NotFoundError);
		await as(manager, "read", (useCase) => getSimulation(useCase, draft.id));
		expect(await actionsOf(cooperative.id)).toEqual([]);
	});

	it("are reached by the answers, closed by a person, given up with a reason, opened again, and never deleted", async () => {
		const { draft, manager, contributor, cooperative } = await draftOf(open.db, latest, current);
		await plan(manager, draft.id, [item("JUR-01", contributor), item("JUR-02", manager)]);
		const [one, two] = await actionsOf(cooperative.id);
		const seen = () => as(contributor, "read", (useCase) => getAction(useCase, cooperative.id, one?.id ?? ""));
		expect(await seen()).toMatchObject({ standing: "toDo", heirs: ["JUR-01"], mayAct: true });
		await as(contributor, "write", (useCase) =>
			saveAnswer(useCase, draft.id, {
				...{ criterionId: "JUR-01", choice: "3", reason: "", comment: "", version: 3, key: randomUUID() },
			}),
		);
		expect(await seen()).toMatchObject({ standing: "reached", action: { state: "open" } });
		const close = (actor: Actor, id: string | undefined, input: object) =>
			as(actor, "write", (useCase) => closeAction(useCase, cooperative.id, id ?? "", input));
		expect(await close(contributor, one?.id, { state: "done", version: 1 })).toMatchObject({ ok: true });
		await expect(close(contributor, two?.id, { state: "done", version: 1 })).rejects.toThrow(ForbiddenError);
		expect(await close(manager, two?.id, { state: "abandoned", reason: " ", version: 1 })).toMatchObject({
			reason: "REASON_MISSING",
		});
		expect(await close(manager, two?.id, { state: "abandoned", reason: "Activité arrêtée", version: 1 })).toMatchObject(
			{
				ok: true,
			},
		);
		expect(await close(manager, two?.id, { state: "open", version: 1 })).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		await plan(manager, draft.id, [item("JUR-02", manager)]);
		expect(await close(manager, two?.id, { state: "open", version: 2 })).toMatchObject({ reason: "ALREADY_PLANNED" });
		expect(await close(manager, one?.id, { state: "open", version: 2 })).toMatchObject({ ok: true });
		const edit = (version: number, owner: Actor) =>
			as(manager, "write", (useCase) =>
				editAction(useCase, cooperative.id, one?.id ?? "", {
					...{ ownerId: owner.userId, dueOn: "2026-12-01", todo: "", version },
				}),
			);
		expect(await edit(1, manager)).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await edit(3, manager)).toMatchObject({ ok: true });
		await expect(open.db.delete(plannedActions).where(eq(plannedActions.id, one?.id ?? ""))).rejects.toThrow();
	});

	it("stay through a move to a newer version, and on next year's assessment until somebody closes them", async () => {
		const moved = await draftOf(open.db, first, earlier, { levelOf: () => 2 });
		const { draft, manager, cooperative } = moved;
		await plan(manager, draft.id, [item("RHU-23", manager), item("ANC-19", manager), item("JUR-01", manager)]);
		await moveUp(open.db, moved);
		const shown = async (id: string) =>
			(await as(manager, "read", (useCase) => getPlan(useCase, id))).actions
				.map(({ criterionId, sheet, title }) => [criterionId, sheet, title.length > 5])
				.toSorted();
		const followed = [
			["ANC-19", null, true],
			["JUR-01", "JUR-01", true],
			["RHU-23", "RHU-17", true],
		];
		expect(await shown(draft.id)).toEqual(followed);
		await open.db.update(answers).set({ toConfirm: false }).where(eq(answers.assessmentId, draft.id));
		await open.db
			.update(assessments)
			.set({ status: "submitted", submittedAt: NOW })
			.where(eq(assessments.id, draft.id));
		const opened = await as(manager, "write", (useCase) => openAssessment(useCase, cooperative.id));
		if (!opened.ok) throw new Error(opened.reason);
		expect(await shown(opened.value.assessmentId)).toEqual(followed);
		expect((await as(manager, "read", listTasks)).map(({ assessmentId, year }) => [assessmentId, year])).toEqual(
			followed.map(() => [opened.value.assessmentId, 2026]),
		);
	});
});

describe("last year's plan", () => {
	async function twoYears() {
		const { draft, manager, contributor, cooperative } = await draftOf(open.db, first, earlier, { levelOf: () => 2 });
		const give = (target: string, to: Actor, dueOn: string) =>
			as(manager, "write", (useCase) =>
				setAssignment(useCase, draft.id, { target, assigneeId: to.userId, dueOn, note: `Note de ${target}` }),
			);
		const gone = await createActor(open.db, "contributor", cooperative.id);
		for (const [target, to, dueOn] of [
			["JUR", contributor, "2025-06-15"],
			["RHU-23", manager, "2025-09-01"],
			["ANC-19", manager, "2025-09-01"],
			["FIN", gone, "2025-10-01"],
		] as const) {
			expect(await give(target, to, dueOn)).toMatchObject({ ok: true });
		}
		const then = new Date("2025-11-03T09:00:00Z");
		const sent = await as(manager, "write", (useCase) => submitAssessment(useCase, draft.id, SIGNED), then);
		expect(sent).toMatchObject({ ok: true });
		await open.db.execute(`update role_grants set ends_on = '2025-12-01' where user_id = '${gone.userId}'`);
		const opened = await as(manager, "write", (useCase) => openAssessment(useCase, cooperative.id));
		if (!opened.ok) throw new Error(opened.reason);
		return { manager, contributor, id: opened.value.assessmentId };
	}

	it("is proposed on this year's days, along the lineage, taken at once, taken back, and never twice", async () => {
		const { manager, contributor, id } = await twoYears();
		const read = () => as(manager, "read", (useCase) => getCarriedPlan(useCase, id));
		const proposed = await read();
		expect(proposed.year).toBe(2025);
		expect(proposed.rows.map(({ target, dueOn, orphan }) => [target, dueOn, orphan])).toEqual([
			["JUR", "2026-06-15", false],
			["FIN", "2026-10-01", true],
			["RHU-17", "2026-09-01", false],
		]);
		const rowsOf = () =>
			open.db.select().from(assignments).where(eq(assignments.assessmentId, id)).orderBy(assignments.domain);
		expect(await rowsOf()).toEqual([]);
		const seen = proposed.rows.map((one) => one.seen);
		const confirm = (actor: Actor, list = seen) =>
			as(actor, "write", (useCase) => confirmCarriedPlan(useCase, id, list));
		// A contributor takes their own alone; a proposal that is no longer what was seen is not taken.
		const own = await as(contributor, "read", (useCase) => getCarriedPlan(useCase, id));
		expect(own.rows.map(({ target }) => target)).toEqual(["JUR"]);
		expect(await confirm(manager, [`JUR:${manager.userId}:2026-06-15`])).toMatchObject({ value: { targets: [] } });
		expect(await confirm(manager)).toEqual({ ok: true, value: { targets: ["JUR", "RHU-17"] } });
		expect(await confirm(manager)).toEqual({ ok: true, value: { targets: [] } });
		expect((await rowsOf()).map(({ domain, note }) => [domain, note])).toEqual([
			["JUR", "Note de JUR"],
			["RHU", "Note de RHU-23"],
		]);
		expect((await read()).rows.map(({ target }) => target)).toEqual(["FIN"]);
		const again = { target: "JUR", assigneeId: manager.userId, dueOn: "2026-12-01", version: 1 };
		await as(manager, "write", (useCase) => setAssignment(useCase, id, again));
		const undone = await as(manager, "write", (useCase) => undoCarriedPlan(useCase, id, ["JUR", "RHU-17"]));
		expect(undone).toEqual({ ok: true, value: { targets: ["RHU-17"] } });
		expect((await rowsOf()).map(({ domain, version }) => [domain, version])).toEqual([["JUR", 2]]);
	});
});
