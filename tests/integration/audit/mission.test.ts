/** Declarations signed for an audit, and the challenge of its cooperative: as in a request, under row-level security. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audits } from "~/db/schema/audit.server";
import { declaredInterests } from "~/db/schema/auditor.server";
import { auditChallenges, interestDeclarations, interestDeclarationTies } from "~/db/schema/mission.server";
import { mailMessages } from "~/db/schema/notification.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { findSession, openSession } from "~/services/access/session.server";
import { answerChallenge } from "~/services/audit/answer-challenge.server";
import { chooseSlot } from "~/services/audit/answer-slots.server";
import { challengeMember } from "~/services/audit/challenge-member.server";
import { declareInterest, endInterest } from "~/services/audit/declare-interest.server";
import { getAudit } from "~/services/audit/get-audit.server";
import { getChallenge } from "~/services/audit/get-challenge.server";
import { getOwnTies } from "~/services/audit/get-own-ties.server";
import { listAudits } from "~/services/audit/list-audits.server";
import { loadChallenge } from "~/services/audit/load-mission.server";
import { recordLevel } from "~/services/audit/record-level.server";
import { rescheduleAudit } from "~/services/audit/reschedule-audit.server";
import { signDeclaration } from "~/services/audit/sign-declaration.server";
import { sendWaitingMail } from "~/services/notification/send-waiting-mail.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { SECRETS } from "../../support/sign-in";
import { ARRIVAL, as, createAuditor, createCooperative, NOW } from "../../support/world";
import { applicableIds, journalOf, openSeason, PLAN, plannedAudit, type Season } from "./audit-world";

let test: TestDatabase;
let season: Season;
beforeAll(async () => {
	test = await createTestDatabase();
	season = await openSeason(test.db);
});
afterAll(() => test.drop());

const LATER = new Date(NOW.getTime() + 60_000);
const request = <T>(
	access: "read" | "write",
	actor: Actor,
	work: (useCase: ReturnType<typeof as>) => Promise<T>,
	now = LATER,
) => onBehalfOf(test.db, actor.userId, access, (db) => work(as(db, actor, now)));
const onDay = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

/** As the door makes them: with what they are tied to by now. */
async function signedIn(person: Actor): Promise<Actor> {
	const { token } = await openSession(test.db, person.userId, { secondFactor: true }, { ...ARRIVAL, now: LATER });
	const session = await findSession(test.db, token, LATER);
	if (!session) throw new Error("no session");
	return session.actor;
}

const NONE = { says: "none", ties: [], wording: "1", signed: true } as const;
const telling = (...ties: string[]) => ({ ...NONE, says: "ties", ties });
const { kind: _kind, ...DAYS } = PLAN;

async function mission({ signed = false, kind = "initial" }: { signed?: boolean; kind?: string } = {}) {
	const world = await plannedAudit(test.db, season, { signed, kind });
	const { auditId } = world;
	const sign = (actor: Actor, said: object = NONE, now = LATER) =>
		request("write", actor, (at) => signDeclaration(at, auditId, said), now);
	const begin = (actor = world.lead, now = LATER) => {
		const [, criterionId = ""] = applicableIds(season);
		const level = { criterionId, choice: "2", note: "vu", version: "0" };
		return request("write", actor, (at) => recordLevel(at, auditId, level), now);
	};
	const team = (leadAuditorId: string, secondAuditorId: string, sequence: number, over: object = {}) =>
		request("write", season.network, (at) =>
			rescheduleAudit(at, auditId, {
				...{ ...DAYS, leadAuditorId, secondAuditorId, reason: "Autre équipe", sequence: String(sequence) },
				...over,
			}),
		);
	const challenge = (over: object = {}, now = LATER, actor: Actor = world.manager) =>
		request(
			"write",
			actor,
			(at) =>
				challengeMember(at, auditId, {
					...{ auditorId: world.second.userId, reason: "Ancien concurrent direct", sequence: "0" },
					...over,
				}),
			now,
		);
	const answer = (over: object) =>
		request("write", season.network, (at) =>
			answerChallenge(at, auditId, { accepted: true, answer: "Nous en convenons.", sequence: "0", ...over }),
		);
	const page = (reader: Actor) => request("read", reader, (at) => getAudit(at, auditId));
	const row = async () => {
		const [audit] = await test.db.select().from(audits).where(eq(audits.id, auditId));
		if (!audit) throw new Error("no audit");
		return audit;
	};
	const signatures = () => test.db.select().from(interestDeclarations).where(eq(interestDeclarations.auditId, auditId));
	const letters = async (kind: string) =>
		(await test.db.select().from(mailMessages)).filter(
			({ kind: of, params }) => of === kind && [params?.auditId, params?.about].includes(auditId),
		);
	return { ...world, sign, begin, team, challenge, answer, page, row, signatures, letters };
}

