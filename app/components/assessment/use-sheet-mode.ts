/** Owns the way through a sheet: which criterion one is at, one at a time or all, and what the keys do to it. */
import { useCallback, useEffect, useRef, useState } from "react";
import { commandOf, type PressedKey, type SheetCommand } from "./sheet-keys";
import { FIRST_VIEW, keepPlace, keepView, readPlace, readView, type SheetView } from "./sheet-place";

export interface SheetMode {
	/** False until the browser has taken over: the page is then the plain list. */
	readonly alive: boolean;
	readonly view: SheetView;
	readonly changeView: (change: Partial<SheetView>) => void;
	/** Criterion one is at; null before the first one. */
	readonly current: string | null;
	/** The place left at the last visit, when it is another one. */
	readonly left: string | null;
	readonly go: (criterionId: string) => void;
	readonly step: (by: 1 | -1) => void;
	/** What a key has just done, for those who do not see it. */
	readonly said: string;
}

export function useSheetMode(options: {
	readonly assessmentId: string;
	readonly domain: string;
	/** Criteria on the page, in order. */
	readonly ids: readonly string[];
	readonly onHelp: () => void;
}): SheetMode {
	const { assessmentId, domain, ids } = options;
	const [alive, setAlive] = useState(false);
	const [view, setView] = useState(FIRST_VIEW);
	const [current, setCurrent] = useState<string | null>(null);
	const [left, setLeft] = useState<string | null>(null);
	const [said, setSaid] = useState("");
	const latest = useRef({ ...options, current, view });
	latest.current = { ...options, current, view };

	const coming = useRef(0);
	const go = useCallback((criterionId: string) => {
		setCurrent(criterionId);
		// Once the page has drawn it: a hidden criterion takes no focus. A faster step goes before a slower one.
		cancelAnimationFrame(coming.current);
		coming.current = requestAnimationFrame(() => {
			const title = within(criterionId, ".criterion-title");
			title?.setAttribute("tabindex", "-1");
			title?.focus({ preventScroll: true });
			document.getElementById(criterionId)?.scrollIntoView({ block: "start" });
		});
	}, []);

	const step = useCallback(
		(by: 1 | -1) => {
			const { ids, current } = latest.current;
			const next = ids[current === null ? 0 : ids.indexOf(current) + by];
			if (next !== undefined) go(next);
			else if (by > 0) {
				cancelAnimationFrame(coming.current);
				document.querySelector<HTMLElement>(".sheet-end a")?.focus();
			}
		},
		[go],
	);

	useEffect(() => {
		const here = () => ids.find((id) => `#${id}` === window.location.hash);
		const kept = readPlace(assessmentId);
		const before = kept?.domain === domain ? ids.find((id) => id === kept.criterionId) : undefined;
		setView(readView());
		setAlive(true);
		setCurrent(here() ?? ids[0] ?? null);
		setLeft(here() || before === ids[0] ? null : (before ?? null));
		const follow = () => {
			const named = here();
			if (named) go(named);
		};
		const enter = (event: FocusEvent) => {
			const id = (event.target as Element | null)?.closest?.("article.criterion")?.id;
			if (id && ids.includes(id)) setCurrent(id);
		};
		window.addEventListener("hashchange", follow);
		document.addEventListener("focusin", enter);
		return () => {
			window.removeEventListener("hashchange", follow);
			document.removeEventListener("focusin", enter);
		};
	}, [assessmentId, domain, ids, go]);

	useEffect(() => {
		if (current !== null && current !== latest.current.ids[0])
			keepPlace(assessmentId, { domain, criterionId: current });
	}, [assessmentId, domain, current]);

	useEffect(() => {
		if (!view.keys || !alive) return;
		const listen = (event: KeyboardEvent) => {
			const command = commandOf(pressedKey(event));
			if (!command || document.querySelector("dialog[open]")) return;
			const { current, onHelp } = latest.current;
			event.preventDefault();
			if (command.does === "help") onHelp();
			else if (command.does === "next") step(1);
			else if (command.does === "previous") step(-1);
			else if (current !== null) setSaid(apply(command, current));
		};
		document.addEventListener("keydown", listen);
		return () => document.removeEventListener("keydown", listen);
	}, [alive, view.keys, step]);

	const changeView = useCallback((change: Partial<SheetView>) => {
		const next = { ...latest.current.view, ...change };
		setView(next);
		keepView(next);
	}, []);

	return { alive, view, changeView, current, left, go, step, said };
}

function pressedKey(event: KeyboardEvent): PressedKey {
	const { key, code, target } = event;
	const element = target instanceof HTMLElement ? target : null;
	const text = element?.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");
	return {
		key,
		code,
		modified: event.ctrlKey || event.altKey || event.metaKey || event.isComposing,
		within: text ? "text" : element?.matches("input") ? "choice" : "other",
	};
}

/** Does to a criterion what the key asks, as the pointer would. Returns what to say of it. */
function apply(command: SheetCommand, criterionId: string): string {
	switch (command.does) {
		case "choose": {
			const choice = within<HTMLInputElement>(criterionId, `input[name="choice"][value="${command.choice}"]`);
			if (!choice || choice.matches(":disabled")) return "";
			choice.click();
			if (command.choice === "notApplicable") within(criterionId, 'textarea[name="reason"]')?.focus();
			return `${criterionId} : ${choice.closest("label")?.querySelector(".level-name")?.textContent ?? ""}`;
		}
		case "comment":
			within(criterionId, 'textarea[name="comment"]')?.focus();
			return "";
		case "evidence": {
			const folded = within<HTMLDetailsElement>(criterionId, ".margin-toggle");
			if (folded) folded.open = true;
			const margin = within(criterionId, ".margin");
			const link = margin?.querySelector<HTMLElement>('a[href$="/pieces"]');
			if (!link) margin?.setAttribute("tabindex", "-1");
			(link ?? margin)?.focus();
			return "";
		}
		case "confirm": {
			// Of the proposal alone: a conflict is settled by whoever reads both texts.
			const button = within(criterionId, ".proposed button");
			button?.click();
			return button ? `${criterionId} : confirmé` : "";
		}
		case "leave":
			within(criterionId, ".criterion-title")?.setAttribute("tabindex", "-1");
			within(criterionId, ".criterion-title")?.focus({ preventScroll: true });
			return "";
		default:
			return "";
	}
}

function within<Kind extends HTMLElement = HTMLElement>(criterionId: string, selector: string): Kind | null {
	return document.getElementById(criterionId)?.querySelector<Kind>(selector) ?? null;
}
