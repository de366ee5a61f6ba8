import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audits } from "~/db/schema/audit.server";
import { mailMessages } from "~/db/schema/notification.server";
import { auditRequests, visitReminders, visitSlots } from "~/db/schema/visit-dates.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { chooseSlot, declineSlots } from "~/services/audit/answer-slots.server";
import { askAudit, getAuditRequest } from "~/services/audit/ask-audit.server";
import { getVisitDates } from "~/services/audit/get-visit-dates.server";
import { listRequests } from "~/services/audit/list-requests.server";
import { postponeAudit } from "~/services/audit/postpone-audit.server";
import { proposeSlots } from "~/services/audit/propose-slots.server";
import { remindVisits } from "~/services/audit/remind-visits.server";
import { scheduleAudit } from "~/services/audit/schedule-audit.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCooperative, NOW } from "../../support/world";
import { createTeam, journalOf, openSeason, PLAN, plannedAudit, type Season, submittedFile } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
const span = (startsOn: string, endsOn: string) => ({ startsOn, endsOn });
const FIRST = span("2027-01-05", "2027-01-06");
const SECOND = span("2027-01-12", "2027-01-13");

/** In a request: on behalf of the person, under row-level security. */
function by<T>(actor: Actor, work: (useCase: UseCase) => Promise<T>, now = NOW): Promise<T> {
	return onBehalfOf(test.db, actor.userId, "write", (db) => work({ db, actor, now }));
}

async function scene() {
	const world = await plannedAudit(test.db, season);
	const row = async () => {
		const [audit] = await test.db.select().from(audits).where(eq(audits.id, world.auditId));
		if (!audit) throw new Error("no audit");
		return audit;
	};
	const propose = async (slots = [FIRST, SECOND], over: object = {}, now = NOW) => {
		const { sequence } = await row();
		return by(season.network, (one) => proposeSlots(one, world.auditId, { slots, sequence, ...over }), now);
	};
	const waiting = async () =>
		(await by(world.manager, (one) => getVisitDates(one, world.auditId))).waiting.map(({ id }) => id);
	const choose = async (slotId: string, now = NOW) => {
		const { sequence } = await row();
		return by(world.manager, (one) => chooseSlot(one, world.auditId, { slotId, sequence }), now);
	};
	const decline = async (reason: string, now = NOW) => {
		const { sequence } = await row();
		return by(world.manager, (one) => declineSlots(one, world.auditId, { reason, sequence }), now);
	};
	const postpone = async (reason: string) => {
		const { sequence } = await row();
		return by(season.network, (one) => postponeAudit(one, world.auditId, { reason, sequence }));
	};
	const kinds = async (actor: Actor) =>
		(
			await test.db
				.select({ kind: mailMessages.kind })
				.from(mailMessages)
				.where(eq(mailMessages.userId, actor.userId))
				.orderBy(mailMessages.createdAt)
		).map(({ kind }) => kind);
	return { ...world, row, propose, waiting, choose, decline, postpone, kinds };
}

describe("asking for an audit", () => {
	it("is a manager’s, once sent; it waits for the national team until an audit is planned", async () => {
		const { assessment, manager, cooperative } = await submittedFile(test.db, season);
		const wish = { months: ["2027-03", "2027-01"], constraints: "Fermés le lundi" };
		const ask = (actor: Actor, input: object = wish) => by(actor, (one) => askAudit(one, assessment.id, input));
		const contributor = await createActor(test.db, "contributor", cooperative.id);
		const elsewhere = await createActor(test.db, "manager", (await createCooperative(test.db)).id);
		for (const actor of [contributor, season.network]) await expect(ask(actor)).rejects.toThrow(ForbiddenError);
		await expect(ask(elsewhere)).rejects.toThrow(NotFoundError);
		expect(await ask(manager, { ...wish, months: [] })).toMatchObject({ reason: "MONTH_REQUIRED" });
		expect(await ask(manager, { ...wish, months: ["2020-01"] })).toMatchObject({ reason: "MONTH_OUT_OF_REACH" });
		expect(await ask(manager)).toMatchObject({ ok: true });
		expect(await ask(manager, { ...wish, months: ["2027-02"] })).toMatchObject({ ok: true });
		const rows = await test.db.select().from(auditRequests).where(eq(auditRequests.assessmentId, assessment.id));
		expect(rows).toMatchObject([{ months: ["2027-02"], constraints: "Fermés le lundi", auditId: null }]);
		const waiting = async () =>
			(await by(season.network, listRequests)).requests.filter((one) => one.assessmentId === assessment.id);
		expect(await waiting()).toMatchObject([{ months: ["2027-02"], cooperativeName: cooperative.name }]);
		await expect(by(manager, listRequests)).rejects.toThrow(ForbiddenError);
		const letters = await test.db
			.select()
			.from(mailMessages)
			.where(and(eq(mailMessages.kind, "auditAsked"), eq(mailMessages.userId, season.network.userId)));
		expect(letters).toHaveLength(1);

		const { lead, second } = await createTeam(test.db);
		const team = { leadAuditorId: lead.userId, secondAuditorId: second.userId };
		const planned = await by(season.network, (one) =>
			scheduleAudit(one, { ...PLAN, ...team, assessmentId: assessment.id }),
		);
		expect(planned).toMatchObject({ ok: true });
		expect(await waiting()).toEqual([]);
		expect(await ask(manager)).toMatchObject({ reason: "ALREADY_SCHEDULED" });
		expect(await by(manager, (one) => getAuditRequest(one, assessment.id))).toMatchObject({
			barrier: "ALREADY_SCHEDULED",
			asked: null,
		});
	});
});

