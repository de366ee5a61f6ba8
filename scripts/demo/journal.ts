/** Owns the journal rows of the demonstration, in the words of the use cases that write them in real life. */
import type { JournalAction } from "../../app/domain/journal/journal-action";
import type { BuiltAssessment } from "./assessments";
import { cooperativeId } from "./assessments";
import type { BuiltAudit } from "./audits";
import { OPEN_YEAR } from "./calendar";
import { uuidOf } from "./deterministic";
import { MANAGER_HOME } from "./invented-cooperatives";
import { type DemoJournalRow, row } from "./journal-row";
import type { DemoNetwork } from "./network";
import { INVITED, MANAGERS, NATIONAL_TEAM, PEOPLE } from "./people";
import type { DrawnPiece } from "./pieces";
import { visitJournal } from "./visit-journal";

/** In the order of time. `now` dates what the seeding itself writes. */
export function journalRows(network: DemoNetwork, now: Date): readonly DemoJournalRow[] {
	return [
		...network.assessments.flatMap(ofAssessment),
		...network.audits.flatMap(ofAudit),
		...visitJournal(network),
		...network.pieces.map(ofPiece),
		...PEOPLE.map(({ id, role, cooperative, domains, mandate }) =>
			row(now, null, "user.created", ["user", id], null, {
				grants: [
					{
						role,
						cooperativeId: cooperative === null ? null : cooperativeId(cooperative),
						...(domains ? { domains } : {}),
						...mandate,
					},
				],
			}),
		),
		row(
			now,
			MANAGERS.get(MANAGER_HOME)?.id ?? null,
			"invitation.sent",
			["invitation", uuidOf("invitation", INVITED.email)],
			cooperativeId(MANAGER_HOME),
			{ role: "contributor", domains: INVITED.domains },
		),
		row(now, null, "network.seeded", ["network", "demo"], null, {
			cooperatives: network.cooperatives.length,
			accompaniments: network.accompaniments.length,
			campaigns: network.campaigns.map(({ year }) => year),
			people: PEOPLE.length,
			assessments: network.assessments.length,
			audits: network.audits.length,
			decisions: network.audits.reduce((count, { decisions }) => count + decisions.length, 0),
		}),
	].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function ofAssessment({ id, cooperative, plan, createdAt, submittedAt, frozen, answerRows }: BuiltAssessment) {
	const { code, profile } = cooperative;
	const tenant = cooperativeId(code);
	const manager = MANAGERS.get(code)?.id ?? null;
	const rows = [row(createdAt, manager, "assessment.opened", ["assessment", id], tenant, { year: plan.year, profile })];
	if (frozen && submittedAt) {
		const { contentHash, submittedBy } = frozen;
		rows.push(row(submittedAt, submittedBy, "assessment.submitted", ["assessment", id], tenant, { contentHash }));
	}
	if (code === MANAGER_HOME && plan.year === OPEN_YEAR) {
		for (const { criterionId, updatedAt, updatedBy, ...recorded } of answerRows) {
			rows.push(row(updatedAt, updatedBy, "answer.saved", ["answer", `${id}/${criterionId}`], tenant, recorded));
		}
	}
	return rows;
}

function ofPiece({
	id,
	kind,
	issuedOn,
	expiresOn = null,
	confidential = false,
	bytes,
	sha256,
	addedAt,
	addedBy,
}: DrawnPiece) {
	const after = { evidenceKind: kind, issuedOn, expiresOn, confidential, contentHash: sha256, size: bytes.length };
	return row(addedAt, addedBy, "evidence.added", ["evidence", id], cooperativeId(MANAGER_HOME), after);
}

function ofAudit({ id, visit, team, assessment, place, status, createdAt, life, observations, decisions }: BuiltAudit) {
	const tenant = cooperativeId(visit.code);
	const { kind, startsOn, endsOn, mode } = visit;
	const plan = { startsOn, endsOn, mode, place, leadAuditorId: team.lead.id, secondAuditorId: team.second?.id ?? null };
	const scheduled = { assessmentId: assessment.id, kind, ...plan };
	const rows = [row(createdAt, NATIONAL_TEAM.id, "audit.scheduled", ["audit", id], tenant, scheduled)];
	const examined = observations.length;
	const applicable = observations.filter(({ notApplicable }) => !notApplicable).length;
	const lead = (at: Date | null, action: JournalAction, after: object, before: string) => {
		if (at) rows.push(row(at, team.lead.id, action, ["audit", id], tenant, after, { status: before }));
	};
	if (life.closedAt) {
		lead(life.closedAt, "audit.closed", { status, examined, applicable }, "inProgress");
	} else {
		const ended = { status: "provisionalReport", examined, applicable };
		const sent = { status: "rightOfReply", replyDueOn: life.replyDueOn };
		lead(life.visitEndedAt, "audit.visitEnded", ended, "inProgress");
		lead(life.provisionalSentAt, "audit.provisionalSent", sent, "provisionalReport");
		lead(life.finalAt, "audit.finalIssued", { status: "finalReport", examined, applicable }, "rightOfReply");
	}
	if (status === "cancelled") {
		const after = { status, reason: visit.statusReason };
		const at = new Date("2026-11-05T10:20:00Z");
		rows.push(row(at, NATIONAL_TEAM.id, "audit.cancelled", ["audit", id], tenant, after, { status: "planned" }));
	}
	if (status === "inProgress") {
		for (const { criterionId, recordedAt, recordedBy, ...finding } of observations) {
			rows.push(row(recordedAt, recordedBy, "audit.levelRecorded", ["audit", `${id}/${criterionId}`], tenant, finding));
		}
	}
	// The journal has no word of its own for a decision of the Conseil d'administration yet.
	for (const { createdAt: decidedAt, outcome, decidedOn, validFrom, validUntil } of decisions) {
		const after = { decision: { outcome, decidedOn, validFrom, validUntil } };
		rows.push(row(decidedAt, null, "network.seeded", ["assessment", assessment.id], tenant, after));
	}
	return rows;
}
