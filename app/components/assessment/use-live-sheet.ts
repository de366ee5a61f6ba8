/** Owns what the criteria of a sheet share of the others' work: who is where, and what was just heard. Loaded after the page. */
import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { FollowedCriterion, LiveLine, PersonAtWork } from "./live-sheet";
import { newKey } from "./new-key";

export interface LiveSheet {
	readonly criteria: Map<string, FollowedCriterion>;
	readonly people: readonly PersonAtWork[];
	/** What somebody else just changed on the page, for those who do not see it. */
	readonly news: readonly { readonly criterionId: string; readonly by: string }[];
	readonly told: (criterionId: string, by: string) => void;
	/** Asks again what the others saved. */
	look: () => void;
	readonly subscribe: (onChange: () => void) => () => void;
}

export const LiveSheetContext = createContext<LiveSheet | null>(null);

export function useLiveSheet({ url, enabled }: { readonly url: string; readonly enabled: boolean }): LiveSheet {
	const sheet = useMemo(createLiveSheet, []);
	const line = useRef<LiveLine | null>(null);
	useEffect(() => {
		if (!enabled) return;
		let left = false;
		void import("./live-sheet").then(({ openLiveLine }) => {
			if (left) return;
			line.current = openLiveLine({ url, page: newKey(), criteria: sheet.criteria, onPeople: sheet.setPeople });
			sheet.look = line.current.look;
		});
		const follow = ({ target }: FocusEvent) => {
			const criterion = (target as Element | null)?.closest?.("article.criterion");
			line.current?.move(criterion?.id ?? null);
		};
		document.addEventListener("focusin", follow);
		return () => {
			left = true;
			document.removeEventListener("focusin", follow);
			line.current?.stop();
			line.current = null;
		};
	}, [url, enabled, sheet]);
	return sheet;
}

function createLiveSheet() {
	const listeners = new Set<() => void>();
	const changed = () => {
		for (const listener of listeners) listener();
	};
	const sheet = {
		criteria: new Map<string, FollowedCriterion>(),
		people: [] as readonly PersonAtWork[],
		news: [] as LiveSheet["news"],
		told(criterionId: string, by: string) {
			sheet.news = [...sheet.news.filter((one) => one.criterionId !== criterionId), { criterionId, by }];
			changed();
		},
		look() {},
		setPeople(people: readonly PersonAtWork[]) {
			if (people.length === 0 && sheet.people.length === 0) return;
			sheet.people = people;
			changed();
		},
		subscribe(onChange: () => void) {
			listeners.add(onChange);
			return () => {
				listeners.delete(onChange);
			};
		},
	};
	return sheet;
}

/** Names of those who are in that criterion, in words; empty when nobody is. */
export function usePeopleIn(criterionId: string): string {
	const sheet = useContext(LiveSheetContext);
	return useSyncExternalStore(
		sheet?.subscribe ?? nothingChanges,
		() => inWords(sheet?.people.filter((one) => one.criterionId === criterionId).map(({ name }) => name) ?? []),
		() => "",
	);
}

const nothingChanges = () => () => undefined;

export function inWords(names: readonly string[]): string {
	return new Intl.ListFormat("fr", { type: "conjunction" }).format(names);
}
