/** The invariants of the demonstration (dossier E.3), on the generator and on the database it seeds. */

import { randomUUID } from "node:crypto";
import { asc, eq, inArray, isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invitations, knownDevices, passwordResets, roleGrants, sessions, users } from "~/db/schema/access.server";
import { answers, assessmentSnapshots, assessments, campaigns } from "~/db/schema/assessment.server";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { labelDecisions } from "~/db/schema/decision.server";
import { auditReports, nonConformities } from "~/db/schema/finding.server";
import { journalEntries } from "~/db/schema/journal.server";
import { assessmentSummaries } from "~/db/schema/network.server";
import type { Actor } from "~/domain/access/roles";
import { answerValues } from "~/domain/assessment/answer-record";
import { AUDITED, countsAudited, isOpenVisit } from "~/domain/audit/audit-life";
import { auditedAnswers, checkClosing } from "~/domain/audit/finding";
import { keyFigures, labelledOn } from "~/domain/network/key-figures";
import { admissibility } from "~/domain/scoring/admissibility";
import type { Answers } from "~/domain/scoring/answer";
import { checkAnswers, checkProfile } from "~/domain/scoring/check-answers";
import { labelOutcome } from "~/domain/scoring/label-outcome";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { applicableCriteria } from "~/domain/standard/applicability";
import { askPasswordReset } from "~/services/access/ask-password-reset.server";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "~/services/access/demo-accounts";
import { rememberDevice } from "~/services/access/known-device.server";
import { hashToken } from "~/services/access/secrets.server";
import { signIn } from "~/services/access/sign-in.server";
import { hashOf } from "~/services/assessment/snapshot";
import { cooperativeFacts } from "~/services/audit/cooperative-facts.server";
import { judgeAuditors, loadConflictContext } from "~/services/audit/judge-auditors.server";
import { judgeEachAuditor } from "~/services/audit/judge-each-auditor";
import { getNetworkDashboard } from "~/services/network/get-network-dashboard.server";
import { loadNetworkFacts } from "~/services/network/load-network-facts.server";
import { INVENTED_COOPERATIVES, MANAGER_HOME } from "../../../scripts/demo/invented-cooperatives";
import { DECLARED_GAPS, MAJORS, RESERVATIONS } from "../../../scripts/demo/levels";
import { NAMED_COOPERATIVES } from "../../../scripts/demo/named-cooperatives";
import { buildNetwork, type DemoNetwork, type StandardOf } from "../../../scripts/demo/network";
import { DEMO_AUDITOR, PEOPLE } from "../../../scripts/demo/people";
import { findStandards, seedDemo } from "../../../scripts/demo/seed";
import { isLabelled } from "../../../scripts/demo/slots";
import { drawVisitPhotos } from "../../../scripts/demo/visit-photos";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { DEMO_NOW as NOW } from "../../support/demo-template";
import { everyValue, spellings } from "../../support/every-text";
import { from, SECRETS } from "../../support/sign-in";

const AWARDED = ["awarded", "awardedWithReservations"];

let test: TestDatabase;
let standardOf: StandardOf;
let network: DemoNetwork;

beforeAll(async () => {
	test = await createTestDatabase("demo");
	standardOf = await findStandards(test.db);
	network = buildNetwork(standardOf);
}, 120_000);
afterAll(() => test?.drop());

const labelledCodes = INVENTED_COOPERATIVES.filter(({ slot }) => isLabelled(slot)).map(({ code }) => code);

/** Outcome of those values for a cooperative in the reference year. */
function outcomeOf(profile: Parameters<typeof scoreAssessment>[1], values: Answers): string {
	const { standard } = standardOf(2025);
	return labelOutcome(standard.labelRules, scoreAssessment(standard, profile, values)).outcome;
}

