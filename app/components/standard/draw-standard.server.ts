/**
 * Owns the PDF of a version: tagged, so that a screen reader walks it by its titles, and set in a font that has every sign of
 * French numbers and punctuation. Drawn once per version and process: a published version never changes.
 */
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { Criterion, Standard } from "~/domain/standard/standard";
import { applicabilityText, criterionTypeLabels, sourceConfidenceLabels } from "~/messages.fr";
import { labelRuleSentences } from "~/messages.standard.fr";
import { formatCount, formatDate } from "../text/format";
import { frenchTypography } from "../text/french";
import { evidenceText } from "./evidence-text";

type Doc = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

export interface DrawnStandard {
	readonly contentHash: string;
	readonly standard: Standard;
	readonly terms: Readonly<Record<string, string>>;
}

const MARGIN = 56;
/** What a title needs under it on the same page. */
const ROOM = 150;
const INK = "#15302f";
const SOFT = "#4c5f5c";
const { resolve } = createRequire(import.meta.url);
const FONTS = {
	text: "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
	bold: "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
	serif: "dejavu-fonts-ttf/ttf/DejaVuSerif.ttf",
} as const;
type Font = keyof typeof FONTS;

const drawn = new Map<string, Promise<Buffer>>();

export function drawStandard(version: DrawnStandard): Promise<Buffer> {
	const known = drawn.get(version.contentHash);
	if (known) return known;
	const drawing = draw(version);
	drawn.set(version.contentHash, drawing);
	drawing.catch(() => drawn.delete(version.contentHash));
	return drawing;
}

