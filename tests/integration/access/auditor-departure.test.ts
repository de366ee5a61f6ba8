/** An auditor leaves, or loses their accreditation: their open audits change hands in the same transaction, or nothing does. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditorProfiles, audits } from "~/db/schema/audit.server";
import type { Actor } from "~/domain/access/roles";
import { accreditAuditor, endAccreditation, findAccreditation } from "~/services/access/accredit-auditor.server";
import { changeRoleDates, endRole } from "~/services/access/change-role.server";
import { getPerson } from "~/services/access/get-person.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createAuditor, createCooperative, NOW } from "../../support/world";
import { journalOf, openSeason, PLAN, plannedAudit, type Season } from "../audit/audit-world";
import { grantOf, inRequest, journalOfPerson, rowOf } from "./team-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

const write = <T>(actor: Actor, work: (useCase: UseCase) => Promise<T>) =>
	inRequest(test.db, actor, "write", work, NOW);
const rowOfAudit = async (id: string) => (await test.db.select().from(audits).where(eq(audits.id, id)))[0];
const REASON = "L’auditeur prévu ne peut plus faire cette visite.";

/** An audit whose lead leaves, somebody fit to take it over, and somebody tied to the cooperative. */
async function departing() {
	const world = await plannedAudit(test.db, season);
	const home = await createCooperative(test.db, { region: "Bretagne", regionalAssociation: "Bretagne" });
	const fit = await createAuditor(test.db, { homeCooperativeId: home.id });
	const tied = await createAuditor(test.db, { homeCooperativeId: world.cooperative.id });
	const { id: grantId } = await grantOf(test.db, world.lead);
	const end = (handovers: object[], actor = season.network) =>
		write(actor, (one) => endRole(one, world.lead.userId, grantId, { seen: "/", handovers, reason: REASON }));
	return { ...world, fit, tied, grantId, end };
}

const outcome = (result: { ok: boolean; reason?: string }) => (result.ok ? "ok" : result.reason);

