/** Owns the two columns: what is read, and what accompanies it (beside from 1100 px, folded under it on a phone). */
import type { ReactNode } from "react";

export function MarginColumn({
	label,
	margin,
	children,
}: {
	/** Names the margin and the button that unfolds it, e.g. "À côté : échéances et équipe". */
	label: string;
	margin: ReactNode;
	children: ReactNode;
}) {
	return (
		<div className="with-margin">
			<div>{children}</div>
			<div>
				<details className="margin-toggle">
					<summary>{label}</summary>
				</details>
				<aside className="margin" aria-label={label}>
					{margin}
				</aside>
			</div>
		</div>
	);
}
