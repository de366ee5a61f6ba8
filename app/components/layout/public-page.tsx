/** Owns a page that anyone may read: in the frame of whoever is signed in, on a sheet of its own for the others. */
import type { ReactNode } from "react";
import { LonePage } from "./lone-page";
import { PageHeader } from "./page-header";

export function PublicPage({
	signedIn,
	homeHref,
	title,
	lead,
	children,
}: {
	signedIn: boolean;
	homeHref: string;
	title: string;
	lead: string;
	children: ReactNode;
}) {
	if (!signedIn) {
		return (
			<LonePage wide homeHref={homeHref} title={title} lead={lead}>
				{children}
			</LonePage>
		);
	}
	return (
		<div className="page">
			<PageHeader title={title} lead={lead} />
			<div>{children}</div>
		</div>
	);
}
