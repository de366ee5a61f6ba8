/** Owns the fixed parts of a word processor's file: its styles in French, its bullets, what each part is and where it is. */

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** Of the document: pictures too. */
export const NAMESPACES = [
	W,
	`xmlns:r="${OFFICE}"`,
	'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
	'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
	'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
].join(" ");

export const xml = (element: string, content: string, attributes = W): string =>
	`${HEAD}<${element} ${attributes}>${content}</${element}>`;

interface StyleShape {
	readonly name: string;
	/** Half points. */
	readonly size: number;
	readonly colour?: string;
	readonly bold?: boolean;
	readonly serif?: boolean;
	/** Twentieths of a point before and after. */
	readonly space?: readonly [number, number];
	readonly next?: string;
	/** Its rank in the outline, from 0. */
	readonly outline?: number;
	/** Properties of the paragraph that come before its spacing, and after: their order is the schema's. */
	readonly before?: string;
	readonly after?: string;
}

const INK = "15302f";
const SOFT = "4c5f5c";
const QUOTE_LINE = '<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="00696a"/></w:pBdr>';

const STYLES: Readonly<Record<string, StyleShape>> = {
	Above: { name: "Above", size: 28, colour: SOFT, space: [2600, 60] },
	Title: { name: "Title", size: 60, serif: true, space: [0, 480] },
	Heading1: { name: "heading 1", size: 36, serif: true, space: [360, 160], next: "Normal", outline: 0 },
	Heading2: { name: "heading 2", size: 26, serif: true, space: [280, 100], next: "Normal", outline: 1 },
	Heading3: { name: "heading 3", size: 21, bold: true, space: [200, 40], next: "Normal", outline: 2 },
	Strong: { name: "Strong Text", size: 20, bold: true, space: [0, 80], before: "<w:keepNext/>" },
	Soft: { name: "Soft", size: 17, colour: SOFT, space: [0, 80] },
	Quote: { name: "Quote", size: 20, serif: true, space: [40, 100], before: QUOTE_LINE, after: '<w:ind w:left="240"/>' },
	Caption: { name: "caption", size: 17, colour: SOFT, space: [120, 40], before: "<w:keepNext/>" },
	ListBullet: {
		name: "List Bullet",
		size: 20,
		space: [0, 60],
		before: '<w:numPr><w:numId w:val="1"/></w:numPr>',
	},
	Cell: { name: "Cell", size: 18, space: [20, 20] },
	Head: { name: "Head", size: 18, bold: true, space: [20, 20] },
	Foot: { name: "footer", size: 13, colour: SOFT, space: [0, 0] },
	Watermark: { name: "header", size: 28, bold: true, colour: SOFT, space: [0, 120], after: '<w:jc w:val="center"/>' },
};

function styleXml(id: string, style: StyleShape): string {
	const { name, size, colour = INK, bold, serif, space = [0, 80], next, outline, before = "", after = "" } = style;
	const keep = outline === undefined ? "" : "<w:keepNext/><w:keepLines/>";
	const level = outline === undefined ? "" : `<w:outlineLvl w:val="${outline}"/>`;
	return [
		`<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>`,
		next ? `<w:next w:val="${next}"/>` : "",
		`<w:qFormat/><w:pPr>${keep}${before}<w:spacing w:before="${space[0]}" w:after="${space[1]}"/>${after}${level}</w:pPr><w:rPr>`,
		serif ? '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"/>' : "",
		bold ? "<w:b/>" : "",
		`<w:color w:val="${colour}"/><w:sz w:val="${size}"/></w:rPr></w:style>`,
	].join("");
}

const NORMAL = [
	'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>',
	`<w:color w:val="${INK}"/><w:sz w:val="20"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="fr-FR"/></w:rPr></w:rPrDefault>`,
	'<w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>',
	'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
].join("");

const LINE = 'w:val="single" w:sz="4" w:space="0" w:color="d8d0be"';
const TABLE = [
	'<w:style w:type="table" w:styleId="Lines"><w:name w:val="Lines"/><w:tblPr><w:tblBorders>',
	`<w:top ${LINE}/><w:bottom ${LINE}/><w:insideH ${LINE}/></w:tblBorders>`,
	'<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
].join("");

export const styles = (): string =>
	xml(
		"w:styles",
		`${NORMAL}${Object.entries(STYLES)
			.map(([id, style]) => styleXml(id, style))
			.join("")}${TABLE}`,
	);

export const numbering = (): string =>
	xml(
		"w:numbering",
		[
			'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>',
			'<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>',
			'<w:pPr><w:ind w:left="360" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum>',
			'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
		].join(""),
	);

export const settings = (): string =>
	xml(
		"w:settings",
		'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="fr-FR"/>',
	);

export function core(title: string, madeOn: Date): string {
	const moment = madeOn.toISOString().replace(/\.\d+/, "");
	const stamp = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${moment}</dcterms:${name}>`;
	return xml(
		"cp:coreProperties",
		`<dc:title>${title}</dc:title><dc:language>fr-FR</dc:language>${stamp("created")}${stamp("modified")}`,
		[
			`xmlns:cp="${PACKAGE}/metadata/core-properties"`,
			'xmlns:dc="http://purl.org/dc/elements/1.1/"',
			'xmlns:dcterms="http://purl.org/dc/terms/"',
			'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
		].join(" "),
	);
}

export const contentTypes = (): string =>
	xml(
		"Types",
		[
			'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
			'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>',
			`<Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/>`,
			...["styles", "numbering", "settings", "footer", "header"].map(
				(name) => `<Override PartName="/word/${name}.xml" ContentType="${WORD}.${name}+xml"/>`,
			),
			'<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
		].join(""),
		`xmlns="${PACKAGE}/content-types"`,
	);

/** Each with its name, its kind and its place. */
export function relations(targets: readonly (readonly [id: string, kind: string, target: string])[]): string {
	return xml(
		"Relationships",
		targets
			.map(([id, kind, target]) => {
				const type = kind.startsWith("http") ? kind : `${OFFICE}/${kind}`;
				return `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
			})
			.join(""),
		`xmlns="${PACKAGE}/relationships"`,
	);
}

export const CORE_KIND = `${PACKAGE}/relationships/metadata/core-properties`;
