/** Owns how a radar is drawn: always from 0 to 100, so that two radars can be compared. */
import type { ChartData, ChartOptions } from "chart.js";
import { type Ink, still, stroke, tooltip } from "./ink";
import type { Drawing } from "./series";

export function radarChart(drawing: Extract<Drawing, { kind: "radar" }>, ink: Ink) {
	const data: ChartData<"radar", (number | null)[], string> = {
		labels: [...drawing.axes],
		datasets: drawing.series.map((series) => ({
			label: series.label,
			data: [...series.values],
			...stroke(series.tone, ink),
			fill: series.tone === "own",
			backgroundColor: series.tone === "own" ? `${ink.own}1f` : "transparent",
			// The cooperative's own line is drawn over the others.
			order: series.tone === "own" ? 0 : 1,
		})),
	};
	const options: ChartOptions<"radar"> = {
		...still(ink),
		scales: {
			r: {
				min: 0,
				max: 100,
				beginAtZero: true,
				ticks: {
					stepSize: 25,
					color: ink.soft,
					backdropColor: ink.paper,
					font: { family: ink.font, size: 12 },
					callback: (value) => (value === 0 ? "" : String(value)),
				},
				grid: { color: ink.grid },
				angleLines: { color: ink.grid },
				pointLabels: {
					color: ink.text,
					font: { family: ink.font, size: ink.size },
					callback: (label) => broken(label),
				},
			},
		},
		plugins: {
			tooltip: {
				...tooltip(ink),
				callbacks: {
					label: (item) => {
						const series = drawing.series[item.datasetIndex];
						return `${series?.label ?? ""} : ${series?.texts[item.dataIndex] ?? ""}`;
					},
				},
			},
		},
	};
	return { data, options };
}

/** A long name on several lines, about sixteen signs each. */
function broken(label: string): string[] {
	const lines: string[] = [];
	for (const word of label.split(" ")) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + word.length < 16) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}
