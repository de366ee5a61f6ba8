/** Owns the PDF of a version. Drawn once per version and process: a published version never changes. */
import type { Criterion, Standard } from "~/domain/standard/standard";
import { applicabilityText, criterionTypeLabels, sourceConfidenceLabels } from "~/messages.fr";
import { labelRuleSentences } from "~/messages.standard.fr";
import { closeDocument, type Doc, type Element, openDocument, SOFT } from "../pdf/open-document.server";
import { letOthersGo, list, makeRoom, write } from "../pdf/writing.server";
import { formatCount, formatDate } from "../text/format";
import { evidenceText } from "./evidence-text";

export interface DrawnStandard {
	readonly contentHash: string;
	readonly standard: Standard;
	readonly terms: Readonly<Record<string, string>>;
}

/** What a title needs under it on the same page. */
const ROOM = 150;

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
	const opened = openDocument(`${standard.title}, version ${standard.version}`, new Date(standard.publishedOn));
	const { doc, root } = opened;
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
				await letOthersGo();
			}
		}
	}
	return closeDocument(opened);
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
