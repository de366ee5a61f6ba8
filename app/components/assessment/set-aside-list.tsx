/** Owns the criteria that the profile sets aside, each with the rule that does. */
import type { SetAside } from "~/domain/assessment/sheet";
import { applicabilityText } from "~/messages.fr";
import { Link } from "../layout/link";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

export function SetAsideList({
	criteria,
	termLabels,
	profileHref,
}: {
	criteria: readonly SetAside[];
	termLabels: Readonly<Record<string, string>>;
	profileHref: string;
}) {
	if (criteria.length === 0) return null;
	return (
		<details className="set-aside">
			<summary>
				{formatCount(criteria.length, "critère")} de ce domaine ne vous concernent pas d’après votre profil
			</summary>
			<ul>
				{criteria.map(({ id, title, applicability }) => (
					<li key={id}>
						{id} · {frenchTypography(title)} : {frenchTypography(applicabilityText(applicability, termLabels))}
					</li>
				))}
			</ul>
			<p>
				<Link href={profileHref}>Vérifier le profil de la CAE</Link>
			</p>
		</details>
	);
}
