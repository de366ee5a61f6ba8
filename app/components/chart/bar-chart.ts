/** Owns how bars are drawn: lying down, each with its figure at its end, so that no axis is needed. */
import type { ChartData, ChartOptions } from "chart.js";
import { type Ink, still, tooltip } from "./ink";
import type { Drawing } from "./series";

/** Characters a line of a name holds: more would leave a phone no room for the bars. */
const LINE_LENGTH = 16;

export function barChart({ bars, max }: Extract<Drawing, { kind: "bar" }>, ink: Ink) {
	const data: ChartData<"bar", number[], string> = {
		labels: bars.map(({ label }) => label),
		datasets: [
			{
				data: bars.map(({ value }) => value),
				backgroundColor: bars.map(({ tone }) => (tone === "network" ? ink.grid : ink.own)),
				borderColor: bars.map(({ tone }) => (tone === "network" ? ink.network : ink.own)),
				borderWidth: 1,
				barPercentage: 0.92,
				categoryPercentage: 0.8,
				maxBarThickness: 34,
			},
		],
	};
	const options: ChartOptions<"bar"> = {
		...still(ink),
		indexAxis: "y",
		layout: { padding: { left: 4, right: 34 } },
		scales: {
			x: { display: false, min: 0, max },
			y: {
				grid: { display: false },
				border: { color: ink.text },
				ticks: {
					color: ink.text,
					autoSkip: false,
					font: { family: ink.font, size: ink.size },
					callback: (_, index) => inLines(bars[index]?.label ?? ""),
				},
			},
		},
		plugins: {
			directLabels: { bars: bars.map(({ text }) => text), ink },
			tooltip: { ...tooltip(ink), callbacks: { label: (item) => bars[item.dataIndex]?.text ?? "" } },
		},
	};
	return { data, options };
}

/** « Auto-évaluation », then « envoyée »: a name breaks at its spaces only. */
function inLines(name: string): string[] {
	const lines: string[] = [];
	for (const word of name.split(" ")) {
		const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
		if (lines.length > 0 && longer.length <= LINE_LENGTH) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}
