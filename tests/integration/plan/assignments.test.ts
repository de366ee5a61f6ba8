/** Who answers what by when: given, moved, taken back, by whom it may be, through departures and versions, as tasks say it. */
import { randomUUID } from "node:crypto";
import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roleGrants } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { assignments } from "~/db/schema/plan.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { getHome } from "~/services/access/get-home.server";
import { removeMember } from "~/services/access/remove-member.server";
import { getDomainSheet } from "~/services/assessment/get-domain-sheet.server";
import { getSurroundings } from "~/services/assessment/get-surroundings.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import { getAssignmentForm } from "~/services/plan/get-assignment-form.server";
import { getPlan } from "~/services/plan/get-plan.server";
import { listTasks } from "~/services/plan/list-tasks.server";
import { removeAssignment } from "~/services/plan/remove-assignment.server";
import { setAssignment } from "~/services/plan/set-assignment.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createCampaign, createDraft, NOW, publishStandards, SIGNED } from "../../support/world";
import { createTeam, rowOf } from "../access/team-world";
import { draftOf, moveUp, versionNumbered } from "../assessment/upgrade-world";

let open: TestDatabase;
let latest: PublishedStandard;
let campaign: Awaited<ReturnType<typeof createCampaign>>;
beforeAll(async () => {
	open = await createTestDatabase();
	latest = await publishStandards(open.db);
	campaign = await createCampaign(open.db, latest.id);
});
afterAll(() => open.drop());

const as = <T>(actor: Actor, access: "read" | "write", work: (useCase: UseCase) => Promise<T>, now = NOW) =>
	onBehalfOf(open.db, actor.userId, access, (db) => work({ db, actor, now }));

async function scene() {
	const { cooperative, manager, contributor: member, colleague } = await createTeam(open.db);
	const draft = await createDraft(open.db, cooperative, campaign);
	return {
		...{ cooperative, draft, member, manager: manager.actor },
		...{ contributor: member.actor, colleague: colleague.actor },
	};
}
const give = (actor: Actor, id: string, target: string, to: Actor, more: object = {}) =>
	as(actor, "write", (useCase) =>
		setAssignment(useCase, id, { target, assigneeId: to.userId, dueOn: "2026-11-30", ...more }),
	);
const planOf = (actor: Actor, id: string) => as(actor, "read", (useCase) => getPlan(useCase, id));
const tasksOf = (actor: Actor) => as(actor, "read", listTasks);
const answer = (actor: Actor, id: string, criterionId: string) =>
	as(actor, "write", (useCase) =>
		saveAnswer(useCase, id, {
			...{ criterionId, choice: "2", reason: "", comment: "", version: 0, key: randomUUID() },
		}),
	);

