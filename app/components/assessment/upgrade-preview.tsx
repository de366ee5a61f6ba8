/** Owns what a move to a newer version changes for the cooperative: counts, outcome before and after, then answer by answer. */
import type { UpgradePreview as Preview } from "~/domain/assessment/describe-upgrade";
import type { AnswerBucket } from "~/domain/assessment/migrate-answers";
import { answerBucketSections } from "~/messages.upgrade.fr";
import { DefinitionList } from "../display/definition-list";
import { Section } from "../layout/section";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import { ToldAnswers, ToldCriteria } from "./told-answers";
import { UpgradeFigures } from "./upgrade-figures";

/** What asks for work comes first. */
const SHOWN: readonly AnswerBucket[] = ["reset", "toConfirm", "retired", "carried"];

export function UpgradePreview({ preview }: { preview: Preview }) {
	const { counts, answers, fresh, noLongerPut, figures, scale, from, to } = preview;
	return (
		<>
			<Section title="Ce qui change pour vous" ruled>
				<UpgradeCounts preview={preview} />
			</Section>
			<Section
				title="Résultat, avant et après"
				ruled
				lead={frenchTypography(
					"Indicatif, d’après vos réponses : un critère sans réponse ou à confirmer compte comme non atteint.",
				)}
			>
				<UpgradeFigures figures={figures} from={from.version} to={to.version} proposals={counts.toConfirm > 0} />
			</Section>
			{SHOWN.map((bucket) => (
				<ToldAnswers
					key={bucket}
					{...answerBucketSections[bucket]}
					answers={answers.filter((answer) => answer.bucket === bucket)}
					scale={scale}
					from={from.version}
					to={to.version}
				/>
			))}
			<ToldCriteria
				title="Critères nouveaux pour vous"
				lead="Nouveaux dans le référentiel, posés à votre CAE pour la première fois, ou modifiés et encore sans réponse."
				criteria={fresh}
			/>
			<ToldCriteria
				title="Critères qui ne vous seront plus posés"
				lead="D’après votre profil. Vos réponses sont gardées et ne comptent plus."
				criteria={noLongerPut}
			/>
		</>
	);
}

export function UpgradeCounts({ preview: { counts, answers, fresh, noLongerPut } }: { preview: Preview }) {
	const changed = answers.filter(({ bucket }) => bucket === "carried").length;
	const told = (count: number) => formatCount(count, "réponse");
	return (
		<DefinitionList
			items={[
				{
					term: "Reprises telles quelles",
					value: `${told(counts.carried)}${changed > 0 ? `, dont ${changed} à un critère modifié` : ""}`,
				},
				{ term: "À confirmer", value: told(counts.toConfirm) },
				{ term: "À refaire", value: told(counts.reset) },
				{ term: "Plus demandées", value: told(counts.retired) },
				{ term: "Critères nouveaux pour vous", value: formatCount(fresh.length, "critère") },
				...(noLongerPut.length > 0
					? [{ term: "Critères qui ne vous seront plus posés", value: formatCount(noLongerPut.length, "critère") }]
					: []),
			]}
		/>
	);
}
