/** Owns the top of a page: where we are, the title in serif, one sentence, the actions. */
import type { ReactNode } from "react";
import { Link } from "./link";

export interface Crumb {
	readonly label: string;
	readonly href: string;
}

export function PageHeader({
	title,
	lead,
	breadcrumb = [],
	actions,
	above,
	breadcrumbLabel = "Fil d’Ariane",
}: {
	title: string;
	lead?: ReactNode;
	/** The pages above this one, without this one. */
	breadcrumb?: readonly Crumb[];
	actions?: ReactNode;
	/** A line over the title: domain mark, year, status badge. */
	above?: ReactNode;
	breadcrumbLabel?: string;
}) {
	return (
		<header className="page-header">
			{breadcrumb.length > 0 && (
				<nav aria-label={breadcrumbLabel}>
					<ol className="breadcrumb">
						{breadcrumb.map((crumb) => (
							<li key={crumb.href}>
								<Link href={crumb.href}>{crumb.label}</Link>
							</li>
						))}
					</ol>
				</nav>
			)}
			{above && <div className="row">{above}</div>}
			<div className="page-header-title">
				<div>
					<h1>{title}</h1>
					{lead && <p className="lead">{lead}</p>}
				</div>
				{actions && <div className="actions">{actions}</div>}
			</div>
		</header>
	);
}
