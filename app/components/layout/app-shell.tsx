/** Owns the frame of every signed-in page: skip link, mark, rail, and the main landmark. */
import type { ReactNode } from "react";
import { Link } from "./link";
import { type NavGroup, Rail } from "./rail";
import { WordMark } from "./word-mark";

export function AppShell({
	homeHref,
	groups,
	context,
	user,
	children,
	skipLabel = "Aller au contenu",
}: {
	homeHref: string;
	groups: readonly NavGroup[];
	/** Whose file this is: cooperative and campaign. */
	context?: ReactNode;
	/** Name, role and own account; `signOut` is the form that ends the session. */
	user?: { readonly name: string; readonly href: string; readonly role: string; readonly signOut?: ReactNode };
	children: ReactNode;
	skipLabel?: string;
}) {
	return (
		<div className="shell">
			<a className="skip-link" href="#contenu">
				{skipLabel}
			</a>
			<header className="shell-brand">
				<WordMark href={homeHref} />
			</header>
			<Rail
				groups={groups}
				context={context}
				user={
					user && (
						<>
							<p>
								<strong>{user.name}</strong>
								{user.role}
							</p>
							<p>
								<Link href={user.href}>Mon compte</Link>
							</p>
							{user.signOut}
						</>
					)
				}
			/>
			<main className="shell-main" id="contenu" tabIndex={-1}>
				{children}
			</main>
		</div>
	);
}
