/**
 * Loads all that rules and planning know of the auditors: accreditation, cooperative, skills, absences, visits. Four
 * queries, whatever their number. Checks no right: for the national team's use cases, which row-level security confirms.
 */
import { asc, eq, gte, isNull, notInArray, or } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { auditorProfiles, audits } from "~/db/schema/audit.server";
import { auditorAbsences, auditorSkills } from "~/db/schema/auditor.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import type { AuditKind } from "~/domain/audit/audit";
import { type AuditStatus, WITHOUT_DAYS } from "~/domain/audit/audit-life";
import { type Absence, type AuditorSkills, UNSAID } from "~/domain/audit/auditor-profile";
import type { CooperativeFacts } from "~/domain/audit/conflict-of-interest";
import type { Day, Span } from "~/domain/calendar-day";
import { regionOf } from "~/domain/cooperative/regions";
import { cooperativeFacts } from "./cooperative-facts.server";

export interface KnownVisit extends Span {
	readonly auditId: string;
	readonly cooperativeId: string;
	readonly cooperativeName: string;
	readonly kind: AuditKind;
	readonly status: AuditStatus;
	readonly leadAuditorId: string;
	readonly secondAuditorId: string | null;
}

export interface KnownAuditor {
	readonly userId: string;
	readonly name: string;
	/** Null for an independent third party. */
	readonly home: CooperativeFacts | null;
	readonly former: { readonly id: string; readonly leftOn: Day | null } | null;
	readonly accreditedFrom: Day;
	readonly accreditedUntil: Day;
	/** Days on which the role of auditor is held; null: no bound. */
	readonly mandates: readonly { readonly startsOn: Day | null; readonly endsOn: Day | null }[];
	readonly skills: AuditorSkills;
	/** Whether the auditor ever filled in their profile. */
	readonly hasSaid: boolean;
	/** Where they leave from: their own department, else that of their cooperative. */
	readonly department: string | null;
	readonly region: string | null;
	/** Without their reasons. */
	readonly absences: readonly Absence[];
	/** Every visit of theirs that has its days, of any year, by its first day. */
	readonly visits: readonly KnownVisit[];
}

/** Whether the role is held from the first to the last day. */
export function holdsRoleOn({ mandates }: Pick<KnownAuditor, "mandates">, { startsOn, endsOn }: Span): boolean {
	return mandates.some(
		(mandate) =>
			(mandate.startsOn === null || mandate.startsOn <= startsOn) &&
			(mandate.endsOn === null || mandate.endsOn >= endsOn),
	);
}

/** By name: people accredited at some time, whose account is open. */
export async function loadAuditorFacts(db: Database | Transaction, now: Date): Promise<readonly KnownAuditor[]> {
	const people = await selectPeople(db, now);
	const mandates = await db
		.select({ userId: roleGrants.userId, startsOn: roleGrants.startsOn, endsOn: roleGrants.endsOn })
		.from(roleGrants)
		.where(eq(roleGrants.role, "auditor"));
	const absences = await db
		.select({
			userId: auditorAbsences.userId,
			startsOn: auditorAbsences.startsOn,
			endsOn: auditorAbsences.endsOn,
			part: auditorAbsences.part,
		})
		.from(auditorAbsences)
		.orderBy(asc(auditorAbsences.startsOn));
	const visits = await loadVisits(db);
	return people.map(({ userId, name, home, profile, skills }) => {
		const said = skills ?? UNSAID;
		return {
			userId,
			name,
			home,
			former: profile.formerCooperativeId === null ? null : { id: profile.formerCooperativeId, leftOn: profile.leftOn },
			accreditedFrom: profile.accreditedFrom,
			accreditedUntil: profile.accreditedUntil,
			mandates: mandates.filter((mandate) => mandate.userId === userId),
			skills: said,
			hasSaid: skills !== null,
			...leavesFrom(said, home),
			absences: absences.filter((absence) => absence.userId === userId),
			visits: visits.filter((visit) => visit.leadAuditorId === userId || visit.secondAuditorId === userId),
		};
	});
}

/** Every visit that has its days, of any year, by its first day. */
export function loadVisits(db: Database | Transaction): Promise<readonly KnownVisit[]> {
	return db
		.select({
			auditId: audits.id,
			cooperativeId: audits.cooperativeId,
			cooperativeName: cooperatives.name,
			kind: audits.kind,
			status: audits.status,
			startsOn: audits.startsOn,
			endsOn: audits.endsOn,
			leadAuditorId: audits.leadAuditorId,
			secondAuditorId: audits.secondAuditorId,
		})
		.from(audits)
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.where(notInArray(audits.status, [...WITHOUT_DAYS]))
		.orderBy(asc(audits.startsOn), asc(audits.id));
}

export function leavesFrom({ department }: AuditorSkills, home: CooperativeFacts | null) {
	return department === null
		? { department: home?.department ?? null, region: home?.region ?? null }
		: { department, region: regionOf(department) };
}

function selectPeople(db: Database | Transaction, now: Date) {
	return db
		.select({
			userId: auditorProfiles.userId,
			name: users.name,
			home: cooperativeFacts,
			profile: auditorProfiles,
			skills: auditorSkills,
		})
		.from(auditorProfiles)
		.innerJoin(users, eq(users.id, auditorProfiles.userId))
		.leftJoin(cooperatives, eq(cooperatives.id, auditorProfiles.homeCooperativeId))
		.leftJoin(auditorSkills, eq(auditorSkills.userId, auditorProfiles.userId))
		.where(or(isNull(users.disabledAt), gte(users.disabledAt, now)))
		.orderBy(asc(users.name), asc(users.id));
}
