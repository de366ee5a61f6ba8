/** Whatever anybody tries, in whatever order: no move but those of, no answer written while it is sent, no sending changed. */

import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answers } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import type { AssessmentStatus } from "~/domain/assessment/status";
import { askReopening } from "~/services/assessment/ask-reopening.server";
import { recordedAnswers } from "~/services/assessment/load-assessment.server";
import { returnAssessment } from "~/services/assessment/return-assessment.server";
import { readSnapshot } from "~/services/assessment/snapshot";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import { cancelAudit } from "~/services/audit/cancel-audit.server";
import { scheduleAudit } from "~/services/audit/schedule-audit.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { leadTo } from "../../support/audit-life";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createCampaign, publishStandards, SIGNED } from "../../support/world";
import { answerAs, fullDraft, inRequest, type Scene, sendingsOf, statusOf } from "./returns-world";

const RUNS = Number(process.env.RETURNS_RUNS ?? 4);

const PEOPLE = ["manager", "contributor", "stranger", "network", "auditor", "board", "admin"] as const;
const MOVES = [
	"submit",
	"returned",
	"reopened",
	"declined",
	"ask",
	"answer",
	"plan",
	"cancel",
	"start",
	"close",
] as const;
type Person = (typeof PEOPLE)[number];
type Move = (typeof MOVES)[number];

/** Who each move is for; the others are denied, whatever the state. `start` and `close`: the visit, as it goes. */
const FOR: { readonly [M in Move]: readonly Person[] } = {
	submit: ["manager"],
	returned: ["network"],
	reopened: ["network"],
	declined: ["network"],
	ask: ["manager"],
	answer: ["manager", "contributor"],
	plan: ["network"],
	cancel: ["network"],
	start: PEOPLE,
	close: PEOPLE,
};

interface Model {
	status: AssessmentStatus;
	sendings: number;
	asked: boolean;
	visit: "none" | "planned" | "inProgress" | "closed";
}

/** Whether the move happens, and what becomes of the model when it does. */
function play(model: Model, move: Move): boolean {
	const sent = model.status === "submitted";
	const visited = model.visit !== "none";
	switch (move) {
		case "submit":
			if (sent) return false;
			Object.assign(model, { status: "submitted", sendings: model.sendings + 1, asked: false });
			return true;
		case "returned":
		case "reopened":
			if (!sent || visited) return false;
			Object.assign(model, { status: "returned", asked: false });
			return true;
		case "declined":
			if (!sent || !model.asked) return false;
			model.asked = false;
			return true;
		case "ask":
			if (!sent || model.asked || model.visit === "inProgress" || model.visit === "closed") return false;
			model.asked = true;
			return true;
		case "answer":
			return !sent;
		case "plan":
			if (!sent || visited) return false;
			model.visit = "planned";
			return true;
		case "cancel":
			if (model.visit !== "planned" && model.visit !== "inProgress") return false;
			model.visit = "none";
			return true;
		case "start":
			if (model.visit !== "planned") return false;
			model.visit = "inProgress";
			return true;
		case "close":
			if (model.visit !== "inProgress") return false;
			model.visit = "closed";
			return true;
	}
}

let open: TestDatabase;
let published: PublishedStandard;
let campaign: Awaited<ReturnType<typeof createCampaign>>;
beforeAll(async () => {
	open = await createTestDatabase();
	published = await publishStandards(open.db);
	campaign = await createCampaign(open.db, published.id);
});
afterAll(() => open.drop());

type Actors = { readonly [P in Person]: Scene["manager"] };

async function attempt(scene: Scene, actors: Actors, person: Person, move: Move, model: Model): Promise<boolean> {
	const actor = actors[person];
	const run = <R extends { readonly ok: boolean }>(work: (useCase: UseCase) => Promise<R>) =>
		inRequest(open.db, actor, work).then(({ ok }) => ok);
	const [lead, second] = scene.auditors;
	const visit = await standingVisit(scene.id);
	switch (move) {
		case "submit":
			return run((useCase) => submitAssessment(useCase, scene.id, SIGNED));
		case "returned":
		case "reopened":
		case "declined":
			return run((useCase) =>
				returnAssessment(useCase, scene.id, { kind: move, reason: "Un motif", number: model.sendings }),
			);
		case "ask":
			return run((useCase) => askReopening(useCase, scene.id, { reason: "Un motif" }));
		case "answer":
			return (await answerAs(open.db, actor, scene.id, String((model.sendings + 1) % 4))).ok;
		case "plan": {
			const team = { leadAuditorId: lead.userId, secondAuditorId: second.userId };
			const days = { startsOn: "2026-11-16", endsOn: "2026-11-17", mode: "onSite", place: "Au siège" };
			return run((useCase) => scheduleAudit(useCase, { assessmentId: scene.id, kind: "initial", ...days, ...team }));
		}
		case "cancel":
			if (!visit) return false;
			return run((useCase) => cancelAudit(useCase, visit.id, { reason: "Un motif" }));
		case "start":
			if (visit?.status !== "planned") return false;
			await open.db.update(audits).set({ status: "inProgress" }).where(eq(audits.id, visit.id));
			return true;
		case "close":
			if (visit?.status !== "inProgress") return false;
			await leadTo(open.db, visit.id, "closed", new Date(), lead.userId);
			return true;
	}
}

async function standingVisit(assessmentId: string) {
	const rows = await open.db.select().from(audits).where(eq(audits.assessmentId, assessmentId));
	return rows.find(({ status }) => status === "planned" || status === "inProgress");
}

it("no forbidden move, by anybody, in any state", { timeout: 60_000 + RUNS * 30_000 }, async () => {
	const step = fc.record({
		person: fc.constantFrom(...PEOPLE),
		move: fc.constantFrom(...MOVES),
		rightly: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
			const scene = await fullDraft(open.db, published, campaign);
			const { manager, contributor, stranger, network, auditors } = scene;
			const [board, admin] = [await createActor(open.db, "board"), await createActor(open.db, "admin")];
			const actors: Actors = { manager, contributor, stranger, network, auditor: auditors[0], board, admin };
			const model: Model = { status: "draft", sendings: 0, asked: false, visit: "none" };
			let before = await sendingsOf(open.db, scene.id);
			for (const { person: anybody, move, rightly } of steps) {
				const person = rightly ? (FOR[move][0] as Person) : anybody;
				const denied = !FOR[move].includes(person);
				const happened = await attempt(scene, actors, person, move, model).catch((error) => {
					expect(error instanceof ForbiddenError || error instanceof NotFoundError, String(error)).toBe(true);
					return "denied";
				});
				const expected = denied ? false : play(model, move);
				expect([person, move, happened === true]).toEqual([person, move, expected]);
				expect(await statusOf(open.db, scene.id)).toBe(model.status);
				const sendings = await sendingsOf(open.db, scene.id);
				expect(sendings.slice(0, before.length)).toEqual(before);
				expect(sendings).toHaveLength(model.sendings);
				before = sendings;
				if (model.status !== "submitted") continue;
				const live = recordedAnswers(await open.db.select().from(answers).where(eq(answers.assessmentId, scene.id)));
				expect(readSnapshot(sendings.at(-1)?.content ?? "").answers).toEqual(Object.fromEntries(live));
			}
		}),
		{ numRuns: RUNS },
	);
});
