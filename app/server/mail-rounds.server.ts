/** Owns the rounds of the mailer inside the server: every few seconds, one at a time. */
import type { Config } from "~/config/env.server";
import { consoleTransport, type MailTransport, smtpTransport } from "~/services/notification/mail-transport.server";
import { type Mailer, sendWaitingMail } from "~/services/notification/send-waiting-mail.server";
import { log, logFailure } from "./log.server";

const EVERY_MS = 3_000;

export interface MailRounds {
	/** No message leaves any more; resolves once the one under way is sent and marked. */
	stop(): Promise<void>;
}

/** Null when nothing takes the messages: they wait in the database. */
export function chooseTransport({ mail, demo }: Config): MailTransport | null {
	if (mail.smtpUrl !== undefined) return smtpTransport(mail.smtpUrl);
	return demo ? consoleTransport() : null;
}

export function startMailRounds(mailer: Mailer, every = EVERY_MS): MailRounds {
	let timer: NodeJS.Timeout;
	let underWay: Promise<void> = Promise.resolve();
	let stopped = false;
	const plan = () => {
		timer = setTimeout(() => {
			underWay = round(mailer, () => !stopped).then(() => {
				if (!stopped) plan();
			});
		}, every);
		timer.unref();
	};
	plan();
	return {
		async stop() {
			stopped = true;
			clearTimeout(timer);
			await underWay;
		},
	};
}

/** What goes wrong is written down, never thrown: the next round tries again. */
async function round(mailer: Mailer, goOn: () => boolean): Promise<void> {
	try {
		const { failures } = await sendWaitingMail(mailer, goOn);
		for (const failure of failures) {
			if (failure.dead) log.error({ mail: failure }, "mail given up");
			else log.warn({ mail: failure }, "mail to be sent again");
		}
	} catch (error) {
		logFailure({ reference: "mail" }, error);
	}
}
