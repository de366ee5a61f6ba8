/** Owns the figures of a comparison: how many criteria became what, each domain before and after, and for whom. */
import type { Audience } from "~/domain/standard/compare-audiences";
import { COMPARED_KINDS, type StandardComparison, type StandardFigures } from "~/domain/standard/comparison";
import { KEEP_ANSWERS } from "~/domain/standard/standard";
import { audienceText, comparedKindCount, keptAnswerLabels, labelRuleLabels } from "~/messages.comparison.fr";
import { type Column, DataTable } from "../display/data-table";
import { DefinitionList } from "../display/definition-list";
import { DomainMark } from "../display/domain-mark";
import { KeyFigure, KeyFigures } from "../display/key-figure";
import { Section } from "../layout/section";
import { formatCount } from "../text/format";

type Compared = Pick<
	StandardComparison,
	"before" | "after" | "counts" | "kept" | "whole" | "domains" | "rules" | "audiences"
>;

export function ComparisonFigures({ comparison }: { comparison: Compared }) {
	const { before, after, counts, kept, whole, domains, rules, audiences } = comparison;
	const rows = [...domains, { code: "", title: "Tout le référentiel", ...whole }];
	return (
		<>
			<Section title="En bref" ruled>
				<KeyFigures>
					{COMPARED_KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
						<KeyFigure key={kind} value={counts[kind]} sentence={comparedKindCount(kind, counts[kind])} />
					))}
				</KeyFigures>
				<DataTable
					caption="Par domaine"
					captionNote={`Version ${before.version}, puis ${after.version}. Un seul nombre : rien n’a changé.`}
					stacked
					columns={DOMAIN_COLUMNS}
					rows={rows}
					rowKey={({ code }) => code}
				/>
			</Section>
			<Section title="La règle du label" ruled>
				{rules.length === 0 ? (
					<p>Les seuils et les délais du label ne changent pas.</p>
				) : (
					<DefinitionList
						items={rules.map(({ rule, before, after }) => ({
							term: labelRuleLabels[rule],
							value: beforeAfter(before, after),
						}))}
					/>
				)}
			</Section>
			<Section title="Ce que deviennent les réponses" ruled>
				<DefinitionList
					items={KEEP_ANSWERS.filter((way) => kept[way] > 0).map((way) => ({
						term: keptAnswerLabels[way],
						value: formatCount(kept[way], "critère"),
					}))}
				/>
			</Section>
			<Section
				title="Pour qui cela change"
				ruled
				lead="Critères posés à une CAE selon son profil, la première ligne valant pour toutes ; les profils absents ont les mêmes changements qu’elle."
			>
				<DataTable
					caption="Critères posés, par profil"
					captionHidden
					stacked="words"
					columns={AUDIENCE_COLUMNS}
					rows={audiences}
					rowKey={({ audience }) => audienceKey(audience)}
				/>
			</Section>
		</>
	);
}

type DomainRow = StandardComparison["domains"][number];

const figure = (key: keyof StandardFigures, header: string): Column<DomainRow> => ({
	key,
	header,
	numeric: true,
	cell: ({ before, after }) => beforeAfter(before[key], after[key]),
});

const DOMAIN_COLUMNS: readonly Column<DomainRow>[] = [
	{
		key: "domain",
		header: "Domaine",
		rowHeader: true,
		cell: ({ code, title }) => (code === "" ? <b>{title}</b> : <DomainMark code={code} name={title} />),
	},
	figure("criteria", "Critères"),
	figure("mandatory", "Obligatoires"),
	figure("recommended", "Recommandés"),
	figure("blocking", "Bloquants"),
	figure("weight", "Poids"),
];

const AUDIENCE_COLUMNS: readonly Column<StandardComparison["audiences"][number]>[] = [
	{ key: "who", header: "Profil", rowHeader: true, cell: ({ audience }) => audienceText(audience) },
	{ key: "count", header: "Critères", cell: ({ before, after }) => beforeAfter(before, after) },
	{ key: "gained", header: "En plus", cell: ({ gained }) => listed(gained) },
	{ key: "lost", header: "En moins", cell: ({ lost }) => listed(lost) },
];

function beforeAfter(before: number, after: number) {
	if (before === after) return after;
	return (
		<span className="nowrap">
			<del>{before}</del> <ins>{after}</ins>
		</span>
	);
}

function listed(ids: readonly string[]): string {
	return ids.length === 0 ? "aucun" : ids.join(", ");
}

function audienceKey(audience: Audience): string {
	return "code" in audience ? `${audience.scope} ${audience.code}` : audienceText(audience);
}
