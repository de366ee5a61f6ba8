/** Owns how a text is set in a PDF of ours: titles, paragraphs and lists, each with its tag. */
import { frenchTypography } from "../text/french";
import { type Doc, type Element, type Font, INK, MARGIN } from "./open-document.server";

export interface Style {
	readonly font?: Font;
	readonly size: number;
	readonly colour?: string;
	/** Lines of white after it. */
	readonly after?: number;
}

/** Letters drawn closer (« L’ » in a serif) are read by other programs as the end of a word. pdfkit takes it; its types do not know it. */
export const READABLE = { features: { kern: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[] };

export function write(
	doc: Doc,
	parent: Element,
	tag: "H1" | "H2" | "H3" | "P" | "Caption",
	text: string,
	style: Style,
): void {
	parent.add(
		doc.struct(tag, {}, () => {
			set(doc, style).text(frenchTypography(text), MARGIN, doc.y, { lineGap: 1.5, ...READABLE });
		}),
	);
	if (style.after) doc.moveDown(style.after);
}

export function list(doc: Doc, parent: Element, texts: readonly string[], size: number): void {
	if (texts.length === 0) return;
	const items = doc.struct("L");
	parent.add(items);
	for (const text of texts) {
		const item = doc.struct("LI");
		items.add(item);
		item.add(
			doc.struct("LBody", {}, () => {
				set(doc, { size }).text(frenchTypography(`•\u00a0 ${text}`), MARGIN + 8, doc.y, { lineGap: 1, indent: -8 });
			}),
		);
		item.end();
		doc.moveDown(0.15);
	}
	items.end();
	doc.moveDown(0.35);
}

export function set(doc: Doc, { font = "text", size, colour = INK }: Style): Doc {
	return doc.font(font).fontSize(size).fillColor(colour);
}

/** Goes to the next page when less than that is left on this one. */
export function makeRoom(doc: Doc, height: number): void {
	if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
}

/** Setting a text takes a while: the other requests go on between two parts. */
export function letOthersGo(): Promise<void> {
	return new Promise((resume) => setImmediate(resume));
}
