/** The days of one visit as they are being agreed on: what was proposed last, what was answered, who may do what now. */
import { desc, eq } from "drizzle-orm";
import { auditRequests } from "~/db/schema/visit-dates.server";
import { can } from "~/domain/access/can";
import { dayInParis } from "~/domain/calendar-day";
import { authorise, type UseCase } from "../use-case.server";
import { hasNewDays } from "./answer-slots.server";
import { auditHeader } from "./get-audit.server";
import { loadAudit } from "./load-audit.server";
import { loadLastRound } from "./slot-rows.server";

export async function getVisitDates({ db, actor, now }: UseCase, auditId: string) {
	const loaded = await loadAudit(db, auditId);
	authorise(actor, "audit.read", loaded.resource);
	const { audit, resource } = loaded;
	const round = await loadLastRound(db, auditId);
	const [wish] = await db
		.select({ months: auditRequests.months, constraints: auditRequests.constraints })
		.from(auditRequests)
		.where(eq(auditRequests.auditId, auditId))
		.orderBy(desc(auditRequests.askedAt))
		.limit(1);
	const chosen = round.find(({ answer }) => answer === "chosen");
	const declined = round.find(({ answer }) => answer === "declined");
	return {
		...auditHeader(loaded),
		today: dayInParis(now),
		opensAt: audit.opensAt,
		closesAt: audit.closesAt,
		statusReason: audit.statusReason,
		wish: wish ?? null,
		/** On offer now; empty: the days of the plan itself are. */
		waiting: round
			.filter(({ answer }) => answer === null)
			.map(({ id, startsOn, endsOn }) => ({ id, startsOn, endsOn })),
		/** The days agreed on last, among how many that were proposed. */
		chosen: chosen ? { of: round.length, at: chosen.answeredAt } : null,
		/** Why none of the days proposed last suited, until others are. */
		declined:
			declined && audit.status === "planned" && !hasNewDays(audit, round)
				? { reason: declined.reason, at: declined.answeredAt }
				: null,
		may: {
			propose: can(actor, "audit.proposeSlots", resource),
			answer: can(actor, "audit.answerSlots", resource),
			postpone: can(actor, "audit.postpone", resource),
		},
	};
}