describe("a declaration signed for an audit", () => {
	it("is asked before the visit begins, of each member, and kept with its text", async () => {
		const { lead, second, sign, begin, page, manager, auditId, signatures } = await mission();
		expect(await begin()).toMatchObject({ reason: "DECLARATION_MISSING" });
		expect(await sign(lead)).toMatchObject({ ok: true, value: { closed: false } });
		expect(await begin()).toMatchObject({ reason: "DECLARATION_MISSING" });
		const told = (await page(manager)).mission.members.map(({ gap }) => gap?.reason ?? null);
		expect(told).toEqual([null, "DECLARATION_MISSING"]);
		expect(await sign(second)).toMatchObject({ ok: true });
		expect(await begin()).toMatchObject({ ok: true });
		expect(await signatures()).toMatchObject([
			{ userId: lead.userId, wording: 1, text: expect.stringContaining("Je déclare"), signedAt: LATER },
			{ userId: second.userId },
		]);
		const rows = await journalOf(test.db, auditId);
		expect(rows.filter(({ action }) => action === "audit.interestsSigned")).toHaveLength(2);
		await expect(
			test.db.update(interestDeclarations).set({ text: "autre" }).where(eq(interestDeclarations.auditId, auditId)),
		).rejects.toThrow();
	});

	it("clicked twice at once is one signature; nobody signs for another", async () => {
		const { lead, sign, signatures, manager } = await mission();
		const results = await Promise.all([sign(lead), sign(lead)]);
		expect(results.map(({ ok }) => ok)).toEqual([true, true]);
		expect(await signatures()).toHaveLength(1);
		await expect(sign(manager)).rejects.toThrow(ForbiddenError);
		await expect(sign(season.network)).rejects.toThrow(ForbiddenError);
		await expect(sign(await createAuditor(test.db))).rejects.toThrow(NotFoundError);
	});

	it("refuses what contradicts itself, what was not signed, and a text that changed", async () => {
		const { lead, sign, signatures } = await mission();
		for (const [said, reason] of [
			[{ ...NONE, ties: ["family"] }, "NONE_AND_TIES"],
			[telling(), "TIE_REQUIRED"],
			[telling("friendship"), "INVALID"],
			[{ ...NONE, signed: false }, "NOT_SIGNED"],
			[{ ...NONE, wording: "0" }, "WORDING_CHANGED"],
		] as const) {
			expect(await sign(lead, said)).toMatchObject({ ok: false, reason });
		}
		expect(await signatures()).toEqual([]);
	});

	it("takes whoever tells a tie off the file, and says so to the national team alone", async () => {
		const { lead, second, manager, sign, page, begin, letters, auditId } = await mission({ signed: true });
		expect(await sign(second, telling("family"))).toMatchObject({ ok: true, value: { closed: true } });
		await expect(page(await signedIn(second))).rejects.toThrow(NotFoundError);
		expect(await begin()).toMatchObject({ reason: "TEAM_TO_REVIEW" });
		expect((await page(season.network)).toReplace).toEqual([second.name]);
		expect(await letters("tieDeclared")).toHaveLength(1);
		for (const reader of [lead, manager]) {
			const told = JSON.stringify(await page(reader));
			expect(told).not.toContain("family");
			const seen = await request("read", reader, async ({ db }) => [
				...(await db.select().from(declaredInterests)),
				...(await db.select().from(interestDeclarationTies)),
			]);
			expect(seen).toEqual([]);
		}
		const ofNetwork = await request("read", season.network, ({ db }) =>
			db.select().from(interestDeclarationTies).where(eq(interestDeclarationTies.userId, second.userId)),
		);
		expect(ofNetwork).toMatchObject([{ kind: "family" }]);
		expect(JSON.stringify(await journalOf(test.db, auditId))).not.toContain("family");
	});

	it("waits for the written derogation when the tie only warns", async () => {
		const { lead, second, sign, begin, team } = await mission({ signed: true });
		expect(await sign(second, telling("other"))).toMatchObject({ ok: true, value: { closed: false } });
		expect(await begin()).toMatchObject({ reason: "TEAM_TO_REVIEW" });
		expect(await sign(second)).toMatchObject({ reason: "STILL_DECLARED" });
		const derogations = [{ auditorId: second.userId, rule: "DECLARED_OTHER", reason: "Un dîner, il y a dix ans." }];
		expect(await team(lead.userId, second.userId, 0, { derogations })).toMatchObject({ ok: true });
		expect(await begin()).toMatchObject({ ok: true });
	});

	it("is signed anew by all after a change of team, and not after a change of days", async () => {
		const { lead, second, begin, team, sign, page } = await mission({ signed: true });
		const days = { startsOn: "2026-11-17", endsOn: "2026-11-18" };
		expect(await team(lead.userId, second.userId, 0, days)).toMatchObject({ ok: true });
		expect((await page(lead)).mission.obstacle).toBeNull();
		const third = await createAuditor(test.db);
		expect(await team(lead.userId, third.userId, 1, days)).toMatchObject({ ok: true });
		const members = async () => (await page(lead)).mission.members.map(({ gap }) => gap?.reason ?? null);
		expect(await members()).toEqual(["DECLARATION_OUTDATED", "DECLARATION_MISSING"]);
		expect(await begin()).toMatchObject({ reason: "DECLARATION_MISSING" });
		expect([await sign(lead), await sign(third)]).toMatchObject([{ ok: true }, { ok: true }]);
		expect(await begin()).toMatchObject({ ok: true });
	});

	it("signed more than a year before the visit no longer holds, on the day itself it does", async () => {
		for (const [day, reason] of [
			["2027-10-05", null],
			["2027-10-06", "DECLARATION_OUTDATED"],
		] as const) {
			const { lead, second, team, page } = await mission({ signed: true });
			expect(await team(lead.userId, second.userId, 0, { startsOn: day, endsOn: day })).toMatchObject({ ok: true });
			expect((await page(lead)).mission.members.map(({ gap }) => gap?.reason ?? null)).toEqual([reason, reason]);
		}
	});

	it("is not asked for a visit that had begun before", async () => {
		const { lead, begin, auditId, page } = await mission();
		await test.db.update(audits).set({ asksDeclarations: false }).where(eq(audits.id, auditId));
		await test.db.update(audits).set({ status: "inProgress" }).where(eq(audits.id, auditId));
		expect((await page(lead)).mission).toMatchObject({ asked: false, obstacle: null });
		expect(await begin()).toMatchObject({ ok: true });
	});

	it("in a visit under way is asked of whoever records", async () => {
		const { lead, second, begin, team, sign, page } = await mission({ signed: true });
		expect(await begin()).toMatchObject({ ok: true });
		// Whoever only reads the audit signs nothing for it.
		expect((await page(season.network)).mission.obstacle).toBeNull();
		const third = await createAuditor(test.db);
		expect(await team(lead.userId, third.userId, 0)).toMatchObject({ ok: true });
		expect(await begin(third)).toMatchObject({ reason: "DECLARATION_MISSING" });
		await sign(third);
		expect(await begin(third)).toMatchObject({ ok: true });
		await expect(sign(second)).rejects.toThrow(NotFoundError);
	});
});