describe("ending the role of an auditor who has an open audit", () => {
	it("is refused until it is handed over, lists who could take it, and undoes everything meanwhile", async () => {
		const { auditId, end, grantId, fit, tied, second, lead, cooperative } = await departing();
		const result = await end([]);
		if (result.ok || result.reason !== "AUDITS_TO_HAND_OVER") throw new Error(String(outcome(result)));
		const [told] = result.details.audits;
		expect(told).toMatchObject({ id: auditId, cooperativeName: cooperative.name, sequence: 0, refused: null });
		expect(told?.partner).toEqual({ name: second.name, fit: true });
		const candidates = told?.candidates.map(({ userId }) => userId) ?? [];
		expect(candidates).toContain(fit.userId);
		for (const { userId } of [tied, second, lead]) expect(candidates).not.toContain(userId);
		expect(await rowOf(test.db, grantId)).toMatchObject({ endsOn: null });
		expect((await journalOfPerson(test.db, lead.userId)).filter(({ action }) => action === "role.ended")).toEqual([]);
	});

	it("hands the audit over and ends the role together, with their journal rows", async () => {
		const { auditId, end, grantId, fit, second, lead } = await departing();
		expect(await end([{ auditId, to: fit.userId, sequence: 0 }])).toMatchObject({ ok: true });
		expect(await rowOfAudit(auditId)).toMatchObject({
			leadAuditorId: fit.userId,
			secondAuditorId: second.userId,
			startsOn: PLAN.startsOn,
			sequence: 1,
		});
		expect(await rowOf(test.db, grantId)).toMatchObject({ endsOn: "2026-10-04" });
		expect((await journalOf(test.db, auditId)).at(-1)).toMatchObject({
			action: "audit.rescheduled",
			actorId: season.network.userId,
			before: { leadAuditorId: lead.userId },
			after: { leadAuditorId: fit.userId, reason: REASON },
		});
		expect((await journalOfPerson(test.db, lead.userId)).at(-1)).toMatchObject({ action: "role.ended" });
	});

	it("judges the replacement as any plan: a tie, the other one of the team, nobody, an audit moved meanwhile", async () => {
		const { auditId, end, tied, second, fit, grantId } = await departing();
		const refusal = async (to: string, sequence = 0) => {
			const result = await end([{ auditId, to, sequence }]);
			if (result.ok || result.reason !== "AUDITS_TO_HAND_OVER") return outcome(result);
			return result.details.audits[0]?.refused?.reason;
		};
		expect(await refusal(tied.userId)).toBe("CONFLICT_OF_INTEREST");
		expect(await refusal(second.userId)).toBe("SAME_AUDITOR_TWICE");
		expect(await refusal((await createActor(test.db, "board")).userId)).toBe("UNKNOWN_AUDITOR");
		expect(await refusal(fit.userId, 4)).toBe("CHANGED_MEANWHILE");
		expect(await rowOf(test.db, grantId)).toMatchObject({ endsOn: null });
		expect(await rowOfAudit(auditId)).toMatchObject({ sequence: 0 });
	});

	it("hands over all or none: one refused leaves the other where it was", async () => {
		const { auditId, end, fit, lead, grantId } = await departing();
		const other = await plannedAudit(test.db, season, { startsOn: "2026-12-01", endsOn: "2026-12-02" });
		await test.db.update(audits).set({ leadAuditorId: lead.userId }).where(eq(audits.id, other.auditId));
		const first = { auditId, to: fit.userId, sequence: 0 };
		const refused = await end([first]);
		expect(refused).toMatchObject({ reason: "AUDITS_TO_HAND_OVER" });
		expect(await rowOfAudit(auditId)).toMatchObject({ leadAuditorId: lead.userId, sequence: 0 });
		expect(await end([first, { auditId: other.auditId, to: fit.userId, sequence: 0 }])).toMatchObject({ ok: true });
		expect(await rowOfAudit(other.auditId)).toMatchObject({ leadAuditorId: fit.userId });
		expect(await rowOf(test.db, grantId)).toMatchObject({ endsOn: "2026-10-04" });
	});

	it("does not give one person two visits on the same days", async () => {
		const { auditId, end, fit, lead } = await departing();
		const other = await plannedAudit(test.db, season);
		await test.db.update(audits).set({ leadAuditorId: lead.userId }).where(eq(audits.id, other.auditId));
		const result = await end([auditId, other.auditId].map((id) => ({ auditId: id, to: fit.userId, sequence: 0 })));
		if (result.ok || result.reason !== "AUDITS_TO_HAND_OVER") throw new Error(String(outcome(result)));
		const conflicts = result.details.audits.flatMap(({ refused }) => (refused ? [refused] : []));
		expect(conflicts).toMatchObject([
			{ reason: "CONFLICT_OF_INTEREST", details: { auditors: [{ conflicts: [{ reason: "ALREADY_VISITING" }] }] } },
		]);
	});

	it("asks nothing when the last day comes after the visits, everything when it comes before", async () => {
		const { lead, grantId } = await departing();
		const until = (endsOn: string, seen: string) =>
			write(season.network, (one) => changeRoleDates(one, lead.userId, grantId, { startsOn: "", endsOn, seen }));
		expect(await until("2026-11-13", "/")).toMatchObject({ ok: true });
		expect(await until("2026-11-12", "/2026-11-13")).toMatchObject({ reason: "AUDITS_TO_HAND_OVER" });
	});

	it("also asks for a visit behind us that is still open: whoever leaves could not close it", async () => {
		const { auditId, end } = await departing();
		await test.db.update(audits).set({ startsOn: "2026-10-01", endsOn: "2026-10-02" }).where(eq(audits.id, auditId));
		expect(await end([])).toMatchObject({ reason: "AUDITS_TO_HAND_OVER" });
	});

	it("leaves it to the national team when an administrator reads no audit", async () => {
		const { end, auditId, lead } = await departing();
		const admin = await createActor(test.db, "admin");
		expect(await end([], admin)).toMatchObject({ reason: "AUDITS_OPEN_ELSEWHERE", details: { open: 1 } });
		const person = await inRequest(test.db, admin, "read", (one) => getPerson(one, lead.userId), NOW);
		expect(person.openAudits).toEqual({ count: 1, list: [] });
		await test.db.update(audits).set({ status: "cancelled" }).where(eq(audits.id, auditId));
		expect(await end([], admin)).toMatchObject({ ok: true });
	});
});

