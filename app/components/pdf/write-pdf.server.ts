/** Owns a document written as a tagged PDF: titles in its outline, tables with their heads, bars drawn as lines with their words. */
import type { Block, Cover, PaperBars, PaperDocument, Part, Tone } from "../document/document-model";
import { frenchTypography } from "../text/french";
import { drawBarPairs } from "./figures.server";
import {
	ACCENT,
	closeDocument,
	type Doc,
	type Element,
	MARGIN,
	openDocument,
	RULE,
	SOFT,
} from "./open-document.server";
import { drawTable } from "./table.server";
import { letOthersGo, list, makeRoom, READABLE, type Style, set, write } from "./writing.server";

/** At the head of the cover. */
const WHOSE = "Label des coopératives d’activité et d’emploi";

type Outline = PDFKit.PDFOutline;

/** Past that, a text may be cut by the end of a page. */
const MOST_KEPT = 260;
/** What a title needs under it on the same page. */
const ROOM = { part: 150, 2: 110, 3: 80 } as const;

export async function writePdf(paper: PaperDocument): Promise<Buffer> {
	const opened = openDocument(paper.title, paper.madeOn);
	const { doc, root } = opened;
	writeCover(doc, root, paper.cover);
	doc.addPage();
	for (const [index, part] of paper.parts.entries()) {
		if (index > 0) openPart(doc, part.apart === true);
		await writePart(doc, root, part);
	}
	return closeDocument(opened, paper.watermark ?? undefined, paper.foot);
}

function writeCover(doc: Doc, root: Element, { above, title, lines, small }: Cover): void {
	drawRule(doc, 72, doc.page.width - 2 * MARGIN, 3, ACCENT);
	doc.y = 84;
	write(doc, root, "P", WHOSE, { font: "serif", size: 11, colour: ACCENT });
	doc.y = 200;
	write(doc, root, "P", above, { size: 14, colour: SOFT, after: 0.3 });
	write(doc, root, "H1", title, { font: "serif", size: 30, after: 0.5 });
	drawRule(doc, doc.y, 64, 2, ACCENT);
	doc.y += 24;
	for (const { text, strong } of lines) {
		write(doc, root, "P", text, { size: 11, after: 0.35, ...(strong ? { font: "bold" as const } : {}) });
	}
	// At the foot of the page, unless the lines above came that far.
	doc.y = Math.max(doc.y + 18, doc.page.height - doc.page.margins.bottom - 28 * small.length);
	for (const text of small) write(doc, root, "P", text, { size: 7.5, colour: SOFT, after: 0.4 });
}

/** A part that stands apart takes a page of its own once half of this one is taken; otherwise a rule and white set it off. */
function openPart(doc: Doc, apart: boolean): void {
	if (apart && doc.y > doc.page.height / 2) doc.addPage();
	const whole = doc.y + 18 + ROOM.part <= doc.page.height - doc.page.margins.bottom;
	if (doc.y <= doc.page.margins.top + 40 || !whole) return;
	drawRule(doc, doc.y + 2, doc.page.width - 2 * MARGIN, 0.6, RULE);
	doc.y += 18;
}

/** An artifact: a screen reader passes over it. */
function drawRule(doc: Doc, y: number, width: number, thick: number, colour: string): void {
	doc.markContent("Artifact", { type: "Layout" });
	doc
		.moveTo(MARGIN, y)
		.lineTo(MARGIN + width, y)
		.lineWidth(thick)
		.stroke(colour);
	doc.endMarkedContent();
}

async function writePart(doc: Doc, root: Element, { title, blocks }: Part): Promise<void> {
	makeRoom(doc, ROOM.part);
	write(doc, root, "H1", title, { font: "serif", size: 20, after: 0.5 });
	const bookmark = doc.outline.addItem(frenchTypography(title));
	for (const [index, block] of blocks.entries()) {
		// Right under the title of its part, a title needs no white of its own.
		if (block.kind === "title") startTitle(doc, block, blocks.slice(index + 1), index > 0);
		writeBlock(doc, root, bookmark, block);
		await letOthersGo();
	}
	doc.moveDown(1);
}

