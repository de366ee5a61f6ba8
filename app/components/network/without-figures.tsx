/** Owns the engaged cooperatives that have nothing to show yet: whom to write to. */
import type { ScoreStage } from "~/domain/network/stage";
import { agree } from "~/domain/network/words";
import { paths } from "~/paths";
import { Link } from "../layout/link";

export function WithoutFigures({
	cooperatives,
	count,
	year,
	stage,
}: {
	/** The first of them. */
	cooperatives: readonly { readonly id: string; readonly name: string }[];
	count: number;
	year: number;
	stage: ScoreStage;
}) {
	if (count === 0) return null;
	const who = `${count} CAE ${agree(count, "engagée")}`;
	const what =
		stage === "declared"
			? `${agree(count, "n’a", "n’ont")} pas envoyé ${agree(count, "son", "leur")} auto-évaluation de ${year}`
			: `${agree(count, "n’a", "n’ont")} pas d’audit clos sur l’auto-évaluation de ${year}`;
	return (
		<details className="without-figures">
			<summary>
				{who} {what}
			</summary>
			<ul className="name-columns">
				{cooperatives.map(({ id, name }) => (
					<li key={id}>
						<Link href={paths.cooperatives.one(id)}>{name}</Link>
					</li>
				))}
			</ul>
			{count > cooperatives.length && <p className="soft">Et {count - cooperatives.length} autres.</p>}
		</details>
	);
}
