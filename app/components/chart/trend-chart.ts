/** Owns how a trend is drawn: years across, figures up, each line named at its end. */
import type { ChartData, ChartOptions } from "chart.js";
import { type EndLabel, endLabelSpace } from "./direct-labels";
import { type Ink, still, stroke, tooltip } from "./ink";
import type { Drawing } from "./series";
import { BREAK_LABEL_SPACE } from "./version-breaks";

export function trendChart(drawing: Extract<Drawing, { kind: "trend" }>, ink: Ink) {
	const { series, spread, breaks = [], joined = false } = drawing;
	const crosses = ({ p0DataIndex, p1DataIndex }: { p0DataIndex: number; p1DataIndex: number }) =>
		!joined && breaks.some(({ after }) => p0DataIndex <= after && after < p1DataIndex);
	/** Nothing joins two years on either side of a change of référentiel. */
	const segment = {
		borderColor: (part: { p0DataIndex: number; p1DataIndex: number }) => (crosses(part) ? "transparent" : undefined),
		backgroundColor: (part: { p0DataIndex: number; p1DataIndex: number }) =>
			crosses(part) ? "transparent" : undefined,
	};
	const bandPart = { borderWidth: 0, pointRadius: 0, pointHoverRadius: 0, borderColor: "transparent", order: 9 };
	const band = spread
		? [
				{ label: "", data: [...spread.low], ...bandPart, fill: false },
				{ label: "", data: [...spread.high], ...bandPart, fill: "-1", backgroundColor: ink.band, segment },
			]
		: [];
	const data: ChartData<"line", (number | null)[], string> = {
		labels: [...drawing.years],
		datasets: [
			...band,
			...series.map((one) => ({
				label: one.label,
				data: [...one.values],
				...stroke(one.tone, ink),
				segment,
				spanGaps: true,
				clip: false as const,
				order: one.tone === "own" ? 0 : 1,
			})),
		],
	};
	const endLabels = series.map((one, index): EndLabel => {
		const last = one.values.findLastIndex((value) => value !== null);
		return {
			dataset: band.length + index,
			point: last,
			lines: last < 0 ? [] : [one.texts[last] ?? "", one.label],
			colour: one.tone === "network" ? ink.soft : ink.own,
		};
	});
	const options: ChartOptions<"line"> = {
		...still(ink),
		layout: {
			padding: { top: breaks.length > 0 ? 12 + BREAK_LABEL_SPACE : 12, left: 4, right: endLabelSpace(endLabels, ink) },
		},
		interaction: { mode: "index", intersect: false },
		scales: {
			x: {
				offset: drawing.years.length === 1,
				grid: { display: false },
				border: { color: ink.text },
				ticks: { color: ink.soft, font: { family: ink.font, size: ink.size } },
			},
			y: {
				min: 0,
				max: drawing.max,
				border: { display: false },
				grid: { color: ink.grid },
				ticks: { color: ink.soft, precision: 0, maxTicksLimit: 5, font: { family: ink.font, size: ink.size } },
			},
		},
		plugins: {
			directLabels: { ends: endLabels, ink },
			versionBreaks: { breaks, ink },
			tooltip: {
				...tooltip(ink),
				filter: (item) => item.datasetIndex >= band.length,
				callbacks: {
					label: (item) => {
						const one = series[item.datasetIndex - band.length];
						return `${one?.label ?? ""} : ${one?.texts[item.dataIndex] ?? ""}`;
					},
				},
			},
		},
	};
	return { data, options };
}
