import { describe, expect, it } from "vitest";
import type { RecordedAnswer } from "../assessment/answer-record";
import { type Assignment, assignable, isOrphan, readDueDay, shareOf } from "./assignment";
import { carryAssignments, type EarlierAssignment } from "./carry-assignments";
import { type ActionState, actionStanding } from "./planned-action";
import { inOrder, type TaskSources, tasksOf } from "./task";

const put = [
	{ id: "JUR-01", domain: "JUR" },
	{ id: "JUR-02", domain: "JUR" },
	{ id: "FIN-01", domain: "FIN" },
];
const answer = (more: Partial<RecordedAnswer> = {}): RecordedAnswer => ({
	...{ level: 2, notApplicable: false, reason: "", comment: "", version: 1 },
	...more,
});
const given = (domain: string, criterionId: string | null, more: Partial<Assignment> = {}): Assignment => ({
	...{ id: criterionId ?? domain, domain, criterionId, heirs: criterionId === null ? [] : [criterionId] },
	...{ assigneeId: "ada", dueOn: "2026-10-05" },
	...more,
});
const TODAY = "2026-10-06";

describe("an assignment (R-120, R-121)", () => {
	it("of a domain leaves out the criterion given to somebody else, and is done without it", () => {
		const all = [given("JUR", null), given("JUR", "JUR-02", { assigneeId: "bob" })];
		const answers = new Map([["JUR-01", answer()]]);
		const [domain, single] = all.map((one) => shareOf(one, all, put, answers, TODAY));
		expect(domain).toEqual({ state: "done", criteria: ["JUR-01"], left: [] });
		expect(single).toEqual({ state: "late", criteria: ["JUR-02"], left: ["JUR-02"] });
	});

	it("is not done by a proposal, nor by a criterion set aside without a reason", () => {
		const one = given("JUR", "JUR-01", { dueOn: TODAY });
		const state = (recorded: RecordedAnswer) => shareOf(one, [one], put, new Map([["JUR-01", recorded]]), TODAY).state;
		expect(state(answer({ toConfirm: true }))).toBe("toDo");
		expect(state(answer({ level: null, notApplicable: true }))).toBe("toDo");
		expect(state(answer({ level: null, notApplicable: true, reason: "Aucun salarié" }))).toBe("done");
	});

	it("of a criterion that is not put, or was retired, asks nothing", () => {
		const gone = given("JUR", "JUR-09", { heirs: [] });
		expect(shareOf(gone, [gone], put, new Map(), TODAY)).toEqual({ state: "notAsked", criteria: [], left: [] });
	});

	it("is due on a day of the calendar, before the campaign closes", () => {
		expect(readDueDay("2026-02-30", "2026-12-31")).toMatchObject({ ok: false, reason: "NO_SUCH_DAY" });
		expect(readDueDay("2027-01-01", "2026-12-31")).toMatchObject({ ok: false, reason: "AFTER_CLOSING" });
		expect(readDueDay("2026-12-31", "2026-12-31")).toEqual({ ok: true, value: "2026-12-31" });
	});
});

describe("who can hold it (R-122)", () => {
	const team = [
		{ userId: "ada", role: "manager", domains: null },
		{ userId: "bob", role: "contributor", domains: ["FIN"] },
		{ userId: "eve", role: "contributor", domains: null },
	] as const;

	it("managers, and the contributors who answer the domain; whoever left leaves it to be given again", () => {
		expect(assignable(team, "JUR").map(({ userId }) => userId)).toEqual(["ada", "eve"]);
		expect(["ada", "bob", "eve", "left"].map((one) => isOrphan(one, "JUR", team))).toEqual([false, true, false, true]);
	});
});

