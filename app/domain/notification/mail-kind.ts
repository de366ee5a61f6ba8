/** Owns the kinds of mail the product sends. */
export const MAIL_KINDS = [
	"invitation",
	"passwordReset",
	"passwordChanged",
	"secondFactorChanged",
	"newDevice",
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];
