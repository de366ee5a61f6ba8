/** Owns who is signed in, as the pages see it: what the root loader found. */
import { useRouteLoaderData } from "@remix-run/react";
import type { Role } from "~/domain/access/roles";

export interface RootData {
	readonly person: {
		readonly id: string;
		readonly name: string;
		readonly roles: readonly Role[];
		/** From when a second factor will be asked of somebody who has none yet. ISO instant. */
		readonly secondFactorDueFrom: string | null;
		/** Seals what this person's browser keeps until it is sent. */
		readonly shelfKey: string;
	} | null;
	/** Identifies this request in the log and on the error page. */
	readonly reference: string;
}

/** Undefined when the root loader itself failed. */
export function useRootData(): RootData | undefined {
	return useRouteLoaderData<RootData>("root") as RootData | undefined;
}