describe("agreeing on the days", () => {
	it("goes from slots to the one chosen: confirmed, told to all, and not chosen twice", async () => {
		const { auditId, manager, lead, second, row, propose, waiting, choose, kinds } = await scene();
		expect(await propose([FIRST])).toMatchObject({ reason: "TOO_FEW_SLOTS" });
		expect(await propose([FIRST, span("2027-01-06", "2027-01-07")])).toMatchObject({ reason: "SLOTS_OVERLAP" });
		expect(await propose([FIRST, span("2026-01-12", "2026-01-13")])).toMatchObject({ reason: "IN_THE_PAST", slot: 2 });
		expect(await propose([SECOND, FIRST], { opensAt: "09:00" })).toMatchObject({ reason: "INVALID_HOURS" });
		expect(await propose([SECOND, FIRST], { opensAt: "09:00", closesAt: "17:30" })).toMatchObject({ ok: true });
		expect(await row()).toMatchObject({ status: "planned", ...FIRST, opensAt: "09:00", sequence: 1 });
		const [, later = ""] = await waiting();
		expect(await choose("")).toMatchObject({ reason: "SLOT_REQUIRED" });
		expect(await choose(later)).toMatchObject({ ok: true });
		expect(await row()).toMatchObject({ status: "confirmed", ...SECOND, confirmedAt: NOW, sequence: 2 });
		expect(await choose(later)).toMatchObject({ reason: "NOT_WAITING" });
		const slots = await test.db
			.select()
			.from(visitSlots)
			.where(eq(visitSlots.auditId, auditId))
			.orderBy(visitSlots.startsOn);
		expect(slots.map(({ answer, answeredBy }) => [answer, answeredBy])).toEqual([
			["passed", manager.userId],
			["chosen", manager.userId],
		]);
		for (const member of [lead, second]) {
			expect((await kinds(member)).sort()).toEqual(["visitChanged", "visitConfirmed", "visitPlanned"]);
		}
		expect((await kinds(manager)).sort()).toEqual(["slotsProposed", "visitConfirmed", "visitPlanned"]);
		expect((await journalOf(test.db, auditId)).map(({ action }) => action)).toEqual([
			"audit.scheduled",
			"audit.slotsProposed",
			"audit.confirmed",
		]);
	});

	it("is refused on a slot the team has lost since, and for whoever is not the manager", async () => {
		const { auditId, lead, second, row, propose, waiting, choose } = await scene();
		await propose();
		const elsewhere = await submittedFile(test.db, season);
		const team = { leadAuditorId: lead.userId, secondAuditorId: second.userId };
		const other = { ...PLAN, ...team, assessmentId: elsewhere.assessment.id, ...SECOND };
		expect(await scheduleAudit(as(test.db, season.network), other)).toMatchObject({ ok: true });
		const [first = "", taken = ""] = await waiting();
		expect(await choose(taken)).toMatchObject({ reason: "SLOT_TAKEN" });
		expect(await row()).toMatchObject({ status: "planned" });
		const input = { slotId: first, sequence: "1" };
		for (const actor of [lead, season.network]) {
			await expect(by(actor, (one) => chooseSlot(one, auditId, input))).rejects.toThrow(ForbiddenError);
		}
		await expect(by(elsewhere.manager, (one) => chooseSlot(one, auditId, input))).rejects.toThrow(NotFoundError);
		expect(await choose(first)).toMatchObject({ ok: true });
	});

	it("may be declined with a reason, even days planned without a choice, until others are proposed", async () => {
		const { auditId, manager, decline, propose, waiting, choose, row } = await scene();
		const shown = () => by(manager, (one) => getVisitDates(one, auditId));
		expect(await decline(" ")).toMatchObject({ reason: "REASON_REQUIRED" });
		expect(await decline("Assemblée ce jour-là", days(1))).toMatchObject({ ok: true });
		expect(await decline("Encore", days(1))).toMatchObject({ reason: "NOT_WAITING" });
		expect(await shown()).toMatchObject({ declined: { reason: "Assemblée ce jour-là" }, waiting: [] });
		const listed = (await by(season.network, listRequests)).dates.find(({ id }) => id === auditId);
		expect(listed).toMatchObject({ answer: "declined", reason: "Assemblée ce jour-là" });
		expect(await propose([FIRST, SECOND], {}, days(2))).toMatchObject({ ok: true });
		expect(await shown()).toMatchObject({ declined: null });
		expect(await decline("Toujours pas", days(3))).toMatchObject({ ok: true });
		const third = [span("2027-02-02", "2027-02-03"), span("2027-02-09", "2027-02-10")];
		expect(await propose(third, {}, days(4))).toMatchObject({ ok: true });
		const [slot = ""] = await waiting();
		expect(await choose(slot, days(5))).toMatchObject({ ok: true });
		expect(await row()).toMatchObject({ status: "confirmed", startsOn: "2027-02-02" });
	});

	it("starts again after a postponement, whose days are withdrawn; what was answered never changes", async () => {
		const { auditId, manager, propose, waiting, choose, postpone, row, kinds } = await scene();
		await propose();
		const [slot = ""] = await waiting();
		await choose(slot);
		expect(await postpone("")).toMatchObject({ reason: "REASON_REQUIRED" });
		expect(await postpone("Neige annoncée")).toMatchObject({ ok: true });
		expect(await row()).toMatchObject({ status: "postponed", confirmedAt: null, statusReason: "Neige annoncée" });
		expect(await postpone("Encore")).toMatchObject({ reason: "AUDIT_ENDED" });
		expect(await choose(slot)).toMatchObject({ reason: "NOT_WAITING" });
		expect(await propose([span("2027-03-02", "2027-03-03"), span("2027-03-09", "2027-03-10")])).toMatchObject({
			ok: true,
		});
		expect(await row()).toMatchObject({ status: "planned", startsOn: "2027-03-02", sequence: 4 });
		expect(await kinds(manager)).toContain("visitPostponed");
		const answered = test.db.update(visitSlots).set({ answer: "declined", reason: "x" }).where(eq(visitSlots.id, slot));
		await expect(answered).rejects.toThrow();
		await expect(test.db.delete(visitSlots).where(eq(visitSlots.auditId, auditId))).rejects.toThrow();
	});
});

