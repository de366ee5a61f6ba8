/** Owns the frame of the public référentiel: the pages beside this one, in the frame of whoever is signed in or alone. */
import type { ReactNode } from "react";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { LonePage } from "../layout/lone-page";
import { type Crumb, PageHeader } from "../layout/page-header";

export type StandardTab = "criteria" | "profile";

export function StandardPage({
	signedIn,
	readsReports,
	version,
	current,
	title,
	lead,
	above,
	breadcrumb,
	children,
}: {
	signedIn: boolean;
	/** Whether what people reported is theirs to read. */
	readsReports: boolean;
	/** The version the other pages are about. */
	version: string;
	/** Null on a page that is none of them. */
	current: StandardTab | null;
	title: string;
	lead?: ReactNode;
	above?: ReactNode;
	breadcrumb?: readonly Crumb[];
	children: ReactNode;
}) {
	const page = (
		<div className="page">
			<PageHeader title={title} lead={lead} above={above} breadcrumb={breadcrumb} />
			<StandardTabs version={version} current={current} readsReports={readsReports} />
			{children}
		</div>
	);
	return signedIn ? (
		page
	) : (
		<LonePage wide homeHref={paths.landing()}>
			{page}
		</LonePage>
	);
}

function StandardTabs({
	version,
	current,
	readsReports,
}: {
	version: string;
	current: StandardTab | null;
	readsReports: boolean;
}) {
	const tabs: readonly { readonly key: StandardTab; readonly label: string; readonly href: string }[] = [
		{ key: "criteria", label: `Critères de la version ${version}`, href: paths.standard.version(version) },
		{ key: "profile", label: "Quels critères pour ma CAE\u202f?", href: paths.standard.ofProfile() },
	];
	return (
		<nav className="tabs no-print" aria-label="Référentiel">
			<ul>
				{tabs.map(({ key, label, href }) => (
					<li key={key}>
						<Link href={href} aria-current={key === current ? "page" : undefined}>
							{label}
						</Link>
					</li>
				))}
				<li>
					<a href={paths.standard.print(version)}>Texte à imprimer</a>
				</li>
				<li>
					<a href={paths.standard.pdf(version)}>Version PDF</a>
				</li>
				<li>
					<a href={paths.standard.data(version)}>Données (JSON)</a>
				</li>
				{readsReports && (
					<li>
						<Link href={paths.standard.reports()}>Critères signalés</Link>
					</li>
				)}
			</ul>
		</nav>
	);
}
