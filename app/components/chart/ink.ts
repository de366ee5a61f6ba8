/** Owns the strokes of the charts: read from the style sheet, told apart in black and white by dash and mark. */
import type { Tone } from "./series";

export interface Ink {
	readonly text: string;
	readonly soft: string;
	readonly grid: string;
	readonly paper: string;
	readonly own: string;
	readonly ownTint: string;
	readonly network: string;
	readonly band: string;
	readonly font: string;
	readonly serif: string;
	/** The size of small text, in pixels. */
	readonly size: number;
}

export function readInk(): Ink {
	const style = getComputedStyle(document.documentElement);
	const token = (name: string) => style.getPropertyValue(name).trim();
	return {
		text: token("--ink"),
		soft: token("--ink-soft"),
		grid: token("--rule"),
		paper: token("--paper"),
		own: token("--accent"),
		ownTint: token("--accent-tint"),
		network: token("--control"),
		band: token("--neutral-tint"),
		font: token("--sans"),
		serif: token("--serif"),
		size: 14,
	};
}

export interface Stroke {
	readonly borderColor: string;
	readonly backgroundColor: string;
	readonly borderWidth: number;
	readonly borderDash: number[];
	readonly pointStyle: "circle" | "rectRot";
	readonly pointRadius: number;
	readonly pointHoverRadius: number;
	readonly pointBackgroundColor: string;
	readonly pointBorderColor: string;
	readonly pointBorderWidth: number;
}

export function stroke(tone: Tone, ink: Ink): Stroke {
	const colour = tone === "network" ? ink.network : ink.own;
	return {
		borderColor: colour,
		backgroundColor: "transparent",
		borderWidth: tone === "own" ? 3 : 2,
		borderDash: tone === "own" ? [] : tone === "past" ? [7, 5] : [2, 4],
		pointStyle: tone === "network" ? "rectRot" : "circle",
		pointRadius: tone === "network" ? 5 : 4,
		pointHoverRadius: 6,
		pointBackgroundColor: tone === "past" ? ink.paper : colour,
		pointBorderColor: colour,
		pointBorderWidth: 2,
	};
}

/** Nothing moves, nothing is said twice: no animation, no legend (the lines carry their names). */
export function still(ink: Ink) {
	return {
		responsive: true,
		maintainAspectRatio: false,
		animation: false as const,
		font: { family: ink.font, size: ink.size },
		color: ink.text,
	};
}

export function tooltip(ink: Ink) {
	return {
		backgroundColor: ink.text,
		titleColor: ink.paper,
		bodyColor: ink.paper,
		titleFont: { family: ink.font, size: ink.size },
		bodyFont: { family: ink.font, size: ink.size },
		padding: 10,
		cornerRadius: 3,
		displayColors: false,
	};
}
