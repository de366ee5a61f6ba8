/** What waits for the national team: audits asked for, and visits whose days the cooperative declined or has not answered. */
import { asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { users } from "~/db/schema/access.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { auditRequests, visitSlots } from "~/db/schema/visit-dates.server";
import { dayInParis } from "~/domain/calendar-day";
import { authorise, type UseCase } from "../use-case.server";

const MOST = 200;

export async function listRequests({ db, actor, now }: UseCase) {
	authorise(actor, "audit.schedule", null);
	const requests = await db
		.select({
			id: auditRequests.id,
			assessmentId: auditRequests.assessmentId,
			months: auditRequests.months,
			constraints: auditRequests.constraints,
			askedAt: auditRequests.askedAt,
			askedBy: users.name,
			cooperativeName: cooperatives.name,
			year: campaigns.year,
			status: assessments.status,
		})
		.from(auditRequests)
		.innerJoin(cooperatives, eq(cooperatives.id, auditRequests.cooperativeId))
		.innerJoin(assessments, eq(assessments.id, auditRequests.assessmentId))
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.innerJoin(users, eq(users.id, auditRequests.askedBy))
		.where(isNull(auditRequests.auditId))
		.orderBy(asc(auditRequests.askedAt))
		.limit(MOST);
	const last = db
		.selectDistinctOn([visitSlots.auditId], {
			auditId: visitSlots.auditId,
			answer: visitSlots.answer,
			reason: visitSlots.reason,
			proposedAt: visitSlots.proposedAt,
			answeredAt: visitSlots.answeredAt,
		})
		.from(visitSlots)
		.orderBy(visitSlots.auditId, desc(visitSlots.round))
		.as("last");
	const dates = await db
		.select({
			id: audits.id,
			kind: audits.kind,
			status: audits.status,
			startsOn: audits.startsOn,
			endsOn: audits.endsOn,
			statusReason: audits.statusReason,
			cooperativeName: cooperatives.name,
			answer: last.answer,
			reason: last.reason,
			proposedAt: last.proposedAt,
			answeredAt: last.answeredAt,
		})
		.from(audits)
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.leftJoin(last, eq(last.auditId, audits.id))
		.where(inArray(audits.status, ["planned", "postponed"]))
		.orderBy(asc(audits.startsOn))
		.limit(MOST);
	return { today: dayInParis(now), requests, dates };
}
