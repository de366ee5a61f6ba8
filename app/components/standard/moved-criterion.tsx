/** Owns what one reads at the address of a criterion that a version does not hold: where it went, or since when it exists. */
import type { Whereabouts } from "~/domain/standard/criterion-history";
import { whereaboutsText } from "~/messages.standard.fr";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { frenchTypography } from "../text/french";

export function MovedCriterion({ id, whereabouts }: { id: string; whereabouts: Whereabouts }) {
	return (
		<div className="stack">
			<p className="criterion-statement">{frenchTypography(whereaboutsText(id, whereabouts))}</p>
			<ul>
				{linksOf(id, whereabouts).map(({ version, target }) => (
					<li key={`${version} ${target}`}>
						<Link href={paths.standard.criterion(version, target)}>{`Lire ${target} dans la version ${version}`}</Link>
					</li>
				))}
			</ul>
		</div>
	);
}

function linksOf(id: string, whereabouts: Whereabouts): readonly { version: string; target: string }[] {
	if (whereabouts.kind === "notYet") return [{ version: whereabouts.since, target: id }];
	const before = { version: whereabouts.last, target: id };
	const heirs = whereabouts.kind === "takenOver" ? whereabouts.to : (whereabouts.because.replacedBy ?? []);
	return [...[heirs].flat().map((target) => ({ version: whereabouts.in, target })), before];
}