describe("the generator", () => {
	it("deals the sectors of the 2017 report: 41, 13, 11, 4, 2 over 71 cooperatives", () => {
		const counted = [
			...NAMED_COOPERATIVES.map((one) => one.countedAs),
			...INVENTED_COOPERATIVES.map((one) => one.sector),
		];
		const bySector = (list: readonly string[]) =>
			Object.fromEntries(
				["generaliste", "batiment", "sap", "culture", "agri_rural"].map((sector) => [
					sector,
					list.filter((one) => one === sector).length,
				]),
			);
		expect(bySector(counted)).toEqual({ generaliste: 41, batiment: 13, sap: 11, culture: 4, agri_rural: 2 });
		expect(bySector(INVENTED_COOPERATIVES.map((one) => one.sector))).toEqual({
			generaliste: 28,
			batiment: 11,
			sap: 11,
			culture: 2,
			agri_rural: 1,
		});
		expect(counted).toHaveLength(71);
	});

	it("gives the same network twice", () => {
		expect(JSON.stringify(buildNetwork(standardOf))).toBe(JSON.stringify(network));
	});

	it("names nobody twice, and no cooperative twice", () => {
		expect(new Set(PEOPLE.map(({ name }) => name)).size).toBe(PEOPLE.length);
		expect(new Set(network.cooperatives.map(({ name }) => name)).size).toBe(71);
	});

	it("writes profiles and answers the scoring accepts", () => {
		for (const { published, cooperative, answers: recorded } of network.assessments) {
			expect(checkProfile(published.standard, cooperative.profile).ok).toBe(true);
			expect(checkAnswers(published.standard, cooperative.profile, answerValues(recorded)).ok).toBe(true);
		}
	});

	it("answers the criteria of the version each campaign is pinned to, and no others", () => {
		const versions = network.assessments.map(({ plan, published }) => `${plan.year} ${published.standard.version}`);
		expect([...new Set(versions)].sort()).toEqual(["2023 1.0", "2024 1.0", "2025 1.0", "2026 2.0"]);
		const answered = (early: boolean) =>
			new Set(
				network.assessments
					.filter(({ plan }) => plan.year < 2026 === early)
					.flatMap(({ answerRows }) => answerRows.map(({ criterionId }) => criterionId)),
			);
		const [before, now] = [answered(true), answered(false)];
		expect([...before].filter((id) => !now.has(id)).sort()).toEqual(["ACC-31", "ANC-19", "RHU-23"]);
		expect([...now].filter((id) => !before.has(id)).sort()).toEqual(["ACC-27", "ANC-17", "FIN-22"]);
		for (const { published, cooperative, plan, answerRows } of network.assessments.filter(
			({ plan: { percent } }) => percent === 100,
		)) {
			const put = applicableCriteria(published.standard, cooperative.profile).map(({ id }) => id);
			expect(
				answerRows.map(({ criterionId }) => criterionId),
				`${cooperative.code} ${plan.year}`,
			).toEqual(put);
		}
	});

	it("sets its gaps on criteria that have that weight in the version of the time", () => {
		const { criteria } = standardOf(2025).standard;
		const named = (lists: Readonly<Record<string, readonly string[]>>) =>
			Object.values(lists)
				.flat()
				.map((id) => criteria.find((criterion) => criterion.id === id));
		for (const criterion of [...named(DECLARED_GAPS), ...named(RESERVATIONS)]) {
			expect(criterion).toMatchObject({ kind: "mandatory", blocking: false });
		}
		for (const criterion of named(MAJORS)) expect(criterion).toMatchObject({ kind: "mandatory", blocking: true });
	});

	it("keeps time: enrolled, opened, answered, sent, visited, decided", () => {
		for (const { cooperative, createdAt, submittedAt, answerRows, plan } of network.assessments) {
			const where = `${cooperative.code} ${plan.year}`;
			expect(cooperative.enrolledOn < plan.openedOn, where).toBe(true);
			expect(createdAt.getUTCFullYear(), where).toBe(plan.year);
			const misplaced = answerRows.filter(({ updatedAt }) => {
				const weekend = updatedAt.getUTCDay() % 6 === 0;
				return weekend || updatedAt.toISOString().slice(0, 10) < plan.openedOn || updatedAt >= (submittedAt ?? NOW);
			});
			expect(misplaced, where).toEqual([]);
			if (submittedAt) expect(submittedAt.getUTCFullYear(), where).toBe(plan.year);
		}
		for (const { visit, assessment, createdAt, life, decisions } of network.audits) {
			expect((assessment.plan.submittedOn ?? "") < createdAt.toISOString().slice(0, 10), visit.code).toBe(true);
			expect(createdAt.toISOString().slice(0, 10) < visit.startsOn, visit.code).toBe(true);
			expect([1, 2, 3, 4], visit.code).toContain(new Date(visit.startsOn).getUTCDay());
			for (const decision of decisions) {
				expect(decision.decidedOn > (life.finalAt?.toISOString().slice(0, 10) ?? "9"), visit.code).toBe(true);
			}
		}
	});

	it("gets better from year to year", () => {
		const mean = (year: number) => {
			const shares = network.assessments
				.filter(({ plan, cooperative }) => plan.year === year && cooperative.enrolledOn < "2024" && plan.submittedOn)
				.map(({ published, cooperative, answers: recorded }) => {
					const { maturity } = scoreAssessment(published.standard, cooperative.profile, answerValues(recorded));
					return maturity.num / maturity.den;
				});
			return shares.reduce((sum, share) => sum + share, 0) / shares.length;
		};
		expect(mean(2024) - mean(2023)).toBeGreaterThan(0.03);
		expect(mean(2025) - mean(2024)).toBeGreaterThan(0.03);
	});
});

