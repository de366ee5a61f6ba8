/** Owns the writing of the demonstration's audits, each led through its life as the database's own guards allow. */
import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "../../app/db/client.server";
import { auditObservations, audits } from "../../app/db/schema/audit.server";
import { labelDecisions } from "../../app/db/schema/decision.server";
import { auditReplies, correctivePlans, nonConformities } from "../../app/db/schema/finding.server";
import { auditChallenges, interestDeclarations } from "../../app/db/schema/mission.server";
import { assessmentSummaries } from "../../app/db/schema/network.server";
import { auditPlanSendings, auditPlans, auditSamples, evidenceDemands } from "../../app/db/schema/preparation.server";
import { auditMeetings, auditPhotos } from "../../app/db/schema/visit.server";
import { auditRequests, visitSlots } from "../../app/db/schema/visit-dates.server";
import type { ReportStage } from "../../app/domain/audit/report-delays";
import { freezeReport } from "../../app/services/audit/freeze-report.server";
import { loadAudit } from "../../app/services/audit/load-audit.server";
import { loadAuditFindings } from "../../app/services/audit/load-findings.server";
import { cooperativeId } from "./assessments";
import type { BuiltAudit } from "./audits";
import { insertAll, insertMany } from "./insert-rows";
import { asksDeclarations, challenges, signedDeclarations } from "./missions";
import type { DemoNetwork } from "./network";

/** Ended visits are written open, observed, then led from one step to the next. */
export async function writeAudits(
	tx: Transaction,
	{ audits: built, preparation, dates, meetings, photos, replies }: DemoNetwork,
) {
	const rows = built.map(({ id, visit, team, assessment, status, place, createdAt, life }) => ({
		id,
		cooperativeId: cooperativeId(visit.code),
		assessmentId: assessment.id,
		kind: visit.kind,
		status: life.visitEndedAt ? ("inProgress" as const) : status,
		confirmedAt: life.confirmedAt,
		startsOn: visit.startsOn,
		endsOn: visit.endsOn,
		mode: visit.mode,
		place,
		leadAuditorId: team.lead.id,
		secondAuditorId: team.second?.id ?? null,
		sequence: status === "cancelled" ? 1 : 0,
		statusReason: visit.statusReason ?? "",
		createdAt,
		asksDeclarations: asksDeclarations({ visit }),
	}));
	const observations = built.flatMap(({ id, visit, observations: own }) =>
		own.map((observation) => ({ ...observation, auditId: id, cooperativeId: cooperativeId(visit.code) })),
	);
	await insertAll(tx, audits, rows);
	await insertMany(tx, auditObservations, observations);
	await insertAll(tx, interestDeclarations, signedDeclarations(built));
	await insertAll(tx, auditChallenges, challenges(built));
	await insertAll(tx, auditMeetings, meetings);
	await insertAll(tx, auditPhotos, photos);
	await insertAll(tx, auditPlans, preparation.plans);
	await insertAll(tx, auditSamples, preparation.samples);
	await insertAll(tx, auditPlanSendings, preparation.sendings);
	await insertAll(tx, evidenceDemands, preparation.demands);
	await insertAll(tx, auditRequests, dates.requests);
	await insertAll(tx, visitSlots, dates.slots);
	const lives = JSON.stringify(built.map(({ id, life, team }) => ({ id, ...life, by: team.lead.id })));
	const lead = (step: SQL, reached: SQL) =>
		tx.execute(sql`
			update audits set ${step}
			from jsonb_to_recordset(${lives}::text::jsonb) as life(id uuid, "visitEndedAt" timestamptz,
				"provisionalSentAt" timestamptz, "replyDueOn" date, "finalAt" timestamptz, "closedAt" timestamptz, by uuid)
			where audits.id = life.id and ${reached} is not null`);
	await lead(sql`status = 'provisionalReport', visit_ended_at = life."visitEndedAt"`, sql`life."visitEndedAt"`);
	await freezeReports(tx, built, "provisional");
	await lead(
		sql`status = 'rightOfReply', provisional_sent_at = coalesce(life."provisionalSentAt", life."finalAt"),
			reply_due_on = coalesce(life."replyDueOn", life."finalAt"::date)`,
		sql`coalesce(life."provisionalSentAt", life."finalAt")`,
	);
	await insertAll(tx, auditReplies, replies.written);
	await tx.execute(sql`
		update audits set replies_sent_at = sent.at, replies_sent_by = sent.by
		from jsonb_to_recordset(${JSON.stringify(replies.sent)}::text::jsonb) as sent(id uuid, at timestamptz, by uuid)
		where audits.id = sent.id`);
	const followed = built.flatMap(({ followed: own }) => own);
	await insertAll(
		tx,
		nonConformities,
		followed.map(({ row }) => row),
	);
	await insertAll(
		tx,
		correctivePlans,
		followed.flatMap(({ plan }) => plan ?? []),
	);
	const lifted = followed.flatMap(({ lifted: one }) => one ?? []);
	await tx.execute(sql`
		update non_conformities set status = 'closed', closed_at = lifted.at, closed_by = lifted.by
		from jsonb_to_recordset(${JSON.stringify(lifted)}::text::jsonb) as lifted(id uuid, at timestamptz, by uuid)
		where non_conformities.id = lifted.id`);
	await freezeReports(tx, built, "final");
	await lead(sql`status = 'finalReport', final_at = life."finalAt"`, sql`life."finalAt"`);
	await lead(sql`status = 'closed', closed_at = life."closedAt", closed_by = life.by`, sql`life."closedAt"`);
	await insertAll(
		tx,
		assessmentSummaries,
		built.flatMap(({ summaries }) => summaries),
	);
	const decisions = built.flatMap(({ visit, assessment, decisions: own }) =>
		own.map((decision) => ({
			...decision,
			cooperativeId: cooperativeId(visit.code),
			assessmentId: assessment.id,
		})),
	);
	await insertAll(tx, labelDecisions, decisions);
}

/** As the product freezes them when they are issued. Audits of former years have none: they were made before. */
async function freezeReports(tx: Transaction, built: readonly BuiltAudit[], stage: ReportStage) {
	for (const { id, life, team } of built) {
		const at = stage === "final" ? life.finalAt : life.provisionalSentAt;
		if (!at || !life.provisionalSentAt) continue;
		const loaded = await loadAudit(tx, id);
		await freezeReport(tx, stage, loaded, await loadAuditFindings(tx, loaded), { at, by: team.lead.id });
	}
}
