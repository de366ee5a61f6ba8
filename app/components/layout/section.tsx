/** Owns a titled part of a page. `ruled` opens it with an ink rule, as a chapter of a dossier. */
import { type ReactNode, useId } from "react";

export function Section({
	title,
	lead,
	actions,
	ruled,
	id,
	children,
}: {
	title: string;
	lead?: ReactNode;
	actions?: ReactNode;
	ruled?: boolean;
	id?: string;
	children: ReactNode;
}) {
	const titleId = useId();
	return (
		<section className={ruled ? "section section-ruled" : "section"} aria-labelledby={titleId} id={id}>
			<header>
				<h2 id={titleId}>{title}</h2>
				{actions && <div className="actions">{actions}</div>}
				{lead && <p>{lead}</p>}
			</header>
			{children}
		</section>
	);
}
