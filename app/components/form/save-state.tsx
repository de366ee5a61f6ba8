/** Owns the visible state of an autosaved answer. The words come from the page: the component only places and announces them. */
import type { ReactNode } from "react";

export type SaveStatus = "idle" | "saving" | "saved" | "retrying" | "conflict";

export function SaveState({ status, children }: { status: SaveStatus; children?: ReactNode }) {
	return (
		<span role="status" aria-live={status === "conflict" ? "assertive" : "polite"}>
			{status !== "idle" && (
				<span key={status} className={`save-state save-state-${status}`}>
					{children}
				</span>
			)}
		</span>
	);
}
