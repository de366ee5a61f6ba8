/** Owns the picture of a chart to put in a report: on white, with its conclusion, its note and the names of its lines. */
import type { Chart } from "chart.js";
import type { Ink } from "./ink";

const MARGIN = 16;
const TITLE_LINE = 22;
const SMALL_LINE = 19;

export function chartImage(chart: Chart, texts: { title: string; note: string }, ink: Ink): string {
	const scale = chart.currentDevicePixelRatio;
	const canvas = document.createElement("canvas");
	const context = canvas.getContext("2d");
	if (!context) return chart.toBase64Image();
	const title = `600 17px ${ink.serif}`;
	const small = `400 ${ink.size}px ${ink.font}`;
	const titleLines = wrapped(context, title, texts.title, chart.width);
	const noteLines = wrapped(context, small, texts.note, chart.width);
	const keys = keysOf(chart);
	const head = titleLines.length * TITLE_LINE + (noteLines.length + keys.length) * SMALL_LINE + 2 * MARGIN;
	// A canvas forgets everything when it is resized: size first, then draw.
	canvas.width = (chart.width + 2 * MARGIN) * scale;
	canvas.height = (chart.height + head + MARGIN) * scale;
	context.scale(scale, scale);
	context.fillStyle = "#ffffff";
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.translate(MARGIN, MARGIN + 14);
	const write = (font: string, colour: string, lines: readonly string[], step: number) => {
		for (const line of lines) {
			context.font = font;
			context.fillStyle = colour;
			context.fillText(line, 0, 0);
			context.translate(0, step);
		}
	};
	write(title, ink.text, titleLines, TITLE_LINE);
	write(small, ink.soft, noteLines, SMALL_LINE);
	for (const { label, colour, dash } of keys) {
		context.strokeStyle = colour;
		context.lineWidth = 2;
		context.setLineDash(dash);
		context.beginPath();
		context.moveTo(0, -5);
		context.lineTo(34, -5);
		context.stroke();
		context.translate(44, 0);
		write(small, ink.text, [label], SMALL_LINE);
		context.translate(-44, 0);
	}
	context.drawImage(chart.canvas, 0, 0, chart.width, chart.height);
	return canvas.toDataURL("image/png");
}

/** A radar names its lines above it; the other drawings name them at their end. */
function keysOf(chart: Chart): readonly { label: string; colour: string; dash: number[] }[] {
	if (!("r" in chart.scales)) return [];
	return chart.data.datasets.map((dataset) => ({
		label: dataset.label ?? "",
		colour: String(dataset.borderColor),
		dash: "borderDash" in dataset ? (dataset.borderDash as number[]) : [],
	}));
}

function wrapped(context: CanvasRenderingContext2D, font: string, text: string, width: number): readonly string[] {
	context.font = font;
	const lines: string[] = [];
	for (const word of text.split(" ").filter(Boolean)) {
		const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
		if (lines.length > 0 && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}
