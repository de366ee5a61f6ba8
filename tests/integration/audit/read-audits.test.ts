import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { cancelAudit } from "~/services/audit/cancel-audit.server";
import { getAudit } from "~/services/audit/get-audit.server";
import { getInvitation } from "~/services/audit/get-invitation.server";
import { getVisitSheet } from "~/services/audit/get-visit-sheet.server";
import { listAudits } from "~/services/audit/list-audits.server";
import { auditResource } from "~/services/audit/load-audit.server";
import { recordLevel } from "~/services/audit/record-level.server";
import { rescheduleAudit } from "~/services/audit/reschedule-audit.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { leadTo } from "../../support/audit-life";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createAuditor, createCooperative, NOW } from "../../support/world";
import { applicableIds, openSeason, PLAN, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

const planned = (over = {}) => plannedAudit(test.db, season, over);
async function closed() {
	const world = await planned();
	await test.db.insert(auditObservations).values(
		applicableIds(season).map((criterionId) => ({
			cooperativeId: world.cooperative.id,
			auditId: world.auditId,
			criterionId,
			level: 1 as const,
			note: "Note de l’audit",
			recordedAt: NOW,
			recordedBy: world.lead.userId,
		})),
	);
	await leadTo(test.db, world.auditId, "rightOfReply", NOW, world.lead.userId);
	return world;
}

describe("the list", () => {
	it("shows each person what the policy lets them read, and nothing else", async () => {
		const mine = await planned();
		const other = await planned();
		await cancelAudit(as(test.db, season.network), other.auditId, { reason: "Retrait" });
		const actors: Actor[] = [
			season.network,
			mine.manager,
			mine.lead,
			other.second,
			await createActor(test.db, "board"),
			await createActor(test.db, "committee"),
			await createActor(test.db, "contributor", mine.cooperative.id),
			await createAuditor(test.db),
			{ ...mine.lead, grants: [...mine.lead.grants, ...other.manager.grants] },
		];
		const rows = await test.db.select().from(audits);
		for (const actor of actors) {
			const list = await listAudits(as(test.db, actor), { month: "2026-11" });
			const allowed = rows.filter((row) => can(actor, "audit.read", auditResource(row))).map(({ id }) => id);
			const listed = [...list.open, ...list.past.rows].map(({ id }) => id);
			expect(listed.sort()).toEqual(allowed.sort());
			expect(list.ofMonth.map(({ id }) => id).sort()).toEqual(allowed.sort());
		}
		await expect(listAudits(as(test.db, await createActor(test.db, "admin")))).rejects.toThrow(ForbiddenError);
	});

	it("gives the month asked for, with visits that overlap it, and falls back to this month", async () => {
		const { auditId, manager } = await planned({ startsOn: "2027-01-31", endsOn: "2027-02-02" });
		const months = async (month: string) =>
			(await listAudits(as(test.db, manager), { month })).ofMonth.map(({ id }) => id);
		expect(await months("2027-01")).toEqual([auditId]);
		expect(await months("2027-02")).toEqual([auditId]);
		expect(await months("2027-03")).toEqual([]);
		expect(await listAudits(as(test.db, manager), { month: "'; drop" })).toMatchObject({
			month: "2026-10",
			previousMonth: "2026-09",
			nextMonth: "2026-11",
			open: [{ cooperativeName: "Rhizome d’essai", leadName: "Personne auditor", secondName: "Personne auditor" }],
		});
		expect(await listAudits(as(test.db, manager), { month: "2026-12" })).toMatchObject({
			previousMonth: "2026-11",
			nextMonth: "2027-01",
		});
	});
});

describe("one audit", () => {
	it("tells progress by domain, what is left, and its history with names", async () => {
		const { auditId, lead, second, home: _home } = await planned();
		const [, criterionId = ""] = applicableIds(season);
		await recordLevel(as(test.db, lead), auditId, { criterionId, choice: "1", note: "secret", version: "0" });
		await rescheduleAudit(as(test.db, season.network), auditId, {
			...{ startsOn: "2026-11-19", endsOn: "2026-11-20", mode: "remote", place: "https://visio.example/a" },
			...{ leadAuditorId: lead.userId, secondAuditorId: second.userId, reason: "Grève", sequence: "0" },
		});
		const audit = await getAudit(as(test.db, season.network), auditId);
		const domain = audit.progress.find(({ code }) => code === criterionId.slice(0, 3));
		expect(domain).toMatchObject({ examined: 1 });
		expect(audit.closing).toMatchObject({ ready: false, examined: 1, required: applicableIds(season).length });
		expect(audit.history).toMatchObject([
			{ action: "audit.scheduled", after: { startsOn: PLAN.startsOn, team: [lead.name, second.name] } },
			{ action: "audit.rescheduled", reason: "Grève", before: { mode: "onSite" }, after: { mode: "remote" } },
		]);
		expect(JSON.stringify(audit)).not.toContain("secret");
	});

	it("offers each person what they may do", async () => {
		const { auditId, manager, lead, second } = await planned();
		const may = async (actor: Actor) => (await getAudit(as(test.db, actor), auditId)).may;
		expect(await may(season.network)).toMatchObject({ reschedule: true, cancel: true, record: false, endVisit: false });
		expect(await may(lead)).toMatchObject({ reschedule: false, record: true, endVisit: true, readCooperative: false });
		expect(await may(second)).toMatchObject({ record: true, endVisit: false });
		expect(await may(manager)).toMatchObject({ readFindings: false, record: false, cancel: false });
	});

	it("answers 404 to other cooperatives, other auditors, and for what is no identifier", async () => {
		const { auditId } = await planned();
		const elsewhere = await createActor(test.db, "manager", (await createCooperative(test.db)).id);
		for (const actor of [elsewhere, await createAuditor(test.db), await createActor(test.db, "admin")]) {
			await expect(getAudit(as(test.db, actor), auditId)).rejects.toThrow(NotFoundError);
			await expect(getInvitation(as(test.db, actor), auditId, "")).rejects.toThrow(NotFoundError);
			await expect(getVisitSheet(as(test.db, actor), auditId, "JUR")).rejects.toThrow(NotFoundError);
		}
		await expect(getAudit(as(test.db, season.network), "nouveau")).rejects.toThrow(NotFoundError);
	});
});

describe("the visit sheet", () => {
	it("puts the declared level and comment beside what the audit retains", async () => {
		const { auditId, lead, second } = await planned();
		const [aside = "", criterionId = ""] = applicableIds(season);
		const domain = criterionId.slice(0, 3);
		await recordLevel(as(test.db, lead), auditId, { criterionId, choice: "1", note: "Vu", version: "0" });
		const sheet = await getVisitSheet(as(test.db, second), auditId, domain);
		const row = (id: string) => sheet.rows.find((one) => one.id === id);
		expect(sheet.editable).toBe(true);
		expect(row(criterionId)).toMatchObject({ declared: 2, finding: { level: 1, note: "Vu", version: 1 } });
		expect(sheet.sentOnce.texts[criterionId]?.comment).toBe(`Commentaire ${criterionId}`);
		expect(row(aside)).toMatchObject({ declared: "notApplicable", finding: { version: 0 } });
		expect(sheet.sentOnce.texts[aside]?.reason).toBe("Sans objet ici");
		expect(sheet.toConfirm).not.toContain(criterionId);
		expect(sheet.toConfirm).toContain(aside);
		await expect(getVisitSheet(as(test.db, lead), auditId, "ZZZ")).rejects.toThrow(NotFoundError);
	});

	it("is read by the national team at any time, by the cooperative once the report is sent, never by board and committee", async () => {
		const open = await planned();
		const done = await closed();
		const read = (actor: Actor, auditId: string) => getVisitSheet(as(test.db, actor), auditId, "JUR");
		expect((await read(season.network, open.auditId)).editable).toBe(false);
		await expect(read(open.manager, open.auditId)).rejects.toThrow(ForbiddenError);
		const sheet = await read(done.manager, done.auditId);
		expect(sheet.editable).toBe(false);
		expect(sheet.rows[0]?.finding).toMatchObject({ level: 1, note: "Note de l’audit" });
		await expect(read(open.manager, done.auditId)).rejects.toThrow(NotFoundError);
		for (const role of ["board", "committee"] as const) {
			await expect(read(await createActor(test.db, role), done.auditId)).rejects.toThrow(ForbiddenError);
		}
	});

	it("is no longer read by the team once the visit is cancelled", async () => {
		const { auditId, lead } = await planned();
		await cancelAudit(as(test.db, season.network), auditId, { reason: "Retrait" });
		await expect(getVisitSheet(as(test.db, lead), auditId, "JUR")).rejects.toThrow(ForbiddenError);
	});
});

describe("the invitation", () => {
	async function invitation(auditId: string, actor: Actor) {
		const { content, filename } = await getInvitation(
			as(test.db, actor),
			auditId,
			`https://label.example/audits/${auditId}`,
		);
		const component = new ICAL.Component(ICAL.parse(content));
		const event = component.getFirstSubcomponent("vevent");
		if (!event) throw new Error("no event");
		return { content, filename, calendar: component, event, read: new ICAL.Event(event) };
	}

	it("is a whole-day event that any calendar reads: exclusive end, stable identifier, escaped French", async () => {
		const { auditId, manager, cooperative } = await planned({ place: "3, rue du Port ; 1er étage\nGranville\\bis" });
		const { content, filename, calendar, event, read } = await invitation(auditId, manager);
		expect(filename).toBe("audit-2026-11-12.ics");
		expect(content.replace(/\r\n/g, "")).not.toMatch(/[\r\n]/);
		for (const line of content.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
		expect(calendar.getFirstPropertyValue("method")).toBe("PUBLISH");
		expect(read.uid).toBe(`audit-${auditId}@label-cae`);
		expect(read.startDate.isDate).toBe(true);
		expect([read.startDate.toString(), read.endDate.toString()]).toEqual(["2026-11-12", "2026-11-14"]);
		expect(read.sequence).toBe(0);
		expect(event.getFirstPropertyValue("status")).toBe("TENTATIVE");
		expect(read.summary).toBe(`À confirmer : Audit initial du label, ${cooperative.name}`);
		expect(read.location).toBe("3, rue du Port ; 1er étage\nGranville\\bis");
		expect(read.description).toContain("Responsable de l’audit : Personne auditor");
	});

	it("keeps its identifier and raises its sequence when the visit moves, then is cancelled", async () => {
		const { auditId, lead, second } = await planned();
		const first = await invitation(auditId, lead);
		const { kind: _kind, ...plan } = PLAN;
		await rescheduleAudit(as(test.db, season.network), auditId, {
			...plan,
			startsOn: "2026-11-30",
			endsOn: "2026-12-01",
			leadAuditorId: lead.userId,
			secondAuditorId: second.userId,
			reason: "Grève",
			sequence: "0",
		});
		const moved = await invitation(auditId, lead);
		expect([moved.read.uid, moved.read.sequence]).toEqual([first.read.uid, 1]);
		expect([moved.read.startDate.toString(), moved.read.endDate.toString()]).toEqual(["2026-11-30", "2026-12-02"]);
		await cancelAudit(as(test.db, season.network), auditId, { reason: "Retrait, définitif" });
		const ended = await invitation(auditId, lead);
		expect(ended.calendar.getFirstPropertyValue("method")).toBe("CANCEL");
		expect(ended.event.getFirstPropertyValue("status")).toBe("CANCELLED");
		expect([ended.read.uid, ended.read.sequence]).toEqual([first.read.uid, 2]);
		expect(ended.read.description).toContain("Retrait, définitif");
	});
});
