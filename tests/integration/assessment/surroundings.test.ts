/** What surrounds the criteria of a sheet: the remarks of the last closed visit, for those who may read them. */

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { getSurroundings } from "~/services/assessment/get-surroundings.server";
import { NotFoundError } from "~/services/use-case.server";
import { leadTo } from "../../support/audit-life";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createCampaign, createDraft, NOW } from "../../support/world";
import { applicableIds, openSeason, plannedAudit, type Season } from "../audit/audit-world";

let test: TestDatabase;
let season: Season;
let next: Awaited<ReturnType<typeof createCampaign>>;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
	next = await createCampaign(test.db, season.published.id, season.campaign.year + 1);
});
afterAll(() => test.drop());

const read = (actor: Actor, id: string, domain = "JUR") =>
	onBehalfOf(test.db, actor.userId, "read", (db) => getSurroundings({ db, actor, now: NOW }, id, domain));

async function visited() {
	const world = await plannedAudit(test.db, season);
	await test.db.insert(auditObservations).values(
		applicableIds(season).map((criterionId) => ({
			...{ cooperativeId: world.cooperative.id, auditId: world.auditId, criterionId },
			...{ level: 1 as const, note: `Vu : ${criterionId}`, recordedAt: NOW, recordedBy: world.lead.userId },
		})),
	);
	return { ...world, draft: await createDraft(test.db, world.cooperative, next) };
}

it("tells the cooperative what the visit retained once its report is final, never before, and nobody else", async () => {
	const { manager, draft, assessment, auditId, lead, cooperative } = await visited();
	const contributor = await createActor(test.db, "contributor", cooperative.id);
	expect(await read(manager, draft.id)).toMatchObject({ visitYear: null, criteria: {} });

	await leadTo(test.db, auditId, "rightOfReply", NOW, lead.userId);
	expect(await read(manager, draft.id)).toMatchObject({ visitYear: null, criteria: {} });
	await test.db.update(audits).set({ status: "finalReport", finalAt: NOW }).where(eq(audits.id, auditId));
	const [asked] = applicableIds(season).filter((id) => id.startsWith("JUR"));
	const remarks = [{ level: 1, notApplicable: false, note: `Vu : ${asked}` }];
	for (const [person, id] of [
		[manager, draft.id],
		[contributor, draft.id],
		// Those who read the sent assessment read what its own visit retained.
		[lead, assessment.id],
		[season.network, assessment.id],
	] as const) {
		const { visitYear, criteria } = await read(person, id);
		expect(visitYear).toBe(season.campaign.year);
		expect(criteria[asked ?? ""]).toEqual({ remarks });
		expect(Object.keys(criteria).every((one) => one.startsWith("JUR"))).toBe(true);
	}
	const elsewhere = await visited();
	for (const stranger of [lead, season.network, elsewhere.manager]) {
		await expect(read(stranger, draft.id)).rejects.toThrow(NotFoundError);
	}
	await expect(read(manager, draft.id, "ZZZ")).rejects.toThrow(NotFoundError);
});

it("keeps the remarks of a later year out of an earlier sheet", async () => {
	const { manager, assessment, auditId, lead, cooperative } = await visited();
	await leadTo(test.db, auditId, "finalReport", NOW, lead.userId);
	const before = await createCampaign(test.db, season.published.id, season.campaign.year - 1);
	const old = await createDraft(test.db, cooperative, before);
	expect(await read(manager, old.id)).toMatchObject({ visitYear: null, criteria: {} });
	expect((await read(manager, assessment.id)).visitYear).toBe(season.campaign.year);
});
