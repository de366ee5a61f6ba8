/** Owns the tie between one criterion's form and its outbox: what was typed is read from the form itself. */
import { type RefObject, useCallback, useContext, useEffect, useRef, useState } from "react";
import { type AnswerFields, type AnswerOutbox, createAnswerOutbox, type OutboxState } from "./answer-outbox";
import { sendAnswer } from "./answer-transport";
import type { HeardAnswer } from "./live-sheet";
import { newKey } from "./new-key";
import { openShelf } from "./open-shelf";
import { ShelfKeyContext } from "./unsent-shelf";
import { LiveSheetContext } from "./use-live-sheet";

export interface UseAnswerOptions {
	readonly url: string;
	readonly personId: string;
	readonly assessmentId: string;
	readonly criterionId: string;
	readonly version: number;
	readonly enabled: boolean;
	readonly onFields: (fields: AnswerFields) => void;
}

/** Somebody else's answer; `shown`: it took the place of the one that was here, which nobody was changing. */
export interface HeardNews {
	readonly by: string;
	readonly at: string;
	readonly shown: boolean;
}

export interface LiveAnswer {
	readonly form: RefObject<HTMLFormElement>;
	readonly state: OutboxState;
	/** True once something was saved from this page, or confirmed by somebody else under its eyes. */
	readonly savedHere: boolean;
	readonly heard: HeardNews | null;
	/** True once the page is alive: the "Enregistrer" button gives way to the saved state. */
	readonly alive: boolean;
	readonly changed: (soon: boolean) => void;
	readonly retry: () => void;
	/** Settles a conflict with these fields, on top of that version. */
	readonly settle: (fields: AnswerFields, onTopOf: number) => void;
	readonly fields: () => AnswerFields;
}

export function useAnswer(options: UseAnswerOptions): LiveAnswer {
	const { url, personId, assessmentId, criterionId, enabled } = options;
	const form = useRef<HTMLFormElement>(null);
	const outbox = useRef<AnswerOutbox | null>(null);
	const latest = useRef(options);
	latest.current = options;
	const [state, setState] = useState<OutboxState>({ status: "idle" });
	const [savedHere, setSavedHere] = useState(false);
	const [alive, setAlive] = useState(false);
	const [heard, setHeard] = useState<HeardNews | null>(null);
	const shelfKey = useContext(ShelfKeyContext);
	const live = useContext(LiveSheetContext);
	/** Heard while one's own text was in the way. */
	const waiting = useRef<HeardAnswer | null>(null);
	/** Of the answer shown. */
	const version = useRef(options.version);

	const hear = useCallback(
		(theirs: HeardAnswer) => {
			const { by, at } = theirs;
			const isNew = theirs.version > version.current;
			const heard = outbox.current?.hear(theirs, isTyping(form.current)) ?? (isNew ? "shown" : "known");
			waiting.current = heard === "kept" ? theirs : null;
			if (heard === "kept") return setHeard({ by, at, shown: false });
			if (heard === "known") return setHeard((before) => (before?.shown ? before : null));
			version.current = theirs.version;
			if (form.current) fillForm(form.current, theirs);
			latest.current.onFields(theirs);
			setHeard({ by, at, shown: true });
			if (!theirs.toConfirm) setSavedHere(true);
			live?.told(criterionId, by);
		},
		[live, criterionId],
	);

	useEffect(() => {
		if (!live) return;
		live.criteria.set(criterionId, { version: () => outbox.current?.version() ?? version.current, hear });
		// What was heard while one was typing takes its place once one leaves, if nothing was typed.
		const element = form.current;
		const leave = () => setTimeout(() => waiting.current && hear(waiting.current), 0);
		element?.addEventListener("focusout", leave);
		return () => {
			live.criteria.delete(criterionId);
			element?.removeEventListener("focusout", leave);
		};
	}, [live, criterionId, hear]);

	useEffect(() => {
		if (!enabled) return;
		let left = false;
		const flush = () => outbox.current?.flush();
		void openShelf(shelfKey, personId, assessmentId, criterionId).then((store) => {
			if (left) return;
			const box = createAnswerOutbox({
				version: version.current,
				send: (save) => sendAnswer(url, criterionId, save),
				store,
				newKey,
				schedule: (callback, ms) => {
					const timer = setTimeout(callback, ms);
					return () => clearTimeout(timer);
				},
				onState: (next) => {
					setState(next);
					if (next.status !== "saved") return;
					setSavedHere(true);
					setHeard(null);
					if (waiting.current) hear(waiting.current);
					// A save of an earlier page, acknowledged again: others have written over it since.
					if (box.version() < version.current) live?.look();
				},
			});
			outbox.current = box;
			const unsent = box.resume();
			if (unsent && form.current) {
				fillForm(form.current, unsent);
				latest.current.onFields(unsent);
			}
			setAlive(true);
		});
		window.addEventListener("online", flush);
		window.addEventListener("pagehide", flush);
		return () => {
			left = true;
			window.removeEventListener("online", flush);
			window.removeEventListener("pagehide", flush);
			outbox.current?.stop();
			outbox.current = null;
		};
	}, [enabled, url, shelfKey, personId, assessmentId, criterionId, hear, live]);

	const fields = useCallback(() => readForm(form.current), []);
	const changed = useCallback((soon: boolean) => {
		const typed = readForm(form.current);
		outbox.current?.change(typed, soon);
		latest.current.onFields(typed);
	}, []);
	const settle = useCallback((settled: AnswerFields, onTopOf: number) => {
		if (form.current) fillForm(form.current, settled);
		latest.current.onFields(settled);
		outbox.current?.settle(settled, onTopOf);
	}, []);
	const retry = useCallback(() => outbox.current?.retry(), []);
	return { form, state, savedHere, heard, alive, changed, retry, settle, fields };
}

function readForm(form: HTMLFormElement | null): AnswerFields {
	const data = form ? new FormData(form) : new FormData();
	const field = (name: string) => String(data.get(name) ?? "");
	const fields = { choice: field("choice"), reason: field("reason"), comment: field("comment") };
	const others = [...new Set(othersOf(form).map(({ name }) => name))];
	if (others.length === 0) return fields;
	return { ...fields, more: Object.fromEntries(others.map((name) => [name, data.getAll(name).join(" ").trim()])) };
}

function fillForm(form: HTMLFormElement, fields: AnswerFields): void {
	for (const element of form.elements) {
		if (element instanceof HTMLInputElement && element.type === "radio" && element.name === "choice")
			element.checked = element.value === fields.choice;
		if (element instanceof HTMLTextAreaElement && element.name === "comment") element.value = fields.comment;
		if (element instanceof HTMLTextAreaElement && element.name === "reason") element.value = fields.reason;
	}
	for (const element of othersOf(form)) {
		const told = fields.more?.[element.name];
		if (told === undefined) continue;
		if (element instanceof HTMLInputElement && element.type === "checkbox")
			element.checked = told.split(" ").includes(element.value);
		else element.value = told;
	}
}

/** The fields of that form that are neither a choice, a reason nor a comment. */
function othersOf(form: HTMLFormElement | null): (HTMLInputElement | HTMLTextAreaElement)[] {
	return [...(form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-more]") ?? [])];
}

/** In a text of that form: what is under the cursor does not change by itself. */
function isTyping(form: HTMLFormElement | null): boolean {
	const { activeElement } = document;
	return activeElement instanceof HTMLTextAreaElement && (form?.contains(activeElement) ?? false);
}
