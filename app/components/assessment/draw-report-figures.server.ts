/** Owns the figures and the charts of the report: what is filled and what is conform side by side, each chart with its table. */
import type { AssessmentReport } from "~/domain/assessment/report";
import { strengthsConclusion } from "~/domain/network/cooperative-conclusions";
import { rateOrNull, toFraction } from "~/domain/network/rate";
import type { Ratio } from "~/domain/scoring/ratio";
import type { DomainScore } from "~/domain/scoring/score-assessment";
import { domainPhrase, outcomeCheckText, outcomeLabels } from "~/messages.fr";
import { rateText } from "../chart/series";
import type { Share } from "../document/document-model";
import { drawBarPairs, drawRadar } from "../pdf/figures.server";
import { type Doc, type Element, SOFT } from "../pdf/open-document.server";
import { drawTable } from "../pdf/table.server";
import { list, makeRoom, write } from "../pdf/writing.server";
import { formatCount } from "../text/format";
import { toldChecks } from "./told-checks";

const SUBTITLE = { font: "serif", size: 13, after: 0.4 } as const;

export function drawReportFigures(doc: Doc, root: Element, report: AssessmentReport, draft: boolean): void {
	const { score, criteriaCount } = report;
	drawTable(doc, root, {
		caption: `${formatCount(score.applicable, "critère applicable", "critères applicables")} sur ${criteriaCount}.`,
		columns: [
			{ header: "Chiffre", width: 190 },
			{ header: "Valeur", width: 80, numeric: true },
			{ header: "Détail", width: 221 },
		],
		rows: [
			["Rempli", filledOf(score).text, `${score.answered} réponses sur ${score.applicable} critères applicables`],
			[
				"Conforme",
				conformOf(score).text,
				`${score.conformity.num} points sur ${score.conformity.den}, critères obligatoires pondérés`,
			],
			[
				"Recommandés atteints",
				rateText(rateOrNull(score.recommended.met, score.recommended.applicable), "conformity"),
				`${score.recommended.met} sur ${score.recommended.applicable}`,
			],
			["Indice de maturité", rateText(rateOf(score.maturity), "maturity"), "sur 100, pour suivre les progrès"],
		],
	});
	drawOutcome(doc, root, report, draft);
}

export function drawReportCharts(doc: Doc, root: Element, report: AssessmentReport): void {
	drawDomains(doc, root, report);
	for (const domain of report.domains) drawChapters(doc, root, domain);
}

function drawOutcome(
	doc: Doc,
	root: Element,
	{ outcome, checks, missingCount }: AssessmentReport,
	draft: boolean,
): void {
	const told = toldChecks(checks, missingCount);
	const projected =
		missingCount === 0
			? `issue ${draft ? "projetée" : "calculée"} : ${outcomeLabels[outcome.outcome]}`
			: "issue non projetée";
	makeRoom(doc, 140);
	write(doc, root, "H2", `Au regard des règles du label, ${projected} (indicatif)`, SUBTITLE);
	if (missingCount > 0) {
		const counted = formatCount(missingCount, "critère sans réponse compte", "critères sans réponse comptent");
		write(doc, root, "P", `${counted} ici comme non atteint${missingCount > 1 ? "s" : ""}.`, { size: 9.5, after: 0.3 });
	}
	list(
		doc,
		root,
		told.map((check) => `${check.satisfied ? "Atteint" : "À atteindre"} : ${outcomeCheckText(check)}`),
		9.5,
	);
	write(doc, root, "P", "Indicatif, d’après les réponses : l’audit, puis le Conseil d’administration décident.", {
		size: 9,
		colour: SOFT,
		after: 0.8,
	});
}

function drawDomains(doc: Doc, root: Element, { domains }: AssessmentReport): void {
	const rates = domains.flatMap(({ code, title, score }) => {
		const rate = rateOf(score.conformity);
		return rate ? [{ phrase: domainPhrase({ code, title }), rate }] : [];
	});
	write(doc, root, "H2", strengthsConclusion(rates, "conformity", "other"), SUBTITLE);
	const said = domains.map(({ title, score }) => `${title} ${conformOf(score).text}`).join(", ");
	drawRadar(
		doc,
		root,
		`Radar de la conformité déclarée des domaines, de 0 à 100 % : ${said}.`,
		domains.map(({ code, title, score }) => ({ label: `${code} · ${title}`, share: conformOf(score) })),
	);
	drawPairs(doc, root, {
		title: "Rempli et conforme, par domaine",
		head: "Domaine",
		lines: domains.map(({ code, title, score }) => ({ label: `${code} · ${title}`, score })),
	});
}

function drawChapters(doc: Doc, root: Element, { code, title, chapters }: AssessmentReport["domains"][number]): void {
	drawPairs(doc, root, {
		title: `${code} · ${title}, par chapitre`,
		head: "Chapitre",
		lines: chapters.map((chapter) => ({ label: chapter.title, score: chapter.score })),
	});
}

interface Pairs {
	readonly title: string;
	readonly head: string;
	readonly lines: readonly { readonly label: string; readonly score: DomainScore }[];
}

function drawPairs(doc: Doc, root: Element, { title, head, lines }: Pairs): void {
	const pairs = lines.map(({ label, score }) => ({ label, first: filledOf(score), second: conformOf(score) }));
	makeRoom(doc, 80 + 58 * lines.length);
	write(doc, root, "H2", title, SUBTITLE);
	const said = pairs.map(({ label, first, second }) => `${label} : rempli ${first.text}, conforme ${second.text}`);
	const alt = `Barres, deux par ligne, rempli puis conforme. ${said.join(" ; ")}.`;
	drawBarPairs(doc, root, alt, ["Rempli", "Conforme"], pairs);
	drawTable(doc, root, {
		caption: "Les chiffres de ce graphique.",
		columns: [
			{ header: head, width: 251 },
			{ header: "Rempli", width: 120, numeric: true },
			{ header: "Conforme", width: 120, numeric: true },
		],
		rows: lines.map(({ label, score }) => [
			label,
			`${filledOf(score).text} (${score.answered} sur ${score.applicable})`,
			`${conformOf(score).text} (${score.conformity.num} sur ${score.conformity.den})`,
		]),
	});
}

function filledOf({ answered, applicable }: DomainScore): Share {
	return shareOf(rateOrNull(answered, applicable));
}

function conformOf({ conformity }: DomainScore): Share {
	return shareOf(rateOf(conformity));
}

function shareOf(rate: Ratio | null): Share {
	return { value: rate && toFraction(rate), text: rateText(rate, "conformity") };
}

function rateOf({ num, den }: Ratio): Ratio | null {
	return rateOrNull(num, den);
}
