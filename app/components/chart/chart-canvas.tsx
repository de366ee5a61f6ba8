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
import { useCallback, useEffect, useMemo, useRef } from "react";
import { Chart } from "react-chartjs-2";
import { barChart } from "./bar-chart";
import { chartImage } from "./chart-image";
import { directLabels } from "./direct-labels";
import { type Ink, readInk } from "./ink";
import { radarChart } from "./radar-chart";
import type { Drawing, TakeImage } from "./series";
import { trendChart } from "./trend-chart";
import { versionBreaks } from "./version-breaks";

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

const PLUGINS = [directLabels, versionBreaks];

export default function ChartCanvas({
	drawing,
	label,
	onDraw,
}: {
	drawing: Drawing;
	label: string;
	/** Told once how to take the picture of the drawing. */
	onDraw: (take: () => TakeImage) => void;
}) {
	const ink = useMemo(readInk, []);
	const drawn = useRef<ChartJs | null>(null);
	useEffect(() => {
		onDraw(() => (title, note) => (drawn.current ? chartImage(drawn.current, { title, note }, ink) : ""));
	}, [ink, onDraw]);
	const keep = useCallback((chart: ChartJs | null | undefined) => {
		drawn.current = chart ?? null;
	}, []);
	const shared = { ink, label, keep };
	if (drawing.kind === "radar") return <Radar drawing={drawing} {...shared} />;
	if (drawing.kind === "trend") return <Trend drawing={drawing} {...shared} />;
	return <Bars drawing={drawing} {...shared} />;
}

interface CanvasProps<Kind extends Drawing["kind"]> {
	readonly drawing: Extract<Drawing, { kind: Kind }>;
	readonly ink: Ink;
	readonly label: string;
	readonly keep: (chart: ChartJs | null | undefined) => void;
}

function Radar({ drawing, ink, label, keep }: CanvasProps<"radar">) {
	const { data, options } = useMemo(() => radarChart(drawing, ink), [drawing, ink]);
	return <Chart type="radar" data={data} options={options} plugins={PLUGINS} aria-label={label} ref={keep as never} />;
}

function Trend({ drawing, ink, label, keep }: CanvasProps<"trend">) {
	const { data, options } = useMemo(() => trendChart(drawing, ink), [drawing, ink]);
	return <Chart type="line" data={data} options={options} plugins={PLUGINS} aria-label={label} ref={keep as never} />;
}

function Bars({ drawing, ink, label, keep }: CanvasProps<"bar">) {
	const { data, options } = useMemo(() => barChart(drawing, ink), [drawing, ink]);
	return <Chart type="bar" data={data} options={options} plugins={PLUGINS} aria-label={label} ref={keep as never} />;
}
