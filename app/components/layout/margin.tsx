/** Owns a note in the margin of what it accompanies: beside it on a wide screen, folded under it elsewhere. */
import type { ReactNode } from "react";

export function Margin({
	label,
	className,
	landmark,
	children,
}: {
	/** Names the margin and the button that unfolds it, e.g. "Réponse de 2025 et remarque de l’audit". */
	label: string;
	/** "criterion-aside" within a criterion. */
	className?: string;
	/** One landmark a page is a help, twenty-five are noise: off within criteria. */
	landmark?: boolean;
	children: ReactNode;
}) {
	const Tag = landmark ? "aside" : "div";
	return (
		<div className={className}>
			<details className="margin-toggle">
				<summary>{label}</summary>
			</details>
			<Tag className="margin" role={landmark ? undefined : "group"} aria-label={label}>
				{children}
			</Tag>
		</div>
	);
}