async function draw({ standard, contentHash, terms }: DrawnStandard): Promise<Buffer> {
	const title = `${standard.title}, version ${standard.version}`;
	const doc = new PDFDocument({
		size: "A4",
		margins: { top: MARGIN, bottom: MARGIN + 14, left: MARGIN, right: MARGIN },
		pdfVersion: "1.7",
		tagged: true,
		lang: "fr-FR",
		displayTitle: true,
		bufferPages: true,
		info: { Title: title, CreationDate: new Date(standard.publishedOn) },
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
	drawTitlePage(doc, root, standard, contentHash);
	drawRules(doc, root, standard);
	for (const domain of standard.domains) {
		doc.addPage();
		doc.outline.addItem(`${domain.code} · ${domain.title}`);
		write(doc, root, "H1", `${domain.code} · ${domain.title}`, { font: "serif", size: 22, after: 0.4 });
		write(doc, root, "P", domain.description, { size: 10, colour: SOFT, after: 0.8 });
		for (const chapter of domain.chapters) {
			const [first, ...others] = standard.criteria.filter((criterion) => criterion.chapter === chapter.code);
			if (!first) continue;
			makeRoom(doc, ROOM + 40);
			write(doc, root, "H2", chapter.title, { font: "serif", size: 14, after: 0.6 });
			for (const criterion of [first, ...others]) {
				drawCriterion(doc, root, criterion, standard, terms);
				// Setting a text takes a while: the other requests go on between two criteria.
				await new Promise((resume) => setImmediate(resume));
			}
		}
	}
	root.end();
	numberPages(doc, title);
	doc.end();
	return whole;
}

function drawTitlePage(doc: Doc, root: Element, standard: Standard, contentHash: string): void {
	doc.y = 220;
	write(doc, root, "H1", standard.title, { font: "serif", size: 28, after: 0.6 });
	const { version, publishedOn, criteria, domains } = standard;
	write(doc, root, "P", `Version ${version}, publiée le ${formatDate(publishedOn)}`, { size: 14, after: 0.3 });
	const counts = `${formatCount(criteria.length, "critère")} en ${formatCount(domains.length, "domaine")}`;
	write(doc, root, "P", counts, { size: 11, after: 2 });
	write(doc, root, "P", standard.notice, { size: 10, after: 1 });
	write(doc, root, "P", `Empreinte du texte (SHA-256) : ${contentHash}`, { size: 7.5, colour: SOFT });
}

function drawRules(doc: Doc, root: Element, standard: Standard): void {
	doc.addPage();
	doc.outline.addItem("La règle du label et l’échelle");
	write(doc, root, "H1", "La règle du label", { font: "serif", size: 22, after: 0.5 });
	list(doc, root, labelRuleSentences(standard.labelRules), 10);
	write(doc, root, "H1", "L’échelle", { font: "serif", size: 22, after: 0.5 });
	const levels = standard.scale.map(({ level, label, meaning }) => `${level} · ${label} : ${meaning}`);
	list(doc, root, [...levels, ...standard.scaleNotes], 10);
	for (const notice of [standard.notApplicableNotice, standard.evidenceNotice]) {
		write(doc, root, "P", notice, { size: 9, colour: SOFT, after: 0.5 });
	}
}

function drawCriterion(
	doc: Doc,
	root: Element,
	criterion: Criterion,
	{ scale }: Standard,
	terms: Readonly<Record<string, string>>,
): void {
	const { id, title, statement, type, blocking, weight, metFrom, levels, evidence, source, applicability } = criterion;
	makeRoom(doc, ROOM);
	write(doc, root, "H3", `${id} · ${title}`, { font: "bold", size: 10.5, after: 0.3 });
	write(doc, root, "P", statement, { font: "serif", size: 10.5, after: 0.3 });
	const facts = [criterionTypeLabels[type], ...(blocking ? ["bloquant"] : []), `poids ${weight}`];
	const scope = applicability.scope === "all" ? [] : [applicabilityText(applicability, terms)];
	write(doc, root, "P", [...facts, ...scope].join(" · "), { size: 8, colour: SOFT, after: 0.3 });
	const named = scale.map(
		({ level, label }) => `${level} · ${label}${level === metFrom ? " (conforme)" : ""} : ${levels[level]}`,
	);
	list(doc, root, named, 8.5);
	list(
		doc,
		root,
		evidence.map((piece) => `Preuve : ${evidenceText(piece)}`),
		8.5,
	);
	if (criterion.guidance) write(doc, root, "P", criterion.guidance, { size: 8.5, after: 0.3 });
	const doubt = source.confidence === "high" ? "" : ` (${sourceConfidenceLabels[source.confidence].toLowerCase()})`;
	write(doc, root, "P", `Source : ${source.text}${doubt}`, { size: 8, colour: SOFT, after: 1.4 });
}

interface Style {
	readonly font?: Font;
	readonly size: number;
	readonly colour?: string;
	/** Lines of white after it. */
	readonly after?: number;
}

function write(doc: Doc, parent: Element, tag: "H1" | "H2" | "H3" | "P", text: string, style: Style): void {
	parent.add(
		doc.struct(tag, {}, () => {
			set(doc, style).text(frenchTypography(text), MARGIN, doc.y, { lineGap: 1.5 });
		}),
	);
	if (style.after) doc.moveDown(style.after);
}

function list(doc: Doc, parent: Element, texts: readonly string[], size: number): void {
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

function set(doc: Doc, { font = "text", size, colour = INK }: Style): Doc {
	return doc.font(font).fontSize(size).fillColor(colour);
}

function makeRoom(doc: Doc, height: number): void {
	if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
}

/** Artifacts: a screen reader passes over them. Not on the title page. */
function numberPages(doc: Doc, title: string): void {
	const { start, count } = doc.bufferedPageRange();
	for (let page = start + 1; page < start + count; page++) {
		doc.switchToPage(page);
		const { bottom } = doc.page.margins;
		doc.page.margins.bottom = 0;
		doc.markContent("Artifact", { type: "Pagination" });
		set(doc, { size: 7.5, colour: SOFT }).text(
			frenchTypography(`${title} · page ${page + 1} sur ${count}`),
			MARGIN,
			doc.page.height - 40,
			{ lineBreak: false },
		);
		doc.endMarkedContent();
		doc.page.margins.bottom = bottom;
	}
}
