/** Owns the words written on the drawing itself, in place of a legend: at the end of a line, at the end of a bar. */
import type { Chart, ChartType, Plugin } from "chart.js";
import type { Ink } from "./ink";

export interface EndLabel {
	readonly dataset: number;
	/** Index of the last point with a figure; -1: none. */
	readonly point: number;
	/** The figure, then the name. */
	readonly lines: readonly string[];
	readonly colour: string;
}

interface DirectLabelOptions {
	readonly ends?: readonly EndLabel[];
	readonly bars?: readonly string[];
	readonly ink?: Ink;
}

declare module "chart.js" {
	interface PluginOptionsByType<TType extends ChartType> {
		directLabels?: TType extends ChartType ? DirectLabelOptions : never;
	}
}

const LINE = 17;
const GAP = 10;

/** Room to keep on the right for the longest name. */
export function endLabelSpace(labels: readonly EndLabel[], ink: Ink): number {
	const context = document.createElement("canvas").getContext("2d");
	if (!context) return 120;
	context.font = `700 ${ink.size}px ${ink.font}`;
	const widths = labels.flatMap(({ lines }) => lines.map((line) => context.measureText(line).width));
	return Math.ceil(Math.max(0, ...widths)) + GAP + 6;
}

export const directLabels: Plugin = {
	id: "directLabels",
	afterDatasetsDraw(chart, _args, options: DirectLabelOptions) {
		if (!options.ink) return;
		chart.ctx.save();
		if (options.ends) drawEnds(chart, options.ends, options.ink);
		if (options.bars) drawBars(chart, options.bars, options.ink);
		chart.ctx.restore();
	},
};

function drawEnds(chart: Chart, ends: readonly EndLabel[], ink: Ink) {
	const placed = ends.flatMap((end) => {
		const point = chart.getDatasetMeta(end.dataset).data[end.point];
		return point && end.lines.length > 0 ? [{ ...end, x: point.x, y: point.y }] : [];
	});
	// From top to bottom, pushed apart so that no name covers another, then back inside the chart.
	placed.sort((a, b) => a.y - b.y);
	for (const [index, label] of placed.entries()) {
		const above = placed[index - 1];
		if (above) label.y = Math.max(label.y, above.y + above.lines.length * LINE + 4);
	}
	const overflow = (placed.at(-1)?.y ?? 0) + LINE - chart.chartArea.bottom;
	for (const label of placed) {
		if (overflow > 0) label.y -= overflow;
		chart.ctx.fillStyle = label.colour;
		chart.ctx.textBaseline = "middle";
		chart.ctx.textAlign = "left";
		for (const [row, line] of label.lines.entries()) {
			chart.ctx.font = `${row === 0 ? 700 : 400} ${ink.size}px ${ink.font}`;
			chart.ctx.fillText(line, label.x + GAP, label.y + row * LINE);
		}
	}
}

function drawBars(chart: Chart, texts: readonly string[], ink: Ink) {
	chart.ctx.fillStyle = ink.text;
	chart.ctx.textBaseline = "middle";
	chart.ctx.textAlign = "left";
	chart.ctx.font = `700 ${ink.size}px ${ink.font}`;
	for (const [index, bar] of chart.getDatasetMeta(0).data.entries()) {
		chart.ctx.fillText(texts[index] ?? "", bar.x + 8, bar.y);
	}
}