describe("an action (R-127)", () => {
	const action = (more: object = {}) => ({
		...{ state: "open" as ActionState, heirs: ["JUR-01"], toLevel: 2 as const, dueOn: TODAY },
		...more,
	});
	it("is reached by an answer that counts, and closed by a person alone", () => {
		const at = (level: 1 | 2 | 3, more: Partial<RecordedAnswer> = {}) =>
			new Map([["JUR-01", answer({ level, ...more })]]);
		expect(actionStanding(action(), at(1), TODAY)).toBe("toDo");
		expect(actionStanding(action({ dueOn: "2026-10-05" }), at(1), TODAY)).toBe("late");
		expect(actionStanding(action({ dueOn: "2026-10-05" }), at(3), TODAY)).toBe("reached");
		expect(actionStanding(action(), at(3, { toConfirm: true }), TODAY)).toBe("toDo");
		expect(actionStanding(action({ state: "abandoned" }), at(3), TODAY)).toBe("abandoned");
	});

	it("on a criterion split in two is reached when both parts are; on a retired one it stays to be closed", () => {
		const split = action({ heirs: ["JUR-01", "JUR-02"] });
		expect(actionStanding(split, new Map([["JUR-01", answer()]]), TODAY)).toBe("toDo");
		expect(actionStanding(split, new Map(["JUR-01", "JUR-02"].map((id) => [id, answer()])), TODAY)).toBe("reached");
		expect(actionStanding(action({ heirs: [] }), new Map([["JUR-01", answer()]]), TODAY)).toBe("toDo");
	});
});

describe("tasks (R-123)", () => {
	it("are late first, then by day; what is done is no task", () => {
		const shown = (domain: string, criterionId: string | null, dueOn: string) => ({
			...given(domain, criterionId, { dueOn }),
			...{ title: criterionId ?? domain, note: "" },
		});
		const sources: TaskSources = {
			place: { assessmentId: "a", year: 2026, cooperative: { id: "c", name: "C" } },
			assignments: [
				shown("JUR", null, "2026-12-01"),
				shown("JUR", "JUR-02", "2026-09-01"),
				shown("FIN", "FIN-01", "2026-11-01"),
			],
			actions: [
				{
					...{ id: "p", state: "open", heirs: [], toLevel: 2, dueOn: "2026-10-01", domain: "JUR" },
					...{ criterionId: "JUR-09", title: "Retiré", fromLevel: null, todo: "" },
				},
			],
			put,
			answers: new Map([["FIN-01", answer()]]),
			domains: [{ code: "JUR", title: "Juridique" }],
		};
		const tasks = inOrder(tasksOf("ada", sources, TODAY));
		expect(tasks.map(({ kind, state, dueOn, next }) => [kind, state, dueOn, next])).toEqual([
			["answer", "late", "2026-09-01", "JUR-02"],
			["action", "late", "2026-10-01", null],
			["answer", "toDo", "2026-12-01", "JUR-01"],
		]);
		expect(tasksOf("bob", { ...sources, actions: [] }, TODAY)).toEqual([]);
	});
});

describe("last year's assignments (R-124)", () => {
	const campaigns = {
		from: { startsOn: "2026-01-15", endsOn: "2026-12-31" },
		to: { startsOn: "2027-01-15", endsOn: "2027-12-31" },
	};
	const team = [{ userId: "ada", role: "manager", domains: null }] as const;
	const earlier = (domain: string, criterionId: string | null, more: Partial<EarlierAssignment> = {}) => ({
		...given(domain, criterionId),
		note: "",
		...more,
	});

	it("propose the same person a year later; to whom left, nobody; to what is taken, nothing", () => {
		const proposed = carryAssignments(
			[
				earlier("JUR", null),
				earlier("FIN", null, { assigneeId: "left" }),
				earlier("JUR", "JUR-01", { note: "Voir les statuts" }),
			],
			put,
			new Set(["JUR"]),
			team,
			campaigns,
		);
		expect(proposed).toEqual([
			{
				...{ domain: "JUR", criterionId: "JUR-01", assigneeId: "ada", dueOn: "2027-10-05" },
				...{ note: "Voir les statuts", orphan: false },
			},
			{ domain: "FIN", criterionId: null, assigneeId: "left", dueOn: "2027-10-05", note: "", orphan: true },
		]);
	});

	it("follow their criterion: each part of one that was split, the first due of those that merged, nothing when retired", () => {
		const proposed = carryAssignments(
			[
				earlier("JUR", "JUR-07", { heirs: ["JUR-01", "JUR-02"], dueOn: "2026-06-01" }),
				earlier("JUR", "JUR-08", { heirs: ["JUR-02"], dueOn: "2026-05-01" }),
				earlier("JUR", "JUR-09", { heirs: [] }),
			],
			put,
			new Set(),
			team,
			campaigns,
		);
		expect(proposed.map(({ criterionId, dueOn }) => [criterionId, dueOn])).toEqual([
			["JUR-01", "2027-06-01"],
			["JUR-02", "2027-05-01"],
		]);
	});
});
