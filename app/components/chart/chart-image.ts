/** Owns the picture of a chart to put in a report: on white, with its conclusion above. */
import type { Chart } from "chart.js";
import type { Ink } from "./ink";

export function chartImage(chart: Chart, title: string, ink: Ink): string {
	const scale = chart.currentDevicePixelRatio;
	const [width, head] = [chart.width, 64];
	const canvas = document.createElement("canvas");
	canvas.width = (width + 32) * scale;
	canvas.height = (chart.height + head + 24) * scale;
	const context = canvas.getContext("2d");
	if (!context) return chart.toBase64Image();
	context.scale(scale, scale);
	context.fillStyle = "#ffffff";
	context.fillRect(0, 0, width + 32, chart.height + head + 24);
	context.fillStyle = ink.text;
	context.font = `600 17px ${ink.serif}`;
	for (const [row, line] of wrapped(context, title, width).entries()) context.fillText(line, 16, 28 + row * 22);
	context.drawImage(chart.canvas, 16, head, width, chart.height);
	return canvas.toDataURL("image/png");
}

function wrapped(context: CanvasRenderingContext2D, text: string, width: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(" ")) {
		const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
		if (lines.length > 0 && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}
