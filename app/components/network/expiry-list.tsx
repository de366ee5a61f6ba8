/** Owns the labels that end soon, with the cooperative to write to. */
import { expiriesConclusion } from "~/domain/network/network-conclusions";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { formatDate } from "../text/format";

export interface ExpiringLabel {
	readonly cooperativeId: string;
	readonly name: string;
	readonly validUntil: string;
}

export function ExpiryList({ expiries }: { expiries: readonly ExpiringLabel[] }) {
	return (
		<div className="stack-tight">
			<h3>{expiriesConclusion(expiries.length)}</h3>
			{expiries.length > 0 && (
				<ul className="ruled">
					{expiries.map(({ cooperativeId, name, validUntil }) => (
						<li key={cooperativeId} className="row row-apart">
							<Link href={paths.cooperatives.one(cooperativeId)}>{name}</Link>
							<time dateTime={validUntil}>{formatDate(validUntil)}</time>
						</li>
					))}
				</ul>
			)}
		</div>
	);
}
