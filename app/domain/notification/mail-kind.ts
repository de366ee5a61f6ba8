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
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Those about an assessment that was sent. */
export type ReturnMailKind = Extract<
	MailKind,
	"assessmentReturned" | "assessmentReopened" | "reopeningAsked" | "reopeningDeclined"
>;
