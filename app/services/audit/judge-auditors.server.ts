/** Every auditor with the verdict of the conflict rules for one visit: what the screen shows, and what guards the write. */
import { and, asc, eq, exists, gte, inArray, isNull, lte, ne, or } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { auditorProfiles, audits } from "~/db/schema/audit.server";
import { accompaniments, cooperatives } from "~/db/schema/cooperative.server";
import { OPEN_VISITS } from "~/domain/audit/audit-life";
import {
	type AccompanimentFacts,
	type ConflictOfInterest,
	type CooperativeFacts,
	conflictsOfInterest,
} from "~/domain/audit/conflict-of-interest";
import type { Span } from "~/domain/calendar-day";
import { cooperativeFacts } from "./cooperative-facts.server";

export interface PlannedVisit extends Span {
	readonly cooperative: CooperativeFacts;
	/** The audit being moved, whose own dates are no obstacle. */
	readonly auditId?: string;
}

export interface JudgedAuditor {
	readonly userId: string;
	readonly name: string;
	/** Null for an independent third party. */
	readonly homeName: string | null;
	/** Why this person may not make the visit; empty when they may. */
	readonly conflicts: readonly ConflictOfInterest[];
}

/** By name. Three queries, whatever the number of auditors. */
export async function judgeAuditors(
	db: Database | Transaction,
	visit: PlannedVisit,
	now: Date,
): Promise<readonly JudgedAuditor[]> {
	const auditors = await findAuditors(db, visit, now);
	const between = await accompanimentsOf(db, visit.cooperative.id);
	const visits = await overlappingVisits(db, visit);
	return auditors.map(({ userId, name, home, formerCooperativeId, leftOn, accreditedFrom, accreditedUntil }) => ({
		userId,
		name,
		homeName: home?.name ?? null,
		conflicts: conflictsOfInterest(
			{
				home,
				former: formerCooperativeId === null ? null : { id: formerCooperativeId, leftOn },
				accreditedFrom,
				accreditedUntil,
				otherVisits: visits.filter((other) => other.lead === userId || other.second === userId),
			},
			{ ...visit, accompaniments: between },
		),
	}));
}

/** People whose account is open and who hold the role on the days of the visit. */
function findAuditors(db: Database | Transaction, { startsOn, endsOn }: Span, now: Date) {
	return db
		.select({
			userId: auditorProfiles.userId,
			name: users.name,
			home: cooperativeFacts,
			formerCooperativeId: auditorProfiles.formerCooperativeId,
			leftOn: auditorProfiles.leftOn,
			accreditedFrom: auditorProfiles.accreditedFrom,
			accreditedUntil: auditorProfiles.accreditedUntil,
		})
		.from(auditorProfiles)
		.innerJoin(users, eq(users.id, auditorProfiles.userId))
		.leftJoin(cooperatives, eq(cooperatives.id, auditorProfiles.homeCooperativeId))
		.where(
			and(
				or(isNull(users.disabledAt), gte(users.disabledAt, now)),
				exists(
					db
						.select({ id: roleGrants.id })
						.from(roleGrants)
						.where(
							and(
								eq(roleGrants.userId, users.id),
								eq(roleGrants.role, "auditor"),
								or(isNull(roleGrants.startsOn), lte(roleGrants.startsOn, startsOn)),
								or(isNull(roleGrants.endsOn), gte(roleGrants.endsOn, endsOn)),
							),
						),
				),
			),
		)
		.orderBy(asc(users.name));
}

function accompanimentsOf(db: Database | Transaction, id: string): Promise<AccompanimentFacts[]> {
	return db
		.select({
			supporterId: accompaniments.supporterId,
			beneficiaryId: accompaniments.beneficiaryId,
			startedOn: accompaniments.startedOn,
			endedOn: accompaniments.endedOn,
		})
		.from(accompaniments)
		.where(or(eq(accompaniments.supporterId, id), eq(accompaniments.beneficiaryId, id)));
}

function overlappingVisits(db: Database | Transaction, { startsOn, endsOn, auditId }: PlannedVisit) {
	return db
		.select({
			lead: audits.leadAuditorId,
			second: audits.secondAuditorId,
			startsOn: audits.startsOn,
			endsOn: audits.endsOn,
			cooperativeName: cooperatives.name,
		})
		.from(audits)
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.where(
			and(
				inArray(audits.status, [...OPEN_VISITS]),
				lte(audits.startsOn, endsOn),
				gte(audits.endsOn, startsOn),
				auditId === undefined ? undefined : ne(audits.id, auditId),
			),
		);
}
