/** Owns what an e-mail is made of, and what becomes of what people wrote in it: one line, whatever it holds. */
export interface MailText {
	readonly subject: string;
	readonly text: string;
	/** An entry for the reader's agenda. */
	readonly calendar?: MailCalendar;
}

export interface MailCalendar {
	readonly method: "REQUEST" | "CANCEL";
	readonly content: string;
}

export function greeting(name: string): string {
	const known = onOneLine(name);
	return known === "" ? "Bonjour," : `Bonjour ${known},`;
}

/** Whatever breaks a line or steers a screen becomes a space. */
export function onOneLine(text: string): string {
	return text.replaceAll(/[\s\p{C}]+/gu, " ").trim();
}
