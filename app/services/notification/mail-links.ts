/** Owns what the composing of an e-mail is given: the message that waits, and what its links are made of. */
import type { mailMessages } from "~/db/schema/notification.server";
import type { Secrets } from "../access/secrets.server";

export interface MailLinks {
	readonly secrets: Secrets;
	/** Where the product is reached, e.g. `https://label.example`. */
	readonly origin: string;
	/** « Label CAE <ne-pas-repondre@label.example> » or an address alone: who the invitations to a visit come from. */
	readonly from: string;
}

export type MailToCompose = Pick<typeof mailMessages.$inferSelect, "kind" | "params" | "userId" | "recipient">;
