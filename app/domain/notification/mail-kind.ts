/** Owns the kinds of mail the product sends. */
export const MAIL_KINDS = [
	"invitation",
	"passwordReset",
	"passwordChanged",
	"secondFactorChanged",
	"newDevice",
	"mention",
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];
