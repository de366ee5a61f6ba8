/** Owns the PDF report of an assessment: what was declared, its figures and its evidence. A draft says on each page that it is one. */
import type { AssessmentReport } from "~/domain/assessment/report";
import type { Standard } from "~/domain/standard/standard";
import { evidenceKindLabels } from "~/messages.evidence.fr";
import { closeDocument, type Doc, type Element, openDocument, SOFT } from "../pdf/open-document.server";
import { drawTable } from "../pdf/table.server";
import { list, makeRoom, write } from "../pdf/writing.server";
import { formatCount, formatDateTime, formatShortDate } from "../text/format";
import type { AssessmentHeader } from "./assessment-crumbs";
import { drawReportAnswers } from "./draw-report-answers.server";
import { drawReportCharts, drawReportFigures } from "./draw-report-figures.server";
import { X_RAY_WORDS } from "./x-ray-words";

export interface DrawnReport {
	readonly header: AssessmentHeader;
	readonly standard: Standard & { readonly contentHash: string };
	/** Null: a draft. `by`: null when the reader may not know. */
	readonly submission: { readonly at: Date; readonly contentHash: string; readonly by: string | null } | null;
	readonly madeAt: Date;
	readonly report: AssessmentReport;
}

const WATERMARK = "Brouillon, indicatif";

export async function drawReport(drawn: DrawnReport): Promise<Buffer> {
	const { header, report, standard, submission } = drawn;
	const { cooperative, year } = header;
	const opened = openDocument(
		`${cooperative.name}, auto-évaluation ${year}${submission ? "" : ", brouillon"}`,
		submission?.at ?? drawn.madeAt,
	);
	const { doc, root } = opened;
	drawCover(doc, root, drawn);
	doc.addPage();
	part(doc, root, "Résultats");
	drawReportFigures(doc, root, report, submission === null);
	drawNoticed(doc, root, report);
	doc.addPage();
	part(doc, root, "Les domaines et leurs chapitres");
	drawReportCharts(doc, root, report);
	await drawReportAnswers(doc, root, report, standard);
	drawEvidence(doc, root, report);
	drawWords(doc, root);
	return closeDocument(opened, submission ? undefined : WATERMARK);
}

function part(doc: Doc, root: Element, title: string): void {
	makeRoom(doc, 150);
	write(doc, root, "H1", title, { font: "serif", size: 20, after: 0.5 });
	doc.outline.addItem(title);
}

function drawCover(doc: Doc, root: Element, { header, standard, submission, madeAt }: DrawnReport): void {
	const { cooperative, year } = header;
	doc.y = 200;
	write(doc, root, "P", `Auto-évaluation ${year}`, { size: 14, colour: SOFT, after: 0.3 });
	write(doc, root, "H1", cooperative.name, { font: "serif", size: 28, after: 0.8 });
	const said = { size: 11, after: 0.35 } as const;
	write(doc, root, "P", `${standard.title}, version ${standard.version}`, said);
	if (submission) {
		const by = submission.by ? ` par ${submission.by}` : "";
		write(doc, root, "P", `Envoyée le ${formatDateTime(submission.at)}${by}`, said);
		write(doc, root, "P", "Ce que la coopérative a déclaré. Les réponses ne changent plus depuis l’envoi.", said);
	} else {
		write(doc, root, "P", `Brouillon au ${formatDateTime(madeAt)}, indicatif`, { ...said, font: "bold" });
		write(doc, root, "P", "Rien n’est envoyé : les réponses peuvent encore changer.", said);
	}
	if (cooperative.fictional) write(doc, root, "P", "Données fictives, pour une démonstration.", said);
	doc.moveDown(1.5);
	const small = { size: 7.5, colour: SOFT, after: 0.4 } as const;
	if (submission) write(doc, root, "P", `Empreinte de l’envoi (SHA-256) : ${submission.contentHash}`, small);
	write(doc, root, "P", `Empreinte du référentiel (SHA-256) : ${standard.contentHash}`, small);
	write(doc, root, "P", standard.notice, small);
}

