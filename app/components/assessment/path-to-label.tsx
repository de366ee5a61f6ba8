/** Owns the shortest way to the label: the few criteria to raise, the blocking ones first. */
import type { Level } from "~/domain/standard/standard";
import { paths } from "~/paths";
import { Badge } from "../display/badge";
import { LevelMark } from "../display/level-mark";
import { ButtonLink } from "../form/button";
import { Link } from "../layout/link";
import { Section } from "../layout/section";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

export function PathToLabel({
	assessmentId,
	raises,
	plans,
}: {
	assessmentId: string;
	/** The cooperative's own people try levels, and make a plan of them. */
	plans: boolean;
	raises: readonly {
		readonly id: string;
		readonly from: Level | null;
		readonly to: Level;
		readonly title: string;
		readonly domain: string;
		readonly blocking: boolean;
	}[];
}) {
	const sorted = [...raises].sort((a, b) => Number(b.blocking) - Number(a.blocking));
	return (
		<Section
			title="Le plus court chemin vers le label"
			ruled
			lead={`${formatCount(raises.length, "critère")} à relever, le moindre effort d’après vos réponses. Indicatif.`}
		>
			<ul className="plain-list path-to-label">
				{sorted.map(({ id, from, to, title, domain, blocking }) => (
					<li key={id}>
						<LevelMark level={from} label={from === null ? "sans niveau" : `niveau ${from}`} /> →{" "}
						<LevelMark level={to} label={`niveau ${to}`} />{" "}
						<Link href={paths.assessments.domain(assessmentId, domain, id)}>{id}</Link> {frenchTypography(title)}{" "}
						{blocking && <Badge kind="blocking">Bloquant</Badge>}
					</li>
				))}
			</ul>
			{plans && (
				<p className="actions">
					<ButtonLink href={paths.assessments.newActions(assessmentId)}>Transformer en plan d’action</ButtonLink>
					<ButtonLink kind="quiet" href={paths.assessments.simulation(assessmentId)}>
						Essayer d’autres niveaux
					</ButtonLink>
				</p>
			)}
		</Section>
	);
}