describe("the reference year, in the seeded database", () => {
	it("shows the figures of the 2017 report: 71, 53 (75 %), 11 new (15 %), 11 labelled, 10 audited", async () => {
		const figures = keyFigures(await loadNetworkFacts(test.db), 2025);
		expect(figures).toMatchObject({ cooperatives: 71, engaged: 53, new: 11, labelled: 11, audited: 10 });
		expect(Math.round(100 * figures.engagedShare)).toBe(75);
		expect(Math.round(100 * figures.newShare)).toBe(15);
	});

	it("loses none of the 11 labels in the year after, and adds one", async () => {
		const { decisions } = await loadNetworkFacts(test.db);
		const reference = labelledOn(decisions, "2025-12-31");
		for (const day of ["2026-11-23", "2026-12-31"]) {
			const labelled = labelledOn(decisions, day);
			expect([...reference].filter((id) => !labelled.has(id))).toEqual([]);
			expect(labelled.size).toBe(12);
		}
	});

	it("satisfies the rules of the label for the 11, and for none of the 42 others, as declared", async () => {
		const declared = await loadDeclared();
		expect(declared.size).toBe(53);
		const satisfied = [...declared].filter(([, { profile, values }]) => AWARDED.includes(outcomeOf(profile, values)));
		expect(satisfied.map(([code]) => code).sort()).toEqual([...labelledCodes].sort());
		expect(satisfied).toHaveLength(11);
	});

	it("satisfies them as audited for the labelled, and not for the deferred", async () => {
		const audited = await loadAudited();
		expect(audited).toHaveLength(10);
		for (const { code, profile, values } of audited) {
			expect(AWARDED.includes(outcomeOf(profile, values)), code).toBe(labelledCodes.includes(code));
		}
		expect(audited.filter(({ code }) => labelledCodes.includes(code))).toHaveLength(5);
	});

	it("leaves no labelled cooperative with a blocking criterion under 2, declared or audited", async () => {
		const { standard } = standardOf(2025);
		const blocking = standard.criteria.filter((criterion) => criterion.blocking).map(({ id }) => id);
		const declared = [...(await loadDeclared())].map(([code, { values }]) => ({ code, values }));
		for (const { code, values } of [...declared, ...(await loadAudited())]) {
			if (!labelledCodes.includes(code)) continue;
			expect(
				blocking.filter((id) => values[id] === 0 || values[id] === 1),
				code,
			).toEqual([]);
		}
	});

	it("audits a little away from what was declared", () => {
		for (const { visit, status, assessment, observations } of network.audits) {
			if (!countsAudited(status)) continue;
			const moved = observations.filter(
				({ criterionId, level }) => level !== assessment.answers.get(criterionId)?.level,
			);
			expect(moved.length, visit.code).toBeGreaterThan(0);
			expect(moved.length / observations.length, visit.code).toBeLessThan(0.2);
		}
	});

	it("decides as the rules say, on closed audits only", async () => {
		const rows = await test.db
			.select({ decision: labelDecisions, outcome: assessmentSummaries.outcome })
			.from(labelDecisions)
			.innerJoin(assessmentSummaries, eq(assessmentSummaries.assessmentId, labelDecisions.assessmentId))
			.where(eq(assessmentSummaries.stage, "audited"))
			.orderBy(asc(labelDecisions.decidedOn));
		const whole = rows.filter(({ outcome }) => outcome !== null);
		expect(whole).toHaveLength(network.audits.reduce((count, { decisions }) => count + decisions.length, 0));
		for (const { decision, outcome } of whole) {
			expect(decision.outcome === outcome || (decision.outcome === "refused" && outcome === "deferred")).toBe(true);
		}
		expect(whole.some(({ decision }) => decision.outcome === "awardedWithReservations")).toBe(true);
	});
});

