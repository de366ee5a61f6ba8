/** Owns an empty place: what will be here, and the one thing to do first. */
import type { ReactNode } from "react";

export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
	return (
		<div className="empty-state">
			<svg
				viewBox="0 0 46 16"
				width="69"
				height="24"
				aria-hidden="true"
				focusable="false"
				fill="none"
				stroke="currentColor"
			>
				<path d="M4 1h10l-3 14H1zM19 1h10l-3 14H16zM34 1h10l-3 14H31z" />
			</svg>
			<p className="serif">{title}</p>
			{children && <div className="stack-tight">{children}</div>}
			{action}
		</div>
	);
}