describe("the reminders", () => {
	const count = async (auditId: string, kind: "visitReminder" | "slotsReminder") =>
		(
			await test.db
				.select()
				.from(mailMessages)
				.where(and(eq(mailMessages.kind, kind), eq(sql`params->>'auditId'`, auditId)))
		).length;

	it("leave once each, 30 and 7 days before, to the team and the cooperative; not after a cancelled write", async () => {
		const { auditId } = await scene();
		const sent = () => count(auditId, "visitReminder");
		const due = new Date("2026-10-13T04:00:00Z");
		await remindVisits(test.db, new Date("2026-10-12T04:00:00Z"));
		expect(await sent()).toBe(0);
		// The process is killed between the row and the letters: the database takes back both.
		await test.db.execute(
			sql`create function stop_letters() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`,
		);
		await test.db.execute(
			sql`create trigger stop before insert on mail_messages for each row execute function stop_letters()`,
		);
		expect((await remindVisits(test.db, due)).failures.map((one) => one.auditId)).toContain(auditId);
		await test.db.execute(sql`drop trigger stop on mail_messages`);
		expect(await test.db.select().from(visitReminders).where(eq(visitReminders.auditId, auditId))).toEqual([]);
		await Promise.all([remindVisits(test.db, due), remindVisits(test.db, due)]);
		await remindVisits(test.db, new Date("2026-10-20T04:00:00Z"));
		expect(await sent()).toBe(3);
		await remindVisits(test.db, new Date("2026-11-05T04:00:00Z"));
		await remindVisits(test.db, new Date("2026-11-11T04:00:00Z"));
		expect(await sent()).toBe(6);
		await remindVisits(test.db, new Date("2026-11-14T04:00:00Z"));
		expect(await sent()).toBe(6);
	});

	it("say to the managers that slots wait for an answer since a week, once for those slots", async () => {
		const { auditId, manager, propose, decline } = await scene();
		await propose();
		for (const day of [6, 7, 8, 20]) await remindVisits(test.db, days(day));
		expect(await count(auditId, "slotsReminder")).toBe(1);
		await propose([span("2027-02-02", "2027-02-03"), span("2027-02-09", "2027-02-10")], {}, days(21));
		await remindVisits(test.db, days(28));
		expect(await count(auditId, "slotsReminder")).toBe(2);
		await decline("Aucun", days(29));
		await remindVisits(test.db, days(40));
		expect(await count(auditId, "slotsReminder")).toBe(2);
		const [letter] = await test.db
			.select()
			.from(mailMessages)
			.where(and(eq(mailMessages.kind, "slotsReminder"), eq(sql`params->>'auditId'`, auditId)));
		expect(letter?.userId).toBe(manager.userId);
	});
});