describe("an auditor’s own ties", () => {
	it("are declared by the cooperative’s name or SIREN, listed with their names, and ended", async () => {
		const auditor = await createAuditor(test.db);
		const tied = await createCooperative(test.db, { name: "L’Étoile des métiers", siren: "732829320" });
		const own = (work: (useCase: ReturnType<typeof as>) => Promise<unknown>) => request("write", auditor, work);
		const declare = (named: string, kind = "capital") => own((at) => declareInterest(at, { named, kind }));
		expect(await declare("Étoile")).toMatchObject({ reason: "UNKNOWN_COOPERATIVE" });
		expect(await declare("")).toMatchObject({ reason: "INVALID" });
		expect(await declare(" l'etoile des metiers ")).toMatchObject({ ok: true });
		expect(await declare("732 829 320", "mandate")).toMatchObject({ ok: true });
		expect(await declare("732829320", "mandate")).toMatchObject({ reason: "ALREADY_DECLARED" });
		const told = await request("read", auditor, getOwnTies);
		expect(told).toMatchObject({ judges: false, choices: [] });
		expect(told.declared.map(({ name, kind }) => `${name} ${kind}`).sort()).toEqual([
			`${tied.name} capital`,
			`${tied.name} mandate`,
		]);
		expect(await own((at) => endInterest(at, told.declared[0]?.id ?? ""))).toMatchObject({ ok: true });
		expect((await request("read", auditor, getOwnTies)).declared).toHaveLength(1);
	});

	it("are told to the national team when one appears with a cooperative under audit", async () => {
		const { lead, cooperative, letters } = await mission({ signed: true });
		await request("write", lead, (at) => declareInterest(at, { cooperativeId: cooperative.id, kind: "service" }));
		expect(await letters("tieDeclared")).toHaveLength(1);
	});

	it("come with the audits that wait for a signature, until it is given", async () => {
		const { lead, auditId, sign } = await mission();
		const waiting = async () => [
			(await request("read", lead, getOwnTies)).missions.map(({ id }) => id),
			(await request("read", lead, (at) => listAudits(at))).toSign.map(({ id }) => id),
		];
		expect(await waiting()).toEqual([[auditId], [auditId]]);
		await sign(lead);
		expect(await waiting()).toEqual([[], []]);
	});
});

