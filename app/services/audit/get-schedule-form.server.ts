/** What the form that schedules or moves an audit needs: which assessments wait, and who may go, with the reasons why not. */

import { and, asc, desc, eq, ne, notExists } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { AUDIT_KINDS } from "~/domain/audit/audit";
import { isMovable } from "~/domain/audit/audit-life";
import { checkDates, teamSize } from "~/domain/audit/visit-plan";
import { dayInParis, type Span } from "~/domain/calendar-day";
import { authorise, type UseCase } from "../use-case.server";
import { cooperativeFacts } from "./cooperative-facts.server";
import { auditHeader } from "./get-audit.server";
import { judgeAuditors } from "./judge-auditors.server";
import { loadAudit } from "./load-audit.server";

export interface ScheduleQuery {
	readonly assessmentId: string | null;
	readonly kind: string | null;
	readonly startsOn: string | null;
	readonly endsOn: string | null;
}

/** Auditors are judged once an assessment and days that hold are chosen; until then `dates` says what is wrong with them. */
export async function getScheduleForm({ db, actor, now }: UseCase, query: ScheduleQuery) {
	authorise(actor, "audit.schedule", null);
	const waiting = await waitingAssessments(db);
	const chosen = waiting.find(({ id }) => id === query.assessmentId) ?? null;
	const kind = AUDIT_KINDS.find((code) => code === query.kind) ?? null;
	const span = { startsOn: query.startsOn ?? "", endsOn: query.endsOn ?? "" };
	const asked = span.startsOn !== "" || span.endsOn !== "";
	const dates = checkDates(span, dayInParis(now));
	return {
		today: dayInParis(now),
		assessments: waiting.map(({ id, year, cooperative, submittedAt }) => ({
			id,
			year,
			cooperativeName: cooperative.name,
			submittedAt,
		})),
		/** The address names an assessment that is not waiting: sent back, already scheduled, or none. */
		notWaiting: query.assessmentId !== null && query.assessmentId !== "" && chosen === null,
		chosen: chosen && { id: chosen.id, year: chosen.year, cooperative: chosen.cooperative },
		kind,
		...span,
		dates: asked && !dates.ok ? dates.reason : null,
		team:
			chosen && kind && dates.ok
				? {
						size: teamSize(kind),
						auditors: await judgeAuditors(db, { ...span, kind, cooperative: chosen.cooperative }, now),
					}
				: null,
	};
}

/** The same, for an audit that exists; without days in the address, the planned ones. */
export async function getRescheduleForm({ db, actor, now }: UseCase, auditId: string, query: Partial<Span>) {
	const loaded = await loadAudit(db, auditId);
	authorise(actor, "audit.reschedule", { ...loaded.resource, status: "planned" }, ["audit.read", loaded.resource]);
	const { audit, cooperative } = loaded;
	const span = { startsOn: query.startsOn || audit.startsOn, endsOn: query.endsOn || audit.endsOn };
	const dates = checkDates(span, dayInParis(now), audit);
	const ended = !isMovable(audit.status);
	return {
		header: auditHeader(loaded),
		today: dayInParis(now),
		ended,
		...span,
		dates: dates.ok ? null : dates.reason,
		team:
			dates.ok && !ended
				? {
						size: teamSize(audit.kind),
						auditors: await judgeAuditors(db, { ...span, kind: audit.kind, cooperative, auditId }, now),
					}
				: null,
	};
}

/** The latest submitted assessment of each cooperative, when it has neither an open nor a closed audit. */
async function waitingAssessments(db: Database) {
	const latest = db
		.selectDistinctOn([assessments.cooperativeId], {
			id: assessments.id,
			cooperativeId: assessments.cooperativeId,
			submittedAt: assessments.submittedAt,
			year: campaigns.year,
		})
		.from(assessments)
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.where(eq(assessments.status, "submitted"))
		.orderBy(assessments.cooperativeId, desc(campaigns.year))
		.as("latest");
	return db
		.select({
			id: latest.id,
			year: latest.year,
			submittedAt: latest.submittedAt,
			cooperative: cooperativeFacts,
		})
		.from(latest)
		.innerJoin(cooperatives, eq(cooperatives.id, latest.cooperativeId))
		.where(
			notExists(
				db
					.select({ id: audits.id })
					.from(audits)
					.where(and(eq(audits.assessmentId, latest.id), ne(audits.status, "cancelled"))),
			),
		)
		.orderBy(desc(latest.year), asc(cooperatives.name));
}
