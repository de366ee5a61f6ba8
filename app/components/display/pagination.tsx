/** Owns the way through a long list: where we are, before, after. */
import { ButtonLink } from "../form/button";

export function Pagination({
	status,
	previousHref,
	nextHref,
	label = "Pagination",
	previousLabel = "Page précédente",
	nextLabel = "Page suivante",
}: {
	/** "Coopératives 51 à 71 sur 71" */
	status: string;
	previousHref?: string;
	nextHref?: string;
	label?: string;
	previousLabel?: string;
	nextLabel?: string;
}) {
	return (
		<nav className="pagination" aria-label={label}>
			<span className="soft figures">{status}</span>
			<span className="row">
				{previousHref && (
					<ButtonLink small href={previousHref} rel="prev">
						{previousLabel}
					</ButtonLink>
				)}
				{nextHref && (
					<ButtonLink small href={nextHref} rel="next">
						{nextLabel}
					</ButtonLink>
				)}
			</span>
		</nav>
	);
}
