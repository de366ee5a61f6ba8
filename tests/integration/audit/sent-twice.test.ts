/** A double click on each writing of a mission and a visit: two equal posts at once, one row, one line in the journal, no failure. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { and, count, eq, isNotNull, like, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { journalEntries } from "~/db/schema/journal.server";
import { auditChallenges, interestDeclarations } from "~/db/schema/mission.server";
import { auditPlanSendings, evidenceDemands } from "~/db/schema/preparation.server";
import { auditMeetings, auditPhotos } from "~/db/schema/visit.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { addVisitPhoto } from "~/services/audit/add-visit-photo.server";
import { answerChallenge } from "~/services/audit/answer-challenge.server";
import { answerDemand } from "~/services/audit/answer-demand.server";
import { answerPlan } from "~/services/audit/answer-plan.server";
import { askEvidence } from "~/services/audit/ask-evidence.server";
import { challengeMember } from "~/services/audit/challenge-member.server";
import { changeAgenda } from "~/services/audit/change-agenda.server";
import { proposeAuditSample } from "~/services/audit/propose-sample.server";
import { saveMeeting } from "~/services/audit/save-meeting.server";
import { sendDemands, sendPlan } from "~/services/audit/send-plan.server";
import { signDeclaration } from "~/services/audit/sign-declaration.server";
import type { UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createTemporaryFolder } from "../../support/temporary-folder";
import { as } from "../../support/world";
import { applicableIds, openSeason, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
let folder: Awaited<ReturnType<typeof createTemporaryFolder>>;
let world: Awaited<ReturnType<typeof plannedAudit>>;
const DEMAND = randomUUID();
const PHOTO = randomUUID();
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
	folder = await createTemporaryFolder("photos");
	world = await plannedAudit(test.db, season, { signed: false });
});
afterAll(async () => {
	await test.drop();
	await folder.remove();
});

type Posted = Promise<{ readonly ok: boolean }>;
const acting = (actor: Actor, work: (useCase: UseCase) => Posted) =>
	onBehalfOf(test.db, actor.userId, "write", (db) => work(as(db, actor)));
const criterion = () => applicableIds(season)[1] ?? "";

const storage = {
	keep: async () => undefined,
	open: () => Promise.reject(new Error("not asked")),
	list: async function* () {},
	remove: async () => undefined,
};
async function photo() {
	const place = path.join(folder.path, randomUUID());
	await writeFile(place, "octets");
	const file = { ok: true, path: place, name: "IMG_1.jpg", size: 6, sha256: "ab".repeat(32), mediaType: "image/jpeg" };
	const received = { fields: new URLSearchParams(), files: [file], excess: null, parts: [] };
	return { ...received, forget: async () => undefined, discard: async () => undefined } as never;
}

interface Post {
	readonly told: string;
	readonly action: string;
	readonly table: PgTable;
	/** Which of its rows the post writes. */
	readonly row: () => SQL | undefined;
	/** What comes before the two posts. */
	readonly first?: () => Promise<unknown>;
	readonly by: () => Actor;
	readonly post: (useCase: UseCase, auditId: string) => Posted;
}

const none = { says: "none", ties: [], wording: "1", signed: true };
const ofAudit = (table: { readonly auditId: Parameters<typeof eq>[0] }) => eq(table.auditId, world.auditId);

