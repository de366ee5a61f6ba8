/**
 * Owns the sending of one criterion's answer from the browser. One save is under way at a time; it is repeated with the
 * same key until the server gives a definite answer, and only then is what was typed meanwhile sent, on top of the new
 * version. What is not acknowledged is kept in `store`, across reload, crash and the end of the session.
 */

export interface AnswerFields {
	readonly choice: string;
	readonly reason: string;
	readonly comment: string;
	/** The other fields of a form that has some (marked `data-more`), by name; boxes ticked under one name in one text. */
	readonly more?: Readonly<Record<string, string>>;
}

export interface AnswerSave extends AnswerFields {
	readonly key: string;
	readonly version: number;
}

export interface TheirAnswer extends AnswerFields {
	readonly version: number;
	readonly by: string;
	/** ISO instant. */
	readonly at: string;
}

/** What the transport makes of the server's answer. */
export type SendResult =
	| { readonly kind: "saved"; readonly version: number; readonly savedAt: string }
	| { readonly kind: "conflict"; readonly theirs: TheirAnswer }
	/** The server said no for good; `reason` says why. */
	| { readonly kind: "refused"; readonly reason: "locked" | "signedOut" | "tooLarge" | "invalid" }
	/** Network cut, server restarting: to be repeated. */
	| { readonly kind: "unreachable" };

export type OutboxState =
	| { readonly status: "idle" }
	| { readonly status: "saving" }
	| { readonly status: "saved"; readonly at: string }
	| { readonly status: "retrying" }
	| { readonly status: "conflict"; readonly theirs: TheirAnswer }
	| { readonly status: "refused"; readonly reason: "locked" | "signedOut" | "tooLarge" | "invalid" };

export interface Unsent {
	/** Save that may or may not have reached the server. */
	readonly underWay: AnswerSave | null;
	/** What the person sees, when it differs from what is under way. */
	readonly waiting: AnswerFields | null;
	readonly version: number;
}

export interface OutboxStore {
	read(): Unsent | null;
	write(unsent: Unsent | null): void;
}

export interface OutboxOptions {
	readonly version: number;
	readonly send: (save: AnswerSave) => Promise<SendResult>;
	readonly store: OutboxStore;
	readonly newKey: () => string;
	/** Calls back after that many milliseconds; returns the way to cancel. */
	readonly schedule: (callback: () => void, ms: number) => () => void;
	readonly onState: (state: OutboxState) => void;
}

export interface AnswerOutbox {
	/** The person changed something; `soon` waits for the typing to pause. */
	change(fields: AnswerFields, soon: boolean): void;
	/** Sends what waits without waiting for the typing to pause, e.g. when the page is hidden or the network is back. */
	flush(): void;
	/** The person asks to try again, even after a refusal. */
	retry(): void;
	/** The person settled a conflict: sends these fields on top of the other's version. */
	settle(fields: AnswerFields, onTopOf: number): void;
	/** Version of the answer that is shown, and that the next save stands on. */
	version(): number;
	/**
	 * Somebody else's answer was heard of. `shown`: nothing of one's own waits, it takes the place, and the next save stands on
	 * it; `kept`: one's own text stays, and sending it will be a conflict; `known`: it is not newer than what is here.
	 * @param busy the person is in the text: it is kept even if nothing was typed yet
	 */
	hear(theirs: TheirAnswer, busy: boolean): "known" | "shown" | "kept";
	/** Takes up what an earlier page left unsent; returns the fields to show, or null. */
	resume(): AnswerFields | null;
	/** The form leaves the page: what waits is sent once, then nothing is repeated or shown any more. */
	stop(): void;
}

const PAUSE_MS = 700;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 20_000];

function fieldsOf({ choice, reason, comment, more }: AnswerFields): AnswerFields {
	return more === undefined ? { choice, reason, comment } : { choice, reason, comment, more };
}

export function createAnswerOutbox(options: OutboxOptions): AnswerOutbox {
	let version = options.version;
	let underWay: AnswerSave | null = null;
	let waiting: AnswerFields | null = null;
	let sending = false;
	let stopped = false;
	let halted = false;
	let tries = 0;
	/** Version of the answer that a conflict shows beside one's own. */
	let disputed: number | null = null;
	let cancelTimer = () => {};

	const keep = () => options.store.write(underWay || waiting ? { underWay, waiting, version } : null);
	const later = (callback: () => void, ms: number) => {
		cancelTimer();
		cancelTimer = options.schedule(callback, ms);
	};

	const show = (state: OutboxState) => {
		if (!stopped) options.onState(state);
	};

	async function flush(): Promise<void> {
		cancelTimer();
		if (sending || halted) return;
		if (!underWay) {
			if (!waiting) return;
			underWay = { ...waiting, key: options.newKey(), version };
			waiting = null;
			keep();
		}
		sending = true;
		if (tries === 0) show({ status: "saving" });
		const result = await options.send(underWay);
		sending = false;
		settleResult(result);
	}

	function settleResult(result: SendResult): void {
		switch (result.kind) {
			case "saved":
				tries = 0;
				version = result.version;
				underWay = null;
				keep();
				show({ status: "saved", at: result.savedAt });
				if (waiting) void flush();
				return;
			case "unreachable":
				if (stopped) return;
				show({ status: "retrying" });
				later(() => void flush(), RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 20_000);
				tries += 1;
				return;
			case "conflict":
				stand();
				disputed = result.theirs.version;
				show({ status: "conflict", theirs: result.theirs });
				return;
			case "refused":
				stand();
				show({ status: "refused", reason: result.reason });
		}
	}

	/** Nothing more is sent by itself; the text stays here and in the store. */
	function stand(): void {
		halted = true;
		tries = 0;
		waiting ??= underWay;
		underWay = null;
		keep();
	}

	return {
		change(fields, soon) {
			waiting = fieldsOf(fields);
			keep();
			if (halted) return;
			if (underWay) return;
			later(() => void flush(), soon ? PAUSE_MS : 0);
		},
		flush() {
			void flush();
		},
		retry() {
			halted = false;
			disputed = null;
			void flush();
		},
		settle(fields, onTopOf) {
			version = onTopOf;
			halted = false;
			disputed = null;
			waiting = fields;
			keep();
			void flush();
		},
		version: () => version,
		hear(theirs, busy) {
			if (theirs.version <= (disputed ?? version)) return "known";
			if (disputed !== null) {
				// The choice is between what I wrote and what is there now.
				disputed = theirs.version;
				show({ status: "conflict", theirs });
				return "kept";
			}
			if (busy || underWay || waiting || halted) return "kept";
			version = theirs.version;
			return "shown";
		},
		resume() {
			const unsent = options.store.read();
			if (!unsent) return null;
			underWay = unsent.underWay;
			waiting = unsent.waiting;
			if (!underWay) version = unsent.version;
			const shown = waiting ?? underWay;
			later(() => void flush(), 0);
			return shown && fieldsOf(shown);
		},
		stop() {
			stopped = true;
			cancelTimer();
			void flush();
		},
	};
}
