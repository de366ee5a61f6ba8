/**
 * Owns what every PDF of ours is: A4, tagged in French so that a screen reader walks it by its titles, in embedded fonts that have
 * every sign of French numbers and punctuation, its pages numbered.
 */
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import { frenchTypography } from "../text/french";

export type Doc = PDFKit.PDFDocument;
export type Element = PDFKit.PDFStructureElement;

export const MARGIN = 56;
export const INK = "#15302f";
export const SOFT = "#4c5f5c";
export const ACCENT = "#00696a";
export const RULE = "#d8d0be";

const { resolve } = createRequire(import.meta.url);
const FONTS = {
	text: "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
	bold: "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
	serif: "dejavu-fonts-ttf/ttf/DejaVuSerif.ttf",
} as const;
export type Font = keyof typeof FONTS;

export interface OpenedDocument {
	readonly doc: Doc;
	/** What every title, text, table and figure hangs from. */
	readonly root: Element;
	readonly title: string;
	readonly whole: Promise<Buffer>;
}

export function openDocument(name: string, madeOn: Date): OpenedDocument {
	const title = frenchTypography(name);
	const doc = new PDFDocument({
		size: "A4",
		margins: { top: MARGIN, bottom: MARGIN + 14, left: MARGIN, right: MARGIN },
		pdfVersion: "1.7",
		tagged: true,
		lang: "fr-FR",
		displayTitle: true,
		bufferPages: true,
		info: { Title: title, CreationDate: madeOn },
	});
	for (const [name, file] of Object.entries(FONTS)) doc.registerFont(name, resolve(file));
	const parts: Buffer[] = [];
	const whole = new Promise<Buffer>((done, failed) => {
		doc.on("data", (part: Buffer) => parts.push(part));
		doc.on("end", () => done(Buffer.concat(parts)));
		doc.on("error", failed);
	});
	const root = doc.struct("Document");
	doc.addStructure(root);
	return { doc, root, title, whole };
}

/**
 * Numbers the pages but the first and ends.
 * @param watermark across every page
 * @param foot lines at the foot of every page, under its number
 */
export function closeDocument(
	{ doc, root, title, whole }: OpenedDocument,
	watermark?: string,
	foot: readonly string[] = [],
): Promise<Buffer> {
	root.end();
	const { start, count } = doc.bufferedPageRange();
	for (let page = start; page < start + count; page++) {
		doc.switchToPage(page);
		const { bottom } = doc.page.margins;
		doc.page.margins.bottom = 0;
		if (watermark) drawWatermark(doc, watermark);
		if (page > start || foot.length > 0) drawFoot(doc, title, `Page ${page + 1} sur ${count}`, foot);
		doc.page.margins.bottom = bottom;
	}
	doc.end();
	return whole;
}

/** An artifact: a screen reader passes over it. */
function drawFoot(doc: Doc, title: string, page: string, lines: readonly string[]): void {
	const y = doc.page.height - 40 - 5 * lines.length;
	doc.markContent("Artifact", { type: "Pagination" });
	doc.font("text").fontSize(7.5).fillColor(SOFT);
	doc.text(title, MARGIN, y, { lineBreak: false });
	doc.text(page, doc.page.width - MARGIN - doc.widthOfString(page), y, { lineBreak: false });
	doc.fontSize(6);
	lines.forEach((line, index) => {
		doc.text(frenchTypography(line), MARGIN, y + 11 + 8 * index, { lineBreak: false });
	});
	doc.endMarkedContent();
}

function drawWatermark(doc: Doc, text: string): void {
	const { width, height } = doc.page;
	doc.markContent("Artifact", { type: "Page" });
	doc.save();
	doc.rotate(-52, { origin: [width / 2, height / 2] });
	doc.font("bold").fontSize(54).fillColor(INK, 0.07);
	doc.text(text, (width - doc.widthOfString(text)) / 2, height / 2 - 30, { lineBreak: false });
	doc.restore();
	doc.fillColor(INK, 1);
	doc.endMarkedContent();
}
