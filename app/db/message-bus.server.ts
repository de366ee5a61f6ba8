/**
 * Owns the short messages between the processes that share the database (NOTIFY). One sent within a transaction arrives once
 * it is committed, or never. The embedded database has one process: what is sent outside of a transaction stays in it.
 */
import type { PGlite } from "@electric-sql/pglite";
import type { Sql } from "postgres";

/** The channel that drizzle/0013_live_answers.sql tells. */
const CHANNEL = "label_cae_live";

export interface MessageBus {
	/** @param onListening called each time the listening begins: what was sent before, or during a cut, was not heard */
	listen(onMessage: (text: string) => void, onListening: () => void): Promise<void>;
	/** To every process, this one included. At most 8,000 bytes. */
	send(text: string): Promise<void>;
}

export function pgliteBus(client: PGlite): MessageBus {
	const listeners: ((text: string) => void)[] = [];
	return {
		async listen(onMessage, onListening) {
			listeners.push(onMessage);
			await client.listen(CHANNEL, onMessage);
			onListening();
		},
		async send(text) {
			for (const listener of listeners) listener(text);
		},
	};
}

/** Listens on a connection of its own, which comes back by itself when it is cut. */
export function postgresBus(client: Sql): MessageBus {
	return {
		async listen(onMessage, onListening) {
			await client.listen(CHANNEL, onMessage, onListening);
		},
		async send(text) {
			await client.notify(CHANNEL, text);
		},
	};
}
