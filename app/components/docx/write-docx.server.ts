/**
 * Owns a document written as a word processor's file: real titles, tables with their heads, figures with their words, in French.
 * Loaded when a person asks for one, not as the server starts.
 */
import sharp from "sharp";
import { ZipFile } from "yazl";
import type { Block, Cover, PaperBars, PaperDocument, PaperTable, Share, Tone } from "../document/document-model";
import { frenchTypography } from "../text/french";
import { CORE_KIND, contentTypes, core, NAMESPACES, numbering, relations, settings, styles, xml } from "./docx-parts";
import { escaped, field, type ParagraphStyle, paragraph, picture, rawParagraph, run, table } from "./docx-xml";

const TONES: { readonly [T in Tone]: ParagraphStyle } = {
	plain: "Normal",
	strong: "Strong",
	soft: "Soft",
	quote: "Quote",
};
const HEADINGS = { 2: "Heading2", 3: "Heading3" } as const;

/** Points. */
const BAR = { width: 130, height: 24, thick: 8 };

export async function writeDocx(paper: PaperDocument): Promise<Buffer> {
	const images: Buffer[] = [];
	const body: string[] = [coverXml(paper.cover)];
	for (const [index, { title, apart, blocks }] of paper.parts.entries()) {
		body.push(paragraph("Heading1", title, apart || index === 0 ? "<w:pageBreakBefore/>" : ""));
		for (const block of blocks) body.push(await blockXml(block, images));
	}
	const section = [
		'<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>',
		'<w:pgSz w:w="11906" w:h="16838"/>',
		'<w:pgMar w:top="1120" w:right="1120" w:bottom="1400" w:left="1120" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>',
	].join("");
	const document = `<w:body>${body.join("")}${section}</w:body>`;
	return zipped(paper.madeOn, [
		["[Content_Types].xml", contentTypes()],
		[
			"_rels/.rels",
			relations([
				["d", "officeDocument", "word/document.xml"],
				["c", CORE_KIND, "docProps/core.xml"],
			]),
		],
		["docProps/core.xml", core(escaped(frenchTypography(paper.title)), paper.madeOn)],
		["word/document.xml", xml("w:document", document, NAMESPACES)],
		[
			"word/_rels/document.xml.rels",
			relations([
				...["styles", "numbering", "settings", "footer", "header"].map((name) => [name, name, `${name}.xml`] as const),
				...images.map((_, index) => [`i${index + 1}`, "image", `media/${index + 1}.png`] as const),
			]),
		],
		["word/styles.xml", styles()],
		["word/numbering.xml", numbering()],
		["word/settings.xml", settings()],
		["word/header.xml", xml("w:hdr", paragraph("Watermark", paper.watermark ?? ""))],
		["word/footer.xml", xml("w:ftr", footXml(paper))],
		...images.map((image, index) => [`word/media/${index + 1}.png`, image] as const),
	]);
}

function coverXml({ above, title, lines, small }: Cover): string {
	return [
		paragraph("Above", above),
		paragraph("Title", title),
		...lines.map(({ text, strong }) => paragraph(strong ? "Strong" : "Normal", text)),
		// Hashes stand away from what people read first.
		...small.map((text, index) =>
			paragraph("Soft", text, index === 0 ? '<w:spacing w:before="3600" w:after="80"/>' : ""),
		),
	].join("");
}

function footXml({ title, foot }: PaperDocument): string {
	const page = `${run("Page ")}${field("PAGE")}${run(" sur ")}${field("NUMPAGES")}`;
	return [rawParagraph("Foot", `${run(`${title}. `)}${page}`), ...foot.map((line) => paragraph("Foot", line))].join("");
}

async function blockXml(block: Block, images: Buffer[]): Promise<string> {
	switch (block.kind) {
		case "title":
			return paragraph(HEADINGS[block.level], block.text);
		case "text":
			return paragraph(TONES[block.tone ?? "plain"], block.text);
		case "list":
			return block.items.map((item) => paragraph("ListBullet", item)).join("");
		case "table":
			return tableXml(block);
		case "bars":
			return barsXml(block, images);
	}
}

function tableXml({ caption, columns, rows }: PaperTable): string {
	const heads = columns.map(({ header }) => run(header));
	return paragraph("Caption", caption) + table(caption, columns, [heads, ...rows.map((row) => row.map(run))]);
}

/** The figures and their bars in one table: each pair of bars is a picture that says what it shows. */
async function barsXml({ caption, head, series, lines }: PaperBars, images: Buffer[]): Promise<string> {
	const rows: string[][] = [];
	for (const { label, first, second, details } of lines) {
		images.push(await barsPng(first, second));
		const rank = images.length;
		const alt = `${label} : ${series[0].toLowerCase()} ${first.text}, ${series[1].toLowerCase()} ${second.text}.`;
		rows.push([
			run(label),
			run(`${first.text} (${details[0]})`),
			run(`${second.text} (${details[1]})`),
			picture(rank, `i${rank}`, BAR, alt),
		]);
	}
	const columns = [{ width: 131 }, { width: 105, numeric: true }, { width: 105, numeric: true }, { width: 150 }];
	const heads = [head, ...series, `${series[0]} (contour), ${series[1].toLowerCase()} (plein)`].map(run);
	return paragraph("Caption", caption) + table(caption, columns, [heads, ...rows]);
}

/** Shapes only: no text is drawn, so that no font is needed. The first is an outline, the second solid. */
function barsPng(first: Share, second: Share): Promise<Buffer> {
	const { width, height, thick } = BAR;
	const length = ({ value }: Share) => Math.max(0, Math.round((width - 2) * (value ?? 0)));
	const svg = [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width * 4}" height="${height * 4}">`,
		`<rect x="1" y="3" width="${length(first)}" height="${thick}" fill="none" stroke="#4c5f5c" stroke-width="1"/>`,
		`<rect x="1" y="${thick + 5}" width="${length(second)}" height="${thick}" fill="#00696a"/>`,
		`<path d="M1 1V${height - 1}" stroke="#15302f" stroke-width="1"/></svg>`,
	].join("");
	return sharp(Buffer.from(svg)).png().toBuffer();
}

function zipped(madeOn: Date, parts: readonly (readonly [string, string | Buffer])[]): Promise<Buffer> {
	const zip = new ZipFile();
	for (const [name, content] of parts) zip.addBuffer(Buffer.from(content), name, { mtime: madeOn });
	zip.end();
	return new Promise((done, failed) => {
		const chunks: Buffer[] = [];
		zip.outputStream.on("data", (chunk: Buffer) => chunks.push(chunk));
		zip.outputStream.on("end", () => done(Buffer.concat(chunks)));
		zip.outputStream.on("error", failed);
	});
}
