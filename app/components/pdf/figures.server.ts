/**
 * Owns the charts of a PDF, drawn as lines: a radar, and pairs of bars. Each is one figure whose words say what it shows; what is
 * filled and what is conform are told apart by their shape, on a black and white print too.
 */
import type { Share } from "../document/document-model";
import { frenchTypography } from "../text/french";
import { ACCENT, type Doc, type Element, INK, MARGIN, RULE, SOFT } from "./open-document.server";
import { makeRoom, set } from "./writing.server";

export interface Spoke {
	readonly label: string;
	readonly share: Share;
}

export interface BarPair {
	readonly label: string;
	readonly first: Share;
	readonly second: Share;
}

const RADAR = { radius: 100, height: 290 };
const BAR = { label: 190, height: 7, row: 34, text: 60 };

function figure(doc: Doc, parent: Element, alt: string, height: number, draw: (top: number) => void): void {
	makeRoom(doc, height);
	const top = doc.y;
	const bbox = [MARGIN, top, doc.page.width - MARGIN, top + height];
	// pdfkit writes the box; its types do not know it.
	const options = { alt: frenchTypography(alt), bbox, placement: "Block" };
	parent.add(
		doc.struct("Figure", options, () => {
			draw(top);
		}),
	);
	doc.x = MARGIN;
	doc.y = top + height + 8;
}

/** @param alt says every figure of it */
export function drawRadar(doc: Doc, parent: Element, alt: string, spokes: readonly Spoke[]): void {
	figure(doc, parent, alt, RADAR.height, (top) => {
		const centre = { x: doc.page.width / 2, y: top + RADAR.height / 2 + 8 };
		const at = (index: number, share: number): [number, number] => {
			const angle = (2 * Math.PI * index) / spokes.length - Math.PI / 2;
			return [centre.x + RADAR.radius * share * Math.cos(angle), centre.y + RADAR.radius * share * Math.sin(angle)];
		};
		for (const ring of [0.25, 0.5, 0.75, 1]) {
			doc
				.polygon(...spokes.map((_, index) => at(index, ring)))
				.lineWidth(0.5)
				.stroke(RULE);
			const [x, y] = at(0, ring);
			set(doc, { size: 6.5, colour: SOFT }).text(String(100 * ring), x + 3, y - 3, { lineBreak: false });
		}
		spokes.forEach((_, index) => {
			doc
				.moveTo(centre.x, centre.y)
				.lineTo(...at(index, 1))
				.lineWidth(0.5)
				.stroke(RULE);
		});
		const drawn = spokes.map(({ share }, index) => at(index, share.value ?? 0));
		doc
			.polygon(...drawn)
			.lineWidth(1.8)
			.fillOpacity(0.14)
			.fillAndStroke(ACCENT, ACCENT)
			.fillOpacity(1);
		for (const [x, y] of drawn) doc.circle(x, y, 2.6).fill(ACCENT);
		spokes.forEach((spoke, index) => {
			nameSpoke(doc, spoke, at(index, 1.12), centre.x);
		});
	});
}

function nameSpoke(doc: Doc, { label, share }: Spoke, [x, y]: [number, number], middle: number): void {
	const width = 150;
	const side = Math.abs(x - middle) < 10 ? 0 : Math.sign(x - middle);
	const left = side === 0 ? x - width / 2 : side > 0 ? x : x - width;
	const align = side === 0 ? "center" : side > 0 ? "left" : "right";
	const top = y - (side === 0 ? 22 : 10);
	set(doc, { size: 8.5, font: "bold" }).text(frenchTypography(label), left, top, { width, align });
	set(doc, { size: 8.5 }).text(share.text, left, doc.y, { width, align });
}

/** One pair per line. The first: an outline, hatched. The second: solid. Each with its name before it, its figure at its end. */
export function drawBarPairs(
	doc: Doc,
	parent: Element,
	alt: string,
	names: readonly [string, string],
	pairs: readonly BarPair[],
): void {
	const room = doc.page.width - 2 * MARGIN - BAR.label - BAR.text - 50;
	figure(doc, parent, alt, pairs.length * BAR.row, (top) => {
		pairs.forEach(({ label, first, second }, index) => {
			const y = top + index * BAR.row;
			set(doc, { size: 8.5 }).text(frenchTypography(label), MARGIN, y + 2, {
				width: BAR.label - 10,
				height: BAR.row - 4,
				ellipsis: true,
			});
			drawBar(doc, names[0], first, y + 3, room, false);
			drawBar(doc, names[1], second, y + 3 + BAR.height + 5, room, true);
		});
	});
}

function drawBar(doc: Doc, name: string, { value, text }: Share, y: number, room: number, solid: boolean): void {
	const x = MARGIN + BAR.label + 50;
	const length = Math.max(0, room * (value ?? 0));
	set(doc, { size: 7, colour: SOFT }).text(name, x - 48, y - 0.5, { lineBreak: false });
	if (solid && length > 0) doc.rect(x, y, length, BAR.height).fill(ACCENT);
	if (!solid && length > 0) hatch(doc, x, y, length);
	doc
		.moveTo(x, y - 1)
		.lineTo(x, y + BAR.height + 1)
		.lineWidth(0.8)
		.stroke(INK);
	set(doc, { size: 7.5, font: solid ? "bold" : "text" }).text(text, x + length + 4, y - 1, { lineBreak: false });
}

function hatch(doc: Doc, x: number, y: number, length: number): void {
	doc.save().rect(x, y, length, BAR.height).clip();
	for (let at = x - BAR.height; at < x + length; at += 4) doc.moveTo(at, y + BAR.height).lineTo(at + BAR.height, y);
	doc.lineWidth(0.5).stroke(SOFT).restore();
	doc.rect(x, y, length, BAR.height).lineWidth(0.7).stroke(SOFT);
}
