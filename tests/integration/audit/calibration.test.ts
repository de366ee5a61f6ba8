/** Gaps of finished audits, as each role reads them under row-level security: never of fewer than five cooperatives. */
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { atomically, onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { getCalibration } from "~/services/audit/get-calibration.server";
import { ForbiddenError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createAuditor, NOW } from "../../support/world";
import { applicableIds, createTeam, openSeason, type Season, submittedFile } from "./audit-world";

let test: TestDatabase;
let season: Season;
type Team = Awaited<ReturnType<typeof createTeam>>;
let severe: Team;
let plain: Team;
let manager: Actor;
/** Declared with a level: all that apply but the first. */
let compared: number;

/** Declared 2 everywhere; the team retains the same level everywhere. */
async function finished({ lead, second }: Team, level: 1 | 2, finalAt: Date) {
	const file = await submittedFile(test.db, season);
	const { id: cooperativeId } = file.cooperative;
	const day = finalAt.toISOString().slice(0, 10);
	const [audit] = await test.db
		.insert(audits)
		.values({
			...{
				cooperativeId,
				assessmentId: file.assessment.id,
				kind: "initial",
				startsOn: day,
				endsOn: day,
				mode: "remote",
			},
			...{ place: "visioconférence", leadAuditorId: lead.userId, secondAuditorId: second.userId, createdAt: finalAt },
		})
		.returning();
	if (!audit) throw new Error("no audit");
	const by = { recordedAt: finalAt, recordedBy: lead.userId };
	await test.db
		.insert(auditObservations)
		.values(
			applicableIds(season).map((criterionId) => ({ cooperativeId, auditId: audit.id, criterionId, level, ...by })),
		);
	const move = (values: Partial<typeof audits.$inferInsert>) =>
		test.db.update(audits).set(values).where(eq(audits.id, audit.id));
	await move({ status: "provisionalReport", visitEndedAt: finalAt });
	await move({ status: "rightOfReply", provisionalSentAt: finalAt, replyDueOn: day });
	await move({ status: "finalReport", finalAt });
	return file;
}

const LAST_YEAR = new Date("2025-06-10T08:00:00Z");
const THIS_YEAR = new Date("2026-06-10T08:00:00Z");

beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
	compared = applicableIds(season).length - 1;
	severe = await createTeam(test.db);
	plain = await createTeam(test.db);
	for (let one = 0; one < 3; one += 1) await finished(severe, 1, LAST_YEAR);
	for (let one = 0; one < 5; one += 1) manager = (await finished(plain, 2, LAST_YEAR)).manager;
	await finished(severe, 1, THIS_YEAR);
}, 120_000);
afterAll(() => test.drop());

const read = (actor: Actor, version: string | null = null) =>
	atomically(test.db, (tx) =>
		onBehalfOf(tx, actor.userId, "read", (db) => getCalibration({ db, actor, now: NOW }, version)),
	);

describe("the calibration", () => {
	it("is the national team’s to this day, by criterion and by auditor, with no figure where there are too few cases", async () => {
		const { criteria, auditors, self, until, may } = await read(season.network);
		expect([criteria.length, self, until, may.auditors]).toEqual([compared, null, null, true]);
		for (const { cooperatives, mean } of criteria) expect([cooperatives, mean]).toEqual([9, -4 / 9]);
		const of = ({ lead }: Team) => auditors.find(({ userId }) => userId === lead.userId);
		expect(of(severe)).toMatchObject({ audits: 4, criteria: 4 * compared, figure: { mean: -1, reading: "lower" } });
		// The others audited four cooperatives: one could tell whose levels they are.
		expect(of(plain)).toMatchObject({ audits: 0, criteria: 0, figure: null });
		expect(auditors).toHaveLength(4);
	});

	it("is read by the board and the committee as it stood at the end of last year, and names no auditor", async () => {
		for (const role of ["board", "committee"] as const) {
			const { criteria, auditors, self, until } = await read(await createActor(test.db, role));
			expect([criteria.length, auditors, self, until]).toEqual([compared, [], null, 2025]);
			for (const { cooperatives, mean } of criteria) expect([cooperatives, mean]).toEqual([8, -3 / 8]);
		}
	});

	it("shows an auditor their own line and nothing else", async () => {
		expect(await read(severe.second)).toMatchObject({
			...{ criteria: [], auditors: [], until: 2025 },
			self: { audits: 3, criteria: 3 * compared, figure: { mean: -1, low: -1, high: -1, reading: "lower" } },
		});
		expect(await read(plain.lead)).toMatchObject({ criteria: [], self: { audits: 0, figure: null } });
		expect(await read(await createAuditor(test.db))).toMatchObject({ criteria: [], self: { audits: 0, figure: null } });
	});

	it("is nobody else’s, through the database neither", async () => {
		await expect(read(manager)).rejects.toThrow(ForbiddenError);
		const sums = (actor: Actor, leftOut: string | null) =>
			atomically(test.db, (tx) =>
				onBehalfOf(tx, actor.userId, "read", (db) =>
					db
						.select({ cooperatives: sql<number>`cooperatives` })
						.from(sql`app_criterion_gaps(${NOW.toISOString()}::timestamptz, ${leftOut}::uuid)`),
				),
			);
		expect(await sums(manager, null)).toEqual([]);
		expect(await sums(await createActor(test.db, "admin"), null)).toEqual([]);
		const board = await createActor(test.db, "board");
		expect(await sums(board, null)).toHaveLength(compared);
		expect(await sums(board, severe.lead.userId)).toEqual([]);
		expect(await sums(plain.lead, severe.lead.userId)).toEqual([]);
		expect(await sums(season.network, severe.lead.userId)).toHaveLength(compared);
	});
});
