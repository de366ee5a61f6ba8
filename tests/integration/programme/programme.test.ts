/** The year's programme: asked, computed by a server, taken line by line, set by hand, never by two people at once. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditorProfiles } from "~/db/schema/audit.server";
import { auditorSkills } from "~/db/schema/auditor.server";
import { programmeLines, programmeProposals } from "~/db/schema/programme.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { acceptProposal } from "~/services/programme/accept-proposal.server";
import { askProposal } from "~/services/programme/ask-proposal.server";
import { changeLine, setLine } from "~/services/programme/change-line.server";
import { computeWaitingProposal } from "~/services/programme/compute-proposal.server";
import { getLine } from "~/services/programme/get-line.server";
import { getProgramme } from "~/services/programme/get-programme.server";
import { getProposal } from "~/services/programme/get-proposal.server";
import { planInThread } from "~/services/programme/plan-in-thread.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createAuditor, createCooperative, NOW } from "../../support/world";
import { journalOf, openSeason, type Season, submittedFile } from "../audit/audit-world";

const YEAR = "2027";
let test: TestDatabase;
let season: Season;
let board: Actor;
let cooperativeIds: readonly string[];
let auditors: readonly Actor[];
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
	board = await createActor(test.db, "board");
	cooperativeIds = [];
	for (let count = 0; count < 3; count += 1) {
		const { cooperative } = await submittedFile(test.db, season);
		cooperativeIds = [...cooperativeIds, cooperative.id];
	}
	auditors = await Promise.all(["Rhône", "Gironde", "Nord"].map((department) => auditorOf(department)));
	auditors = [...auditors, await auditorOf("Orne", "Normandie")];
});
afterAll(() => test.drop());

const DOMAINS = ["JUR", "FIN", "RHU", "ACC", "ANC"];
async function auditorOf(department: string, region = "Occitanie"): Promise<Actor> {
	const home = await createCooperative(test.db, {
		...{ name: `CAE ${department}`, region, regionalAssociation: region, department, enrolledOn: null },
	});
	const auditor = await createAuditor(test.db, { homeCooperativeId: home.id });
	await test.db.insert(auditorSkills).values({
		...{ userId: auditor.userId, domains: DOMAINS, sectors: [], languages: [], department: null, yearlyLimit: 5 },
		...{ weekdays: [1, 2, 3, 4, 5], updatedAt: NOW },
	});
	return auditor;
}

/** As a request does: under row-level security. */
const asPerson = <T>(actor: Actor, work: (useCase: ReturnType<typeof as>) => Promise<T>) =>
	onBehalfOf(test.db, actor.userId, "write", (db) => work(as(db, actor)));
const inProgramme = (work: (useCase: ReturnType<typeof as>) => Promise<unknown>) => asPerson(season.network, work);
const compute = () => computeWaitingProposal(test.db, planInThread, () => NOW);
const line = async (cooperativeId: string) =>
	(await test.db.select().from(programmeLines).where(eq(programmeLines.cooperativeId, cooperativeId)))[0];