describe("giving", () => {
	it("a domain, then one of its criteria to somebody else: each has their tasks, and the journal a row of each", async () => {
		const { draft, manager, contributor } = await scene();
		expect(await give(manager, draft.id, "RHU", contributor, { note: "Voir le registre" })).toMatchObject({ ok: true });
		expect(await give(manager, draft.id, "RHU-01", manager, { dueOn: "2026-10-04" })).toMatchObject({ ok: true });
		const [task] = await tasksOf(contributor);
		expect(task).toMatchObject({
			kind: "answer",
			domain: "RHU",
			criterionId: null,
			state: "toDo",
			note: "Voir le registre",
		});
		expect(await tasksOf(manager)).toMatchObject([{ criterionId: "RHU-01", state: "late", next: "RHU-01" }]);
		const home = await as(manager, "read", (useCase) => getHome(useCase, process.cwd()));
		expect(home.own[0]?.tasks).toMatchObject({ total: 1, first: [{ criterionId: "RHU-01", state: "late" }] });
		const beside = await as(contributor, "read", (useCase) => getSurroundings(useCase, draft.id, "RHU"));
		expect([beside.criteria["RHU-01"]?.plan?.given, beside.criteria["RHU-02"]?.plan?.given]).toEqual([
			{ name: "Personne manager", dueOn: "2026-10-04", note: "" },
			{ name: "Personne contributor", dueOn: "2026-11-30", note: "Voir le registre" },
		]);
		const mine = (actor: Actor) =>
			as(actor, "read", async (useCase) => {
				const { rows } = await getDomainSheet(useCase, draft.id, "RHU", "mine");
				return rows.map(({ id }) => id);
			});
		expect(await mine(manager)).toEqual(["RHU-01"]);
		expect(await mine(contributor)).not.toContain("RHU-01");
		expect(await mine(contributor)).toContain("RHU-02");
		const plan = await planOf(contributor, draft.id);
		expect(plan.rows.map(({ criterionId, state, mayChange }) => [criterionId, state, mayChange])).toEqual([
			["RHU-01", "late", false],
			[null, "toDo", true],
		]);
		expect(plan.unassigned.map(({ code }) => code)).toEqual(["JUR", "FIN", "ACC", "ANC"]);
		expect(await answer(manager, draft.id, "RHU-01")).toMatchObject({ ok: true });
		expect(await tasksOf(manager)).toEqual([]);
		const rows = await open.db
			.select()
			.from(journalEntries)
			.where(like(journalEntries.subjectId, `${draft.id}/RHU%`));
		expect(rows.filter(({ action }) => action === "assignment.made")).toHaveLength(2);
		// A note may speak of a person: the chain, which nothing erases, does not hold it.
		expect(JSON.stringify(rows)).not.toContain("registre");
	});

	it("is a manager's to anybody who answers the domain; a contributor takes for themselves, in their domains", async () => {
		const { draft, manager, contributor, colleague } = await scene();
		expect(await give(manager, draft.id, "RHU", colleague)).toMatchObject({ ok: false, reason: "NOT_IN_TEAM" });
		expect(await give(contributor, draft.id, "ACC-01", contributor)).toMatchObject({ ok: true });
		await expect(give(contributor, draft.id, "ACC-02", colleague)).rejects.toThrow(ForbiddenError);
		await expect(give(contributor, draft.id, "JUR-01", contributor)).rejects.toThrow(ForbiddenError);
		// What a colleague holds stays theirs, until a manager says otherwise.
		await expect(give(colleague, draft.id, "ACC-01", colleague, { version: 1 })).rejects.toThrow(ForbiddenError);
		expect(await give(manager, draft.id, "ACC-01", colleague, { version: 1 })).toMatchObject({ ok: true });
		const form = await as(contributor, "read", (useCase) => getAssignmentForm(useCase, draft.id, "ACC-01"));
		expect([form.standing?.mayChange, form.people.map(({ userId }) => userId)]).toEqual([false, [contributor.userId]]);
	});

	it("is nobody else's affair: neither the plan nor a row leaves the cooperative", async () => {
		const { draft, manager, contributor } = await scene();
		await give(manager, draft.id, "RHU", contributor);
		const stranger = await createActor(open.db, "manager", (await scene()).cooperative.id);
		const network = await createActor(open.db, "network");
		for (const somebody of [stranger, network]) {
			await expect(planOf(somebody, draft.id)).rejects.toThrow(NotFoundError);
			await expect(give(somebody, draft.id, "FIN", somebody)).rejects.toThrow(NotFoundError);
			const seen = await as(somebody, "read", ({ db }) =>
				db.select().from(assignments).where(eq(assignments.assessmentId, draft.id)),
			);
			expect(seen).toEqual([]);
		}
	});

	it("refuses what is not a day, comes after the campaign, names nothing or was changed meanwhile, and keeps what is there", async () => {
		const { draft, manager, contributor } = await scene();
		const refused = async (target: string, more: object = {}) => {
			const result = await give(manager, draft.id, target, contributor, more);
			return result.ok ? null : result.reason;
		};
		expect(await refused("RHU", { dueOn: "2026-02-30" })).toBe("NO_SUCH_DAY");
		expect(await refused("RHU", { dueOn: "2027-01-01" })).toBe("AFTER_CLOSING");
		expect(await refused("RHU", { note: "a".repeat(501) })).toBe("NOTE_TOO_LONG");
		expect(await refused("RHU", { surprise: "1" })).toBe("INVALID");
		expect(await refused("XXX")).toBe("UNKNOWN_TARGET");
		expect(await refused("RHU")).toBeNull();
		expect(await refused("RHU")).toBe("CHANGED_MEANWHILE");
		const [first, second] = await Promise.all([
			give(manager, draft.id, "RHU", contributor, { version: 1, dueOn: "2026-12-01" }),
			give(manager, draft.id, "RHU", manager, { version: 1, dueOn: "2026-12-02" }),
		]);
		expect([first.ok, second.ok].toSorted()).toEqual([false, true]);
		const { rows } = await planOf(manager, draft.id);
		expect(rows).toMatchObject([{ version: 2, dueOn: first.ok ? "2026-12-01" : "2026-12-02" }]);
		const remove = (version: number) =>
			as(manager, "write", (useCase) => removeAssignment(useCase, draft.id, { id: rows[0]?.id, version }));
		expect(await remove(1)).toMatchObject({ ok: false, reason: "CHANGED_MEANWHILE" });
		expect(await remove(2)).toMatchObject({ ok: true });
		expect((await planOf(manager, draft.id)).rows).toEqual([]);
	});
});