/** In the order of a mission: each finds what those before it wrote. */
const POSTS: readonly Post[] = [
	{
		...{ told: "a challenge", action: "audit.challenged", table: auditChallenges },
		row: () => ofAudit(auditChallenges),
		by: () => world.manager,
		post: (at, id) =>
			challengeMember(at, id, { auditorId: world.second.userId, reason: "Ancien concurrent direct", sequence: "0" }),
	},
	{
		...{ told: "the answer to a challenge", action: "audit.challengeRefused", table: auditChallenges },
		row: () => and(ofAudit(auditChallenges), isNotNull(auditChallenges.answeredAt)),
		by: () => season.network,
		post: (at, id) => answerChallenge(at, id, { accepted: false, answer: "Sans lien établi.", sequence: "0" }),
	},
	{
		...{ told: "a declaration without a tie", action: "audit.interestsSigned", table: interestDeclarations },
		row: () => ofAudit(interestDeclarations),
		by: () => world.lead,
		post: (at, id) => signDeclaration(at, id, none),
	},
	{
		...{ told: "a piece asked for", action: "audit.evidenceAsked", table: evidenceDemands },
		row: () => ofAudit(evidenceDemands),
		by: () => world.lead,
		post: (at, id) =>
			askEvidence(at, id, { key: DEMAND, criterionId: criterion(), wording: "Le bail", dueOn: "2026-11-05" }),
	},
	{
		...{ told: "the demands sent", action: "audit.evidenceSent", table: evidenceDemands },
		row: () => and(ofAudit(evidenceDemands), eq(evidenceDemands.state, "asked")),
		by: () => world.lead,
		post: sendDemands,
	},
	{
		...{ told: "the answer to a demand", action: "audit.evidenceAnswered", table: evidenceDemands },
		row: () => and(ofAudit(evidenceDemands), eq(evidenceDemands.state, "answered")),
		by: () => world.manager,
		post: (at, id) => answerDemand(at, id, { demandId: DEMAND, note: "Nous n’en avons pas.", version: 1 }),
	},
	{
		...{ told: "the plan sent", action: "audit.planSent", table: auditPlanSendings },
		row: () => ofAudit(auditPlanSendings),
		first: async () => {
			await acting(world.lead, (at) => proposeAuditSample(at, world.auditId, process.cwd()));
			await acting(world.lead, (at) => changeAgenda(at, world.auditId, { change: "start", version: 0 }));
		},
		by: () => world.lead,
		post: (at, id) => sendPlan(at, id, 1),
	},
	{
		...{ told: "the plan acknowledged", action: "audit.planAcknowledged", table: auditPlanSendings },
		row: () => and(ofAudit(auditPlanSendings), isNotNull(auditPlanSendings.answeredAt)),
		by: () => world.manager,
		post: (at, id) => answerPlan(at, id, { number: 1, answer: "acknowledged" }),
	},
	{
		...{ told: "a photo", action: "audit.photoAdded", table: auditPhotos },
		row: () => ofAudit(auditPhotos),
		first: () => acting(world.second, (at) => signDeclaration(at, world.auditId, none)),
		by: () => world.lead,
		post: async (at, auditId) => {
			const place = { auditId, criterionId: criterion() };
			return addVisitPhoto(at, { quotaBytes: 1, storage }, place, await photo(), { key: PHOTO });
		},
	},
	{
		...{ told: "a meeting signed", action: "audit.meetingSigned", table: auditMeetings },
		row: () => and(ofAudit(auditMeetings), isNotNull(auditMeetings.signedAt)),
		by: () => world.lead,
		post: (at, id) =>
			saveMeeting(at, id, {
				...{ kind: "opening", heldOn: "2026-11-12", startsAt: "09:00", endsAt: "10:00" },
				...{ people: "Gérante", signed: "oui", version: "0" },
			}),
	},
];

it.each(POSTS)("$told, sent twice at once, is written once", async ({ action, table, row, first, by, post }) => {
	await first?.();
	const signed = like(journalEntries.subjectId, `${world.auditId}%`);
	const journaled = and(eq(journalEntries.action, action as never), eq(journalEntries.actorId, by().userId), signed);
	const rows = async (from: PgTable, where: SQL | undefined) =>
		(await test.db.select({ count: count() }).from(from).where(where))[0]?.count;
	const answers = await Promise.all([1, 2].map(() => acting(by(), (at) => post(at, world.auditId))));
	expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(0);
	expect([await rows(table, row()), await rows(journalEntries, journaled)]).toEqual([1, 1]);
	// And once more, later.
	await acting(by(), (at) => post(at, world.auditId));
	expect([await rows(table, row()), await rows(journalEntries, journaled)]).toEqual([1, 1]);
});
