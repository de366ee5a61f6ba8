/** Owns the tie between one criterion's form and its outbox: what was typed is read from the form itself. */
import { type RefObject, useCallback, useContext, useEffect, useRef, useState } from "react";
import { type AnswerFields, type AnswerOutbox, createAnswerOutbox, type OutboxState } from "./answer-outbox";
import { sendAnswer } from "./answer-transport";
import { openShelf, ShelfKeyContext } from "./unsent-shelf";

export interface UseAnswerOptions {
	readonly url: string;
	readonly personId: string;
	readonly assessmentId: string;
	readonly criterionId: string;
	readonly version: number;
	readonly enabled: boolean;
	readonly onFields: (fields: AnswerFields) => void;
}

export interface LiveAnswer {
	readonly form: RefObject<HTMLFormElement>;
	readonly state: OutboxState;
	/** True once something was saved from this page. */
	readonly savedHere: boolean;
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
	const shelfKey = useContext(ShelfKeyContext);

	useEffect(() => {
		if (!enabled) return;
		let left = false;
		const flush = () => outbox.current?.flush();
		void openShelf(shelfKey, personId, assessmentId, criterionId).then((store) => {
			if (left) return;
			const box = createAnswerOutbox({
				version: latest.current.version,
				send: (save) => sendAnswer(url, criterionId, save),
				store,
				newKey,
				schedule: (callback, ms) => {
					const timer = setTimeout(callback, ms);
					return () => clearTimeout(timer);
				},
				onState: (next) => {
					setState(next);
					if (next.status === "saved") setSavedHere(true);
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
	}, [enabled, url, shelfKey, personId, assessmentId, criterionId]);

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
	return { form, state, savedHere, alive, changed, retry, settle, fields };
}

function readForm(form: HTMLFormElement | null): AnswerFields {
	const data = form ? new FormData(form) : new FormData();
	const field = (name: string) => String(data.get(name) ?? "");
	return { choice: field("choice"), reason: field("reason"), comment: field("comment") };
}

function fillForm(form: HTMLFormElement, fields: AnswerFields): void {
	for (const element of form.elements) {
		if (element instanceof HTMLInputElement && element.type === "radio")
			element.checked = element.value === fields.choice;
		if (element instanceof HTMLTextAreaElement && element.name === "comment") element.value = fields.comment;
		if (element instanceof HTMLTextAreaElement && element.name === "reason") element.value = fields.reason;
	}
}

/** A random UUID, also where the page is not served over https and `randomUUID` is missing. */
function newKey(): string {
	if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