describe("the named cooperatives", () => {
	it("carry their public identity and nothing else", async () => {
		const named = await test.db.select().from(cooperatives).where(eq(cooperatives.fictional, false));
		expect(named).toHaveLength(18);
		const ids = new Set(named.map(({ id }) => id));
		for (const { enrolledOn, siren, legalForm, regionalAssociation, profile } of named) {
			expect([enrolledOn, siren, legalForm, regionalAssociation]).toEqual([null, null, null, null]);
			expect(profile).toEqual({ sectors: [], activities: [], headcount: 0, conditions: [] });
		}
		expect(named.filter(({ mainSector }) => mainSector !== null).map(({ name }) => name)).toEqual([
			"Rhizome",
			"Crescendo",
		]);
		for (const table of [assessments, answers, audits, auditObservations, labelDecisions, assessmentSummaries]) {
			const rows = await test.db.selectDistinct({ cooperativeId: table.cooperativeId }).from(table);
			expect(rows.length).toBeGreaterThan(0);
			expect(rows.filter(({ cooperativeId }) => ids.has(cooperativeId))).toEqual([]);
		}
		const grants = await test.db.select().from(roleGrants).where(isNotNull(roleGrants.cooperativeId));
		expect(grants.filter(({ cooperativeId }) => ids.has(cooperativeId ?? ""))).toEqual([]);
	});
});

describe("the open campaign", () => {
	const waiting = () => {
		const taken = network.audits.filter(({ status }) => status !== "cancelled").map(({ assessment }) => assessment.id);
		return network.assessments.filter(({ plan, id }) => plan.year === 2026 && plan.submittedOn && !taken.includes(id));
	};

	it("has at least eight files waiting for an audit, admissible, in several regions", () => {
		expect(waiting().length).toBeGreaterThanOrEqual(8);
		expect(new Set(waiting().map(({ cooperative }) => cooperative.place.region)).size).toBeGreaterThanOrEqual(5);
		for (const { published, cooperative, answers: recorded } of waiting()) {
			expect(admissibility(published.standard, cooperative.profile, answerValues(recorded)), cooperative.code).toEqual({
				ok: true,
			});
		}
	});

	it("lets the demo auditor meet each kind of conflict, and a free visit", async () => {
		const reasons: string[] = [];
		for (const { cooperative } of waiting()) {
			const [facts] = await test.db
				.select(cooperativeFacts)
				.from(cooperatives)
				.where(eq(cooperatives.code, cooperative.code));
			if (!facts) throw new Error(cooperative.code);
			const visit = { cooperative: facts, kind: "initial" as const, startsOn: "2027-02-23", endsOn: "2027-02-24" };
			const judged = await judgeAuditors(test.db, visit, NOW);
			const own = judged.find(({ userId }) => userId === DEMO_AUDITOR.id);
			reasons.push(
				...(own?.conflicts.map(({ reason }) => reason) ?? ["MISSING"]),
				...(own?.conflicts.length ? [] : ["FREE"]),
			);
			expect(judged.filter(({ conflicts }) => conflicts.length === 0).length, cooperative.code).toBeGreaterThan(1);
			expect(judged.some(({ conflicts }) => conflicts.some(({ reason }) => reason === "NOT_ACCREDITED"))).toBe(true);
		}
		expect(new Set(reasons)).toEqual(new Set(["ACCOMPANIMENT", "SAME_REGIONAL_ASSOCIATION", "FREE"]));
	});

	it("refuses the accompaniments of the 2017 report, in both directions, until three years after they ended", async () => {
		const context = await loadConflictContext(test.db, NOW);
		const factsOf = async (name: string) => {
			const [facts] = await test.db.select(cooperativeFacts).from(cooperatives).where(eq(cooperatives.name, name));
			if (!facts) throw new Error(name);
			return facts;
		};
		const [model] = context.auditors;
		if (!model) throw new Error("no auditor");
		for (const [supporter, beneficiary] of [
			["Crescendo", "Rhizome"],
			["Coodémarrage 53", "Let’s Co Up"],
			["Coup de Pouce 49", "Let’s Co Up"],
		] as const) {
			for (const [from, to] of [
				[supporter, beneficiary],
				[beneficiary, supporter],
			] as const) {
				const auditor = { ...model, home: await factsOf(from), accreditedFrom: "2017-01-01", absences: [], visits: [] };
				const cooperative = await factsOf(to);
				const refused = (day: string) =>
					judgeEachAuditor(
						{ ...context, auditors: [auditor] },
						{ cooperative, kind: "initial", startsOn: day, endsOn: day },
					)
						.flatMap(({ derogable, standing }) => (derogable ? [] : standing))
						.filter(({ reason }) => reason === "ACCOMPANIMENT").length;
				expect([refused("2018-06-05"), refused("2020-12-30"), refused("2020-12-31")], `${from} ${to}`).toEqual([
					1, 1, 0,
				]);
			}
		}
	});

	it("has teams without conflict for every visit still open", async () => {
		const open = network.audits.filter(({ status }) => isOpenVisit(status));
		expect(open.filter(({ team }) => team.lead === DEMO_AUDITOR)).toHaveLength(2);
		for (const { id, visit, team } of open) {
			const [facts] = await test.db
				.select(cooperativeFacts)
				.from(cooperatives)
				.where(eq(cooperatives.code, visit.code));
			if (!facts) throw new Error(visit.code);
			const judged = await judgeAuditors(test.db, { ...visit, cooperative: facts, auditId: id }, NOW);
			for (const member of team.second ? [team.lead, team.second] : [team.lead]) {
				expect(judged.find(({ userId }) => userId === member.id)?.conflicts, visit.code).toEqual([]);
			}
		}
	});

	it("gives the demo manager a draft about 60 % filled, with comments, after three campaigns", () => {
		const own = network.assessments.filter(({ cooperative }) => cooperative.code === MANAGER_HOME);
		expect(own.map(({ plan }) => plan.year)).toEqual([2023, 2024, 2025, 2026]);
		const draft = own.at(-1);
		const criteria = applicableCriteria(standardOf(2026).standard, own[0]?.cooperative.profile as never).length;
		expect(draft?.submittedAt).toBeNull();
		expect((draft?.answers.size ?? 0) / criteria).toBeCloseTo(0.6, 1);
		expect(draft?.answerRows.filter(({ comment }) => comment !== "").length).toBeGreaterThanOrEqual(8);
	});
});