describe("a proposal", () => {
	it("is asked once at a time, computed in a thread, and changes nothing before it is taken", async () => {
		expect(await inProgramme((at) => askProposal(at, YEAR, { mostPerWeek: "2" }))).toEqual({ ok: true, value: null });
		expect(await inProgramme((at) => askProposal(at, YEAR, { mostPerWeek: "2" }))).toMatchObject({
			reason: "ALREADY_ASKED",
		});
		expect(await inProgramme((at) => askProposal(at, "2025", { mostPerWeek: "2" }))).toMatchObject({
			reason: "YEAR_IS_OVER",
		});
		expect(await compute()).toBe(true);
		expect(await compute()).toBe(false);
		const page = await asPerson(season.network, (at) => getProposal(at, YEAR));
		expect(page).toMatchObject({ status: "ready", impossibilities: [], pinned: 0 });
		expect(page.changes.map(({ change }) => change)).toEqual(["added", "added", "added"]);
		// Whoever is of the region of the three cooperatives goes to none of them.
		expect(page.changes.flatMap(({ after }) => after?.team)).not.toContain(auditors[3]?.userId);
		expect(await test.db.select().from(programmeLines)).toEqual([]);
		const actions = (await journalOf(test.db, YEAR)).map(({ action, actorId }) => [action, actorId]);
		expect(actions).toEqual([
			["programme.proposalAsked", season.network.userId],
			["programme.proposalMade", null],
		]);
	});

	it("is taken line by line, each line once, with a journal row each", async () => {
		const { proposal, changes } = await asPerson(season.network, (at) => getProposal(at, YEAR));
		const wish = changes.slice(0, 2).map(({ cooperativeId }) => ({ cooperativeId, version: 0 }));
		const take = () => inProgramme((at) => acceptProposal(at, YEAR, { proposalId: proposal?.id, lines: wish }));
		expect(await take()).toEqual({ ok: true, value: { taken: 2, changed: [], impossible: [] } });
		expect(await take()).toMatchObject({
			value: { taken: 0, changed: wish.map(({ cooperativeId }) => cooperativeId) },
		});
		expect(await inProgramme((at) => acceptProposal(at, YEAR, { proposalId: proposal?.id, lines: [] }))).toMatchObject({
			reason: "NOTHING_CHOSEN",
		});
		const rows = await journalOf(test.db, `${YEAR}/${wish[0]?.cooperativeId}`);
		expect(rows).toMatchObject([{ action: "programme.lineSet", cooperativeId: null, before: null }]);
	});

	it("leaves out what became impossible since", async () => {
		const { proposal, changes } = await asPerson(season.network, (at) => getProposal(at, YEAR));
		const last = changes.find(({ change }) => change === "added");
		const lost = last?.after?.team[0] ?? "";
		await test.db
			.update(auditorProfiles)
			.set({ accreditedUntil: "2026-12-31" })
			.where(eq(auditorProfiles.userId, lost));
		const lines = [{ cooperativeId: last?.cooperativeId ?? "", version: 0 }];
		expect(await inProgramme((at) => acceptProposal(at, YEAR, { proposalId: proposal?.id, lines }))).toMatchObject({
			value: { taken: 0, impossible: [last?.cooperativeId] },
		});
		await test.db
			.update(auditorProfiles)
			.set({ accreditedUntil: "2027-12-31" })
			.where(eq(auditorProfiles.userId, lost));
	});

	it("that a stopped server left behind is taken up again, and one that fails says so", async () => {
		const [asked] = await test.db
			.insert(programmeProposals)
			.values({
				year: 2028,
				mostPerWeek: 3,
				askedAt: NOW,
				status: "computing",
				startedAt: new Date(NOW.getTime() - 3_600_000),
			})
			.returning();
		await expect(
			computeWaitingProposal(
				test.db,
				() => Promise.reject(new Error("out of memory")),
				() => NOW,
			),
		).rejects.toThrow();
		const [left] = await test.db
			.select()
			.from(programmeProposals)
			.where(eq(programmeProposals.id, asked?.id ?? ""));
		expect(left).toMatchObject({ status: "failed", content: null });
	});
});

