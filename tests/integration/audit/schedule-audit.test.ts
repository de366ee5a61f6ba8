import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roleGrants, users } from "~/db/schema/access.server";
import { audits } from "~/db/schema/audit.server";
import { cancelAudit } from "~/services/audit/cancel-audit.server";
import { getScheduleForm } from "~/services/audit/get-schedule-form.server";
import { scheduleAudit } from "~/services/audit/schedule-audit.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { accompany, as, createActor, createAuditor, createCooperative, createDraft } from "../../support/world";
import { createTeam, journalOf, openSeason, PLAN, plannedAudit, type Season, submittedFile } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

async function ready() {
	const file = await submittedFile(test.db, season);
	const team = await createTeam(test.db);
	const input = {
		...PLAN,
		assessmentId: file.assessment.id,
		leadAuditorId: team.lead.userId,
		secondAuditorId: team.second.userId,
	};
	const schedule = (over: object = {}) => scheduleAudit(as(test.db, season.network), { ...input, ...over });
	return { ...file, ...team, input, schedule };
}

describe("scheduling an audit", () => {
	it("writes the audit and its journal row", async () => {
		const { schedule, cooperative, assessment, lead, second } = await ready();
		const result = await schedule();
		if (!result.ok) throw new Error(result.reason);
		const [audit] = await test.db.select().from(audits).where(eq(audits.id, result.value.auditId));
		expect(audit).toMatchObject({ status: "planned", sequence: 0, kind: "initial", place: PLAN.place });
		expect(await journalOf(test.db, result.value.auditId)).toMatchObject([
			{
				action: "audit.scheduled",
				actorId: season.network.userId,
				cooperativeId: cooperative.id,
				after: {
					assessmentId: assessment.id,
					startsOn: PLAN.startsOn,
					leadAuditorId: lead.userId,
					secondAuditorId: second.userId,
				},
			},
		]);
	});

	it("is the national team’s alone", async () => {
		const { input, manager, lead } = await ready();
		for (const actor of [manager, lead, await createActor(test.db, "board"), await createActor(test.db, "committee")]) {
			await expect(scheduleAudit(as(test.db, actor), input)).rejects.toThrow(ForbiddenError);
		}
	});

	it("answers not found for an assessment that does not exist", async () => {
		const { schedule } = await ready();
		await expect(schedule({ assessmentId: crypto.randomUUID() })).rejects.toThrow(NotFoundError);
		await expect(schedule({ assessmentId: "pas-un-uuid" })).rejects.toThrow(NotFoundError);
	});

	it("takes a submitted assessment only", async () => {
		const { schedule } = await ready();
		const draft = await createDraft(test.db, await createCooperative(test.db), season.campaign);
		expect(await schedule({ assessmentId: draft.id })).toMatchObject({ ok: false, reason: "ASSESSMENT_NOT_SUBMITTED" });
	});

	it("refuses what the plan rules refuse, one reason each", async () => {
		const { schedule, lead } = await ready();
		const refusals: [object, string][] = [
			[{ startsOn: "2026-11-31" }, "INVALID_DATES"],
			[{ endsOn: "2026-11-11" }, "ENDS_BEFORE_START"],
			[{ endsOn: "2026-11-17" }, "TOO_LONG"],
			[{ startsOn: "2026-10-04", endsOn: "2026-10-05" }, "IN_THE_PAST"],
			[{ place: "  " }, "ADDRESS_REQUIRED"],
			[{ place: "", mode: "remote" }, "HOW_TO_JOIN_REQUIRED"],
			[{ leadAuditorId: "" }, "LEAD_REQUIRED"],
			[{ secondAuditorId: "" }, "SECOND_REQUIRED"],
			[{ secondAuditorId: lead.userId }, "SAME_AUDITOR_TWICE"],
			[{ leadAuditorId: crypto.randomUUID() }, "UNKNOWN_AUDITOR"],
			[{ leadAuditorId: "robert" }, "UNKNOWN_AUDITOR"],
			[{ leadAuditorId: season.network.userId }, "UNKNOWN_AUDITOR"],
			[{ kind: "surprise" }, "INVALID"],
			[{ status: "closed" }, "INVALID"],
		];
		for (const [over, reason] of refusals) expect(await schedule(over)).toMatchObject({ ok: false, reason });
		expect(await schedule({ kind: "followUp", secondAuditorId: "" })).toMatchObject({ ok: true });
	});

	it("refuses each conflict of interest, names the person and the fact, and writes nothing", async () => {
		const { schedule, cooperative, assessment, home } = await ready();
		const neighbour = await createCooperative(test.db, { region: "Bretagne", regionalAssociation: "Normandie" });
		const supporter = await createCooperative(test.db, {
			name: "Crescendo d’essai",
			region: "Grand Est",
			regionalAssociation: null,
		});
		await accompany(test.db, supporter.id, cooperative.id, "2025-03-12");
		const cases = [
			[{ homeCooperativeId: cooperative.id }, { reason: "OWN_COOPERATIVE" }],
			[
				{ homeCooperativeId: home.id, formerCooperativeId: cooperative.id, leftOn: "2024-01-31" },
				{ reason: "LEFT_RECENTLY", until: "2029-01-31" },
			],
			[{ homeCooperativeId: neighbour.id }, { reason: "SAME_REGIONAL_ASSOCIATION", association: "Normandie" }],
			[
				{ homeCooperativeId: supporter.id },
				{ reason: "ACCOMPANIMENT", homeName: "Crescendo d’essai", endedOn: "2025-03-12" },
			],
			[{ homeCooperativeId: home.id, accreditedUntil: "2026-11-12" }, { reason: "NOT_ACCREDITED" }],
		] as const;
		for (const [profile, conflict] of cases) {
			const tied = await createAuditor(test.db, profile);
			expect(await schedule({ secondAuditorId: tied.userId })).toMatchObject({
				ok: false,
				reason: conflict.reason === "SAME_REGIONAL_ASSOCIATION" ? "DEROGATION_REQUIRED" : "CONFLICT_OF_INTEREST",
				details: { auditors: [{ userId: tied.userId, name: tied.name, conflicts: [conflict] }] },
			});
		}
		expect(await test.db.select().from(audits).where(eq(audits.assessmentId, assessment.id))).toEqual([]);
	});

	it("refuses an auditor already on another open visit those days, and no longer once it is cancelled", async () => {
		const busy = await plannedAudit(test.db, season);
		const { schedule } = await ready();
		const taken = await schedule({ secondAuditorId: busy.lead.userId, startsOn: "2026-11-13", endsOn: "2026-11-14" });
		expect(taken).toMatchObject({
			reason: "CONFLICT_OF_INTEREST",
			details: { auditors: [{ conflicts: [{ reason: "ALREADY_VISITING", cooperativeName: "Rhizome d’essai" }] }] },
		});
		await cancelAudit(as(test.db, season.network), busy.auditId, { reason: "Reportée" });
		expect(await schedule({ secondAuditorId: busy.lead.userId })).toMatchObject({ ok: true });
	});

	it("leaves out closed accounts and roles that have ended", async () => {
		const { schedule, lead, second } = await ready();
		await test.db
			.update(users)
			.set({ disabledAt: new Date("2026-01-01") })
			.where(eq(users.id, lead.userId));
		expect(await schedule()).toMatchObject({ reason: "UNKNOWN_AUDITOR" });
		await test.db.update(users).set({ disabledAt: null }).where(eq(users.id, lead.userId));
		await test.db.update(roleGrants).set({ endsOn: "2026-11-12" }).where(eq(roleGrants.userId, second.userId));
		expect(await schedule()).toMatchObject({ reason: "UNKNOWN_AUDITOR" });
	});

	it("keeps one open audit per assessment, even asked six times at once", async () => {
		const { input, assessment } = await ready();
		const teams = await Promise.all(Array.from({ length: 6 }, () => createTeam(test.db)));
		const results = await Promise.all(
			teams.map(({ lead, second }) =>
				scheduleAudit(as(test.db, season.network), {
					...input,
					leadAuditorId: lead.userId,
					secondAuditorId: second.userId,
				}),
			),
		);
		const answers = results.map((result) => (result.ok ? "ok" : result.reason));
		expect(answers.sort()).toEqual([...Array(5).fill("ALREADY_SCHEDULED"), "ok"]);
		expect(await test.db.select().from(audits).where(eq(audits.assessmentId, assessment.id))).toHaveLength(1);
	});

	it("never places one team on two of five visits asked for at once, whoever is named first", async () => {
		const { lead, second } = await createTeam(test.db);
		const files = await Promise.all(Array.from({ length: 5 }, () => submittedFile(test.db, season)));
		const results = await Promise.all(
			files.map(({ assessment }, index) => {
				const [first, other] = index % 2 === 0 ? [lead, second] : [second, lead];
				return scheduleAudit(as(test.db, season.network), {
					...PLAN,
					assessmentId: assessment.id,
					leadAuditorId: first.userId,
					secondAuditorId: other.userId,
				});
			}),
		);
		const answers = results.map((result) => (result.ok ? "ok" : result.reason));
		expect(answers.sort()).toEqual([...Array(4).fill("CONFLICT_OF_INTEREST"), "ok"]);
	});
});

