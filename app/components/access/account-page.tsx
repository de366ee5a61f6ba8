/** The frame of a person's own pages: what can be seen to, and where one is. */
import type { ReactNode } from "react";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { PageHeader } from "../layout/page-header";

const PAGES = [
	{ key: "password", label: "Mot de passe", href: paths.account.password() },
	{ key: "security", label: "Second facteur et clés d’accès", href: paths.account.security() },
	{ key: "sessions", label: "Appareils connectés", href: paths.account.sessions() },
	{ key: "calendar", label: "Mon agenda", href: paths.account.calendar() },
	{ key: "ownData", label: "Mes données", href: paths.account.ownData() },
] as const;

export interface AccountPageProps {
	readonly current: (typeof PAGES)[number]["key"];
	readonly lead?: string;
	readonly children: ReactNode;
}

export function AccountPage({ current, lead, children }: AccountPageProps) {
	return (
		<>
			<PageHeader title="Mon compte" lead={lead} />
			<div className="stack-wide">
				<nav aria-label="Mon compte" className="tabs">
					<ul>
						{PAGES.map(({ key, label, href }) => (
							<li key={key}>
								<Link href={href} aria-current={key === current ? "page" : undefined}>
									{label}
								</Link>
							</li>
						))}
					</ul>
				</nav>
				{children}
			</div>
		</>
	);
}
