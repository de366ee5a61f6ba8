/** Owns the drawing itself: the one file that loads Chart.js. Colours come from the style sheet's custom properties. */
import {
	BarController,
	BarElement,
	CategoryScale,
	Chart as ChartJs,
	Filler,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	RadarController,
	RadialLinearScale,
	Tooltip,
} from "chart.js";
import { useMemo } from "react";
import { Chart } from "react-chartjs-2";
import { barChart } from "./bar-chart";
import { directLabels } from "./direct-labels";
import { type Ink, readInk } from "./ink";
import { radarChart } from "./radar-chart";
import type { Drawing } from "./series";
import { trendChart } from "./trend-chart";

ChartJs.register(
	BarController,
	BarElement,
	CategoryScale,
	Filler,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	RadarController,
	RadialLinearScale,
	Tooltip,
);

const PLUGINS = [directLabels];

export default function ChartCanvas({ drawing, label }: { drawing: Drawing; label: string }) {
	const ink = useMemo(readInk, []);
	if (drawing.kind === "radar") return <Radar drawing={drawing} ink={ink} label={label} />;
	if (drawing.kind === "trend") return <Trend drawing={drawing} ink={ink} label={label} />;
	return <Bars drawing={drawing} ink={ink} label={label} />;
}

interface CanvasProps<Kind extends Drawing["kind"]> {
	readonly drawing: Extract<Drawing, { kind: Kind }>;
	readonly ink: Ink;
	readonly label: string;
}

function Radar({ drawing, ink, label }: CanvasProps<"radar">) {
	const { data, options } = useMemo(() => radarChart(drawing, ink), [drawing, ink]);
	return <Chart type="radar" data={data} options={options} plugins={PLUGINS} aria-label={label} />;
}

function Trend({ drawing, ink, label }: CanvasProps<"trend">) {
	const { data, options } = useMemo(() => trendChart(drawing, ink), [drawing, ink]);
	return <Chart type="line" data={data} options={options} plugins={PLUGINS} aria-label={label} />;
}

function Bars({ drawing, ink, label }: CanvasProps<"bar">) {
	const { data, options } = useMemo(() => barChart(drawing, ink), [drawing, ink]);
	return <Chart type="bar" data={data} options={options} plugins={PLUGINS} aria-label={label} />;
}