describe("what surrounds the visits", () => {
	it("leaves no audit page of the accounts empty: days agreed, plan, demands, meetings, remarks, sealed reports", async () => {
		const own = network.audits.find(({ visit }) => visit.code === MANAGER_HOME);
		const underWay = network.audits.find(({ status }) => status === "inProgress");
		const of = <T extends { readonly auditId: string }>(rows: readonly T[], id = own?.id) =>
			rows.filter(({ auditId }) => auditId === id);
		expect(of(network.meetings).map(({ kind }) => kind)).toEqual(["opening", "closing"]);
		expect(of(network.meetings).map((meeting) => "confirmedAt" in meeting)).toEqual([true, false]);
		expect(of(network.preparation.sendings).map((sending) => sending.answer)).toEqual(["acknowledged"]);
		expect(of(network.dates.slots).map((slot) => slot.answer)).toEqual(["chosen", "passed", "passed"]);
		expect(of(network.replies.written)).toHaveLength(1);
		const demands = of(network.preparation.demands, underWay?.id);
		expect(demands.map(({ state }) => state)).toEqual(["received", "answered", "asked"]);
		expect(demands.every(({ dueOn }) => dueOn < (underWay?.visit.startsOn ?? ""))).toBe(true);
		const reports = await test.db.select().from(auditReports).orderBy(asc(auditReports.issuedAt));
		expect(reports.map(({ stage }) => stage).sort()).toEqual([
			"final",
			"final",
			"provisional",
			"provisional",
			"provisional",
		]);
		for (const { content, contentHash } of reports) {
			expect(hashOf(content)).toBe(contentHash);
			expect(JSON.parse(content).journal.hash).toMatch(/^[0-9a-f]{64}$/);
		}
		expect(await test.db.$count(nonConformities, eq(nonConformities.status, "closed"))).toBe(1);
	});

	it("shows photos of things, each in the store under its hash, on a criterion that its visit examined", async () => {
		const photos = await drawVisitPhotos();
		expect(await drawVisitPhotos()).toEqual(photos);
		const taken = buildNetwork(standardOf, [], photos).photos;
		expect(taken).toHaveLength(photos.length);
		for (const { auditId, criterionId, takenAt } of taken) {
			const audit = network.audits.find(({ id }) => id === auditId);
			expect(
				audit?.observations.some((row) => row.criterionId === criterionId),
				criterionId,
			).toBe(true);
			expect(takenAt < NOW).toBe(true);
		}
	});
});

