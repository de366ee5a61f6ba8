import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { auditMeetings, auditPhotos } from "~/db/schema/visit.server";
import { addVisitPhoto } from "~/services/audit/add-visit-photo.server";
import { confirmMeeting } from "~/services/audit/confirm-meeting.server";
import { getMeetings } from "~/services/audit/get-meetings.server";
import { recordLevel } from "~/services/audit/record-level.server";
import { removeVisitPhoto } from "~/services/audit/remove-visit-photo.server";
import { saveMeeting } from "~/services/audit/save-meeting.server";
import { ForbiddenError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createTemporaryFolder } from "../../support/temporary-folder";
import { as, createActor } from "../../support/world";
import { applicableIds, journalOf, openSeason, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
let criterionId: string;
let folder: Awaited<ReturnType<typeof createTemporaryFolder>>;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
	[, criterionId = ""] = applicableIds(season);
	folder = await createTemporaryFolder("photos");
});
afterAll(async () => {
	await test.drop();
	await folder.remove();
});

const kept: string[] = [];
const shelf = {
	quotaBytes: 1,
	storage: {
		keep: async ({ sha256 }: { sha256: string }) => void kept.push(sha256),
		open: () => Promise.reject(new Error("not asked")),
		list: async function* () {},
		remove: async () => undefined,
	},
};

async function photo(mediaType = "image/jpeg") {
	const place = path.join(folder.path, randomUUID());
	await writeFile(place, "octets");
	const file = { ok: true, path: place, name: "IMG_1.jpg", size: 6, sha256: "ab".repeat(32), mediaType } as const;
	const received = { fields: new URLSearchParams(), files: [file], excess: null, parts: [] };
	return { ...received, forget: async () => undefined, discard: async () => undefined } as never;
}

const MEETING = {
	kind: "closing",
	heldOn: "2026-11-24",
	startsAt: "09:00",
	endsAt: "10:30",
	people: "Gérante",
	version: "0",
};

it("keeps what was seen with the level, and a form that does not show the pieces leaves them", async () => {
	const { auditId, lead } = await plannedAudit(test.db, season);
	const record = (over: object) =>
		recordLevel(as(test.db, lead), auditId, { criterionId, choice: "1", note: "", version: "0", ...over });
	expect(await record({ seenOnSite: "Le bail", seen: [randomUUID()] })).toMatchObject({ ok: true });
	const row = async () =>
		(await test.db.select().from(auditObservations).where(eq(auditObservations.auditId, auditId)))[0];
	// A piece that was not sent with the criterion was not seen in the file.
	expect(await row()).toMatchObject({ seenOnSite: "Le bail", seenPieces: [] });
	expect(await record({ seenOnSite: "Le bail", version: "9" })).toMatchObject({ ok: true, value: { version: 1 } });
	expect(await record({ seenOnSite: "Autre", version: "0" })).toMatchObject({
		reason: "CONFLICT",
		details: { theirs: { seenOnSite: "Le bail" } },
	});
});

it("takes a photo once, opens the visit, and lets the team take it out until the visit is over", async () => {
	const { auditId, lead, cooperative } = await plannedAudit(test.db, season);
	const key = randomUUID();
	const place = { auditId, criterionId };
	const add = async (input: object = { key, takenAt: "2099-01-01T00:00:00Z" }, type?: string, actor = lead) =>
		addVisitPhoto(as(test.db, actor), shelf, place, await photo(type), input);
	expect(await add()).toEqual({ ok: true, value: { id: key } });
	expect(await add()).toEqual({ ok: true, value: { id: key } });
	const rows = await test.db.select().from(auditPhotos).where(eq(auditPhotos.auditId, auditId));
	expect(rows.length).toBe(1);
	expect(rows[0]?.takenAt.getTime()).toBeLessThanOrEqual(Date.now());
	expect((await test.db.select().from(audits).where(eq(audits.id, auditId)))[0]?.status).toBe("inProgress");
	expect(await add({ key: randomUUID() }, "application/pdf")).toMatchObject({ reason: "TYPE_NOT_ACCEPTED" });
	const other = await plannedAudit(test.db, season);
	const elsewhere = { auditId: other.auditId, criterionId };
	expect(await addVisitPhoto(as(test.db, other.lead), shelf, elsewhere, await photo(), { key })).toMatchObject({
		reason: "INVALID",
	});
	const manager = await createActor(test.db, "manager", cooperative.id);
	await expect(add({ key: randomUUID() }, undefined, manager)).rejects.toBeInstanceOf(ForbiddenError);
	expect(await removeVisitPhoto(as(test.db, lead), auditId, key, { confirmed: true })).toMatchObject({ ok: true });
	expect(await journalOf(test.db, `${auditId}/${criterionId}`)).toMatchObject([
		{ action: "audit.photoAdded", after: { photoId: key, auditStatus: "inProgress" } },
		{ action: "audit.photoRemoved", before: { photoId: key } },
	]);
	const last = randomUUID();
	await add({ key: last });
	await test.db
		.update(audits)
		.set({ status: "provisionalReport", visitEndedAt: new Date() })
		.where(eq(audits.id, auditId));
	expect(await add({ key: randomUUID() })).toMatchObject({ reason: "AUDIT_ENDED" });
	expect(await removeVisitPhoto(as(test.db, lead), auditId, last, { confirmed: true })).toMatchObject({
		reason: "AUDIT_ENDED",
	});
	await expect(test.db.delete(auditPhotos).where(eq(auditPhotos.id, last))).rejects.toThrow();
});

