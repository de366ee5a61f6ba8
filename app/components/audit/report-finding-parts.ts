/** Owns how the findings of an audit are printed, domain by domain: levels declared and retained, texts, pieces, right of reply. */
import type { FindingKind } from "~/domain/audit/audit-finding";
import type { AuditReport, ReportedCriterion, ReportedDomain, ReportReply } from "~/domain/audit/audit-report";
import type { Level, Standard } from "~/domain/standard/standard";
import { findingHeadings } from "~/messages.report.fr";
import { type Block, type Part, text, title } from "../document/document-model";
import { formatCount } from "../text/format";

/** In full, whatever they say. */
const TOLD: readonly FindingKind[] = ["major", "minor", "opportunity", "strength"];

export function findingParts(
	{ domains }: AuditReport,
	standard: Standard,
	pieces: ReadonlyMap<string, string>,
): readonly Part[] {
	return domains.map((domain) => ({
		title: `${domain.code} · ${domain.title}`,
		apart: true,
		blocks: domainBlocks(domain, standard, pieces),
	}));
}

function domainBlocks(
	{ criteria }: ReportedDomain,
	{ scale }: Standard,
	pieces: ReadonlyMap<string, string>,
): readonly Block[] {
	const told = TOLD.flatMap((kind) => {
		const own = criteria.filter(({ finding }) => finding.kind === kind);
		if (own.length === 0) return [];
		return [
			title(`${findingHeadings[kind]} (${own.length})`, 2, true),
			...own.flatMap((one) => criterionBlocks(one, scale, pieces)),
		];
	});
	const conform = criteria.filter(({ finding }) => finding.kind === "conformity");
	// What somebody wrote about is told in full; the rest in a table.
	const written = conform.filter(({ finding }) => finding.text.trim() !== "" || finding.reply !== null);
	const plain = conform.filter((one) => !written.includes(one));
	return [
		...told,
		...(conform.length > 0 ? [title(`${findingHeadings.conformity} (${conform.length})`, 2, true)] : []),
		...written.flatMap((one) => criterionBlocks(one, scale, pieces)),
		...(plain.length > 0 ? [conformTable(plain)] : []),
	];
}

function conformTable(criteria: readonly ReportedCriterion[]): Block {
	return {
		kind: "table",
		caption: `${formatCount(criteria.length, "critère conforme", "critères conformes")}, sans autre remarque.`,
		columns: [
			{ header: "Critère", width: 261 },
			{ header: "Déclaré", width: 80 },
			{ header: "Retenu", width: 80 },
			{ header: "Pièces", width: 70, numeric: true },
		],
		rows: criteria.map(({ criterion, declared, finding }) => [
			`${criterion.id} · ${criterion.title}`,
			shortLevel(declared),
			shortLevel(finding.level ?? "notApplicable"),
			String(finding.evidence.length),
		]),
	};
}

function criterionBlocks(
	{ criterion, declared, finding }: ReportedCriterion,
	scale: Standard["scale"],
	pieces: ReadonlyMap<string, string>,
): readonly Block[] {
	const { level, text: said, reason, evidence, reply } = finding;
	const kind = `${criterion.kind === "mandatory" ? "obligatoire" : "recommandé"}${criterion.blocking ? ", bloquant" : ""}, attendu au niveau ${criterion.metFrom}`;
	return [
		title(`${criterion.id} · ${criterion.title}`, 3),
		text(
			`Déclaré : ${levelWords(declared, scale)}. Retenu : ${levelWords(level ?? "notApplicable", scale)}. Critère ${kind}.`,
		),
		...(level === null ? [] : [text(`Niveau ${level} du référentiel : ${criterion.levels[level]}`, "soft")]),
		...(said.trim() === "" ? [] : [text(said.trim())]),
		...(reason ? [text(`L’équipe l’écrit autrement que le niveau seul. Motif : ${reason}`)] : []),
		...(evidence.length > 0
			? [text(`Pièces envoyées avec ce critère : ${namedPieces(evidence, pieces)}.`, "soft")]
			: []),
		...(reply && reply.text !== "" ? replyBlocks(reply, scale) : []),
	];
}

function replyBlocks(
	{ text: said, verdict, answer, levelBefore }: ReportReply,
	scale: Standard["scale"],
): readonly Block[] {
	const before = levelBefore === null ? "non applicable ou non relevé" : levelWords(levelBefore, scale);
	return [
		text("Droit de réponse, remarque de la CAE :", "strong"),
		text(said, "quote"),
		...(verdict
			? [
					text(
						verdict === "kept"
							? "Réponse de l’équipe, qui maintient son constat :"
							: `Réponse de l’équipe, qui change son constat (avant : ${before}) :`,
						"strong",
					),
					text(answer, "quote"),
				]
			: [text("Sans réponse de l’équipe à ce jour.", "soft")]),
	];
}

/** Titles of those the reader may see, the number of the others. */
function namedPieces(ids: readonly string[], pieces: ReadonlyMap<string, string>): string {
	const named = ids.flatMap((id) => pieces.get(id) ?? []).map((name) => `« ${name} »`);
	const hidden = ids.length - named.length;
	const concealed = hidden > 0 ? [formatCount(hidden, "pièce confidentielle", "pièces confidentielles")] : [];
	return [...named, ...concealed].join(", ");
}

function levelWords(level: Level | "notApplicable" | null, scale: Standard["scale"]): string {
	if (level === null) return "sans réponse";
	return level === "notApplicable" ? "non applicable" : `niveau ${level}, ${scale[level].label.toLowerCase()}`;
}

function shortLevel(level: Level | "notApplicable" | null): string {
	if (level === null) return "Sans réponse";
	return level === "notApplicable" ? "Non applicable" : `Niveau ${level}`;
}
