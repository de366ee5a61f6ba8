/** The life of an audit as its people live it, over simulated years: commands chosen at random, in any order, by anybody. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, type Day, isDay } from "../calendar-day";
import { AUDIT_MOVES, AUDIT_STATUSES, type AuditStatus, isOpenVisit, type MoveName, move } from "./audit-life";
import {
	checkedAgain,
	dueOn,
	escalatesOn,
	FOLLOW_MOVES,
	type Followed,
	type FollowMoveName,
	follow,
	type Grade,
	isLate,
} from "./non-conformity";
import { checkIssue, provisionalDueOn, repliesAreTold, replyDueOn } from "./report-delays";

const RULES = { deadlinesMonths: { major: 3, majorExtended: 6, minor: 6 } };

describe("R-150 the moves of an audit", () => {
	it("are these and no other", () => {
		const found = AUDIT_STATUSES.flatMap((from) =>
			(Object.keys(AUDIT_MOVES) as MoveName[]).flatMap((name) => {
				const next = move(name, from);
				return next.ok ? [`${name}: ${from} > ${next.value}`] : [];
			}),
		);
		expect(found).toMatchInlineSnapshot(`
			[
			  "confirm: planned > confirmed",
			  "replan: planned > planned",
			  "postpone: planned > postponed",
			  "cancel: planned > cancelled",
			  "start: planned > inProgress",
			  "endVisit: planned > provisionalReport",
			  "replan: confirmed > planned",
			  "postpone: confirmed > postponed",
			  "cancel: confirmed > cancelled",
			  "start: confirmed > inProgress",
			  "endVisit: confirmed > provisionalReport",
			  "cancel: inProgress > cancelled",
			  "endVisit: inProgress > provisionalReport",
			  "sendProvisional: provisionalReport > rightOfReply",
			  "issueFinal: rightOfReply > finalReport",
			  "close: finalReport > closed",
			  "replan: postponed > planned",
			  "cancel: postponed > cancelled",
			]
		`);
	});

	it("lead nowhere from an audit closed or cancelled, and back to the visit from no report", () => {
		const after: readonly AuditStatus[] = ["provisionalReport", "rightOfReply", "finalReport", "closed", "cancelled"];
		for (const from of after) {
			for (const name of Object.keys(AUDIT_MOVES) as MoveName[]) {
				const next = move(name, from);
				if (!next.ok) continue;
				expect(["closed", "cancelled"]).not.toContain(from);
				expect(isOpenVisit(next.value)).toBe(false);
			}
		}
	});
});

describe("R-153, R-158 deadlines", () => {
	it.each([
		["2027-11-30", 3, "2028-02-29"],
		["2026-11-30", 3, "2027-02-28"],
		["2026-08-31", 6, "2027-02-28"],
		["2027-08-31", 6, "2028-02-29"],
		["2028-02-29", 12, "2029-02-28"],
		["2026-12-31", 6, "2027-06-30"],
		["2026-10-05", 3, "2027-01-05"],
	])("%s and %i months: %s", (day, months, expected) => {
		expect(addMonths(day, months)).toBe(expected);
	});

	it("always fall on a day, of the month meant, never later than the day they began", () => {
		const day = fc.integer({ min: 0, max: 36_500 }).map((days) => addDays("2000-01-01", days));
		fc.assert(
			fc.property(day, fc.integer({ min: 0, max: 60 }), (from, months) => {
				const to = addMonths(from, months);
				expect(isDay(to)).toBe(true);
				const index = (one: Day) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7));
				expect(index(to) - index(from)).toBe(months);
				expect(to.slice(8) <= from.slice(8)).toBe(true);
				expect(to.slice(8) === from.slice(8) || addDays(to, 1).slice(8) === "01").toBe(true);
			}),
			{ numRuns: 2_000 },
		);
	});

	it("of the reports are fifteen days, the last one included; across the change of hour as any other", () => {
		expect(provisionalDueOn("2027-03-20")).toBe("2027-04-04");
		expect(replyDueOn("2026-10-20")).toBe("2026-11-04");
		const reply = { dueOn: "2026-11-04", sent: false };
		expect(checkIssue(reply, "2026-11-04", 0)).toMatchObject({ reason: "REPLY_AWAITED" });
		expect(checkIssue(reply, "2026-11-05", 0)).toMatchObject({ ok: true });
		expect(repliesAreTold(reply, "2026-11-04")).toBe(false);
		expect(repliesAreTold(reply, "2026-11-05")).toBe(true);
	});

	it("escalate the day after; done in time waits for its check", () => {
		const one: Followed = { grade: "minor", origin: "level", status: "open", dueOn: "2028-02-29", doneOn: null };
		expect([escalatesOn(one, "2028-02-29"), escalatesOn(one, "2028-03-01")]).toEqual([false, true]);
		const done = { ...one, status: "done" as const };
		expect(escalatesOn({ ...done, doneOn: "2028-02-29" }, "2029-01-01")).toBe(false);
		expect(escalatesOn({ ...done, doneOn: "2028-03-01" }, "2028-03-02")).toBe(true);
		const found = (...levels: readonly (0 | 1 | 2 | null)[]) => levels.map((level) => ({ level, metFrom: 2 as const }));
		expect(checkedAgain(one, found(1))).toBe("escalated");
		expect(checkedAgain({ ...one, grade: "major" }, found(1))).toBe("unchanged");
		expect(checkedAgain(one, found(2))).toBe("lifted");
		expect(checkedAgain(one, found(null))).toBe("unchanged");
		expect(checkedAgain(one, found(2, 2))).toBe("lifted");
		expect(checkedAgain(one, found(2, null))).toBe("unchanged");
		expect(checkedAgain(one, found(2, 1))).toBe("escalated");
		expect(checkedAgain(one, [])).toBe("unchanged");
	});
});

/** What really happened, and what it should be, told apart: `Real` applies the rules, `Model` writes them again by hand. */
interface Model {
	day: Day;
	stage: "draft" | "reply" | "final";
	sentOn: Day;
	replied: boolean;
	issuedOn: Day;
	one: { grade: Grade; since: Day; state: "plan" | "judge" | "do" | "check" | "over"; doneOn: Day | null } | null;
}
interface Real {
	status: AuditStatus;
	replyDue: Day | null;
	replied: boolean;
	followed: Followed | null;
	closedOn: Day | null;
	escalations: number;
}

