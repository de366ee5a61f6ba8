/**
 * Judges every auditor by the conflict rules for one visit. Reads nothing itself: a whole year is judged on one reading, in the
 * planner's thread.
 */
import type { AuditKind } from "~/domain/audit/audit";
import { isOpenVisit } from "~/domain/audit/audit-life";
import type { AccompanimentFacts, AuditorFacts, CooperativeFacts, MadeVisit } from "~/domain/audit/conflict-facts";
import { type ConflictOfInterest, conflictsOfInterest } from "~/domain/audit/conflict-of-interest";
import { type ConflictReason, isBlocking, standingConflicts, startObstacles } from "~/domain/audit/conflict-rules";
import type { Span } from "~/domain/calendar-day";
import type { KnownAuditor, KnownVisit } from "./load-auditor-facts.server";

export interface VisitToJudge extends Span {
	readonly cooperative: CooperativeFacts;
	readonly kind: AuditKind;
	/** The audit being moved, whose own dates are no obstacle and whose derogations hold. */
	readonly auditId?: string;
	/** Before it begins: who signed for it and when, and since when its team is what it is. Absent: nobody asks. */
	readonly signatures?: ReadonlyMap<string, Date>;
	readonly teamSetAt?: Date;
}

/** What was decided for one audit, person by person. */
export interface DecidedFor {
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

/** By name: those who hold the role on the days of the visit. */
export function judgeEachAuditor(
	{ auditors, visits: known, accompaniments }: ConflictContext,
	{ cooperative, kind, startsOn, endsOn, auditId, signatures, teamSetAt }: VisitToJudge,
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

/** Whether the role is held from the first to the last day. */
function holdsRoleOn({ mandates }: Pick<KnownAuditor, "mandates">, { startsOn, endsOn }: Span): boolean {
	return mandates.some(
		(mandate) =>
			(mandate.startsOn === null || mandate.startsOn <= startsOn) &&
			(mandate.endsOn === null || mandate.endsOn >= endsOn),
	);
}