function drawNoticed(doc: Doc, root: Element, { xRay }: AssessmentReport): void {
	part(doc, root, "Ce que l’audit remarquerait");
	if (xRay.signs.length === 0 && xRay.metWithoutEvidence === 0) {
		write(doc, root, "P", "Rien à signaler dans les réponses données.", { size: 10 });
		return;
	}
	for (const [sign, title, why] of X_RAY_WORDS) {
		const found = xRay.signs.filter((one) => one.sign === sign).map(({ criterionId }) => criterionId);
		if (found.length === 0) continue;
		write(doc, root, "H2", `${title} (${formatCount(found.length, "critère")})`, {
			font: "bold",
			size: 11,
			after: 0.2,
		});
		write(doc, root, "P", why, { size: 9.5, after: 0.2 });
		write(doc, root, "P", `${found.join(", ")}.`, { size: 9.5, after: 0.8 });
	}
	const without = xRay.metWithoutEvidence;
	if (without === 0) return;
	const counted = formatCount(
		without,
		"réponse conforme demande une pièce et n’en a aucune ici",
		"réponses conformes demandent une pièce et n’en ont aucune ici",
	);
	write(doc, root, "P", `${counted}.`, { size: 9.5, after: 0.8 });
}

function drawEvidence(doc: Doc, root: Element, { pieces, hidden }: AssessmentReport): void {
	doc.addPage();
	part(doc, root, "Pièces jointes");
	if (pieces.length === 0) write(doc, root, "P", "Aucune pièce à montrer.", { size: 10, after: 0.5 });
	else {
		drawTable(doc, root, {
			caption: `${formatCount(pieces.length, "pièce")}, chacune avec la version citée et l’empreinte de son fichier (SHA-256).`,
			columns: [
				{ header: "Pièce", width: 170 },
				{ header: "Nature", width: 82, size: 8 },
				{ header: "Dates", width: 80, size: 8 },
				{ header: "Critères", width: 62, size: 8 },
				{ header: "Empreinte", width: 97, size: 6.5 },
			],
			rows: pieces.map((piece) => [
				`${piece.title}${piece.confidential ? " (confidentielle)" : ""}\n${piece.name}, version ${piece.number}`,
				evidenceKindLabels[piece.kind],
				[
					piece.issuedOn ? `émise le ${formatShortDate(piece.issuedOn)}` : "sans date d’émission",
					...(piece.expiresOn ? [`jusqu’au ${formatShortDate(piece.expiresOn)}`] : []),
				].join("\n"),
				piece.criteria.join(", "),
				piece.sha256,
			]),
		});
	}
	if (hidden === 0) return;
	const said = formatCount(
		hidden,
		"rattachement à une pièce confidentielle n’est pas montré",
		"rattachements à des pièces confidentielles ne sont pas montrés",
	);
	write(doc, root, "P", `${said} dans cet exemplaire.`, { size: 9, colour: SOFT });
}

const WORDS = [
	"Critère applicable : posé à la coopérative d’après son profil, et non déclaré « non applicable ».",
	"Rempli : part des critères applicables qui ont une réponse, quelle qu’elle soit.",
	"Conforme : poids des critères obligatoires au niveau demandé, sur le poids de tous ceux qui s’appliquent. Sans réponse compte comme non atteint.",
	"Part des recommandés : nombre de critères recommandés atteints, sur ceux qui s’appliquent.",
	"Indice de maturité : niveaux pondérés, de 0 à 100 ; il suit les progrès et n’entre dans aucune décision.",
	"Indicatif : d’après les réponses de la coopérative seules. L’audit, puis le Conseil d’administration décident.",
] as const;

function drawWords(doc: Doc, root: Element): void {
	part(doc, root, "Les mots de ce rapport");
	list(doc, root, WORDS, 9.5);
	write(
		doc,
		root,
		"P",
		`Dates de Paris. Les pourcentages sont arrondis par défaut : 100 % ne s’affiche que si c’est vrai.`,
		{
			size: 9,
			colour: SOFT,
		},
	);
}
