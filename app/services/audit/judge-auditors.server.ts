/** Every auditor with the verdict of the conflict rules for one visit: what the screen shows, and what guards the write. */
import { and, eq, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { auditDerogations } from "~/db/schema/auditor.server";
import { accompaniments } from "~/db/schema/cooperative.server";
import { auditChallenges } from "~/db/schema/mission.server";
import type { AuditKind } from "~/domain/audit/audit";
import { isOpenVisit } from "~/domain/audit/audit-life";
import type { AccompanimentFacts, AuditorFacts, CooperativeFacts, MadeVisit } from "~/domain/audit/conflict-facts";
import { type ConflictOfInterest, conflictsOfInterest } from "~/domain/audit/conflict-of-interest";
import { type ConflictReason, isBlocking, standingConflicts, startObstacles } from "~/domain/audit/conflict-rules";
import type { Span } from "~/domain/calendar-day";
import {
	holdsRoleOn,
	type KnownAuditor,
	type KnownVisit,
	loadAuditorFacts,
	loadVisits,
} from "./load-auditor-facts.server";

export interface PlannedVisit extends Span {
	readonly cooperative: CooperativeFacts;
	readonly kind: AuditKind;
	/** The audit being moved, whose own dates are no obstacle and whose derogations hold. */
	readonly auditId?: string;
	/** Before it begins: who signed for it and when, and since when its team is what it is. Absent: nobody asks. */
	readonly signatures?: ReadonlyMap<string, Date>;
	readonly teamSetAt?: Date;
}

/** What was decided for one audit, person by person. */
interface DecidedFor {
	readonly derogated: readonly { readonly auditorId: string; readonly rule: ConflictReason }[];
	/** Whom its cooperative had taken off the team. */
	readonly challenged: readonly string[];
}

export interface JudgedAuditor {
	readonly userId: string;
	readonly name: string;
	/** Null for an independent third party. */
	readonly homeName: string | null;
	/** Every reason, those set aside by a derogation included. */
	readonly conflicts: readonly ConflictOfInterest[];
	/** What still stands in the way; empty when this person may make the visit. */
	readonly standing: readonly ConflictOfInterest[];
	/** Nothing stands in the way that a written derogation could not set aside. */
	readonly derogable: boolean;
	/** What keeps the visit from beginning with this person. */
	readonly toStart: readonly ConflictOfInterest[];
}

/** Facts shared by every judgement of one moment. */
export interface ConflictContext {
	readonly auditors: readonly KnownAuditor[];
	/** Of the network, those of people who left it included. */
	readonly visits: readonly KnownVisit[];
	readonly accompaniments: readonly AccompanimentFacts[];
}

/** Three queries. @param cooperativeId whose accompaniments; without it, all of them: a whole year is judged at once */
export async function loadConflictContext(
	db: Database | Transaction,
	now: Date,
	cooperativeId?: string,
): Promise<ConflictContext> {
	const visits = await loadVisits(db);
	return {
		visits,
		auditors: await loadAuditorFacts(db, now, visits),
		accompaniments: await loadAccompaniments(db, cooperativeId),
	};
}

export async function judgeAuditors(
	db: Database | Transaction,
	visit: PlannedVisit,
	now: Date,
): Promise<readonly JudgedAuditor[]> {
	const context = await loadConflictContext(db, now, visit.cooperative.id);
	return judgeVisit(context, visit, visit.auditId ? await decidedFor(db, visit.auditId) : undefined);
}

/** By name: those who hold the role on the days of the visit. Pure, so that a whole year is judged on one reading. */
export function judgeVisit(
	{ auditors, visits: known, accompaniments }: ConflictContext,
	{ cooperative, kind, startsOn, endsOn, auditId, signatures, teamSetAt }: PlannedVisit,
	{ derogated, challenged }: DecidedFor = { derogated: [], challenged: [] },
): readonly JudgedAuditor[] {
	const visits = madeVisits(known, auditId);
	const facts = { cooperative, kind, startsOn, endsOn, accompaniments, visits, challenged };
	return auditors
		.filter((auditor) => holdsRoleOn(auditor, { startsOn, endsOn }))
		.map((auditor) => {
			const declaration = teamSetAt && { signedAt: signatures?.get(auditor.userId) ?? null, teamSetAt };
			const person = { ...auditorFacts(auditor, auditId), ...(declaration && { declaration }) };
			const conflicts = conflictsOfInterest(person, facts);
			const mine = derogated.filter(({ auditorId }) => auditorId === auditor.userId).map(({ rule }) => rule);
			return {
				userId: auditor.userId,
				name: auditor.name,
				homeName: auditor.home?.name ?? null,
				conflicts,
				standing: standingConflicts(conflicts, mine),
				derogable: !conflicts.some(isBlocking),
				toStart: startObstacles(conflicts, mine),
			};
		});
}

/** @param exceptAuditId the audit whose own days are no obstacle to it */
function auditorFacts(auditor: KnownAuditor, exceptAuditId?: string): AuditorFacts {
	const { home, alsoOf, skills, visits, ...rest } = auditor;
	return {
		...rest,
		homes: home ? [home, ...alsoOf] : alsoOf,
		weekdays: skills.weekdays,
		otherVisits: visits.filter(({ auditId, status }) => auditId !== exceptAuditId && isOpenVisit(status)),
	};
}

function madeVisits(visits: readonly KnownVisit[], exceptAuditId?: string): readonly MadeVisit[] {
	return visits
		.filter(({ auditId }) => auditId !== exceptAuditId)
		.map(({ cooperativeId, startsOn, kind, leadAuditorId, leadHomeId, secondAuditorId, secondHomeId }) => ({
			...{ cooperativeId, startsOn, kind },
			team: [
				{ userId: leadAuditorId, homeId: leadHomeId },
				...(secondAuditorId === null ? [] : [{ userId: secondAuditorId, homeId: secondHomeId }]),
			],
		}));
}

/** Of one cooperative, on either side; without one, all of them. */
export function loadAccompaniments(db: Database | Transaction, id?: string): Promise<AccompanimentFacts[]> {
	return db
		.select({
			supporterId: accompaniments.supporterId,
			beneficiaryId: accompaniments.beneficiaryId,
			startedOn: accompaniments.startedOn,
			endedOn: accompaniments.endedOn,
		})
		.from(accompaniments)
		.where(id === undefined ? undefined : or(eq(accompaniments.supporterId, id), eq(accompaniments.beneficiaryId, id)));
}

/** One query. */
async function decidedFor(db: Database | Transaction, auditId: string): Promise<DecidedFor> {
	const rows = await db
		.select({ auditorId: auditDerogations.auditorId, rule: auditDerogations.rule })
		.from(auditDerogations)
		.where(eq(auditDerogations.auditId, auditId))
		.unionAll(
			db
				.select({ auditorId: auditChallenges.auditorId, rule: sql<ConflictReason>`'CHALLENGED'` })
				.from(auditChallenges)
				.where(and(eq(auditChallenges.auditId, auditId), eq(auditChallenges.outcome, "accepted"))),
		);
	const challenged = rows.filter(({ rule }) => rule === "CHALLENGED").map(({ auditorId }) => auditorId);
	return { derogated: rows.filter(({ rule }) => rule !== "CHALLENGED"), challenged };
}
