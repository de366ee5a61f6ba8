/** Owns a message to the reader. Errors and warnings interrupt (alert), the others wait their turn (status). */
import type { ReactNode } from "react";
import { Sign, type SignName } from "../display/sign";

export type NoticeKind = "info" | "success" | "warning" | "error";
const SIGNS: Readonly<Record<NoticeKind, SignName>> = {
	info: "info",
	success: "tick",
	warning: "bang",
	error: "cross",
};

export function Notice({
	kind = "info",
	title,
	children,
	live = true,
}: {
	kind?: NoticeKind;
	title?: string;
	children?: ReactNode;
	/** false for a message that is part of the page since it was opened. */
	live?: boolean;
}) {
	const urgent = kind === "error" || kind === "warning";
	return (
		<div className={`notice notice-${kind}`} role={live ? (urgent ? "alert" : "status") : undefined}>
			<Sign name={SIGNS[kind]} />
			<div className="notice-body">
				{title && <p className="notice-title">{title}</p>}
				{children && <div>{children}</div>}
			</div>
		</div>
	);
}