describe("a departure", () => {
	it("leaves the work to be given again: listed to the manager with its day, until somebody takes it", async () => {
		const { cooperative, draft, manager, contributor, member } = await scene();
		await give(manager, draft.id, "RHU", contributor);
		const grant = await rowOf(open.db, member.grantId);
		const seen = `contributor/${grant?.domains?.join(",")}`;
		const removed = await as(manager, "write", (useCase) =>
			removeMember(useCase, cooperative.id, member.grantId, { seen }),
		);
		expect(removed).toMatchObject({ ok: true });
		expect((await planOf(manager, draft.id)).rows).toMatchObject([
			{ domain: "RHU", orphan: true, assignee: "Personne contributor", dueOn: "2026-11-30", mayChange: true },
		]);
		expect(await give(manager, draft.id, "RHU", manager, { version: 1 })).toMatchObject({ ok: true });
		expect((await planOf(manager, draft.id)).rows).toMatchObject([{ orphan: false }]);
	});

	it("or a domain taken away does the same", async () => {
		const { draft, manager, contributor, member } = await scene();
		await give(manager, draft.id, "RHU-02", contributor);
		await open.db
			.update(roleGrants)
			.set({ domains: ["ACC"] })
			.where(eq(roleGrants.id, member.grantId));
		expect((await planOf(manager, draft.id)).rows).toMatchObject([{ criterionId: "RHU-02", orphan: true }]);
	});
});

describe("once sent", () => {
	it("nothing is given any more, and nothing is a task", async () => {
		const { draft, manager, contributor } = await draftOf(open.db, latest, campaign);
		await give(manager, draft.id, "JUR", contributor);
		const sent = await as(manager, "write", (useCase) => submitAssessment(useCase, draft.id, SIGNED));
		expect(sent).toMatchObject({ ok: true });
		expect(await give(manager, draft.id, "FIN", contributor)).toMatchObject({ ok: false, reason: "ASSESSMENT_LOCKED" });
		await expect(open.db.delete(assignments).where(eq(assignments.assessmentId, draft.id))).rejects.toThrow();
		expect(await tasksOf(contributor)).toEqual([]);
		expect((await planOf(manager, draft.id)).rows).toMatchObject([{ state: "done", mayChange: false }]);
	});
});

describe("a draft that moves to a newer version", () => {
	it("keeps what was given: the merged criterion is still somebody's, the retired one stays readable", async () => {
		const older = await versionNumbered(open.db, "1.0");
		const moved = await draftOf(open.db, older, await createCampaign(open.db, older.id, 2025));
		const { draft, manager, contributor } = moved;
		for (const target of ["RHU-23", "ANC-19"]) {
			expect(await give(manager, draft.id, target, contributor, { dueOn: "2025-11-30" })).toMatchObject({ ok: true });
		}
		await moveUp(open.db, moved);
		const { rows } = await planOf(manager, draft.id);
		expect(rows.find(({ criterionId }) => criterionId === "RHU-23")).toMatchObject({ next: "RHU-17", criteria: 1 });
		const retired = rows.find(({ criterionId }) => criterionId === "ANC-19");
		expect(retired).toMatchObject({ state: "notAsked", criteria: 0 });
		expect(retired?.title.length).toBeGreaterThan(10);
	});
});