describe("a line set by hand", () => {
	const at = () => ({ year: YEAR, cooperativeId: cooperativeIds[0] ?? "" });
	const values = (over: Record<string, unknown> = {}) => ({
		...{ startsOn: "2027-06-08", endsOn: "2027-06-09", pinned: true },
		...{ leadAuditorId: auditors[0]?.userId, secondAuditorId: auditors[1]?.userId, version: 0 },
		...over,
	});

	it("is judged by the rules, warned about, and not moved by the planner once pinned", async () => {
		const { version = 0 } = (await line(at().cooperativeId)) ?? {};
		const set = (over: Record<string, unknown>) =>
			inProgramme((use) => setLine(use, at(), values({ version, ...over })));
		expect(await set({ secondAuditorId: auditors[3]?.userId })).toMatchObject({
			reason: "FORBIDDEN_BY_RULES",
			details: { breaches: [{ rule: "CONFLICT", auditorId: auditors[3]?.userId }] },
		});
		expect(await set({ secondAuditorId: "" })).toMatchObject({ reason: "FORBIDDEN_BY_RULES" });
		expect(await set({ startsOn: "2028-01-04", endsOn: "2028-01-05" })).toMatchObject({ reason: "OTHER_YEAR" });
		expect(await set({ version: 99 })).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		// A Saturday and a Sunday: allowed, and said.
		expect(await set({ startsOn: "2027-06-12", endsOn: "2027-06-13" })).toMatchObject({ ok: true });
		const page = await asPerson(season.network, (use) => getLine(use, at(), { startsOn: null, endsOn: null }));
		expect(page.breaches.map(({ rule }) => rule)).toContain("WORKING_DAYS");
		await inProgramme((use) => askProposal(use, YEAR, { mostPerWeek: "2" }));
		await compute();
		const after = await asPerson(season.network, (use) => getProposal(use, YEAR));
		expect(after.changes.map(({ cooperativeId }) => cooperativeId)).not.toContain(at().cooperativeId);
		expect(await line(at().cooperativeId)).toMatchObject({ startsOn: "2027-06-12", pinned: true });
	});

	it("goes to one of two people who set it at once; the other is told", async () => {
		const { version = 0 } = (await line(at().cooperativeId)) ?? {};
		const other = await createActor(test.db, "network");
		const set = (actor: Actor, startsOn: string, endsOn: string) =>
			asPerson(actor, (use) => setLine(use, at(), values({ version, startsOn, endsOn })));
		const both = await Promise.all([
			set(season.network, "2027-06-15", "2027-06-16"),
			set(other, "2027-06-22", "2027-06-23"),
		]);
		expect(both.map((result) => (result.ok ? "set" : result.reason)).sort()).toEqual(["CHANGED_MEANWHILE", "set"]);
		expect(await line(at().cooperativeId)).toMatchObject({ version: version + 1 });
	});

	it("is let go, then removed, and each leaves its row", async () => {
		const { version = 0 } = (await line(at().cooperativeId)) ?? {};
		expect(await inProgramme((use) => changeLine(use, at(), "unpin", { version }))).toMatchObject({ ok: true });
		expect(await inProgramme((use) => changeLine(use, at(), "pin", { version }))).toMatchObject({
			reason: "CHANGED_MEANWHILE",
		});
		expect(await inProgramme((use) => changeLine(use, at(), "remove", { version: version + 1 }))).toMatchObject({
			ok: true,
		});
		expect(await line(at().cooperativeId)).toBeUndefined();
		const actions = (await journalOf(test.db, `${YEAR}/${at().cooperativeId}`)).map(({ action }) => action);
		expect(actions.slice(-2)).toEqual(["programme.lineUnpinned", "programme.lineRemoved"]);
	});
});

describe("who reads it", () => {
	it("the board reads situations, not what is only proposed; nobody else reads anything", async () => {
		const seen = await asPerson(board, (at) => getProgramme(at, YEAR));
		expect(seen.rows.filter(({ code }) => code === "neverAudited")).toHaveLength(3);
		expect(seen.rows.every(({ line: proposed }) => proposed === null)).toBe(true);
		expect(seen).toMatchObject({ plans: false, capacity: null, coverage: null, proposal: null });
		const own = await asPerson(season.network, (at) => getProgramme(at, YEAR));
		expect(own.rows.filter(({ line: proposed }) => proposed !== null).length).toBeGreaterThan(0);
		expect(own.coverage).toMatchObject({ auditors: 4, domains: [], sectors: [] });
		expect(own.capacity?.[0]).toMatchObject({ month: "2027-01" });
		const auditor = auditors[0] as Actor;
		await expect(asPerson(auditor, (at) => getProgramme(at, YEAR))).rejects.toThrow();
		for (const stranger of [board, auditor]) {
			await expect(asPerson(stranger, (at) => getProposal(at, YEAR))).rejects.toThrow();
			await expect(asPerson(stranger, (at) => askProposal(at, YEAR, { mostPerWeek: 2 }))).rejects.toThrow();
			expect(await onBehalfOf(test.db, stranger.userId, "read", (db) => db.select().from(programmeLines))).toEqual([]);
			expect(await onBehalfOf(test.db, stranger.userId, "read", (db) => db.select().from(programmeProposals))).toEqual(
				[],
			);
		}
	});
});
