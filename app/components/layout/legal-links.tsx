/** Owns the way to the legal pages, at the foot of every page. */
import { paths } from "~/paths";
import { Link } from "./link";

const PAGES = [
	{ label: "Mentions légales", href: paths.legal.notice() },
	{ label: "Données personnelles", href: paths.legal.personalData() },
	{ label: "Accessibilité", href: paths.legal.accessibility() },
] as const;

export function LegalLinks() {
	return (
		<ul className="legal-links">
			{PAGES.map(({ label, href }) => (
				<li key={href}>
					<Link href={href}>{label}</Link>
				</li>
			))}
		</ul>
	);
}