const months: Readonly<Record<Grade, number>> = { major: 3, minor: 6 };
/** The deadline, counted by hand. */
function handDeadline({ grade, since }: { grade: Grade; since: Day }): Day {
	const [year = 0, month = 0, day = 0] = since.split("-").map(Number);
	const last = new Date(Date.UTC(year, month - 1 + months[grade] + 1, 0));
	const wanted = Math.min(day, last.getUTCDate());
	return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), wanted)).toISOString().slice(0, 10);
}

class Wait implements fc.Command<Model, Real> {
	constructor(readonly days: number) {}
	check = () => true;
	run(model: Model, real: Real) {
		for (let day = 0; day < this.days; day += 1) {
			model.day = addDays(model.day, 1);
			const { followed } = real;
			if (followed && escalatesOn(followed, model.day)) {
				real.followed = { ...followed, grade: "major", dueOn: dueOn("major", model.day, RULES) };
				real.escalations += 1;
			}
			const { one } = model;
			if (!one || one.state === "over") continue;
			const deadline = handDeadline(one);
			const inTime = one.state === "check" && one.doneOn !== null && one.doneOn <= deadline;
			if (one.grade === "minor" && model.day > deadline && !inTime) {
				model.one = { ...one, grade: "major", since: model.day };
			}
			compare(model, real);
		}
	}
	toString = () => `wait ${this.days} days`;
}