describe("the form that schedules", () => {
	const ask = (query: object) =>
		getScheduleForm(as(test.db, season.network), {
			assessmentId: null,
			kind: null,
			startsOn: null,
			endsOn: null,
			...query,
		});

	it("lists what waits, and no longer once it is scheduled", async () => {
		const { schedule, assessment } = await ready();
		const ids = async () => (await ask({})).assessments.map(({ id }) => id);
		expect(await ids()).toContain(assessment.id);
		await schedule();
		expect(await ids()).not.toContain(assessment.id);
		expect(await ask({ assessmentId: assessment.id })).toMatchObject({ notWaiting: true, chosen: null });
	});

	it("says who may go and why the others may not, with the very verdict that guards the write", async () => {
		const { assessment, cooperative, lead, schedule } = await ready();
		const tied = await createAuditor(test.db, { homeCooperativeId: cooperative.id });
		const form = await ask({
			assessmentId: assessment.id,
			kind: "initial",
			startsOn: "2026-11-12",
			endsOn: "2026-11-13",
		});
		const verdict = (id: string) => form.team?.auditors.find(({ userId }) => userId === id)?.conflicts;
		expect(verdict(lead.userId)).toEqual([]);
		expect(verdict(tied.userId)).toEqual([{ reason: "OWN_COOPERATIVE" }]);
		for (const { userId, standing, derogable } of form.team?.auditors ?? []) {
			if (userId === lead.userId || standing.length === 0) continue;
			const reason = derogable ? "DEROGATION_REQUIRED" : "CONFLICT_OF_INTEREST";
			expect(await schedule({ secondAuditorId: userId })).toMatchObject({ reason });
		}
	});

	it("says what is wrong with the days before naming anyone", async () => {
		const { assessment } = await ready();
		const form = await ask({
			assessmentId: assessment.id,
			kind: "initial",
			startsOn: "2026-11-13",
			endsOn: "2026-11-12",
		});
		expect(form).toMatchObject({ dates: "ENDS_BEFORE_START", team: null });
	});

	it("is the national team’s alone", async () => {
		const { manager } = await ready();
		await expect(
			getScheduleForm(as(test.db, manager), { assessmentId: null, kind: null, startsOn: null, endsOn: null }),
		).rejects.toThrow(ForbiddenError);
	});
});
