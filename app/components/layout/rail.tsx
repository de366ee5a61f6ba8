/** Owns the navigation by role: a left rail, and under 56em the same list opened by a native <details>. */
import type { ReactNode } from "react";
import { LegalLinks } from "./legal-links";
import { Link } from "./link";

export interface NavItem {
	readonly label: string;
	readonly href: string;
	readonly current?: boolean;
	/** A count or a word at the end of the line, e.g. "3 à traiter". */
	readonly count?: string | number;
}
export interface NavGroup {
	readonly title?: string;
	readonly items: readonly NavItem[];
}

export function Rail({
	groups,
	context,
	user,
	menuLabel = "Menu",
	label = "Navigation principale",
}: {
	groups: readonly NavGroup[];
	/** Whose file this is: cooperative and campaign. */
	context?: ReactNode;
	user?: ReactNode;
	menuLabel?: string;
	label?: string;
}) {
	const current = groups.flatMap((group) => group.items).find((item) => item.current)?.href;
	return (
		<>
			{/* Keyed by the current page, so that the menu closes after a client-side navigation. */}
			<details className="menu" key={current ?? "none"}>
				<summary>{menuLabel}</summary>
			</details>
			<nav className="rail" aria-label={label}>
				<div className="rail-body">
					{context && <div className="rail-context">{context}</div>}
					{groups.map((group) => (
						<div key={group.title ?? group.items[0]?.href}>
							{group.title && <h2 className="rail-title">{group.title}</h2>}
							<ul className="rail-list">
								{group.items.map((item) => (
									<li key={item.href}>
										<Link href={item.href} className="rail-link" aria-current={item.current ? "page" : undefined}>
											{item.label}
											{item.count !== undefined && <span className="rail-count">{item.count}</span>}
										</Link>
									</li>
								))}
							</ul>
						</div>
					))}
					{user && <div className="rail-user">{user}</div>}
					<LegalLinks />
				</div>
			</nav>
		</>
	);
}
