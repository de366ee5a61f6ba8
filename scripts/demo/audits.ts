/** Owns the visits of the demonstration: what auditors recorded, the audited score, the decisions that followed. */
import { type AuditStatus, countsAudited, isMovable } from "../../app/domain/audit/audit-life";
import { auditedAnswers, type RecordedFinding } from "../../app/domain/audit/finding";
import { replyDueOn } from "../../app/domain/audit/report-delays";
import { labelOutcome, type Outcome } from "../../app/domain/scoring/label-outcome";
import { type AssessmentScore, scoreAssessment } from "../../app/domain/scoring/score-assessment";
import { applicableCriteria } from "../../app/domain/standard/applicability";
import type { Criterion } from "../../app/domain/standard/standard";
import { summaryRows } from "../../app/services/network/write-summary.server";
import type { BuiltAssessment } from "./assessments";
import { cooperativeId } from "./assessments";
import { noteOn } from "./audit-notes";
import { type DemoTeam, TEAMS } from "./audit-teams";
import { addDays, addYears, atWork, draw, uuidOf, workingDay } from "./deterministic";
import { type AuditLife, followUp } from "./follow-up";
import { auditedLevel } from "./levels";
import { rationale } from "./rationale";
import { type DemoVisit, VISITS } from "./visits";

type ObservationRow = RecordedFinding & {
	readonly criterionId: string;
	readonly recordedAt: Date;
	readonly recordedBy: string;
};

export interface BuiltDecision {
	readonly id: string;
	readonly outcome: Outcome;
	readonly decidedOn: string;
	readonly validFrom: string | null;
	readonly validUntil: string | null;
	readonly rationale: string;
	readonly createdAt: Date;
}

export interface BuiltAudit {
	readonly id: string;
	readonly visit: DemoVisit;
	readonly team: DemoTeam;
	readonly assessment: BuiltAssessment;
	readonly status: AuditStatus;
	readonly place: string;
	readonly createdAt: Date;
	readonly life: AuditLife;
	readonly observations: readonly ObservationRow[];
	readonly summaries: ReturnType<typeof summaryRows>;
	readonly decisions: readonly BuiltDecision[];
	readonly followed: ReturnType<typeof followUp>;
}

export function buildAudits(assessments: readonly BuiltAssessment[]): BuiltAudit[] {
	return VISITS.map((visit, index) => {
		const assessment = assessments.find(
			({ cooperative, plan }) => cooperative.code === visit.code && plan.year === visit.year,
		);
		const team = TEAMS[index];
		if (!assessment?.submittedAt || !team) throw new Error(`${visit.code} has nothing sent in ${visit.year}`);
		return buildAudit(visit, team, assessment);
	});
}

function buildAudit(visit: DemoVisit, team: DemoTeam, assessment: BuiltAssessment): BuiltAudit {
	const { standard } = assessment.published;
	const { cooperative } = assessment;
	const { code } = cooperative;
	const audited = countsAudited(visit.status);
	const observations = observed(visit, assessment).map((criterion) => observe(visit, team, assessment, criterion));
	const answers = auditedAnswers(new Map(observations.map((row) => [row.criterionId, row])));
	const { profile } = cooperative;
	const score = scoreAssessment(standard, profile, answers);
	const key = {
		cooperativeId: cooperativeId(code),
		assessmentId: assessment.id,
		year: visit.year,
		stage: "audited" as const,
	};
	const sentOn = assessment.plan.submittedOn ?? visit.startsOn;
	return {
		id: uuidOf("audit", code, visit.year),
		visit,
		team,
		assessment,
		status: visit.status,
		place:
			visit.mode === "remote"
				? "En visioconférence : le lien est envoyé la veille par le responsable d’équipe."
				: `Siège de la coopérative, ${cooperative.place.town} (${cooperative.place.department})`,
		createdAt: atWork(addDays(sentOn, 6), code, visit.year, "scheduled"),
		life: lifeOf(visit, sentOn),
		observations,
		summaries: audited ? summaryRows(key, { pinned: standard, profile, answers }, []) : [],
		followed: followUp(visit, assessment, observations, lifeOf(visit, sentOn), team.lead.id),
		decisions: audited ? decide(visit, assessment, score) : [],
	};
}

