/**
 * The life of an audit with the database, lived by all its people at random over simulated months: the services refuse what the
 * rules refuse, whoever asks and in whatever order. AUDIT_LIFE_RUNS: how many lives (2 by default).
 */
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { nonConformities } from "~/db/schema/finding.server";
import type { Actor } from "~/domain/access/roles";
import { isOpenVisit } from "~/domain/audit/audit-life";
import { addDays, addMonths, dayInParis } from "~/domain/calendar-day";
import { applicableCriteria } from "~/domain/standard/applicability";
import { cancelAudit } from "~/services/audit/cancel-audit.server";
import { checkEffect } from "~/services/audit/check-effect.server";
import { declareDone } from "~/services/audit/declare-done.server";
import { endVisit } from "~/services/audit/end-visit.server";
import { escalateLate } from "~/services/audit/escalate-late.server";
import { issueFinalReport } from "~/services/audit/issue-final-report.server";
import { judgePlan } from "~/services/audit/judge-plan.server";
import { proposePlan } from "~/services/audit/propose-plan.server";
import { recordLevel } from "~/services/audit/record-level.server";
import { sendReplies } from "~/services/audit/save-reply.server";
import { sendProvisionalReport } from "~/services/audit/send-provisional-report.server";
import { ForbiddenError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, NOW, PROFILE } from "../../support/world";
import { openSeason, plannedAudit, type Season } from "./audit-world";

const RUNS = Number(process.env.AUDIT_LIFE_RUNS ?? 2);
const YES = { confirmed: true };

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

interface Model {
	now: Date;
	stage: "visit" | "draft" | "reply" | "final" | "closed" | "cancelled";
	sentOn: string;
	replied: boolean;
	followed: "open" | "judge" | "do" | "check" | "over" | null;
	major: boolean;
	dueOn: string;
	doneOn: string | null;
}
interface Real {
	readonly auditId: string;
	readonly people: Readonly<Record<Who, Actor>>;
	readonly minor: string;
}
type Who = "manager" | "lead" | "second" | "network";
const EVERYBODY: readonly Who[] = ["manager", "lead", "second", "network"];

const row = async ({ auditId }: Real) =>
	(await test.db.select().from(nonConformities).where(eq(nonConformities.auditId, auditId)))[0];

/** Each act: who may, when it works, what it does to the model, and the service it asks. */
interface Act {
	readonly by: readonly Who[];
	readonly works: (model: Model) => boolean;
	readonly follows: (model: Model) => void;
	readonly ask: (real: Real, actor: Actor, now: Date) => Promise<{ readonly ok: boolean }>;
}
const today = (model: Model) => dayInParis(model.now);

async function ofOne(real: Real, work: (id: string, version: string) => Promise<{ readonly ok: boolean }>) {
	const one = await row(real);
	return one ? work(one.id, String(one.version)) : { ok: false };
}

const ACTS: Readonly<Record<string, Act>> = {
	record: {
		by: ["lead", "second"],
		works: ({ stage }) => stage === "visit",
		follows: () => undefined,
		ask: async ({ auditId, minor }, actor, now) => {
			const { version = 0, level } = (
				await test.db.select().from(auditObservations).where(eq(auditObservations.auditId, auditId))
			).find(({ criterionId }) => criterionId === minor) ?? { level: null };
			const note = `vu ${version}`;
			return recordLevel(as(test.db, actor, now), auditId, {
				...{ criterionId: minor, choice: String(level ?? 1), note, version: String(version) },
			});
		},
	},
	cancel: {
		by: ["network"],
		works: ({ stage }) => stage === "visit",
		follows: (model) => Object.assign(model, { stage: "cancelled" }),
		ask: ({ auditId }, actor, now) => cancelAudit(as(test.db, actor, now), auditId, { reason: "Report demandé" }),
	},
	end: {
		by: ["lead"],
		works: ({ stage }) => stage === "visit",
		follows: (model) => Object.assign(model, { stage: "draft" }),
		ask: ({ auditId }, actor, now) => endVisit(as(test.db, actor, now), auditId, YES),
	},
	send: {
		by: ["lead"],
		works: ({ stage }) => stage === "draft",
		follows: (model) => Object.assign(model, { stage: "reply", sentOn: today(model) }),
		ask: ({ auditId }, actor, now) => sendProvisionalReport(as(test.db, actor, now), auditId, YES),
	},
	reply: {
		by: ["manager"],
		works: (model) => model.stage === "reply" && !model.replied && today(model) <= addDays(model.sentOn, 15),
		follows: (model) => Object.assign(model, { replied: true }),
		ask: ({ auditId }, actor, now) => sendReplies(as(test.db, actor, now), auditId, YES),
	},
	issue: {
		by: ["lead"],
		works: (model) => model.stage === "reply" && (model.replied || today(model) > addDays(model.sentOn, 15)),
		follows: (model) =>
			Object.assign(model, { stage: "final", followed: "open", dueOn: addMonths(today(model), 6), major: false }),
		ask: ({ auditId }, actor, now) => issueFinalReport(as(test.db, actor, now), auditId, YES),
	},
	propose: {
		by: ["manager"],
		works: ({ followed }) => followed === "open",
		follows: (model) => Object.assign(model, { followed: "judge" }),
		ask: (real, actor, now) =>
			ofOne(real, (id, version) =>
				proposePlan(as(test.db, actor, now), id, {
					...{ cause: "a", correction: "b", action: "c", ownerId: real.people.manager.userId },
					...{ dueOn: dayInParis(now), version },
				}),
			),
	},
	accept: {
		by: ["lead", "second", "network"],
		works: ({ followed }) => followed === "judge",
		follows: (model) => Object.assign(model, { followed: "do" }),
		ask: (real, actor, now) =>
			ofOne(real, (id, version) => judgePlan(as(test.db, actor, now), id, { accepted: true, reason: "", version })),
	},
	done: {
		by: ["manager"],
		works: ({ followed }) => followed === "do",
		follows: (model) => Object.assign(model, { followed: "check", doneOn: today(model) }),
		ask: (real, actor, now) =>
			ofOne(real, (id, version) => declareDone(as(test.db, actor, now), id, { note: "Fait", evidence: [], version })),
	},
	reopen: {
		by: ["lead", "second"],
		works: ({ followed }) => followed === "check",
		follows: (model) => Object.assign(model, { followed: "open", doneOn: null }),
		ask: (real, actor, now) =>
			ofOne(real, (id, version) =>
				checkEffect(as(test.db, actor, now), id, { effective: false, reason: "Non", version }),
			),
	},
	lift: {
		by: ["lead", "second"],
		works: ({ followed }) => followed === "check",
		follows: (model) => Object.assign(model, { followed: "over", stage: "closed" }),
		ask: (real, actor, now) =>
			ofOne(real, (id, version) =>
				checkEffect(as(test.db, actor, now), id, { effective: true, reason: "Vu", version }),
			),
	},
};

