/** Owns pages without a rail (sign-in, public pages, errors): the mark, one sheet, a foot line. */
import type { ReactNode } from "react";
import { LegalLinks } from "./legal-links";
import { WordMark } from "./word-mark";

export function LonePage({
	homeHref,
	title,
	lead,
	wide,
	foot,
	beside,
	children,
	skipLabel = "Aller au contenu",
}: {
	homeHref?: string;
	title?: string;
	lead?: ReactNode;
	wide?: boolean;
	foot?: ReactNode;
	/** A panel that says what this is about: at the left on a wide screen, below on a phone. */
	beside?: ReactNode;
	children: ReactNode;
	skipLabel?: string;
}) {
	return (
		<div className={beside ? "lone lone-with-beside" : "lone"}>
			<a className="skip-link" href="#contenu">
				{skipLabel}
			</a>
			<header className="lone-brand">
				<WordMark href={homeHref} />
			</header>
			<main className={wide ? "lone-main lone-wide" : "lone-main"} id="contenu" tabIndex={-1}>
				{title && <h1>{title}</h1>}
				{lead && <p className="lead">{lead}</p>}
				{children}
			</main>
			{beside && <aside className="lone-beside">{beside}</aside>}
			<footer className="lone-foot">
				{foot}
				<LegalLinks />
			</footer>
		</div>
	);
}
