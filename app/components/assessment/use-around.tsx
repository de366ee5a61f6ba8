/** Owns what surrounds the criteria of the sheet on screen: fetched once the page is alive, again when the line is back. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { SheetSurroundings } from "~/domain/assessment/around";
import { paths } from "~/paths";

interface Around {
	readonly assessmentId: string;
	/** Null while nothing came yet. */
	readonly surroundings: SheetSurroundings | null;
}

const AroundContext = createContext<Around>({ assessmentId: "", surroundings: null });

export function AroundProvider({
	assessmentId,
	domain,
	children,
}: {
	assessmentId: string;
	domain: string;
	children: ReactNode;
}) {
	const url = paths.assessments.around(assessmentId, domain);
	const [surroundings, setSurroundings] = useState<SheetSurroundings | null>(null);
	const fetching = useRef({ under: false, again: false, gone: false });
	// What is on screen stays when it fails. Calls made meanwhile are answered by one more fetch.
	const reload = useCallback(async () => {
		const now = fetching.current;
		now.again = true;
		if (now.under) return;
		now.under = true;
		while (now.again && !now.gone) {
			now.again = false;
			const fresh = await fetchSurroundings(url);
			if (fresh && !now.gone) setSurroundings(fresh);
		}
		now.under = false;
	}, [url]);
	useEffect(() => {
		const now = fetching.current;
		now.gone = false;
		void reload();
		window.addEventListener("online", reload);
		return () => {
			now.gone = true;
			window.removeEventListener("online", reload);
		};
	}, [reload]);
	const around = useMemo(() => ({ assessmentId, surroundings }), [assessmentId, surroundings]);
	return <AroundContext.Provider value={around}>{children}</AroundContext.Provider>;
}

export function useAround(): Around {
	return useContext(AroundContext);
}

async function fetchSurroundings(url: string): Promise<SheetSurroundings | null> {
	try {
		const response = await fetch(url, { headers: { Accept: "application/json" } });
		return response.ok ? await response.json() : null;
	} catch {
		return null;
	}
}
