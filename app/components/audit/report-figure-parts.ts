/** Owns the figures of an audit's report on paper: what it concludes, and what was declared beside what was retained. */
import type { AuditReport } from "~/domain/audit/audit-report";
import { auditGapConclusion } from "~/domain/network/cooperative-conclusions";
import { rateOrNull, toFraction } from "~/domain/network/rate";
import type { Ratio } from "~/domain/scoring/ratio";
import type { DomainScore } from "~/domain/scoring/score-assessment";
import type { Standard } from "~/domain/standard/standard";
import { outcomeCheckText, outcomeLabels } from "~/messages.fr";
import { findingHeadings } from "~/messages.report.fr";
import { toldChecks } from "../assessment/told-checks";
import { rateText } from "../chart/series";
import { type Block, type Part, type Share, text, title } from "../document/document-model";
import { formatCount } from "../text/format";

const SHOWN_KINDS = ["major", "minor", "opportunity", "strength", "conformity"] as const;

export function summaryPart(report: AuditReport, standard: Standard): Part {
	const { sample, outcome, checks, counts, examined, applicable, majorsOfMinors } = report;
	const scope = sample
		? `${examined} critères examinés sur ${applicable} qui s’appliquent : un audit de suivi regarde un échantillon, il ne donne pas d’issue.`
		: `${formatCount(examined, "critère examiné", "critères examinés")} : tous ceux qui s’appliquent à la CAE.`;
	const rules: readonly Block[] = sample
		? []
		: [
				title(`Au regard des règles du label, niveaux retenus : ${outcomeLabels[outcome.outcome].toLowerCase()}`),
				{
					kind: "list",
					items: toldChecks(checks, 0).map(
						(check) => `${check.satisfied ? "Atteint" : "À atteindre"} : ${afterColon(outcomeCheckText(check))}`,
					),
				},
				text(
					"D’après les niveaux retenus par l’audit : le comité donne son avis, le Conseil d’administration décide.",
					"soft",
				),
			];
	return {
		title: "Synthèse",
		blocks: [
			text(scope),
			{
				kind: "table",
				caption: "Les constats, par nature.",
				columns: [
					{ header: "Constats", width: 391 },
					{ header: "Nombre", width: 100, numeric: true },
				],
				rows: SHOWN_KINDS.map((kind) => [findingHeadings[kind], String(counts[kind])]),
			},
			...majorsOfMinors.map(({ domain, minors }) =>
				text(
					`Dans un même domaine, ${standard.labelRules.minorsMakingMajor} mineures font une majeure de plus : ${domainTitle(standard, domain)}, avec ${minors.join(", ")}.`,
					"strong",
				),
			),
			...(outcome.reasons.includes("MINOR_RAISED")
				? [text("Une mineure que l’équipe a portée à majeure compte comme une majeure, avec les critères bloquants.")]
				: []),
			...rules,
		],
	};
}

export function comparedPart(report: AuditReport): Part {
	const [declared, audited] = [rateOf(report.declared), rateOf(report.audited)];
	const lines = report.domains.map(({ code, title: name, declared: said, audited: kept }) => ({
		label: `${code} · ${name}`,
		first: shareOf(said),
		second: shareOf(kept),
		details: [pointsOf(said), pointsOf(kept)] as const,
	}));
	const figures = lines.map(({ label, first, second }) => `${label} : déclaré ${first.text}, retenu ${second.text}`);
	return {
		title: "Déclaré par la CAE, retenu par l’audit",
		apart: true,
		blocks: [
			title(
				declared && audited ? auditGapConclusion(declared, audited, "other") : "Aucun critère obligatoire à comparer",
			),
			text(
				"Conformité des critères obligatoires examinés, pondérée. Les deux séries portent sur les mêmes critères et ne sont jamais mêlées.",
				"soft",
			),
			{
				kind: "bars",
				alt: `Barres, deux par domaine, déclaré puis retenu. ${figures.join(" ; ")}.`,
				caption: "Les chiffres de ce graphique, en points obtenus sur les points possibles.",
				head: "Domaine",
				series: ["Déclaré", "Retenu"],
				lines,
			},
		],
	};
}

/** In the middle of a sentence; a code keeps its capitals. */
function afterColon(sentence: string): string {
	return /^\p{Lu}{2}/u.test(sentence) ? sentence : `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

function domainTitle({ domains }: Standard, code: string): string {
	return domains.find((domain) => domain.code === code)?.title ?? code;
}

function rateOf({ conformity: { num, den } }: Pick<DomainScore, "conformity">): Ratio | null {
	return rateOrNull(num, den);
}

function shareOf(score: DomainScore): Share {
	const rate = rateOf(score);
	return { value: rate && toFraction(rate), text: rateText(rate, "conformity") };
}

function pointsOf({ conformity: { num, den } }: DomainScore): string {
	return `${num} sur ${den}`;
}
