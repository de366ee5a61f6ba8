/** Owns the kinds of mail the product sends. */
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
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

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