const STATUS_OF = {
	draft: "provisionalReport",
	reply: "rightOfReply",
	final: "finalReport",
	closed: "closed",
	cancelled: "cancelled",
} as const;

async function compare(model: Model, real: Real) {
	const [audit] = await test.db.select().from(audits).where(eq(audits.id, real.auditId));
	if (model.stage === "visit") expect(isOpenVisit(audit?.status ?? "closed")).toBe(true);
	else expect(audit?.status).toBe(STATUS_OF[model.stage]);
	const one = await row(real);
	expect(one !== undefined).toBe(model.followed !== null);
	if (one)
		expect([one.grade, one.dueOn, one.status === "closed"]).toEqual([
			model.major ? "major" : "minor",
			model.dueOn,
			model.followed === "over",
		]);
}

class Attempt implements fc.AsyncCommand<Model, Real> {
	constructor(
		readonly name: string,
		readonly who: Who,
	) {}
	check = () => true;
	async run(model: Model, real: Real) {
		const act = ACTS[this.name] as Act;
		const expected = act.by.includes(this.who) && act.works(model);
		const answer = await act.ask(real, real.people[this.who], model.now).catch((error: unknown) => {
			if (error instanceof ForbiddenError) return { ok: false };
			throw error;
		});
		expect(answer.ok, `${this} at ${model.stage} ${model.followed}`).toBe(expected);
		if (expected) act.follows(model);
		await compare(model, real);
	}
	toString = () => `${this.who} ${this.name}`;
}

/** Time passes, and the daily round with it. */
class Pass implements fc.AsyncCommand<Model, Real> {
	constructor(readonly days: number) {}
	check = () => true;
	async run(model: Model, real: Real) {
		model.now = new Date(model.now.getTime() + this.days * 86_400_000);
		await escalateLate(test.db, model.now);
		const { followed, doneOn, dueOn } = model;
		const waits = followed === "check" && doneOn !== null && doneOn <= dueOn;
		if (followed && followed !== "over" && !model.major && today(model) > dueOn && !waits) {
			Object.assign(model, { major: true, dueOn: addMonths(today(model), 3) });
		}
		await compare(model, real);
	}
	toString = () => `${this.days} days`;
}

it("makes no forbidden move, whoever tries it, and keeps its deadlines", async () => {
	const attempts = fc
		.tuple(fc.constantFrom(...Object.keys(ACTS)), fc.constantFrom(...EVERYBODY))
		.map(([name, who]) => new Attempt(name, who));
	// Whoever may: chance alone would seldom go far.
	const forward = fc
		.constantFrom("end", "send", "reply", "issue", "propose", "accept", "done", "reopen", "lift")
		.map((name) => new Attempt(name, (ACTS[name] as Act).by[0] as Who));
	const pass = fc.integer({ min: 1, max: 70 }).map((days) => new Pass(days));
	const commands = fc.commands([attempts, forward, forward, forward, pass], { maxCommands: 40, size: "max" });
	await fc.assert(
		fc.asyncProperty(commands, async (moves) => {
			const world = await plannedAudit(test.db, season);
			const criteria = applicableCriteria(season.published.standard, PROFILE);
			const minor = criteria.find(({ kind, blocking }) => kind === "mandatory" && !blocking)?.id ?? "";
			await test.db.insert(auditObservations).values(
				criteria.map(({ id: criterionId }) => ({
					...{ cooperativeId: world.cooperative.id, auditId: world.auditId, criterionId, note: "" },
					...{
						level: criterionId === minor ? (1 as const) : (3 as const),
						recordedAt: NOW,
						recordedBy: world.lead.userId,
					},
				})),
			);
			const people = { manager: world.manager, lead: world.lead, second: world.second, network: season.network };
			await fc.asyncModelRun(
				() => ({
					model: {
						...{ now: NOW, stage: "visit", sentOn: "", replied: false, followed: null },
						...{ major: false, dueOn: "", doneOn: null },
					} as Model,
					real: { auditId: world.auditId, people, minor },
				}),
				moves,
			);
		}),
		{ numRuns: RUNS, endOnFailure: true },
	);
}, 600_000);
