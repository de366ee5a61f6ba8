/** Owns the table of cooperatives by domains: the number in each cell, five inks, rows that lead to the cooperative. */
import type { ReactNode } from "react";
import { type HeatRow, NAME_ORDER } from "~/domain/network/heatmap";
import type { Quartiles } from "~/domain/network/quartiles";
import { flooredPercent, toFraction } from "~/domain/network/rate";
import { WHOLE_DOMAIN } from "~/domain/network/summary";
import type { Ratio } from "~/domain/scoring/ratio";
import { measureLabels, stageLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { DataTable } from "../display/data-table";
import { DomainMark } from "../display/domain-mark";
import { HeatCell, HeatScale } from "../display/heat-cell";
import { Link } from "../layout/link";
import { addressOf, type DashboardWish } from "./dashboard-address";

type Bounds = readonly [number, number, number, number];

export function NetworkHeatmap({
	rows,
	bounds,
	domains,
	whole,
	wish,
	total,
}: {
	rows: readonly HeatRow[];
	/** Percents. */
	bounds: Bounds;
	domains: readonly { readonly code: string; readonly title: string; readonly quartiles: Quartiles | null }[];
	whole: Quartiles | null;
	wish: DashboardWish;
	/** Cooperatives with a figure, on all pages. */
	total: number;
}) {
	const { measure, stage, year } = wish;
	const unit = measure === "conformity" ? "\u202f%" : "";
	const fractions = bounds.map((bound) => bound / 100) as unknown as Bounds;
	const columns = [
		{ code: WHOLE_DOMAIN, title: "Ensemble", quartiles: whole, header: <>Ens.</> },
		...domains.map((domain) => ({ ...domain, header: <DomainMark code={domain.code} /> })),
	];
	const labels = [
		`moins de ${bounds[0]}${unit}`,
		...([1, 2, 3] as const).map((index) => `${bounds[index - 1]} à ${bounds[index] - 1}${unit}`),
		`${bounds[3]}${unit} et plus`,
	] as unknown as readonly [string, string, string, string, string];
	return (
		<>
			<div className="heat-legend">
				<HeatScale title={measureLabels[measure]} labels={labels} />
			</div>
			<DataTable
				heatmap
				caption={`${measureLabels[measure]} par CAE et par domaine, ${year}`}
				captionNote={`${stageLabels[stage]}. ${total} CAE avec un résultat. ${
					measure === "conformity" ? "En pour cent, arrondi à l’inférieur" : "Sur 100, arrondi à l’inférieur"
				} ; « – » : pas de résultat. Les titres des colonnes trient.`}
				columns={[
					{
						key: NAME_ORDER,
						header: <SortLink wish={wish} order={NAME_ORDER} label="CAE" words="nom" />,
						rowHeader: true,
						cell: (row: HeatRow) => <Link href={paths.cooperatives.progress(row.id, year)}>{row.name}</Link>,
					},
					...columns.map(({ code, title, header }) => ({
						key: code,
						header: <SortLink wish={wish} order={code} label={header} words={title} />,
						label: title,
						wholeCell: (row: HeatRow) => heatCell(row.rates[code], fractions),
					})),
				]}
				rows={rows}
				rowKey={(row) => row.id}
				foot={
					<tr>
						<th scope="row">Médiane du réseau</th>
						{columns.map(({ code, quartiles }) => heatCell(quartiles?.median, fractions, code))}
					</tr>
				}
			/>
		</>
	);
}

function heatCell(rate: Ratio | undefined, bounds: Bounds, key?: string) {
	return (
		<HeatCell
			key={key}
			fraction={rate ? toFraction(rate) : null}
			text={rate ? String(flooredPercent(rate)) : "–"}
			bounds={bounds}
		/>
	);
}

/** Sorts by this column; once more, the other way round. */
function SortLink({
	wish,
	order,
	label,
	words,
}: {
	wish: DashboardWish;
	order: string;
	label: ReactNode;
	words: string;
}) {
	const current = wish.order === order;
	const reversed = current && !wish.reversed;
	const rising = order === NAME_ORDER ? wish.reversed : !wish.reversed;
	return (
		<Link
			href={paths.network(addressOf({ ...wish, order, reversed }))}
			className="sort-link"
			aria-current={current ? "true" : undefined}
			title={`Trier par ${words.toLowerCase()}`}
		>
			{label}
			{order !== NAME_ORDER && <span className="visually-hidden"> {words}</span>}
			{current && (
				<>
					<span aria-hidden="true">{rising ? "\u00a0↓" : "\u00a0↑"}</span>
					<span className="visually-hidden">, trié</span>
				</>
			)}
		</Link>
	);
}
