/**
 * What finished audits say of the way the network declares, by criterion, and of the way its auditors retain: everybody's for the
 * national team, one's own line for an auditor. Anybody else than the national team reads figures as they stood at the end of
 * last year, so that no audit of the day can be told by what it moves.
 */
import { and, eq, inArray, lt, notInArray, or, sql } from "drizzle-orm";
import { users } from "~/db/schema/access.server";
import { answers, assessments } from "~/db/schema/assessment.server";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { can } from "~/domain/access/can";
import { type Actor, holds } from "~/domain/access/roles";
import { AUDITED } from "~/domain/audit/audit-life";
import {
	type AuditGap,
	type CriterionSums,
	calibrateAuditor,
	calibrateCriteria,
	indexGaps,
	sumsOf,
} from "~/domain/audit/calibration";
import { yearInParis } from "~/domain/calendar-day";
import { shownVersion } from "~/domain/standard/shown-version";
import { compareVersions } from "~/domain/standard/version-number";
import { listVersions, type PublishedStandard } from "../standard/get-standard.server";
import { authorise, type UseCase } from "../use-case.server";

/** Five queries at most. @param version number of the référentiel; null, or unknown: the latest with a figure */
export async function getCalibration({ db, actor, now }: UseCase, version: string | null) {
	const self = { userId: actor.userId };
	const network = holds(actor, "network");
	const may = {
		criteria: can(actor, "calibration.criteria", null),
		self: can(actor, "calibration.auditor", self) && holds(actor, "auditor"),
		auditors: network,
	};
	if (may.self) authorise(actor, "calibration.auditor", self);
	if (may.criteria || !may.self) authorise(actor, "calibration.criteria", null);
	const year = yearInParis(now);
	const before = network ? now : new Date(`${year}-01-01T00:00:00+01:00`);
	const published = (await listVersions(db)).toSorted((a, b) =>
		compareVersions(b.standard.version, a.standard.version),
	);
	const sums = await loadSums(db, before, null);
	const measured = published.filter(({ id }) => sums.some(({ standardId }) => standardId === id));
	const chosen = measured.find(({ standard }) => standard.version === version) ?? measured[0] ?? null;
	const ofChosen = sums.filter(({ standardId }) => standardId === chosen?.id);
	const titles = new Map(chosen?.standard.criteria.map((criterion) => [criterion.id, criterion]));
	return {
		may,
		/** Last year counted; null: up to today. */
		until: network ? null : year - 1,
		version: chosen && shownVersion(chosen.standard),
		versions: measured.map(({ standard }) => standard.version),
		domains: chosen?.standard.domains.map(({ code, title }) => ({ code, title })) ?? [],
		criteria: may.criteria
			? calibrateCriteria(ofChosen).flatMap(({ criterionId, cooperatives, mean }) => {
					const criterion = titles.get(criterionId);
					return criterion
						? [{ criterionId, domain: criterion.domain, title: criterion.title, cooperatives, mean }]
						: [];
				})
			: [],
		self: may.self && chosen ? await calibrateSelf(db, actor, before, chosen) : null,
		auditors: may.auditors && chosen ? await calibrateAll(db, before, chosen) : [],
	};
}

/** Of at least five cooperatives each: the database gives no others. @param without an auditor whose audits are left out */
function loadSums(db: UseCase["db"], before: Date, without: string | null) {
	return db
		.select({
			standardId: sql<string>`standard_id`,
			criterionId: sql<string>`criterion_id`,
			cooperatives: sql<number>`cooperatives`,
			gaps: sql<number>`gaps`,
			total: sql<number>`total`,
		})
		.from(sql`app_criterion_gaps(${before.toISOString()}::timestamptz, ${without}::uuid)`)
		.orderBy(sql`criterion_id`);
}

interface TeamGap extends AuditGap {
	readonly team: readonly string[];
}

/** Of the audits that the person may read. @param of an auditor; null: every audit */
async function loadGaps(
	db: UseCase["db"],
	before: Date,
	standard: PublishedStandard,
	of: Actor | null,
): Promise<readonly TeamGap[]> {
	const rows = await db
		.select({
			auditId: audits.id,
			cooperativeId: audits.cooperativeId,
			criterionId: auditObservations.criterionId,
			gap: sql<number>`${auditObservations.level} - ${answers.level}`,
			lead: audits.leadAuditorId,
			second: audits.secondAuditorId,
		})
		.from(audits)
		.innerJoin(assessments, eq(assessments.id, audits.assessmentId))
		.innerJoin(auditObservations, eq(auditObservations.auditId, audits.id))
		.innerJoin(
			answers,
			and(
				eq(answers.assessmentId, audits.assessmentId),
				eq(answers.criterionId, auditObservations.criterionId),
				eq(answers.notApplicable, false),
				eq(answers.toConfirm, false),
			),
		)
		.where(
			and(
				inArray(audits.status, [...AUDITED]),
				lt(audits.finalAt, before),
				eq(assessments.standardVersionId, standard.id),
				eq(auditObservations.notApplicable, false),
				sql`${auditObservations.level} is not null and ${answers.level} is not null`,
				of ? or(eq(audits.leadAuditorId, of.userId), eq(audits.secondAuditorId, of.userId)) : undefined,
				of ? notInArray(audits.cooperativeId, [...(of.tiedTo ?? [])]) : undefined,
			),
		);
	return rows.map(({ lead, second, ...row }) => ({ ...row, team: second ? [lead, second] : [lead] }));
}

async function calibrateSelf(db: UseCase["db"], actor: Actor, before: Date, standard: PublishedStandard) {
	const own = await loadGaps(db, before, standard, actor);
	const beside = await loadSums(db, before, actor.userId);
	const others = new Map<string, CriterionSums>(
		beside.filter(({ standardId }) => standardId === standard.id).map((sums) => [sums.criterionId, sums]),
	);
	return calibrateAuditor(own, others);
}

async function calibrateAll(db: UseCase["db"], before: Date, standard: PublishedStandard) {
	const gaps = await loadGaps(db, before, standard, null);
	const ids = [...new Set(gaps.flatMap(({ team }) => team))];
	const people =
		ids.length === 0
			? []
			: await db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids));
	const index = indexGaps(gaps);
	return people.map(({ id, name }) => {
		const own = gaps.filter(({ team }) => team.includes(id));
		return { userId: id, name, ...calibrateAuditor(own, sumsOf(index, own)) };
	});
}