class Step implements fc.Command<Model, Real> {
	constructor(readonly name: MoveName) {}
	check = () => true;
	run(model: Model, real: Real) {
		const late = model.day > addDays(model.sentOn, 15);
		const expected =
			(this.name === "sendProvisional" && model.stage === "draft") ||
			(this.name === "issueFinal" && model.stage === "reply" && (model.replied || late)) ||
			(this.name === "close" && model.stage === "final" && real.closedOn === null && model.one?.state === "over");
		const next = move(this.name, real.status);
		const reply = { dueOn: real.replyDue ?? "", sent: real.replied };
		const open = real.followed !== null && real.followed.status !== "closed";
		const allowed =
			next.ok && (this.name !== "issueFinal" || checkIssue(reply, model.day, 0).ok) && (this.name !== "close" || !open);
		expect(allowed, `${this.name} on ${model.day} from ${real.status}`).toBe(expected);
		if (!allowed || !next.ok) return;
		real.status = next.value;
		if (this.name === "sendProvisional") {
			Object.assign(model, { stage: "reply", sentOn: model.day });
			real.replyDue = replyDueOn(model.day);
		}
		if (this.name === "issueFinal") {
			Object.assign(model, { stage: "final", issuedOn: model.day });
			model.one = { grade: "minor", since: model.day, state: "plan", doneOn: null };
			const due = dueOn("minor", model.day, RULES);
			real.followed = { grade: "minor", origin: "level", status: "open", dueOn: due, doneOn: null };
		}
		if (this.name === "close") real.closedOn = model.day;
		compare(model, real);
	}
	toString = () => this.name;
}

class Reply implements fc.Command<Model, Real> {
	check = (model: Model) => model.stage === "reply" && !model.replied && model.day <= addDays(model.sentOn, 15);
	run(model: Model, real: Real) {
		model.replied = true;
		real.replied = true;
	}
	toString = () => "reply";
}

const AFTER: Readonly<Record<FollowMoveName, readonly [string, string]>> = {
	propose: ["plan", "judge"],
	accept: ["judge", "do"],
	sendBack: ["judge", "plan"],
	declareDone: ["do", "check"],
	lift: ["check", "over"],
	reopen: ["check", "plan"],
};

class Follow implements fc.Command<Model, Real> {
	constructor(readonly name: FollowMoveName) {}
	check = () => true;
	run(model: Model, real: Real) {
		const [from, to] = AFTER[this.name];
		const next = real.followed ? follow(this.name, real.followed) : { ok: false as const };
		expect(next.ok, `${this.name} at ${model.one?.state}`).toBe(model.one?.state === from);
		if (!next.ok || !real.followed || !model.one) return;
		const doneOn = this.name === "declareDone" ? model.day : this.name === "reopen" ? null : real.followed.doneOn;
		real.followed = { ...real.followed, status: next.value, doneOn };
		model.one = { ...model.one, state: to as NonNullable<Model["one"]>["state"], doneOn };
		compare(model, real);
	}
	toString = () => this.name;
}

function compare(model: Model, real: Real) {
	const { one } = model;
	if (!one || !real.followed) return;
	expect(real.followed.grade, model.day).toBe(one.grade);
	expect(real.followed.dueOn, model.day).toBe(handDeadline(one));
	expect(real.escalations).toBeLessThanOrEqual(1);
	if (one.state === "over") expect(isLate(real.followed, model.day)).toBe(false);
}

describe("an audit over simulated years", () => {
	const commands = fc.commands(
		[
			fc.integer({ min: 1, max: 120 }).map((days) => new Wait(days)),
			fc.constantFrom(...(Object.keys(AUDIT_MOVES) as MoveName[])).map((name) => new Step(name)),
			fc.constantFrom<MoveName>("sendProvisional", "issueFinal", "close").map((name) => new Step(name)),
			fc.constant(new Reply()),
			fc.constantFrom(...(Object.keys(FOLLOW_MOVES) as FollowMoveName[])).map((name) => new Follow(name)),
		],
		{ maxCommands: 40 },
	);
	// Every day of four years, among which 29 February and each change of hour.
	const start = fc.integer({ min: 0, max: 1_460 }).map((days) => addDays("2026-01-01", days));

	it("makes no forbidden move, writes nothing once closed, keeps its deadlines and escalates once, on its day", () => {
		fc.assert(
			fc.property(start, commands, (day, moves) => {
				fc.modelRun(
					() => ({
						model: { day, stage: "draft", sentOn: day, replied: false, issuedOn: day, one: null } as Model,
						real: {
							...{ status: "provisionalReport", replyDue: null, replied: false, followed: null },
							...{ closedOn: null, escalations: 0 },
						} as Real,
					}),
					moves,
				);
			}),
			{ numRuns: 3_000 },
		);
	});
});