function writeBlock(doc: Doc, root: Element, bookmark: Outline, block: Block): void {
	switch (block.kind) {
		case "title":
			if (block.outlined) bookmark.addItem(frenchTypography(block.text));
			if (block.level === 2) write(doc, root, "H2", block.text, { font: "serif", size: 13, after: 0.4 });
			else write(doc, root, "H3", block.text, { font: "bold", size: 9.5, after: 0.15 });
			break;
		case "text":
			writeText(doc, root, block);
			break;
		case "list":
			list(doc, root, block.items, 9.5);
			break;
		case "table":
			drawTable(doc, root, block);
			break;
		case "bars":
			writeBars(doc, root, block);
	}
}

type Title = Extract<Block, { kind: "title" }>;

/** What the smallest titles head is short: it stays whole on one page. */
function startTitle(doc: Doc, { level }: Title, under: readonly Block[], apart: boolean): void {
	makeRoom(doc, level === 3 ? Math.max(ROOM[3], Math.min(MOST_KEPT, heightUnder(doc, under))) : ROOM[level]);
	if (apart) spaceBefore(doc, level === 2 ? 12 : 9);
}

/** Of the texts before the next title, with the title itself. */
function heightUnder(doc: Doc, blocks: readonly Block[]): number {
	const end = blocks.findIndex(({ kind }) => kind !== "text");
	const texts = (end === -1 ? blocks : blocks.slice(0, end)).filter((block) => block.kind === "text");
	const width = doc.page.width - 2 * MARGIN;
	return texts.reduce((sum, { text, tone = "plain" }) => {
		const room = tone === "quote" ? width - QUOTED : width;
		return sum + set(doc, TEXT[tone]).heightOfString(frenchTypography(text), { width: room, lineGap: 1.5 }) + 5;
	}, 30);
}

/** Unless the page has just begun. */
function spaceBefore(doc: Doc, points: number): void {
	if (doc.y > doc.page.margins.top + 40) doc.y += points;
}

/** How a text is set, by its tone. */
const TEXT: { readonly [T in Tone]: Style } = {
	plain: { size: 9.5, after: 0.35 },
	soft: { size: 8.5, colour: SOFT, after: 0.35 },
	strong: { font: "bold", size: 9.5, after: 0.35 },
	quote: { font: "serif", size: 9.5 },
};
/** Points that a quotation stands in. */
const QUOTED = 12;

function writeText(doc: Doc, root: Element, { text, tone = "plain" }: Extract<Block, { kind: "text" }>): void {
	if (tone === "quote") writeQuote(doc, root, text);
	else {
		// What is told strongly says what comes next: it does not end a page.
		if (tone === "strong") makeRoom(doc, 48);
		write(doc, root, "P", text, TEXT[tone]);
	}
}

/** What somebody wrote, set apart by a rule on its left as far as it goes on its first page. */
function writeQuote(doc: Doc, root: Element, text: string): void {
	makeRoom(doc, 30);
	const top = doc.y;
	const page = doc.page;
	root.add(
		doc.struct("BlockQuote", {}, () => {
			set(doc, TEXT.quote).text(frenchTypography(text), MARGIN + QUOTED, doc.y, {
				lineGap: 1.5,
				...READABLE,
			});
		}),
	);
	if (doc.page === page) {
		doc.markContent("Artifact", { type: "Layout" });
		doc
			.moveTo(MARGIN + 3, top)
			.lineTo(MARGIN + 3, doc.y - 2)
			.lineWidth(1.5)
			.stroke(ACCENT);
		doc.endMarkedContent();
	}
	doc.x = MARGIN;
	doc.moveDown(0.4);
}

function writeBars(doc: Doc, root: Element, { alt, caption, head, series, lines }: PaperBars): void {
	drawBarPairs(doc, root, alt, series, lines);
	drawTable(doc, root, {
		caption,
		columns: [
			{ header: head, width: 211 },
			{ header: series[0], width: 140, numeric: true },
			{ header: series[1], width: 140, numeric: true },
		],
		rows: lines.map(({ label, first, second, details }) => [
			label,
			`${first.text} (${details[0]})`,
			`${second.text} (${details[1]})`,
		]),
	});
}
