/** Writes an e-mail into the outbox, in the transaction that causes it: it leaves once that is committed, never before. */
import type { Database, Transaction } from "~/db/client.server";
import { mailMessages } from "~/db/schema/notification.server";
import type { MailKind } from "~/domain/notification/mail-kind";

export interface OutgoingMail {
	readonly kind: MailKind;
	readonly recipient: string;
	/** The account written to, if there is one. */
	readonly userId: string | null;
	/** What the template needs, never a token: the mailer derives links from the row they belong to. */
	readonly params: Readonly<Record<string, string>>;
}

export async function queueMail(tx: Database | Transaction, mail: OutgoingMail, now: Date): Promise<void> {
	await tx.insert(mailMessages).values({ ...mail, createdAt: now, nextAttemptAt: now });
}
