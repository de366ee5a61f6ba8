/** Owns the XML of a word processor's file (ECMA-376, transitional): runs, paragraphs, tables, and a text that can break nothing. */
import { frenchTypography } from "../text/french";

/** Neither a sign that XML refuses nor one that would close a tag. */
export function escaped(text: string): string {
	return text
		.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "")
		.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export type ParagraphStyle =
	| "Above"
	| "Title"
	| "Heading1"
	| "Heading2"
	| "Heading3"
	| "Normal"
	| "Strong"
	| "Soft"
	| "Quote"
	| "Caption"
	| "ListBullet"
	| "Cell"
	| "Head"
	| "Foot"
	| "Watermark";

/** What is typed over several lines stays so. */
export function run(text: string): string {
	const lines = frenchTypography(text)
		.split(/\r\n|\r|\n/)
		.map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
	return `<w:r>${lines.join("<w:br/>")}</w:r>`;
}

export function paragraph(style: ParagraphStyle, text: string, extra = ""): string {
	return rawParagraph(style, run(text), extra);
}

/** @param extra properties of the paragraph, after its style */
export function rawParagraph(style: ParagraphStyle, content: string, extra = ""): string {
	return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${extra}</w:pPr>${content}</w:p>`;
}

/** A number that the word processor keeps: the page, the pages. */
export function field(code: "PAGE" | "NUMPAGES"): string {
	return `<w:fldSimple w:instr=" ${code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
}

interface TableColumn {
	readonly width: number;
	readonly numeric?: boolean;
}

/** Twentieths of a point between the margins of an A4 page. */
const PAGE_WIDTH = 9666;

/** @param rows cells as runs; the first row heads the columns, the first cell of each other row heads it */
export function table(caption: string, columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
	const whole = columns.reduce((sum, { width }) => sum + width, 0);
	const widths = columns.map(({ width }) => Math.floor((width * PAGE_WIDTH) / whole));
	const lines = rows.map((cells, row) => {
		const written = columns.map(({ numeric }, column) => {
			const style = row === 0 ? "Head" : "Cell";
			const content = rawParagraph(style, cells[column] ?? "", numeric ? '<w:jc w:val="right"/>' : "");
			return `<w:tc><w:tcPr><w:tcW w:w="${widths[column]}" w:type="dxa"/></w:tcPr>${content}</w:tc>`;
		});
		return `<w:tr><w:trPr><w:cantSplit/>${row === 0 ? "<w:tblHeader/>" : ""}</w:trPr>${written.join("")}</w:tr>`;
	});
	const look =
		'<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noVBand="1"/>';
	return [
		`<w:tbl><w:tblPr><w:tblStyle w:val="Lines"/><w:tblW w:w="${PAGE_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>${look}`,
		`<w:tblCaption w:val="${escaped(frenchTypography(caption))}"/></w:tblPr>`,
		`<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>`,
		...lines,
		"</w:tbl>",
		rawParagraph("Soft", ""),
	].join("");
}

/** English metric units in a point. */
const EMU = 12_700;

/** @param size in points. @param alt what it shows, for whoever does not see it */
export function picture(rank: number, relation: string, size: { width: number; height: number }, alt: string): string {
	const box = `cx="${size.width * EMU}" cy="${size.height * EMU}"`;
	const named = `id="${rank}" name="Figure ${rank}" descr="${escaped(frenchTypography(alt))}"`;
	return [
		`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${box}/><wp:docPr ${named}/>`,
		'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>',
		`<pic:nvPicPr><pic:cNvPr ${named}/><pic:cNvPicPr/></pic:nvPicPr>`,
		`<pic:blipFill><a:blip r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`,
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${box}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`,
		"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
	].join("");
}
