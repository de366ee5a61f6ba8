/**
 * Sends what waits in the outbox. A message is claimed in a transaction of its own, handed over outside of any, then marked:
 * killed in between, it is sent again under the same Message-ID, which mail servers and readers recognise.
 */
import { and, eq, lte } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { mailMessages } from "~/db/schema/notification.server";
import { atomically } from "~/db/transaction.server";
import { MAIL_ATTEMPTS, nextAttemptAt } from "~/domain/notification/mail-retry";
import { composeMail } from "./compose-mail.server";
import type { MailLinks } from "./mail-links";
import { type MailTransport, senderOf } from "./mail-transport.server";

export interface Mailer extends MailLinks {
	readonly db: Database;
	readonly transport: MailTransport;
	readonly clock: () => Date;
}

export interface MailPass {
	readonly sent: number;
	/** Messages given up, or still waiting after a failure: what the technical log says of them. */
	readonly failures: readonly MailFailure[];
}

export interface MailFailure {
	readonly mailId: string;
	readonly kind: string;
	readonly dead: boolean;
	readonly attempts: number;
	/** Without personal data. */
	readonly error: string;
}

type Claimed = typeof mailMessages.$inferSelect;

/** A pass ends there, whatever still waits: the next one goes on. */
const PASS_LIMIT = 50;
/** The server is not there, or does not take anything: the other messages would fail alike. */
const SERVER_DOWN = /^(ECONNECTION|ESOCKET|ETIMEDOUT|EDNS|ETLS|EAUTH|ENOAUTH|EABORT|ECONNREFUSED)\b/;

/** One pass over what is due. `goOn` is asked before each message. */
export async function sendWaitingMail(mailer: Mailer, goOn: () => boolean = () => true): Promise<MailPass> {
	let sent = 0;
	const failures: MailFailure[] = [];
	for (let count = 0; count < PASS_LIMIT && goOn(); count++) {
		const mail = await claim(mailer);
		if (!mail) break;
		const failure = await attempt(mailer, mail);
		if (failure) failures.push(failure);
		else sent += 1;
		if (failure && SERVER_DOWN.test(failure.error)) break;
	}
	return { sent, failures };
}

/** Takes the oldest due message. Whoever else passes meanwhile skips it, then finds it due later. */
function claim({ db, clock }: Mailer): Promise<Claimed | null> {
	return atomically(db, async (tx) => {
		const now = clock();
		const [due] = await tx
			.select({ id: mailMessages.id, attempts: mailMessages.attempts })
			.from(mailMessages)
			.where(and(eq(mailMessages.state, "waiting"), lte(mailMessages.nextAttemptAt, now)))
			.orderBy(mailMessages.nextAttemptAt)
			.limit(1)
			.for("update", { skipLocked: true });
		if (!due) return null;
		const attempts = due.attempts + 1;
		const [claimed] = await tx
			.update(mailMessages)
			.set({ attempts, nextAttemptAt: nextAttemptAt(attempts, now) })
			.where(eq(mailMessages.id, due.id))
			.returning();
		return claimed ?? null;
	});
}

async function attempt(mailer: Mailer, mail: Claimed): Promise<MailFailure | null> {
	const { db, from, transport, clock } = mailer;
	if (mail.attempts > MAIL_ATTEMPTS) return giveUp(mailer, mail, "UNCONFIRMED");
	let error: string;
	try {
		const text = await composeMail(db, mail, mailer, clock());
		if (!text) return giveUp(mailer, mail, "NOTHING_LEFT_TO_SAY");
		await transport({ ...text, messageId: messageIdOf(mail.id, from), from, to: mail.recipient });
		error = "";
	} catch (thrown) {
		error = codeOf(thrown);
		if (isFinal(thrown) || mail.attempts === MAIL_ATTEMPTS) return giveUp(mailer, mail, error);
		await mark(mailer, mail, { lastError: error });
		return { mailId: mail.id, kind: mail.kind, dead: false, attempts: mail.attempts, error };
	}
	await mark(mailer, mail, { state: "sent", sentAt: clock(), lastError: error });
	return null;
}

async function giveUp(mailer: Mailer, mail: Claimed, error: string): Promise<MailFailure> {
	await mark(mailer, mail, { state: "dead", lastError: error });
	return { mailId: mail.id, kind: mail.kind, dead: true, attempts: mail.attempts, error };
}

async function mark({ db }: Mailer, { id }: Claimed, values: Partial<Claimed>): Promise<void> {
	await db.update(mailMessages).set(values).where(eq(mailMessages.id, id));
}

/** The same for each attempt. */
function messageIdOf(mailId: string, from: string): string {
	return `<${mailId}@${senderOf(from).address.split("@").at(-1)}>`;
}

/** « EENVELOPE 550 »: a code and the server's number, never its words, which often repeat the address. */
function codeOf(thrown: unknown): string {
	const { code, responseCode } = thrown as { code?: unknown; responseCode?: unknown };
	const known = typeof code === "string" && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : "ERROR";
	return typeof responseCode === "number" ? `${known} ${responseCode}` : known;
}

/** The recipient is refused for good, or no header can carry it: trying again would get the same answer. */
function isFinal(thrown: unknown): boolean {
	const { code, command, responseCode } = thrown as { code?: string; command?: string; responseCode?: number };
	if (code === "EHEADER") return true;
	return command === "RCPT TO" && responseCode !== undefined && responseCode >= 500 && responseCode !== 503;
}
