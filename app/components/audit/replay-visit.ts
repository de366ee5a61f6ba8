/**
 * Owns the sending of what other pages of the same visit left unsent: one entry after the other, each with its own key, through
 * the same outbox as its page. What is disputed stays where it is until its page is opened.
 */
import { paths } from "~/paths";
import { createAnswerOutbox, type OutboxState } from "../assessment/answer-outbox";
import { sendAnswer } from "../assessment/answer-transport";
import { newKey } from "../assessment/new-key";
import { openShelf } from "../assessment/open-shelf";
import { namesFrom, textName } from "../assessment/unsent-shelf";

interface ReplayOptions {
	readonly shelfKey: string;
	readonly personId: string;
	readonly auditId: string;
	/** Whether the page in front of the person sends that entry itself. */
	readonly isShown: (entryId: string) => boolean;
	readonly onDisputed: (entryIds: readonly string[]) => void;
	readonly onSignedOut: () => void;
}

/** Identifiers of what that person left unsent of that audit, in their order. */
export function unsentEntries(personId: string, auditId: string): readonly string[] {
	const prefix = textName(personId, auditId, "");
	return namesFrom(prefix)
		.map((name) => name.slice(prefix.length))
		.sort();
}

/** Returns the way to stop. */
export function replayUnsent(options: ReplayOptions): () => void {
	const { personId, auditId, isShown, onDisputed, onSignedOut } = options;
	const stop = new AbortController();
	const disputed: string[] = [];
	void (async () => {
		for (const id of unsentEntries(personId, auditId).filter((id) => !isShown(id))) {
			if (stop.signal.aborted) return;
			const end = await sendKept(options, id, stop.signal);
			if (end === "conflict") {
				disputed.push(id);
				onDisputed([...disputed]);
			}
			if (end === "signedOut") return onSignedOut();
		}
	})();
	return () => stop.abort();
}

type ReplayEnd = "saved" | "conflict" | "signedOut" | "refused" | "stopped";

async function sendKept(options: ReplayOptions, id: string, signal: AbortSignal): Promise<ReplayEnd> {
	const store = await openShelf(options.shelfKey, options.personId, options.auditId, id);
	const address = paths.audits.record(options.auditId);
	return new Promise((resolve) => {
		const outbox = createAnswerOutbox({
			version: 0,
			send: (save) => sendAnswer(address, id, save),
			store,
			newKey,
			schedule: (callback, ms) => {
				const timer = setTimeout(callback, ms);
				return () => clearTimeout(timer);
			},
			onState: (state) => {
				const end = endOf(state);
				if (end) finish(end);
			},
		});
		const flush = () => outbox.flush();
		const finish = (end: ReplayEnd) => {
			window.removeEventListener("online", flush);
			signal.removeEventListener("abort", leave);
			resolve(end);
		};
		const leave = () => {
			outbox.stop();
			finish("stopped");
		};
		window.addEventListener("online", flush);
		signal.addEventListener("abort", leave);
		if (!outbox.resume()) finish("saved");
	});
}

function endOf(state: OutboxState): ReplayEnd | null {
	if (state.status === "saved" || state.status === "conflict") return state.status;
	if (state.status === "refused") return state.reason === "signedOut" ? "signedOut" : "refused";
	return null;
}