describe("the accreditation of an auditor", () => {
	const dates = { accreditedFrom: "2026-01-01", accreditedUntil: "2028-12-31" };
	const accredit = (actor: Actor, userId: string, input: object) =>
		write(actor, (one) => accreditAuditor(one, userId, input));

	it("is written with the ties that matter, and journaled by ids and dates", async () => {
		const auditor = await createActor(test.db, "auditor");
		const home = await createCooperative(test.db);
		const former = await createCooperative(test.db);
		const facts = {
			...dates,
			homeCooperativeId: home.id,
			formerCooperativeId: former.id,
			leftOn: "2025-03-31",
		};
		expect(await accredit(season.network, auditor.userId, { ...facts, seen: "" })).toMatchObject({ ok: true });
		expect(await findAccreditation(test.db, auditor.userId)).toEqual(facts);
		const last = (await journalOfPerson(test.db, auditor.userId)).at(-1);
		expect(last).toMatchObject({ action: "auditor.accredited", before: null, after: facts });
		expect(await accredit(season.network, auditor.userId, { ...facts, seen: "" })).toMatchObject({
			reason: "CHANGED_MEANWHILE",
		});
	});

	it("refuses a cooperative that is none, bad days, and who does not run the network", async () => {
		const auditor = await createActor(test.db, "auditor");
		const wrong = { ...dates, homeCooperativeId: auditor.userId, seen: "" };
		expect(await accredit(season.network, auditor.userId, wrong)).toMatchObject({ reason: "UNKNOWN_COOPERATIVE" });
		expect(await accredit(season.network, auditor.userId, { ...dates, accreditedUntil: "", seen: "" })).toMatchObject({
			reason: "ACCREDITATION_DATES_REQUIRED",
		});
		expect(await findAccreditation(test.db, auditor.userId)).toBeNull();
		for (const role of ["auditor", "board", "committee"] as const) {
			const actor = await createActor(test.db, role);
			await expect(accreditAuditor(as(test.db, actor), auditor.userId, { ...dates, seen: "" })).rejects.toThrow(
				ForbiddenError,
			);
		}
		await expect(accreditAuditor(as(test.db, season.network), "nobody", { ...dates, seen: "" })).rejects.toThrow(
			NotFoundError,
		);
	});

	it("ends at once with the audits handed over, and not without", async () => {
		const { lead, auditId, fit, home } = await departing();
		const seen = `2025-01-01/2027-12-31/${home.id}//`;
		const end = (handovers: object[]) =>
			write(season.network, (one) => endAccreditation(one, lead.userId, { seen, handovers, reason: REASON }));
		expect(await end([])).toMatchObject({ reason: "AUDITS_TO_HAND_OVER" });
		expect(await findAccreditation(test.db, lead.userId)).toMatchObject({ accreditedUntil: "2027-12-31" });
		expect(await end([{ auditId, to: fit.userId, sequence: 0 }])).toMatchObject({ ok: true });
		expect(await findAccreditation(test.db, lead.userId)).toMatchObject({ accreditedUntil: "2026-10-04" });
		expect((await journalOfPerson(test.db, lead.userId)).at(-1)).toMatchObject({
			action: "auditor.accreditationEnded",
			after: { accreditedUntil: "2026-10-04" },
		});
		expect(await rowOfAudit(auditId)).toMatchObject({ leadAuditorId: fit.userId });
	});

	it("that brings a tie with a cooperative still to visit asks for somebody else", async () => {
		const { lead, auditId, fit, home, cooperative } = await departing();
		const [profile] = await test.db.select().from(auditorProfiles).where(eq(auditorProfiles.userId, lead.userId));
		const facts = {
			accreditedFrom: profile?.accreditedFrom,
			accreditedUntil: profile?.accreditedUntil,
			homeCooperativeId: home.id,
			formerCooperativeId: cooperative.id,
			leftOn: "2026-01-31",
			seen: `2025-01-01/2027-12-31/${home.id}//`,
			reason: REASON,
		};
		expect(await accredit(season.network, lead.userId, facts)).toMatchObject({ reason: "AUDITS_TO_HAND_OVER" });
		const handovers = [{ auditId, to: fit.userId, sequence: 0 }];
		expect(await accredit(season.network, lead.userId, { ...facts, handovers })).toMatchObject({ ok: true });
	});
});
