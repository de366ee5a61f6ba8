/** Owns the mark of a change of référentiel on a trend: an upright dashed line between two years, with the version's number. */
import type { Chart, ChartType, Plugin } from "chart.js";
import type { Ink } from "./ink";
import type { DrawnBreak } from "./series";

interface VersionBreakOptions {
	readonly breaks?: readonly DrawnBreak[];
	readonly ink?: Ink;
}

declare module "chart.js" {
	interface PluginOptionsByType<TType extends ChartType> {
		versionBreaks?: TType extends ChartType ? VersionBreakOptions : never;
	}
}

/** Room to keep above the lines for the number. */
export const BREAK_LABEL_SPACE = 18;

export const versionBreaks: Plugin = {
	id: "versionBreaks",
	beforeDatasetsDraw(chart, _args, { breaks = [], ink }: VersionBreakOptions) {
		if (!ink || breaks.length === 0) return;
		chart.ctx.save();
		for (const one of breaks) drawBreak(chart, one, ink);
		chart.ctx.restore();
	},
};

function drawBreak({ ctx, scales, chartArea }: Chart, { after, label }: DrawnBreak, ink: Ink) {
	const years = scales.x;
	if (!years) return;
	const x = (years.getPixelForValue(after) + years.getPixelForValue(after + 1)) / 2;
	ctx.strokeStyle = ink.soft;
	ctx.lineWidth = 1;
	ctx.setLineDash([5, 4]);
	ctx.beginPath();
	ctx.moveTo(x, chartArea.top - 4);
	ctx.lineTo(x, chartArea.bottom);
	ctx.stroke();
	ctx.fillStyle = ink.soft;
	ctx.font = `400 ${ink.size}px ${ink.font}`;
	ctx.textAlign = "center";
	ctx.textBaseline = "bottom";
	ctx.fillText(label, x, chartArea.top - 5);
}
