/** Owns a real mail server on loopback that keeps what it is handed. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface CaughtMail {
	/** Who it was handed over for: the envelope, not the header. */
	readonly recipients: readonly string[];
	readonly messageId: string;
	readonly from: string;
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	/** Names of all its headers, in lower case. */
	readonly headers: readonly string[];
	/** Calendar files, as the alternative a mail program shows and as a file. */
	readonly calendars: readonly { readonly type: string; readonly content: string }[];
}

export interface MailCatcher {
	/** To be given as SMTP_URL. */
	readonly url: string;
	readonly mails: readonly CaughtMail[];
	/** The next mail to that address that was not given yet. */
	next(recipient: string): Promise<CaughtMail>;
	close(): Promise<void>;
}

const PATIENCE_MS = 20_000;

export async function startMailCatcher(options: SMTPServerOptions = {}): Promise<MailCatcher> {
	const mails: CaughtMail[] = [];
	const given = new Set<CaughtMail>();
	const server = new SMTPServer({
		disabledCommands: ["AUTH", "STARTTLS"],
		logger: false,
		onData(stream, session, done) {
			simpleParser(stream, {}).then((mail) => {
				mails.push({
					recipients: session.envelope.rcptTo.map(({ address }) => address),
					messageId: mail.messageId ?? "",
					from: mail.from?.text ?? "",
					to: [mail.to ?? []]
						.flat()
						.map(({ text }) => text)
						.join(", "),
					subject: mail.subject ?? "",
					text: mail.text ?? "",
					headers: [...mail.headers.keys()],
					calendars: mail.attachments.map(({ contentType, content }) => ({
						type: contentType,
						content: content.toString("utf8"),
					})),
				});
				done();
			}, done);
		},
		...options,
	});
	server.on("error", () => {});
	server.listen(0, "127.0.0.1");
	await once(server.server, "listening");
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		mails,
		async next(recipient) {
			const deadline = Date.now() + PATIENCE_MS;
			for (;;) {
				const found = mails.find((mail) => mail.recipients.includes(recipient) && !given.has(mail));
				if (found) {
					given.add(found);
					return found;
				}
				if (Date.now() > deadline) throw new Error(`no mail for ${recipient}`);
				await wait(50);
			}
		},
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

/** The only link of a mail, as its reader would copy it. */
export function linkIn({ text }: Pick<CaughtMail, "text">): string {
	const links = text.match(/https?:\/\/\S+/g) ?? [];
	if (links.length !== 1) throw new Error(`${links.length} links in:\n${text}`);
	return links[0] ?? "";
}