it("writes a meeting, tells a conflict, is signed by the lead alone, then received by the cooperative and by nobody else", async () => {
	const { auditId, lead, second, cooperative } = await plannedAudit(test.db, season);
	const save = (over: object, actor = lead) => saveMeeting(as(test.db, actor), auditId, { ...MEETING, ...over });
	expect(await save({})).toMatchObject({ ok: true, value: { version: 1 } });
	expect(await save({})).toMatchObject({ ok: true, value: { version: 1 } });
	expect(await save({ remarks: "Autre" }, second)).toMatchObject({
		reason: "CONFLICT",
		details: { theirs: { version: 1 } },
	});
	expect(await save({ remarks: "Vu", version: "1" }, second)).toMatchObject({ ok: true, value: { version: 2 } });
	expect(await save({ remarks: "Vu", version: "2", signed: "oui" }, second)).toMatchObject({ reason: "NOT_LEAD" });
	const sign = (over: object) => save({ remarks: "Vu", version: "2", signed: "oui", ...over });
	expect(await sign({ people: " " })).toMatchObject({ reason: "INCOMPLETE" });
	expect(await sign({ endsAt: "08:59" })).toMatchObject({ reason: "HOURS" });
	expect(await sign({ acknowledged: "oui" })).toMatchObject({ reason: "NO_REPRESENTATIVE" });
	const manager = await createActor(test.db, "manager", cooperative.id);
	const confirm = (actor = manager) => confirmMeeting(as(test.db, actor), auditId, { kind: "closing" });
	expect(await confirm()).toMatchObject({ reason: "NOT_SIGNED" });
	const whole = { acknowledged: "oui", representative: "Anne Le Goff", representativeRole: "gérante" };
	expect(await sign(whole)).toMatchObject({ ok: true, value: { version: 3 } });
	expect(await sign(whole)).toMatchObject({ ok: true, value: { version: 3 } });
	expect(await save({ remarks: "Trop tard", version: "3" })).toMatchObject({ reason: "SIGNED" });
	await expect(confirm(lead)).rejects.toBeInstanceOf(ForbiddenError);
	expect(await confirm()).toMatchObject({ ok: true });
	expect(await confirm()).toMatchObject({ ok: true });
	const { meetings } = await getMeetings(as(test.db, manager), auditId);
	expect(meetings).toMatchObject([
		{ kind: "opening", version: 0 },
		{ kind: "closing", version: 3, people: "Gérante", representative: "Anne Le Goff", signedByName: lead.name },
	]);
	const told = (await journalOf(test.db, auditId)).filter(({ action }) => action.startsWith("audit.meeting"));
	expect(told.map(({ action }) => action)).toEqual([
		"audit.meetingRecorded",
		"audit.meetingRecorded",
		"audit.meetingSigned",
		"audit.meetingConfirmed",
	]);
	expect(JSON.stringify(told)).not.toMatch(/Anne|Gérante/);
	await expect(
		test.db.update(auditMeetings).set({ remarks: "Réécrit" }).where(eq(auditMeetings.auditId, auditId)),
	).rejects.toThrow();
});