describe("the year after, once the campaign under way is over", () => {
	const board: Actor = { userId: randomUUID(), name: "", email: "", grants: [{ role: "board", cooperativeId: null }] };
	const asOf = (now: Date) => getNetworkDashboard({ db: test.db, actor: board, now }, {});

	it("marks the version break in every trend, and not before", async () => {
		const before = await asOf(NOW);
		expect([before.query.year, before.trendBasis.breaks, before.labelBasis.breaks]).toEqual([2025, [], []]);
		const after = await asOf(new Date("2027-02-01T09:00:00Z"));
		expect(after.trend.map(({ year }) => year)).toEqual([2023, 2024, 2025, 2026]);
		for (const basis of [after.trendBasis, after.labelBasis]) {
			expect(basis).toMatchObject({ basis: "1.0..2.0", criteria: 99, outOf: 120 });
			expect(basis.breaks).toEqual([
				{ before: { year: 2025, versions: ["1.0"] }, after: { year: 2026, versions: ["2.0"] } },
			]);
		}
		const medians = after.quartileTrend.map(({ quartiles }) => quartiles !== null);
		expect(medians).toEqual([true, true, true, true]);
	});
});

describe("what the database holds", () => {
	it("is what was generated, sent assessments frozen and closed visits complete", async () => {
		const count = async (table: Parameters<typeof test.db.$count>[0]) => test.db.$count(table);
		expect(await count(assessments)).toBe(network.assessments.length);
		expect(await count(answers)).toBe(network.assessments.reduce((sum, { answerRows }) => sum + answerRows.length, 0));
		const sent = network.assessments.filter(({ submittedAt }) => submittedAt !== null);
		expect(await count(assessmentSnapshots)).toBe(sent.length);
		expect(await test.db.$count(assessments, eq(assessments.status, "submitted"))).toBe(sent.length);
		for (const { visit, status, assessment, observations } of network.audits) {
			if (!countsAudited(status)) continue;
			const criteria = applicableCriteria(assessment.published.standard, assessment.cooperative.profile);
			const findings = new Map(observations.map((row) => [row.criterionId, row]));
			expect(checkClosing(visit.kind, criteria, findings).ok, visit.code).toBe(true);
		}
	});

	it("leaves a journal of every family of writes", async () => {
		const rows = await test.db.selectDistinct({ action: journalEntries.action }).from(journalEntries);
		const actions = rows.map(({ action }) => action);
		for (const action of [
			"standard.published",
			"network.seeded",
			"user.created",
			"assessment.opened",
			"assessment.submitted",
			"answer.saved",
			"audit.scheduled",
			"audit.levelRecorded",
			"audit.cancelled",
			"audit.closed",
		]) {
			expect(actions).toContain(action);
		}
	});

	it("opens to the six accounts and to nobody else", async () => {
		for (const { email, role } of DEMO_ACCOUNTS) {
			expect((await signIn(from(test.db, { now: NOW }), { email, password: DEMO_PASSWORD })).ok, email).toBe(true);
			const [grant] = await test.db
				.select({ role: roleGrants.role, code: cooperatives.code })
				.from(roleGrants)
				.innerJoin(users, eq(users.id, roleGrants.userId))
				.leftJoin(cooperatives, eq(cooperatives.id, roleGrants.cooperativeId))
				.where(eq(users.email, email));
			const home = role === "manager" || role === "contributor" ? MANAGER_HOME : null;
			expect(grant).toEqual({ role, code: home });
		}
		const other = PEOPLE.find(({ signsIn }) => !signsIn);
		expect(await signIn(from(test.db, { now: NOW }), { email: other?.email, password: DEMO_PASSWORD })).toMatchObject({
			reason: "WRONG",
		});
	});

	it("is never seeded again", async () => {
		const before = await test.db.select({ year: campaigns.year }).from(campaigns);
		expect(await seedDemo(test.db, process.cwd(), NOW)).toBe(false);
		expect(await test.db.select({ year: campaigns.year }).from(campaigns)).toEqual(before);
	});
});

