/** Every declared pair of colours keeps its contrast (WCAG 2.2: 4.5 for text, 3 for controls and drawings), read from tokens.css itself. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const tokens = new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/g)].map((found) => [found[1], found[2]]));

function luminance(name: string): number {
	const hex = tokens.get(name);
	if (!hex) {
		throw new Error(`tokens.css declares no colour --${name}`);
	}
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
		const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

const HUES = ["jur", "fin", "rhu", "acc", "anc"];
const PAGES = ["paper", "paper-deep", "sheet"];
const TEXT: readonly (readonly [string, readonly string[]])[] = [
	[
		"ink",
		[
			...PAGES,
			"accent-tint",
			"neutral-tint",
			"good-tint",
			"warning-tint",
			"danger-tint",
			"heat-0",
			"heat-1",
			"heat-2",
			"heat-3",
		],
	],
	["ink-soft", [...PAGES, "accent-tint", "neutral-tint"]],
	["accent", [...PAGES, "accent-tint", "neutral-tint", "good-tint", "warning-tint", "danger-tint"]],
	["accent-deep", [...PAGES, "accent-tint", "neutral-tint"]],
	["on-accent", ["accent", "accent-deep", "danger", "heat-4"]],
	["paper", ["ink"]],
	["good", ["paper", "good-tint"]],
	["warning", ["paper", "warning-tint"]],
	["danger", [...PAGES, "danger-tint", "neutral-tint"]],
	...HUES.map((hue) => [hue, [...PAGES, `${hue}-tint`]] as const),
];
const DRAWN: readonly (readonly [string, readonly string[]])[] = [
	["control", PAGES],
	["ink", PAGES],
	["accent", [...PAGES, "neutral-tint"]],
	["danger", PAGES],
];

describe("contrast of the tokens", () => {
	it.each(TEXT.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground])))(
		"text %s on %s: 4.5",
		(text, ground) => {
			expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
		},
	);

	it.each(DRAWN.flatMap(([line, grounds]) => grounds.map((ground) => [line, ground])))(
		"control %s on %s: 3",
		(line, ground) => {
			expect(contrast(line, ground)).toBeGreaterThanOrEqual(3);
		},
	);

	it("darkens the heatmap step by step, so that it reads in grey", () => {
		const steps = [0, 1, 2, 3, 4].map((step) => luminance(`heat-${step}`));
		for (const [index, step] of steps.slice(1).entries()) {
			expect(step).toBeLessThan((steps[index] ?? 0) * 0.9);
		}
	});

	it("computes as the norm does", () => {
		tokens.set("white", "#ffffff").set("black", "#000000").set("grey", "#777777");
		expect(contrast("white", "black")).toBeCloseTo(21, 5);
		expect(contrast("grey", "white")).toBeCloseTo(4.478, 2);
		expect(() => contrast("white", "missing")).toThrow("--missing");
	});
});
