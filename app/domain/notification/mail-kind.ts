/** Owns the kinds of mail the product sends. */

/** Those about the days of a visit, with its entry for an agenda. */
export const VISIT_MAIL_KINDS = [
	"visitPlanned",
	"visitChanged",
	"visitConfirmed",
	"visitPostponed",
	"visitCancelled",
	/** To the managers: a choice of days waits for them. */
	"slotsProposed",
	/** The same, without an answer for a week. */
	"slotsReminder",
	"visitReminder",
	/** To whoever is no longer on the team. */
	"visitLeft",
] as const;
export type VisitMailKind = (typeof VISIT_MAIL_KINDS)[number];

export const MAIL_KINDS = [
	"invitation",
	"passwordReset",
	"passwordChanged",
	"secondFactorChanged",
	"newDevice",
	"mention",
	"assessmentReturned",
	"assessmentReopened",
	"reopeningAsked",
	"reopeningDeclined",
	"auditReport",
	"nonConformity",
	"auditPlan",
	"auditAsked",
	"slotsDeclined",
	"tieDeclared",
	"challengeMade",
	"challengeAnswered",
	...VISIT_MAIL_KINDS,
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Those the national team receives about the days of a visit. */
export type DatesMailKind = Extract<MailKind, "auditAsked" | "slotsDeclined">;

/** Those about who makes up a team: the national team's, and the answer of a challenge to its cooperative. */
export type TeamMailKind = Extract<MailKind, "tieDeclared" | "challengeMade" | "challengeAnswered">;

/** Those the national team receives. */
export type NetworkMailKind = DatesMailKind | Exclude<TeamMailKind, "challengeAnswered">;

/** Those about an assessment that was sent. */
export type ReturnMailKind = Extract<
	MailKind,
	"assessmentReturned" | "assessmentReopened" | "reopeningAsked" | "reopeningDeclined"
>;

/** Steps of a report: sent to the cooperative, answered by it, final. */
export const REPORT_STEPS = ["provisional", "replied", "final"] as const;
export type ReportStep = (typeof REPORT_STEPS)[number];

/** Steps of a non-conformity. */
export const FOLLOW_UP_STEPS = [
	"planProposed",
	"planAccepted",
	"planSentBack",
	"done",
	"lifted",
	"reopened",
	"escalated",
] as const;
export type FollowUpStep = (typeof FOLLOW_UP_STEPS)[number];

/** Steps of the preparation of a visit: its plan, and the evidence asked for. */
export const PLAN_STEPS = [
	"sent",
	"acknowledged",
	"changeAsked",
	"evidenceAsked",
	"evidenceAnswered",
	"evidenceAgain",
	"evidenceSoon",
	"evidenceLate",
] as const;
export type PlanStep = (typeof PLAN_STEPS)[number];

export function isVisitMail(kind: MailKind): kind is VisitMailKind {
	return (VISIT_MAIL_KINDS as readonly MailKind[]).includes(kind);
}