/** Audits of former years had one closing only; the others have each step. */
function lifeOf({ code, year, status, endsOn }: DemoVisit, sentOn: string): AuditLife {
	const at = (day: string, what: string) => atWork(workingDay(day), code, year, what);
	const none = {
		confirmedAt: null,
		visitEndedAt: null,
		provisionalSentAt: null,
		replyDueOn: null,
		finalAt: null,
		closedAt: null,
	};
	if (status === "confirmed") return { ...none, confirmedAt: at(addDays(sentOn, 12), "confirmed") };
	if (isMovable(status) || status === "cancelled") return none;
	if (status === "closed") {
		const closedAt = atWork(addDays(endsOn, 5), code, year, "closed");
		return { ...none, visitEndedAt: closedAt, finalAt: closedAt, closedAt };
	}
	const visitEndedAt = at(endsOn, "ended");
	if (status === "provisionalReport") return { ...none, visitEndedAt };
	const sent = workingDay(addDays(endsOn, 12));
	const told = { visitEndedAt, provisionalSentAt: at(sent, "provisional"), replyDueOn: replyDueOn(sent) };
	if (status === "rightOfReply") return { ...none, ...told };
	return { ...none, ...told, finalAt: at(addDays(sent, 17), "final") };
}

/** Everything in a closed visit; in the one under way, the documents already read: statutes, insurance, accounts. */
function observed({ status, code }: DemoVisit, { published, cooperative }: BuiltAssessment): readonly Criterion[] {
	const criteria = applicableCriteria(published.standard, cooperative.profile);
	if (status !== "inProgress") return isMovable(status) || status === "cancelled" ? [] : criteria;
	const read = ["JUR-A", "JUR-B", "JUR-D", "FIN-A", "FIN-B"];
	return criteria.filter(({ chapter, id }) => read.includes(chapter) && draw(100, code, id, "read") < 85);
}

function observe(
	visit: DemoVisit,
	{ lead, second }: DemoTeam,
	{ answers, cooperative }: BuiltAssessment,
	criterion: Criterion,
): ObservationRow {
	const { code, year, startsOn, endsOn } = visit;
	const day = visit.status === "inProgress" ? "2026-11-19" : draw(2, code, criterion.id, "day") ? endsOn : startsOn;
	const recordedBy = second && draw(100, code, criterion.id, year, "by") < 45 ? second.id : lead.id;
	const row = { criterionId: criterion.id, version: 1, recordedAt: atWork(day, code, criterion.id), recordedBy };
	const declared = answers.get(criterion.id)?.level ?? null;
	if (declared === null) return { ...row, level: null, notApplicable: true, note: "Motif confirmé." };
	const { level, verdict } = auditedLevel(cooperative, criterion, year, declared);
	return { ...row, level, notApplicable: false, note: noteOn(code, criterion.id, year, verdict, level) };
}

function decide(
	visit: DemoVisit,
	{ published, cooperative }: BuiltAssessment,
	score: AssessmentScore,
): BuiltDecision[] {
	const { labelRules } = published.standard;
	return visit.decisions.map(({ decidedOn, afterDeferral = false }) => {
		const verdict = labelOutcome(labelRules, score, { afterDeferral });
		const { outcome } = verdict;
		const validFrom = visit.kind === "renewal" ? dayAfterLabel(cooperative.code, labelRules.validityYears) : decidedOn;
		const granted = outcome === "awarded" || outcome === "awardedWithReservations";
		return {
			id: uuidOf("decision", cooperative.code, decidedOn),
			outcome,
			decidedOn,
			validFrom: granted ? validFrom : null,
			validUntil: granted ? addDays(addYears(validFrom, labelRules.validityYears), -1) : null,
			rationale: rationale(verdict, score, labelRules, afterDeferral),
			createdAt: new Date(`${decidedOn}T15:30:00Z`),
		};
	});
}

/** A renewal takes over the day after the label under way ends. */
function dayAfterLabel(code: string, validityYears: number): string {
	const first = VISITS.find((visit) => visit.code === code && visit.kind === "initial")?.decisions[0];
	if (!first) throw new Error(`${code} has no label to renew`);
	return addYears(first.decidedOn, validityYears);
}
