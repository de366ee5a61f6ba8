/** What an auditor says of themselves: written by them or the national team, its reasons read by nobody else. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { absenceNotes, auditorAbsences } from "~/db/schema/auditor.server";
import { onBehalfOf } from "~/db/transaction.server";
import { addAbsence, removeAbsence } from "~/services/audit/change-absences.server";
import { getAuditor } from "~/services/audit/get-auditor.server";
import { listAuditors } from "~/services/audit/list-auditors.server";
import { loadAuditorFacts } from "~/services/audit/load-auditor-facts.server";
import { setAuditorSkills } from "~/services/audit/set-auditor-skills.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, NOW } from "../../support/world";
import { journalOf, openSeason, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

const SKILLS = { domains: ["JUR", "FIN"], sectors: ["generaliste"], weekdays: ["1", "2"], yearlyLimit: "4" };
const away = (over: Record<string, string> = {}) => ({
	...{ key: randomUUID(), startsOn: "2026-12-21", endsOn: "2026-12-24", part: "day", note: "Rendez-vous médical" },
	...over,
});
/** As a request does: under row-level security. */
const asPerson = <T>(actor: Season["network"], work: (useCase: ReturnType<typeof as>) => Promise<T>) =>
	onBehalfOf(test.db, actor.userId, "write", (db) => work(as(db, actor)));

describe("the profile of an auditor", () => {
	it("is written by them, read by the planning, and leaves a journal row", async () => {
		const { lead, home } = await plannedAudit(test.db, season);
		const saved = await asPerson(lead, (at) => setAuditorSkills(at, lead.userId, { ...SKILLS, version: "0" }));
		expect(saved).toEqual({ ok: true, value: null });
		const known = await asPerson(season.network, ({ db }) => loadAuditorFacts(db, NOW));
		expect(known.find(({ userId }) => userId === lead.userId)).toMatchObject({
			home: { id: home.id },
			hasSaid: true,
			region: "Occitanie",
			skills: { domains: ["JUR", "FIN"], yearlyLimit: 4, weekdays: [1, 2] },
			mandates: [{ startsOn: null, endsOn: null }],
			visits: [{ startsOn: "2026-11-12", status: "planned" }],
		});
		const page = await asPerson(lead, (at) => getAuditor(at, lead.userId));
		expect(page).toMatchObject({ isOwn: true, version: 1, homeName: "Vivela d’essai", load: { thisYear: 1 } });
		const [row] = (await journalOf(test.db, lead.userId)).slice(-1);
		expect(row).toMatchObject({ action: "auditor.skillsSet", before: null, after: { auditorDomains: ["JUR", "FIN"] } });
	});

	it("refuses what was seen before another change, and what is not known", async () => {
		const { lead } = await plannedAudit(test.db, season);
		const set = (over: object) =>
			asPerson(season.network, (at) => setAuditorSkills(at, lead.userId, { ...SKILLS, version: "0", ...over }));
		expect(await set({ domains: ["XXX"] })).toMatchObject({ reason: "UNKNOWN_TERM" });
		expect(await set({})).toMatchObject({ ok: true });
		expect(await set({})).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await set({ version: "1" })).toMatchObject({ reason: "NOTHING_CHANGED" });
	});

	it("is nobody else's: neither another auditor nor a board member reads or writes it", async () => {
		const { lead, second, manager } = await plannedAudit(test.db, season);
		const board = await createActor(test.db, "board");
		for (const stranger of [second, manager, board]) {
			const at = as(test.db, stranger);
			await expect(getAuditor(at, lead.userId)).rejects.toThrow();
			await expect(setAuditorSkills(at, lead.userId, { ...SKILLS, version: "0" })).rejects.toThrow();
			await expect(addAbsence(at, lead.userId, away())).rejects.toThrow();
			await expect(listAuditors(at)).rejects.toThrow();
		}
	});

	it("keeps the reason of an absence to the auditor: the national team sees the days, under both nets", async () => {
		const { lead } = await plannedAudit(test.db, season);
		expect(await asPerson(lead, (at) => addAbsence(at, lead.userId, away()))).toMatchObject({ ok: true });
		const own = await asPerson(lead, (at) => getAuditor(at, lead.userId));
		expect(own.absences).toMatchObject([{ startsOn: "2026-12-21", note: "Rendez-vous médical" }]);
		const seen = await asPerson(season.network, (at) => getAuditor(at, lead.userId));
		expect(seen.absences).toMatchObject([{ startsOn: "2026-12-21", note: null }]);
		expect(await asPerson(season.network, ({ db }) => db.select().from(absenceNotes))).toEqual([]);
		expect(JSON.stringify(await journalOf(test.db, lead.userId))).not.toContain("médical");
	});

	it("adds an absence once, and takes it away with its reason", async () => {
		const { lead } = await plannedAudit(test.db, season);
		const form = away();
		for (const _ of [1, 2]) expect(await addAbsence(as(test.db, lead), lead.userId, form)).toMatchObject({ ok: true });
		const mine = () => test.db.select().from(auditorAbsences);
		expect((await mine()).filter(({ userId }) => userId === lead.userId)).toHaveLength(1);
		const before = (await mine()).length;
		expect(await asPerson(season.network, (at) => removeAbsence(at, lead.userId, form.key))).toMatchObject({
			ok: true,
		});
		expect(await mine()).toHaveLength(before - 1);
		expect((await test.db.select().from(absenceNotes)).map(({ absenceId }) => absenceId)).not.toContain(form.key);
		expect(await removeAbsence(as(test.db, lead), lead.userId, form.key)).toMatchObject({ reason: "ALREADY_REMOVED" });
	});
});