describe("a stolen copy of it, people signed in and links on their way", () => {
	it("holds the hash of what they hold, and no value that opens anything", { timeout: 120_000 }, async () => {
		const held = await everyoneComesIn();
		const values = await everyValue(test.db);
		expect(values.length).toBeGreaterThan(10_000);
		const opening = await openingHashes();
		expect(held.map(hashToken).filter((hash) => !opening.has(hash))).toEqual([]);
		expect([...opening].filter((hash) => !values.includes(hash))).toEqual([]);
		const found = values.flatMap(spellings).filter((value) => opening.has(hashToken(value)));
		expect(found.map((value) => value.slice(0, 80))).toEqual([]);
		const secrets = [...held, DEMO_PASSWORD];
		expect(secrets.filter((secret) => values.some((value) => value.includes(secret)))).toEqual([]);
	});
});

/** What each demo account then holds: a session, a known browser, a link for a new password, an invitation sent. */
async function everyoneComesIn(): Promise<readonly string[]> {
	const { db } = test;
	const { arrival } = from(db, { now: NOW });
	const held: string[] = [];
	for (const { email } of DEMO_ACCOUNTS) {
		const signedIn = await signIn(from(db, { now: NOW }), { email, password: DEMO_PASSWORD });
		if (!signedIn.ok) throw new Error(signedIn.reason);
		const { userId, token } = signedIn.value;
		expect((await askPasswordReset({ db, secrets: SECRETS, arrival }, email)).ok).toBe(true);
		const [reset] = await db.select().from(passwordResets).where(eq(passwordResets.userId, userId));
		const id = randomUUID();
		const invitation = SECRETS.linkToken("invitation", id);
		const expiresAt = new Date(NOW.getTime() + 3_600_000);
		await db.insert(invitations).values({
			id,
			email: `invitation-de-${email}`,
			tokenHash: hashToken(invitation),
			role: "committee",
			createdAt: NOW,
			expiresAt,
		});
		held.push(token, await rememberDevice(db, userId, NOW), invitation);
		held.push(SECRETS.linkToken("passwordReset", reset?.id ?? ""));
	}
	return held;
}

/** The hashes by which a session, a browser or a link is found. Those that seal documents are none of them. */
async function openingHashes(): Promise<ReadonlySet<string>> {
	const { db } = test;
	const found = [
		await db.select({ hash: sessions.id }).from(sessions),
		await db.select({ hash: knownDevices.id }).from(knownDevices),
		await db.select({ hash: passwordResets.tokenHash }).from(passwordResets),
		await db.select({ hash: invitations.tokenHash }).from(invitations),
	];
	return new Set(found.flat().map(({ hash }) => hash));
}

/** Declared values of the reference year, by cooperative code. */
async function loadDeclared() {
	const rows = await test.db
		.select({ code: cooperatives.code, profile: assessments.profile, answer: answers })
		.from(answers)
		.innerJoin(assessments, eq(assessments.id, answers.assessmentId))
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.innerJoin(cooperatives, eq(cooperatives.id, assessments.cooperativeId))
		.where(eq(campaigns.year, 2025));
	const byCode = new Map<string, typeof rows>();
	for (const row of rows) byCode.set(row.code, [...(byCode.get(row.code) ?? []), row]);
	return new Map(
		[...byCode].map(([code, own]) => {
			const values = answerValues(new Map(own.map(({ answer }) => [answer.criterionId, answer])));
			return [code, { profile: own[0]?.profile as NonNullable<(typeof own)[0]>["profile"], values }];
		}),
	);
}

/** Audited values of the visits closed in the reference year. */
async function loadAudited() {
	const rows = await test.db
		.select({
			code: cooperatives.code,
			endsOn: audits.endsOn,
			profile: assessments.profile,
			finding: auditObservations,
		})
		.from(auditObservations)
		.innerJoin(audits, eq(audits.id, auditObservations.auditId))
		.innerJoin(assessments, eq(assessments.id, audits.assessmentId))
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.where(inArray(audits.status, [...AUDITED]));
	const own = rows.filter(({ endsOn }) => endsOn.startsWith("2025-"));
	return [...new Set(own.map(({ code }) => code))].map((code) => {
		const found = own.filter((row) => row.code === code);
		const values = auditedAnswers(new Map(found.map(({ finding }) => [finding.criterionId, finding])));
		return { code, profile: found[0]?.profile as NonNullable<(typeof found)[0]>["profile"], values };
	});
}
