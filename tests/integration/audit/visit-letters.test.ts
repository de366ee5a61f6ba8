import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mailMessages } from "~/db/schema/notification.server";
import type { Actor } from "~/domain/access/roles";
import { cancelAudit } from "~/services/audit/cancel-audit.server";
import { rescheduleAudit } from "~/services/audit/reschedule-audit.server";
import { type MailToSend, smtpTransport } from "~/services/notification/mail-transport.server";
import { sendWaitingMail } from "~/services/notification/send-waiting-mail.server";
import { Agenda, readTwice } from "../../support/agenda";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { startMailCatcher } from "../../support/mail-catcher";
import { SECRETS } from "../../support/sign-in";
import { as, createActor, createAuditor, NOW } from "../../support/world";
import { openSeason, PLAN, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

const { kind: _kind, ...DAYS } = PLAN;
const mailer = { secrets: SECRETS, origin: "https://label.example", from: "Label CAE <label@label.example>" };

/** Hands over what waits. Returns it by recipient. */
async function deliver(): Promise<Map<string, MailToSend>> {
	const taken = new Map<string, MailToSend>();
	const transport = async (mail: MailToSend) => void taken.set(mail.to, mail);
	await sendWaitingMail({ ...mailer, db: test.db, transport, clock: () => NOW });
	return taken;
}

async function scene() {
	const world = await plannedAudit(test.db, season);
	await createActor(test.db, "contributor", world.cooperative.id);
	const letters = await deliver();
	const move = (over: object, sequence: number) =>
		rescheduleAudit(as(test.db, season.network), world.auditId, {
			...DAYS,
			leadAuditorId: world.lead.userId,
			secondAuditorId: world.second.userId,
			reason: "Grève des trains",
			sequence: String(sequence),
			...over,
		});
	return { ...world, letters, move };
}

const calendarFor = (letters: Map<string, MailToSend>, { email }: Actor) => {
	const calendar = letters.get(email)?.calendar;
	if (!calendar) throw new Error(`no invitation for ${email}`);
	return calendar;
};

it("invites the team and the managers, each with their own address and nobody else’s", async () => {
	const { letters, lead, second, manager, cooperative } = await scene();
	expect([...letters.keys()].sort()).toEqual([lead.email, second.email, manager.email].sort());
	for (const person of [lead, second, manager]) {
		const { method, content } = calendarFor(letters, person);
		const { mozilla, second: other } = readTwice(content);
		expect(other).toEqual(mozilla);
		expect(mozilla).toMatchObject({
			method: "REQUEST",
			status: "TENTATIVE",
			sequence: 0,
			start: "2026-11-12",
			end: "2026-11-14",
			attendees: [person.email],
			organizer: "label@label.example",
		});
		expect(method).toBe("REQUEST");
		const letter = letters.get(person.email);
		expect(letter?.subject).toContain(cooperative.name);
		expect(letter?.text).toContain("du jeudi 12 au vendredi 13 novembre 2026");
		const everything = `${letter?.text}${content.replaceAll("\r\n ", "")}`;
		for (const someone of [lead, second, manager]) {
			expect(everything.includes(someone.email)).toBe(someone === person);
		}
	}
});

it("updates the same entry, tells who joins and who leaves, then withdraws it", async () => {
	const { letters, lead, second, manager, home, auditId, move } = await scene();
	const agendas = new Map([lead, second, manager].map((person) => [person, new Agenda()]));
	const keep = (arrived: Map<string, MailToSend>) => {
		for (const [person, agenda] of agendas) {
			const content = arrived.get(person.email)?.calendar?.content;
			if (content) agenda.import(content);
		}
	};
	keep(letters);
	const third = await createAuditor(test.db, { homeCooperativeId: home.id });
	agendas.set(third, new Agenda());
	const moved = { startsOn: "2026-12-01", endsOn: "2026-12-02", secondAuditorId: third.userId };
	expect(await move(moved, 0)).toMatchObject({ ok: true });
	const changed = await deliver();
	keep(changed);
	expect(calendarFor(changed, second).method).toBe("CANCEL");
	expect(changed.get(second.email)?.text).not.toContain(`/audits/${auditId}`);
	expect(changed.get(third.email)?.subject).toContain("proposée");
	const entry = { sequence: 1, start: "2026-12-01", end: "2026-12-03" };
	for (const person of [lead, third, manager]) {
		expect(agendas.get(person)?.entries).toMatchObject([{ ...entry, cancelled: false }]);
	}
	expect(agendas.get(second)?.entries).toMatchObject([{ sequence: 1, cancelled: true }]);

	await cancelAudit(as(test.db, season.network), auditId, { reason: "Un motif entre nous" });
	const cancelled = await deliver();
	expect(cancelled.has(second.email)).toBe(false);
	keep(cancelled);
	for (const person of [lead, third, manager]) {
		expect(agendas.get(person)?.entries).toMatchObject([{ sequence: 2, cancelled: true }]);
		expect(JSON.stringify(cancelled.get(person.email))).not.toContain("entre nous");
	}
});

it("says nothing that is over by the time it leaves", async () => {
	const { lead, second, manager, auditId, move } = await scene();
	await move({ startsOn: "2026-12-07", endsOn: "2026-12-08" }, 0);
	await cancelAudit(as(test.db, season.network), auditId, { reason: "Retrait" });
	const letters = await deliver();
	expect(letters.size).toBe(3);
	for (const person of [lead, second, manager]) expect(calendarFor(letters, person).method).toBe("CANCEL");
	const rows = await test.db.select().from(mailMessages).where(eq(mailMessages.userId, lead.userId));
	expect(rows.map(({ kind, state, lastError }) => [kind, state, lastError])).toEqual([
		["visitPlanned", "sent", ""],
		["visitChanged", "dead", "NOTHING_LEFT_TO_SAY"],
		["visitCancelled", "sent", ""],
	]);
});

it("reaches a mailbox as an invitation that mail programs know", async () => {
	const catcher = await startMailCatcher();
	const { lead } = await plannedAudit(test.db, season);
	await sendWaitingMail({ ...mailer, db: test.db, transport: smtpTransport(catcher.url), clock: () => NOW });
	const caught = await catcher.next(lead.email);
	await catcher.close();
	expect(caught.calendars.map(({ type }) => type)).toContain("text/calendar");
	for (const { content } of caught.calendars) {
		expect(readTwice(content).mozilla).toMatchObject({ method: "REQUEST", attendees: [lead.email] });
	}
});
