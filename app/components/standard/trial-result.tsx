/** Owns what a trial on every cooperative found: how many would no longer meet the rule, which, and because of what. */

import { ANSWER_BUCKETS } from "~/domain/assessment/migrate-answers";
import { type PublicationTrial, TRIAL_STANDINGS, wouldFall } from "~/domain/assessment/publication-trial";
import { outcomeLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { DataTable } from "../display/data-table";
import { DefinitionList } from "../display/definition-list";
import { KeyFigure } from "../display/key-figure";
import { Link } from "../layout/link";
import { formatCount, formatNumber } from "../text/format";
import { bucketLabels, trialStandingLabels } from "./publication-words";

type Trial = Pick<PublicationTrial, "dossiers" | "standings" | "buckets" | "causes" | "missingShare"> & {
	readonly names: Readonly<Record<string, string>>;
	readonly years: Readonly<Record<string, number>>;
	readonly without: number;
};

export function TrialResult({ trial, titles }: { trial: Trial; titles: Readonly<Record<string, string>> }) {
	const { dossiers, standings, buckets, causes, missingShare, names, years, without } = trial;
	const falling = dossiers.filter(({ standing }) => wouldFall(standing));
	return (
		<div className="stack-wide">
			<KeyFigure
				large
				value={falling.length}
				sentence={
					falling.length > 1
						? "CAE ne rempliraient plus la règle du label, avec leurs seules réponses conservées"
						: "CAE ne remplirait plus la règle du label, avec ses seules réponses conservées"
				}
				note={`Sur ${formatCount(dossiers.length, "dossier envoyé", "dossiers envoyés")}, le dernier de chaque CAE engagée, avec les niveaux qu’elle a déclarés, jamais ceux d’un audit. ${without > 0 ? `${formatCount(without, "CAE engagée n’a", "CAE engagées n’ont")} encore rien envoyé. ` : ""}Rien n’est enregistré : un dossier envoyé garde sa version.`}
			/>
			<DefinitionList
				items={TRIAL_STANDINGS.filter((standing) => standings[standing] > 0).map((standing) => ({
					term: capital(trialStandingLabels[standing]),
					value: formatCount(standings[standing], "CAE", "CAE"),
				}))}
			/>
			<p>
				{`Réponses : ${ANSWER_BUCKETS.map((bucket) => `${formatNumber(buckets[bucket])} ${bucketLabels[bucket]}`).join(", ")}.`}
			</p>
			{falling.length > 0 && (
				<>
					<DataTable
						caption="CAE qui ne rempliraient plus la règle"
						stacked="words"
						rows={falling}
						rowKey={({ cooperativeId }) => cooperativeId}
						columns={[
							{
								key: "name",
								header: "CAE",
								rowHeader: true,
								cell: ({ cooperativeId }) => (
									<Link href={paths.cooperatives.progress(cooperativeId)}>{names[cooperativeId]}</Link>
								),
							},
							{ key: "year", header: "Dossier", cell: ({ cooperativeId }) => years[cooperativeId] },
							{ key: "before", header: "Aujourd’hui", cell: ({ before }) => outcomeLabels[before] },
							{ key: "after", header: "Réponses conservées", cell: ({ after }) => outcomeLabels[after] },
							{ key: "then", header: "Ensuite", cell: ({ standing }) => trialStandingLabels[standing] },
						]}
					/>
					<DataTable
						caption="Critères en cause"
						captionNote={
							missingShare > 0
								? `Et la part de critères recommandés, pour ${formatCount(missingShare, "CAE", "CAE")}.`
								: undefined
						}
						stacked="words"
						rows={causes}
						rowKey={({ criterionId }) => criterionId}
						empty={<p>Aucun critère obligatoire : seule la part de critères recommandés est en cause.</p>}
						columns={[
							{
								key: "criterion",
								header: "Critère",
								rowHeader: true,
								cell: ({ criterionId }) => `${criterionId} · ${titles[criterionId] ?? ""}`,
							},
							{ key: "count", header: "CAE", numeric: true, cell: ({ dossiers: count }) => count },
						]}
					/>
				</>
			)}
		</div>
	);
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
