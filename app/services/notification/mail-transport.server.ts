/** Owns how an e-mail leaves: handed over to a mail server, or shown on the console of the demonstration. */
import { createTransport } from "nodemailer";
import type { MailCalendar } from "./mail-words";

export interface MailToSend {
	readonly messageId: string;
	/** « Label CAE <ne-pas-repondre@label.example> » or an address alone. */
	readonly from: string;
	/** One address. */
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	/** Goes along as an invitation that a mail program offers to put in an agenda. */
	readonly calendar?: MailCalendar;
}

/** Rejects when the message was not taken. */
export type MailTransport = (mail: MailToSend) => Promise<void>;

export class MailHeaderError extends Error {
	readonly code = "EHEADER";
}

const CALENDAR_FILE = "visite.ics";
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** An attempt ends well before another instance may take the message over (domain/notification/mail-retry.ts). */
const WHOLE_ATTEMPT_MS = 45_000;

/**
 * TLS is required unless the server is on this machine, and its certificate is always verified. Only the host, the port
 * and the account are read from the address: nothing in it can weaken that.
 */
export function smtpOptions(smtpUrl: string) {
	const url = new URL(smtpUrl);
	const secure = url.protocol === "smtps:";
	return {
		host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
		port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
		secure,
		requireTLS: !secure && !LOOPBACK.test(url.hostname),
		...(url.username === ""
			? {}
			: { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
		tls: { minVersion: "TLSv1.2", rejectUnauthorized: true },
		connectionTimeout: 10_000,
		greetingTimeout: 10_000,
		socketTimeout: 20_000,
	} as const;
}

export function smtpTransport(smtpUrl: string): MailTransport {
	const transport = createTransport({ ...smtpOptions(smtpUrl), disableFileAccess: true, disableUrlAccess: true });
	return async (mail) => {
		requireHeaders(mail);
		const { from, to, calendar, ...rest } = mail;
		await transport.sendMail({
			...rest,
			from: senderOf(from),
			to: { name: "", address: to },
			...(calendar && { icalEvent: { ...calendar, filename: CALENDAR_FILE } }),
			headers: { "Auto-Submitted": "auto-generated" },
			signal: AbortSignal.timeout(WHOLE_ATTEMPT_MS),
		});
	};
}

export function consoleTransport(print: (text: string) => void = console.log): MailTransport {
	return async (mail) => {
		requireHeaders(mail);
		const rule = "─".repeat(60);
		const attached = mail.calendar ? `Pièce jointe : ${CALENDAR_FILE} (${mail.calendar.method})\n` : "";
		print(
			`\n${rule}\nCourriel (démonstration)\nÀ : ${mail.to}\nObjet : ${mail.subject}\n${attached}${rule}\n${mail.text}${rule}\n`,
		);
	};
}

/** The name and the address of a sender written in one text. */
export function senderOf(from: string): { readonly name: string; readonly address: string } {
	const [, name = "", address = ""] = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/.exec(from) ?? [];
	return address === "" ? { name: "", address: from.trim() } : { name, address };
}

/** One line each, one recipient: nobody adds a header or a reader. */
function requireHeaders({ messageId, from, to, subject }: MailToSend): void {
	for (const header of [messageId, from, to, subject]) {
		if (/\p{Cc}/u.test(header)) throw new MailHeaderError("a header holds a control character");
	}
	if (!/^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(to)) throw new MailHeaderError("the recipient is not one address");
}
