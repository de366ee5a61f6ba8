/** Owns the answers in the report, domain by domain: level, what it means, comment, reason, pieces. */
import type { MissingReason } from "~/domain/assessment/completeness";
import type { AssessmentReport, ReportLine } from "~/domain/assessment/report";
import type { Standard } from "~/domain/standard/standard";
import { ACCENT, type Doc, type Element, MARGIN, SOFT } from "../pdf/open-document.server";
import { letOthersGo, makeRoom, write } from "../pdf/writing.server";
import { formatCount } from "../text/format";

/** What a title needs under it on the same page. */
const ROOM = 90;

const MISSING: Readonly<Record<MissingReason, string>> = {
	UNANSWERED: "Sans réponse",
	REASON_MISSING: "Non applicable, sans motif : ne compte pas",
	TO_CONFIRM: "Réponse proposée, à confirmer : ne compte pas",
};

export async function drawReportAnswers(
	doc: Doc,
	root: Element,
	{ domains }: AssessmentReport,
	standard: Standard,
): Promise<void> {
	for (const { code, title, chapters } of domains) {
		doc.addPage();
		const bookmark = doc.outline.addItem(`${code} · ${title}`);
		write(doc, root, "H1", `${code} · ${title}`, { font: "serif", size: 20, after: 0.5 });
		for (const chapter of chapters) {
			makeRoom(doc, ROOM + 30);
			bookmark.addItem(chapter.title);
			write(doc, root, "H2", chapter.title, { font: "serif", size: 13, after: 0.4 });
			for (const line of chapter.lines) {
				drawLine(doc, root, line, standard);
				await letOthersGo();
			}
		}
	}
}

function drawLine(doc: Doc, root: Element, line: ReportLine, { scale }: Standard): void {
	const { criterion, answer, pieces, hidden } = line;
	makeRoom(doc, ROOM);
	if (answer.level !== null && !answer.notApplicable) drawLevel(doc, answer.level);
	write(doc, root, "H3", `${criterion.id} · ${criterion.title}`, { font: "bold", size: 9.5, after: 0.15 });
	write(doc, root, "P", standingOf(line, scale), { size: 9, after: 0.15 });
	const { level } = answer;
	if (level !== null && !answer.notApplicable) {
		write(doc, root, "P", criterion.levels[level], { font: "serif", size: 9.5, after: 0.15 });
	}
	if (answer.notApplicable && answer.reason.trim()) {
		write(doc, root, "P", `Motif : ${answer.reason.trim()}`, { size: 9, after: 0.15 });
	}
	if (answer.comment.trim()) write(doc, root, "P", `Commentaire : ${answer.comment.trim()}`, { size: 9, after: 0.15 });
	const concealed = hidden > 0 ? [formatCount(hidden, "pièce confidentielle", "pièces confidentielles")] : [];
	const named = [...pieces.map((title) => `« ${title} »`), ...concealed];
	if (named.length > 0) write(doc, root, "P", `Pièces : ${named.join(", ")}.`, { size: 8.5, colour: SOFT });
	doc.moveDown(0.9);
}

/** Three segments, as many full as the level: for the eyes, the words say it too. */
function drawLevel(doc: Doc, level: number): void {
	const right = doc.page.width - MARGIN;
	doc.markContent("Artifact", { type: "Layout" });
	for (const rank of [1, 2, 3]) {
		doc.rect(right - 51 + rank * 13, doc.y + 3, 11, 6).lineWidth(0.7);
		if (rank <= level) doc.fillAndStroke(ACCENT, ACCENT);
		else doc.stroke(SOFT);
	}
	doc.endMarkedContent();
}

function standingOf({ criterion, answer, missing }: ReportLine, scale: Standard["scale"]): string {
	const { level, notApplicable } = answer;
	const kind = `${criterion.kind === "mandatory" ? "obligatoire" : "recommandé"}${criterion.blocking ? ", bloquant" : ""}, poids ${criterion.weight}`;
	const chosen = level === null ? "" : `Niveau ${level} sur 3, ${scale[level].label.toLowerCase()}`;
	if (missing) return `${[MISSING[missing], ...(chosen ? [chosen] : [])].join(". ")} · ${kind}`;
	if (notApplicable || level === null) return `Non applicable · ${kind}`;
	return `${chosen} · ${level >= criterion.metFrom ? "conforme" : "non conforme"} · ${kind}`;
}