describe("a challenge", () => {
	it("accepted takes the member off the team, keeps the days, and holds the visit until the team is whole", async () => {
		const scene = await mission({ signed: true });
		const { lead, second, manager, auditId, challenge, answer, begin, row, page, team, sign, letters } = scene;
		expect(await challenge()).toMatchObject({ ok: true });
		expect(await letters("challengeMade")).toHaveLength(1);
		expect(await begin()).toMatchObject({ reason: "CHALLENGE_WAITING" });
		expect(await answer({})).toMatchObject({ ok: true });
		expect(await row()).toMatchObject({
			...{ leadAuditorId: lead.userId, secondAuditorId: null, status: "planned", sequence: 1 },
			...{ startsOn: PLAN.startsOn, endsOn: PLAN.endsOn },
		});
		expect(await letters("challengeAnswered")).toHaveLength(1);
		expect((await letters("visitLeft")).map(({ userId }) => userId)).toEqual([second.userId]);
		await expect(page(second)).rejects.toThrow(NotFoundError);
		expect(await begin()).toMatchObject({ reason: "TEAM_INCOMPLETE" });
		const agrees = () => request("write", manager, (at) => chooseSlot(at, auditId, { sequence: "1" }));
		expect(await agrees()).toMatchObject({ reason: "TEAM_INCOMPLETE" });
		for (const reader of [lead, manager, season.network]) {
			expect((await page(reader)).mission.challenge).toMatchObject({
				...{ auditorName: second.name, reason: "Ancien concurrent direct", outcome: "accepted" },
				answer: "Nous en convenons.",
			});
		}
		expect(await team(lead.userId, second.userId, 1)).toMatchObject({
			...{ reason: "CONFLICT_OF_INTEREST", details: { auditors: [{ conflicts: [{ reason: "CHALLENGED" }] }] } },
		});
		const third = await createAuditor(test.db);
		expect(await team(lead.userId, third.userId, 1)).toMatchObject({ ok: true });
		await Promise.all([sign(lead), sign(third)]);
		expect(await begin()).toMatchObject({ ok: true });
	});

	it("accepted with a replacement changes the team in one act; of the lead too", async () => {
		const { lead, second, challenge, answer, row, auditId, home } = await mission({ signed: true });
		const third = await createAuditor(test.db, { homeCooperativeId: home.id });
		expect(await challenge({ auditorId: lead.userId })).toMatchObject({ ok: true });
		const offered = await request("read", season.network, (at) => getChallenge(at, auditId));
		expect(offered.candidates.map(({ userId }) => userId)).toContain(third.userId);
		expect(await answer({ to: "somebody" })).toMatchObject({ reason: "REPLACEMENT_REFUSED" });
		expect(await answer({ to: third.userId })).toMatchObject({ ok: true });
		expect(await row()).toMatchObject({ leadAuditorId: third.userId, secondAuditorId: second.userId, sequence: 1 });
		expect(await loadChallenge(test.db, auditId)).toMatchObject({ outcome: "accepted", answer: "Nous en convenons." });
	});

	it("of a team of one takes a replacement", async () => {
		const { lead, challenge, answer, team, row } = await mission({ kind: "followUp" });
		expect(await team(lead.userId, "", 0)).toMatchObject({ ok: true });
		expect(await challenge({ auditorId: lead.userId, sequence: "1" })).toMatchObject({ ok: true });
		expect(await answer({ sequence: "1" })).toMatchObject({ reason: "REPLACEMENT_REQUIRED" });
		const third = await createAuditor(test.db);
		expect(await answer({ sequence: "1", to: third.userId })).toMatchObject({ ok: true });
		expect(await row()).toMatchObject({ leadAuditorId: third.userId, secondAuditorId: null });
	});

	it("refused takes a reason and leaves the team; a second one is refused, whoever it names", async () => {
		const { lead, second, challenge, answer, begin, row, auditId } = await mission({ signed: true });
		expect(await challenge({ reason: "  " })).toMatchObject({ reason: "REASON_REQUIRED" });
		expect(await challenge({ auditorId: "" })).toMatchObject({ reason: "MEMBER_REQUIRED" });
		expect(await challenge()).toMatchObject({ ok: true });
		expect(await answer({ accepted: false, answer: " " })).toMatchObject({ reason: "REASON_REQUIRED" });
		expect(await answer({ accepted: false, answer: "Le motif date de vingt ans." })).toMatchObject({ ok: true });
		expect(await answer({ accepted: true })).toMatchObject({ reason: "NOT_WAITING" });
		expect(await row()).toMatchObject({ leadAuditorId: lead.userId, secondAuditorId: second.userId });
		expect(await challenge({ auditorId: lead.userId })).toMatchObject({ reason: "ALREADY_CHALLENGED" });
		await expect(
			test.db.update(auditChallenges).set({ answer: "autre" }).where(eq(auditChallenges.auditId, auditId)),
		).rejects.toThrow();
		const actions = (await journalOf(test.db, auditId)).map(({ action }) => action);
		expect(actions).toEqual(["audit.scheduled", "audit.challenged", "audit.challengeRefused"]);
		expect(await begin()).toMatchObject({ ok: true });
	});

	it("comes in time: the tenth day, not the eleventh; a new team opens ten days again", async () => {
		expect(await (await mission()).challenge({}, onDay(10))).toMatchObject({ ok: true });
		const { lead, challenge, auditId } = await mission();
		expect(await challenge({}, onDay(11))).toMatchObject({ reason: "TOO_LATE" });
		const third = await createAuditor(test.db);
		const late = request("write", season.network, (at) =>
			rescheduleAudit({ ...at, now: onDay(11) }, auditId, {
				...{ ...DAYS, leadAuditorId: lead.userId, secondAuditorId: third.userId, reason: "Absente", sequence: "0" },
			}),
		);
		expect(await late).toMatchObject({ ok: true });
		expect(await challenge({ auditorId: third.userId, sequence: "1" }, onDay(12))).toMatchObject({ ok: true });
	});

	it("comes before the visit begins, from a manager of that cooperative alone", async () => {
		const { lead, begin, challenge } = await mission({ signed: true });
		for (const actor of [lead, season.network]) {
			await expect(challenge({}, LATER, actor)).rejects.toThrow(ForbiddenError);
		}
		const elsewhere = (await mission()).manager;
		await expect(challenge({}, LATER, elsewhere)).rejects.toThrow(NotFoundError);
		expect(await begin()).toMatchObject({ ok: true });
		expect(await challenge()).toMatchObject({ reason: "VISIT_BEGUN" });
	});

	it("made while the team changes: one comes first, and the other is told or settles it", async () => {
		for (let round = 0; round < 3; round += 1) {
			const { lead, second, challenge, team, row, auditId } = await mission();
			const third = await createAuditor(test.db);
			const [challenged, changed] = await Promise.all([challenge(), team(lead.userId, third.userId, 0)]);
			expect(changed).toMatchObject({ ok: true });
			expect(await row()).toMatchObject({ secondAuditorId: third.userId });
			const known = await loadChallenge(test.db, auditId);
			if (challenged.ok) expect(known).toMatchObject({ auditorId: second.userId, outcome: "accepted" });
			else expect([challenged.reason, known]).toEqual(["CHANGED_MEANWHILE", null]);
		}
	});

	it("made twice at once is made once; answered both ways at once, one answer stands", async () => {
		const { challenge, answer, auditId, lead } = await mission();
		const made = await Promise.all([challenge(), challenge({ auditorId: lead.userId })]);
		expect(made.map(({ ok }) => ok).sort()).toEqual([false, true]);
		const answered = await Promise.all([answer({}), answer({ accepted: false, answer: "Non." })]);
		expect(answered.map(({ ok }) => ok).sort()).toEqual([false, true]);
		expect((await loadChallenge(test.db, auditId))?.outcome).toBe(answered[0]?.ok ? "accepted" : "refused");
	});
});

it("the letters say to sign, and never a tie nor a reason", async () => {
	await test.db.delete(mailMessages);
	const { lead, second, manager, sign, challenge } = await mission();
	await sign(second, telling("family"));
	await challenge({ auditorId: lead.userId });
	const taken: { to: string; subject: string; text: string }[] = [];
	const transport = async (mail: { to: string; subject: string; text: string }) => void taken.push(mail);
	const mailer = { secrets: SECRETS, origin: "https://label.example", from: "Label CAE <label@label.example>" };
	await sendWaitingMail({ ...mailer, db: test.db, transport, clock: () => LATER });
	const to = ({ email }: Actor) => taken.filter((mail) => mail.to === email).map(({ text }) => text);
	expect(to(lead).join()).toContain("/declaration");
	expect(to(manager).join()).not.toContain("/declaration");
	expect(to(season.network)).toHaveLength(2);
	expect(taken.map(({ text }) => text).join()).not.toMatch(/famille|concurrent/);
});
